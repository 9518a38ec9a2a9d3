import Foundation
import Ravel
import RavelRuntime
import Testing

/// Whoever gives an array up has its memory written by the result that takes its place.
@Test func resultsAreWrittenWhereTheArrayWasThatTheyReplace() throws {
  // A size that nobody else has, so that no other test takes the memory.
  let count = 123_457
  let x = NDArray([Double](repeating: 1.5, count: count))
  var out = NDArray([Double](repeating: 0, count: count))
  func address() -> UnsafeMutableRawPointer? { out.expression.storage?.buffer.address }
  let before = address()
  out = x * 2
  try withEngine(.interpreter) { try out.evaluate() }
  #expect(before != nil && address() == before)
  // An operand is not given up before the result is there; a copy that somebody has, not at all.
  let copy = out
  out = out + x
  try withEngine(.interpreter) { try out.evaluate() }
  #expect(address() != before && copy.expression.storage?.buffer.address == before)
  #expect(try copy[5].item(as: Double.self) == 3 && out[5].item(as: Double.self) == 4.5)
}

@Test func arraysBeyondTheLimitAreErrors() throws {
  #expect(throws: ArrayError.self) { try NDArray.filled([1 << 40, 64], with: 1.0, dtype: .float64).evaluate() }
}

#if compiler(>=6.2)
  // What concerns all of a process's memory is looked at in a process of its own.

  @Test func whatWorkTakesIsGivenBack() async {
    await #expect(processExitsWith: .success) {
      let start = Memory.liveBytes
      DispatchQueue.concurrentPerform(iterations: 4) { seed in
        withEngine(.interpreter) {
          var x = arange(1000 + seed * 77, dtype: .float32)
          for step in 0..<60 {
            x = x * 0.5 + Double(step)
            if step % 7 == 0 { x[.slice(0, 500)] = x[.slice(500, 1000)] - x.sum() }
            if step % 10 == 0 { precondition(x.toArray(Float.self).count == x.size) }
          }
        }
      }
      precondition(Memory.liveBytes > start, "plans hold constants")
      Kernels.clear()
      precondition(Memory.liveBytes == start, "\(Memory.liveBytes - start) bytes are not given back")
      precondition(Memory.peakBytes > start && Memory.keptBytes > 0)
      Memory.trim()
      Memory.resetPeak()
      precondition(Memory.keptBytes == 0 && Memory.peakBytes == start)
    }
  }

  /// Exponentials that are kept, because their sum comes first, make room for the quotients.
  @Test func theQuotientTakesTheMemoryOfTheExponentials() async {
    await #expect(processExitsWith: .success) {
      let bytes: Int = 1 << 18
      let x = NDArray([Double](repeating: 0.5, count: bytes / 8))
      let e = exp(x)
      let y = e / (e.sum() + 1.0)
      do {
        let start = Memory.liveBytes
        Memory.resetPeak()
        try withEngine(.interpreter) { try y.evaluate() }
        precondition(Memory.peakBytes - start < bytes + bytes / 8, "\(Memory.peakBytes - start) bytes")
      } catch {
        preconditionFailure("\(error)")
      }
    }
  }

  /// Sums that nobody asks for must not keep everything alive that they are the sums of.
  @Test func pendingOperationsHoldNoMoreThanThereIs() async {
    await #expect(processExitsWith: .success) {
      Memory.limit = 16 << 20
      let count = 1 << 17
      withEngine(.interpreter) {
        var sums: [NDArray] = []
        for number in 0..<40 {
          sums.append(NDArray([Double](repeating: Double(number), count: count)).sum())
          precondition(Memory.liveBytes <= 10 << 20)
        }
        precondition(!sums[0].isEvaluated && sums[39].isEvaluated)
        for (number, sum) in sums.enumerated() {
          precondition(sum.toArray(Double.self) == [Double(number * count)])
        }
      }
      precondition(!Memory.isTight)
    }
  }

  /// Views stay views where memory is tight.
  @Test func viewsAreNotComputedAhead() async {
    await #expect(processExitsWith: .success) {
      let x = NDArray([Double](repeating: 1, count: 1 << 18))
      Memory.limit = 3 << 20
      precondition(Memory.isTight && !x[.slice(0, 4)].isEvaluated && !x[.slice(0, 4)].reshape(2, 2).isEvaluated)
    }
  }

  @Test func theLimitIsAnErrorThatNamesTheBytes() async {
    await #expect(processExitsWith: .success) {
      Memory.limit = 1 << 20
      do {
        try withErrorHandling { _ = NDArray([Double](repeating: 1, count: 1 << 18)) }
        preconditionFailure("2 MiB fit into 1")
      } catch {
        precondition(error as? ArrayError == .outOfMemory(bytes: 1 << 21), "\(error)")
      }
    }
  }
#endif

import Foundation
import RavelCodegen
import RavelCore
import RavelIR
import RavelOps
import RavelSchedule
import Synchronization
import Testing

@testable import RavelRuntime

/// What one thread does while the program goes on.
@Suite struct BackgroundWorkTests {
  /// A job that waits until it may go on.
  private final class Gate: Sendable {
    private let begun = DispatchSemaphore(value: 0)
    private let opened = DispatchSemaphore(value: 0)

    func pass() {
      begun.signal()
      opened.wait()
    }
    func waitUntilBegun() { begun.wait() }
    func open() { opened.signal() }
  }

  private final class Trail: Sendable {
    private let numbers = Mutex<[Int]>([])
    func add(_ number: Int) { numbers.withLock { $0.append(number) } }
    var all: [Int] { numbers.withLock { $0 } }
  }

  @Test func jobsAreDoneInTheirOrder() {
    let (work, trail) = (BackgroundWork(limit: 100), Trail())
    for number in 0..<50 { #expect(work.add { trail.add(number) }) }
    work.finish()
    #expect(trail.all == Array(0..<50))
    #expect(work.add { trail.add(50) })
    work.finish()
    #expect(trail.all.last == 50)
  }

  @Test func allWhoWaitAreWoken() async {
    let (work, gate) = (BackgroundWork(limit: 8), Gate())
    #expect(work.add { gate.pass() })
    gate.waitUntilBegun()
    await withCheckedContinuation { continuation in
      let group = DispatchGroup()
      for _ in 0..<3 { DispatchQueue.global().async(group: group) { work.finish() } }
      // So that they are likely to wait by then.
      DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(20)) { gate.open() }
      group.notify(queue: .global()) { continuation.resume() }
    }
    #expect(work.add {})
    work.finish()
  }

  @Test func noMoreWaitThanTheLimitSays() {
    let (work, trail, gate) = (BackgroundWork(limit: 2), Trail(), Gate())
    #expect(work.add { gate.pass() })
    gate.waitUntilBegun()
    #expect(work.add { trail.add(1) } && work.add { trail.add(2) })
    #expect(!work.add { trail.add(3) })
    gate.open()
    work.finish()
    #expect(trail.all == [1, 2])
  }

  @Test func nothingIsBegunInAPause() {
    let (work, trail) = (BackgroundWork(limit: 8), Trail())
    work.pause()
    #expect(work.add { trail.add(1) })
    work.finish()
    #expect(trail.all == [])
    work.resume()
    work.finish()
    #expect(trail.all == [1])
  }

  /// As when the process ends: what is being done is finished, what waits is not begun.
  @Test func closingFinishesTheJobThatIsBeingDone() {
    let (work, trail, gate) = (BackgroundWork(limit: 1 << 20), Trail(), Gate())
    #expect(
      work.add {
        gate.pass()
        trail.add(1)
      })
    #expect(work.add { trail.add(2) })
    gate.waitUntilBegun()
    // Not before it is closed, or the second job might be begun in time.
    DispatchQueue.global().async {
      while work.add({}) { usleep(1000) }
      gate.open()
    }
    work.close(within: .zero)
    #expect(trail.all == [1])
    #expect(!work.add { trail.add(3) })
  }

  @Test func closingGoesOnForAsLongAsItMay() {
    let (work, trail, gate) = (BackgroundWork(limit: 8), Trail(), Gate())
    #expect(work.add { gate.pass() })
    #expect(work.add { trail.add(2) })
    gate.waitUntilBegun()
    DispatchQueue.global().async { gate.open() }
    work.close(within: .seconds(3600))
    #expect(trail.all == [2])
  }
}

/// Kernels that the interpreter serves until their code is there. One after another, for they pause what they share.
@Suite(.needsLLVM, .processState) struct PostponedKernelTests {
  private func kernel(_ number: Int) throws -> Kernel {
    try elementwise([input(.float32, .unit), output(.float32, .unit)]) {
      [$0.load(0) * $0.constant(Constant(number, .float32)) + $0.load(0)]
    }
  }

  private func runners(_ compilation: Kernels.Compilation, _ engine: Engine = .automatic) throws -> Runners {
    // A process's first kernel is never postponed.
    _ = try Compiler().object(kernel(9100))
    let source = KernelSource(cache: nil) { Result { () throws(CodegenError) in try Compiler() } }
    return try Runners(engine, source: source, compilation: compilation)
  }

  private func result(_ code: any ExecutableKernel) -> Float {
    var (values, results): ([Float], [Float]) = ([3], [0])
    values.withUnsafeMutableBytes { values in
      results.withUnsafeMutableBytes { results in
        KernelArguments.with(
          pointers: [values.baseAddress!, results.baseAddress!], extents: [1], strides: [4, 4]
        ) { code.run($0, range: nil) }
      }
    }
    return results[0]
  }

  @Test func theInterpreterServesAndThenTheCode() throws {
    let (kernel, runners) = (try kernel(9101), try runners(.background))
    BackgroundWork.shared.pause()
    defer { BackgroundWork.shared.resume() }
    var report = Report()
    let prepared = try runners.kernels([kernel, kernel], postponing: { _ in true }, report: &report)
    let postponed = try #require(prepared[0] as? PostponedKernel)
    #expect(prepared[1] === postponed, "one for all who ask meanwhile")
    #expect(report.kernelsPostponed == 1 && report.kernelsCompiled == 0 && report.kernelsInterpreted == 1)
    #expect(postponed.compiled == nil && result(postponed) == 3 * 9102)
    BackgroundWork.shared.resume()
    BackgroundWork.shared.finish()
    let code = try #require(postponed.compiled)
    #expect(result(postponed) == 3 * 9102)
    // Who asks from here on is given the same code, compiled once.
    let later = try runners.kernels([kernel], postponing: { _ in true }, report: &report)
    #expect(later[0] === code && report.kernelsPostponed == 1 && report.kernelsCompiled == 0)
  }

  /// A large launch does not wait for its turn, and what was postponed takes its code.
  @Test func whoNeedsTheCodeCompilesIt() throws {
    let (kernel, runners) = (try kernel(9102), try runners(.background))
    BackgroundWork.shared.pause()
    var report = Report()
    let small = try runners.kernels([kernel], postponing: { _ in true }, report: &report)[0]
    let large = try runners.kernels([kernel], postponing: { _ in false }, report: &report)[0]
    #expect(large is CompiledKernel && report.kernelsCompiled == 1)
    BackgroundWork.shared.resume()
    BackgroundWork.shared.finish()
    #expect((small as? PostponedKernel)?.compiled === large)
  }

  @Test func onlyWhereItWasAskedFor() throws {
    var report = Report()
    for (number, runners) in try [runners(.wait), runners(.background, .jit)].enumerated() {
      let prepared = try runners.kernels([kernel(9103 + number)], postponing: { _ in true }, report: &report)
      #expect(prepared[0] is CompiledKernel)
    }
    #expect(report.kernelsPostponed == 0 && report.kernelsCompiled == 2)
  }
}

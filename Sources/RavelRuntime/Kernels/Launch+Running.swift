import RavelCore
import RavelIR
import RavelOps
import RavelSchedule

extension Launch {
  /// Runs a prepared kernel over all of its range, on several threads where there is enough to do for them.
  /// - Parameter arguments: without scratch memory, which is each thread's own.
  func run(_ kernel: any ExecutableKernel, _ arguments: KernelArguments) throws(ArrayError) {
    let divided = self.kernel.divisibleDimension.flatMap { extents[$0] > 1 && work >= Self.worthDividing ? $0 : nil }
    let workers = divided == nil ? 1 : Threads.count
    var shares: [SharedArguments] = []
    for _ in 0..<workers { shares.append(try SharedArguments(arguments, of: self)) }
    if workers == 1 { return kernel.run(shares[0].arguments, range: nil) }
    let perWorker = shares
    Threads.divide(extents[divided!], chunk: chunk(of: divided!), workers: workers) { worker, range in
      kernel.run(perWorker[worker].arguments, range: range)
    }
  }

  /// Below this many instructions on elements, waking another thread takes longer than it saves.
  private static let worthDividing = 4 << 20

  /// Instructions on elements in the whole launch.
  private var work: Int { instructions(self.kernel.body, times: 1) }

  private func instructions(_ body: [Statement], times count: Int) -> Int {
    body.reduce(0) { sum, statement in
      guard case .loop(let loop) = statement else { return sum + count }
      return sum + instructions(loop.body, times: count * extents[loop.dimension])
    }
  }

  /// About 64 pieces; of a loop along vectors, pieces of whole cache lines.
  private func chunk(of dimension: Int) -> Int {
    let pieces = max(extents[dimension] / 64, 1)
    return extents[dimension] < 1 << 14 ? pieces : (pieces + 255) / 256 * 256
  }
}

/// A worker's arguments: memory that it shares, of which it writes its own part, and scratch memory of its own.
private struct SharedArguments: @unchecked Sendable {
  private(set) var arguments: KernelArguments
  private var scratch: [Buffer] = []

  init(_ arguments: KernelArguments, of launch: Launch) throws(ArrayError) {
    self.arguments = arguments
    for (number, operand) in launch.operands.enumerated() {
      guard case .scratch(let bytes) = operand.source else { continue }
      let buffer = try Buffer(byteCount: bytes)
      scratch.append(buffer)
      self.arguments.pointers[number] = buffer.address
    }
  }
}

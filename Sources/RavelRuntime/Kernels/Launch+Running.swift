import RavelCore
import RavelIR
import RavelOps
import RavelSchedule

extension PreparedLaunch {
  /// Runs the kernel over all of its range, on several threads where there is enough to do for them.
  /// - Parameter arguments: without scratch memory, which is each thread's own.
  func run(_ arguments: KernelArguments) throws(ArrayError) {
    let workers = divided == nil ? 1 : Threads.count
    if workers == 1 && !hasScratch { return kernel.run(arguments, range: nil) }
    var each: [WorkerArguments] = []
    for _ in 0..<workers { each.append(try WorkerArguments(arguments, of: launch)) }
    let shares = each
    // Scratch memory must outlive the run: nothing but a pointer to it goes into the kernel.
    withExtendedLifetime(shares) {
      guard workers > 1, let divided else { return kernel.run(shares[0].arguments, range: nil) }
      Threads.divide(launch.extents[divided], chunk: launch.chunk(of: divided), workers: workers) { worker, range in
        kernel.run(shares[worker].arguments, range: range)
      }
    }
  }
}

extension Launch {
  /// The dimension to divide among threads, if the kernel has one and there is enough to do for them.
  var dimensionWorthDividing: Int? {
    guard let dimension = kernel.divisibleDimension, extents[dimension] > 1, work >= Self.worthDividing else {
      return nil
    }
    return dimension
  }

  /// Below this many instructions on elements, waking another thread takes longer than it saves.
  private static let worthDividing = 4 << 20

  /// Instructions on elements in the whole launch.
  private var work: Int { instructions(kernel.body, times: 1) }

  private func instructions(_ body: [Statement], times count: Int) -> Int {
    body.reduce(0) { sum, statement in
      guard case .loop(let loop) = statement else { return sum + count }
      return sum + instructions(loop.body, times: loop.kind.isTiles ? count : count * extents[loop.dimension])
    }
  }

  /// About 64 pieces; of a loop along vectors, pieces of whole cache lines.
  func chunk(of dimension: Int) -> Int {
    let pieces = max(extents[dimension] / 64, 1)
    return extents[dimension] < 1 << 14 ? pieces : (pieces + 255) / 256 * 256
  }
}

/// A worker's arguments: memory that it shares, of which it writes its own part, and scratch memory of its own.
private struct WorkerArguments: @unchecked Sendable {
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

import RavelCore
import RavelIR
import RavelOps
import RavelSchedule

extension Launch {
  /// Runs a prepared kernel over all of its range, on several threads where there is enough to do for them.
  func run(_ kernel: any ExecutableKernel, _ arguments: KernelArguments) {
    guard let dimension = self.kernel.divisibleDimension, Threads.count > 1, extents[dimension] > 1, work >= Self.worthDividing
    else { return kernel.run(arguments, range: nil) }
    let shared = SharedArguments(arguments: arguments)
    Threads.divide(extents[dimension], chunk: chunk(of: dimension)) { kernel.run(shared.arguments, range: $0) }
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

/// Arguments that several threads read: the memory they point to outlives the launch, and each thread writes its own part.
private struct SharedArguments: @unchecked Sendable {
  let arguments: KernelArguments
}

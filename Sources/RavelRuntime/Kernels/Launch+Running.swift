import RavelCore
import RavelIR
import RavelOps
import RavelSchedule

extension PreparedLaunch {
  /// Runs the kernel over all of its range, on several threads where there is enough to do for them.
  /// - Parameter arguments: without scratch memory, which is each thread's own.
  func run(_ arguments: KernelArguments) throws(ArrayError) {
    kernel.noteUse()
    let workers = division == nil ? 1 : Threads.count
    if workers == 1 && !hasScratch { return kernel.run(arguments, range: nil) }
    var each: [WorkerArguments] = []
    for _ in 0..<(hasScratch ? workers : 1) { each.append(try WorkerArguments(arguments, of: launch)) }
    let shares = each
    // Scratch memory must outlive the run: nothing but a pointer to it goes into the kernel.
    withExtendedLifetime(shares) {
      guard workers > 1, let division else { return kernel.run(shares[0].arguments, range: nil) }
      Threads.divide(
        division.extent, chunk: division.chunk, workers: workers, wakesWorkers: division.isWorthWaking
      ) { worker, range in kernel.run(shares[hasScratch ? worker : 0].arguments, range: range) }
    }
  }
}

/// How a launch is divided among threads. The same for any number of them.
struct Division: Sendable, Hashable {
  let extent: Int
  /// Indices that one thread takes at a time.
  let chunk: Int
  /// Whether there is enough to do for waking threads.
  let isWorthWaking: Bool
}

extension Launch {
  /// nil if the kernel cannot be divided, or one thread is as fast.
  var division: Division? {
    guard let dimension = kernel.divisibleDimension, extents[dimension] > 1, work >= Self.worthDividing else {
      return nil
    }
    return Division(
      extent: extents[dimension], chunk: chunk(of: dimension), isWorthWaking: work >= Self.worthWaking)
  }

  /// Below this many instructions on elements, handing work over was slower than doing it: axpy of 64K elements (a
  /// third of this) took 25 us by two threads and 18 by one; of 256K, 80 and 139. GELU of 64K took 83 and 130.
  private static let worthDividing = 1 << 20

  /// Below this many, waking a parked thread, some 50 us, takes longer than it saves.
  private static let worthWaking = 2 << 20

  /// Below this many, claiming a chunk and calling the kernel for it is to be noticed.
  private static let worthClaiming = 8 << 10

  /// Instructions on elements in the whole launch.
  private var work: Int { instructions(kernel.body, times: 1) }

  private func instructions(_ body: [Statement], times count: Int) -> Int {
    body.reduce(0) { sum, statement in
      guard case .loop(let loop) = statement else { return sum + count }
      return sum + instructions(loop.body, times: loop.kind.isTiles ? count : count * extents[loop.dimension])
    }
  }

  /// At most about 64 pieces, none of them tiny; of a loop along vectors, of whole cache lines; of tiles, whole ones.
  private func chunk(of dimension: Int) -> Int {
    let pieces = min(max(work / Self.worthClaiming, 1), 64)
    let grain =
      kernel.body.lazy.compactMap { statement -> Int? in
        guard case .loop(let loop) = statement else { return nil }
        switch loop.kind {
        case .vector: return 256
        case .tiles(let size): return size
        case .parallel, .serial, .tile, .reduce: return 1
        }
      }.first ?? 1
    return (extents[dimension] + pieces * grain - 1) / (pieces * grain) * grain
  }
}

/// A worker's arguments: memory that it shares, of which it writes its own part, and scratch memory of its own.
private struct WorkerArguments: @unchecked Sendable {
  private(set) var arguments: KernelArguments
  private var scratch: [Buffer] = []

  init(_ arguments: KernelArguments, of launch: Launch) throws(ArrayError) {
    self.arguments = arguments
    if !launch.operands.contains(where: \.isScratch) { return }
    let own = try Buffer(byteCount: arguments.pointers.count * MemoryLayout<UnsafeMutableRawPointer>.stride)
    scratch.append(own)
    let pointers = own.address.bindMemory(to: UnsafeMutableRawPointer.self, capacity: arguments.pointers.count)
    for (number, operand) in launch.operands.enumerated() {
      pointers[number] = arguments.pointers[number]
      guard case .scratch(let bytes) = operand.source else { continue }
      let buffer = try Buffer(byteCount: bytes)
      scratch.append(buffer)
      pointers[number] = buffer.address
    }
    self.arguments.pointers = UnsafeBufferPointer(start: pointers, count: arguments.pointers.count)
  }
}

extension LaunchOperand {
  fileprivate var isScratch: Bool { if case .scratch = source { true } else { false } }
}

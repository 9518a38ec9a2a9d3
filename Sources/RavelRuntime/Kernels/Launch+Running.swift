import RavelCore
import RavelIR
import RavelOps
import RavelSchedule

extension PreparedLaunch {
  /// Runs the kernel over all of its range, on several threads where there is enough to do for them.
  /// - Parameter arguments: without memory for the launch alone.
  func run(_ arguments: KernelArguments) throws(ArrayError) {
    kernel.noteUse()
    let workers = division == nil ? 1 : Threads.count
    if hasScratch {
      try withScratch(arguments, workers) { shares in
        guard workers > 1 else { return kernel.run(shares[0].arguments, range: nil, phase: 0) }
        for phase in 0..<max(phaseCount, 1) {
          run(workers) { worker, range in kernel.run(shares[worker].arguments, range: range, phase: phase) }
        }
        // What is left is no more than to put together what was found.
        if phaseCount > 0 { kernel.run(shares[0].arguments, range: 0..<0, phase: phaseCount) }
      }
    } else if workers == 1 {
      kernel.run(arguments, range: nil, phase: 0)
    } else {
      // Memory that the threads share, of which each writes its own part.
      nonisolated(unsafe) let arguments = arguments
      run(workers) { _, range in kernel.run(arguments, range: range, phase: 0) }
    }
  }

  private func run(_ workers: Int, _ body: @Sendable (_ worker: Int, _ range: Range<Int>?) -> Void) {
    guard workers > 1, let division else { return body(0, nil) }
    Threads.divide(
      division.extent, chunk: division.chunk, workers: workers, wakesWorkers: division.isWorthWaking, body)
  }

  /// Scratch memory outlives the run: nothing but a pointer to it goes into the kernel.
  private func withScratch(
    _ arguments: KernelArguments, _ workers: Int, _ body: (_ shares: [WorkerArguments]) -> Void
  ) throws(ArrayError) {
    var shared: [Int: Buffer] = [:]
    for (number, operand) in launch.operands.enumerated() {
      if case .shared(let bytes) = operand.source { shared[number] = try Buffer(byteCount: bytes) }
    }
    var shares: [WorkerArguments] = []
    for _ in 0..<workers { shares.append(try WorkerArguments(arguments, of: launch, sharing: shared)) }
    withExtendedLifetime((shares, shared)) { body(shares) }
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

  /// Below this cost, some six microseconds, handing work over to a thread that looks for it takes longer than it
  /// saves.
  private static let worthDividing = 2_400_000

  /// Below this cost, waking another thread takes longer than it saves.
  private static let worthWaking = 18_000_000

  /// Below this cost, claiming a chunk and calling the kernel for it is to be noticed.
  private static let worthClaiming = 150_000

  /// A byte that is loaded or stored beside one of arithmetic.
  private static let memoryWeight = 6

  /// What the whole launch takes a thread, in bytes of vector arithmetic: a vector of a wide dtype holds few elements,
  /// memory is slower than arithmetic, and division and roots are slower than either.
  private var work: Int { cost(kernel.body, times: 1) }

  private func cost(_ body: [Statement], times count: Int) -> Int {
    body.reduce(0) { sum, statement in
      switch statement {
      case .loop(let loop):
        sum + cost(loop.body, times: loop.kind.isCutting ? count : count * extents[loop.dimension])
      case .store(let parameter, _): sum + Self.memoryWeight * count * kernel.parameters[parameter].dtype.itemSize
      case .scalar(let scalar): sum + count * cost(scalar)
      }
    }
  }

  private func cost(_ statement: ScalarStatement) -> Int {
    switch statement {
    case .define(let definition):
      let weight =
        switch definition.instruction {
        case .load: Self.memoryWeight
        case .binary(.divide, _, _), .binary(.remainder, _, _), .unary(.squareRoot, _): 24
        default: 1
        }
      return weight * definition.dtype.itemSize
    // How often it runs depends on the values.
    case .iterate(let iteration): return 8 * iteration.body.reduce(0) { $0 + cost($1) }
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
        case .parallel, .serial, .scan, .tile, .branches, .reduce: return 1
        }
      }.first ?? 1
    return (extents[dimension] + pieces * grain - 1) / (pieces * grain) * grain
  }
}

/// A worker's arguments: memory that it shares, of which it writes its own part, and scratch memory of its own.
private struct WorkerArguments: @unchecked Sendable {
  private(set) var arguments: KernelArguments
  private var scratch: [Buffer] = []

  init(_ arguments: KernelArguments, of launch: Launch, sharing shared: [Int: Buffer]) throws(ArrayError) {
    self.arguments = arguments
    let own = try Buffer(byteCount: arguments.pointers.count * MemoryLayout<UnsafeMutableRawPointer>.stride)
    scratch.append(own)
    let pointers = own.address.bindMemory(to: UnsafeMutableRawPointer.self, capacity: arguments.pointers.count)
    for (number, operand) in launch.operands.enumerated() {
      pointers[number] = shared[number]?.address ?? arguments.pointers[number]
      guard case .scratch(let bytes) = operand.source else { continue }
      let buffer = try Buffer(byteCount: bytes)
      scratch.append(buffer)
      pointers[number] = buffer.address
    }
    self.arguments.pointers = UnsafeBufferPointer(start: pointers, count: arguments.pointers.count)
  }
}

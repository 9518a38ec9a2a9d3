import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Memory that was given back, kept by size class: fresh pages cost more than the arithmetic on them.
///
/// A free block is the list's own memory: it starts with the address of the next one. So taking and giving back is a
/// lock and two words. What is kept is bounded, and larger blocks that nobody took for a while go back to the system
/// when next a larger block is taken or given back.
final class BufferPool: Sendable {
  static let shared: BufferPool = {
    let limit = MachineMemory.setting("RAVEL_MEMORY_LIMIT") ?? MachineMemory.byteCount
    return BufferPool(limit: limit, keptLimit: limit / 8)
  }()

  private let state: Mutex<PoolState>
  private let source: any BlockSource
  private let clock: @Sendable () -> Int
  private let tight = Atomic<Bool>(false)

  /// - Parameter clock: in seconds.
  init(
    limit: Int, keptLimit: Int, source: any BlockSource = SystemBlocks(), clock: @escaping @Sendable () -> Int = seconds
  ) {
    state = Mutex(PoolState(limit: limit, keptLimit: keptLimit))
    self.source = source
    self.clock = clock
  }

  deinit { trim() }

  var counts: PoolCounts {
    get { state.withLock { $0.counts } }
  }

  /// Changes the limits, and the peak; what is kept beyond its limit is given back.
  func set(_ change: (inout PoolCounts) -> Void) {
    let isTooMuch = state.withLock { state in
      change(&state.counts)
      note(&state)
      return state.counts.kept > state.counts.keptLimit
    }
    if isTooMuch { trim() }
  }

  /// Whether more than half of the limit is taken. Costs next to nothing to ask.
  var isTight: Bool { tight.load(ordering: .relaxed) }

  private func note(_ state: inout PoolState) {
    let isTight = state.counts.live > state.counts.limit / 2
    if isTight != state.isTight {
      state.isTight = isTight
      tight.store(isTight, ordering: .relaxed)
    }
  }

  // MARK: Taking and giving back

  func take(_ byteCount: Int) throws(ArrayError) -> UnsafeMutableRawPointer {
    guard byteCount <= SizeClass.largest else { throw .outOfMemory(bytes: byteCount) }
    let size = SizeClass(holding: byteCount)
    let taken = state.withLock { state in
      let taken = state.take(size)
      note(&state)
      return taken
    }
    if !size.isSmall { sweep() }
    switch taken {
    case .block(let block): return block
    case .refused: throw .outOfMemory(bytes: byteCount)
    case .fresh(let isRoom):
      if !isRoom { trim() }
      if let block = allocate(size) { return block }
      state.withLock { state in
        state.counts.live -= size.byteCount
        note(&state)
      }
      throw .outOfMemory(bytes: byteCount)
    }
  }

  /// From the system; where it has none, what is kept goes back to it first.
  private func allocate(_ size: SizeClass) -> UnsafeMutableRawPointer? {
    if let block = source.allocate(size.byteCount) { return block }
    trim()
    return source.allocate(size.byteCount)
  }

  func give(back block: UnsafeMutableRawPointer, _ byteCount: Int) {
    let size = SizeClass(holding: byteCount)
    let now = size.isSmall ? 0 : clock()
    let address = UInt(bitPattern: block)
    let isKept = state.withLock { state in
      let isKept = state.give(back: address, size, now)
      note(&state)
      return isKept
    }
    if !isKept { source.release(block, size.byteCount) }
    if !size.isSmall { sweep() }
  }

  // MARK: Giving back to the system

  /// Gives all that is kept back to the system.
  func trim() { release(state.withLock { $0.unlinked { _ in true } }) }

  /// Seconds after which a block that nobody took goes back to the system.
  static let patience = 10

  /// Once a second, gives back what was kept for too long.
  private func sweep() {
    let now = clock()
    let stale = state.withLock { state -> [PoolState.Chain] in
      if now <= state.lastSweep { return [] }
      state.lastSweep = now
      // Lists are last in, first out: behind a block that is too old there are only older ones.
      return state.unlinked { since in since.map { $0 < now - Self.patience } ?? false }
    }
    release(stale)
  }

  private func release(_ chains: [PoolState.Chain]) {
    for chain in chains {
      var next: UnsafeMutablePointer<FreeBlock>? = chain.first
      while let block = next {
        next = block.pointee.next
        source.release(block, chain.size.byteCount)
      }
    }
  }

  /// A clock that costs no more than a lock.
  @Sendable private static func seconds() -> Int {
    var time = timespec()
    #if canImport(Glibc)
      clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
    #else
      clock_gettime(CLOCK_MONOTONIC, &time)
    #endif
    return time.tv_sec
  }
}

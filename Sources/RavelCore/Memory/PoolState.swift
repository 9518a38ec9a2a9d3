/// What a pool counts, in bytes.
struct PoolCounts {
  /// Of blocks in use.
  var live = 0
  var peak = 0
  /// Of free blocks.
  var kept = 0
  /// What `live` may come to.
  var limit: Int
  /// What `kept` may come to.
  var keptLimit: Int
}

/// What a free block starts with.
struct FreeBlock {
  var next: UnsafeMutablePointer<FreeBlock>?
  /// When it was given back, in seconds, if it is no small one.
  var since: Int
}

/// A pool's free blocks and its counts: what its lock guards.
struct PoolState: ~Copyable {
  var counts: PoolCounts
  var isTight = false
  var lastSweep = 0
  private let lists: UnsafeMutablePointer<List>

  private struct List {
    var first: UnsafeMutablePointer<FreeBlock>?
    var count = 0
  }

  /// Blocks of a class, unlinked from their list.
  struct Chain {
    let first: UnsafeMutablePointer<FreeBlock>
    let size: SizeClass
  }

  /// Of a class of small blocks, so many bytes are kept.
  static let mostOfSmallClass = 256 << 10

  init(limit: Int, keptLimit: Int) {
    counts = PoolCounts(limit: limit, keptLimit: keptLimit)
    lists = .allocate(capacity: SizeClass.count)
    lists.initialize(repeating: List(), count: SizeClass.count)
  }

  deinit { lists.deallocate() }

  enum Taken {
    case block(UnsafeMutableRawPointer)
    /// To be had from the system, and counted as taken. Without room for it beside what is kept, that goes first.
    case fresh(isRoom: Bool)
    case refused
  }

  mutating func take(_ size: SizeClass) -> Taken {
    let live = counts.live + size.byteCount
    if live > counts.limit { return .refused }
    counts.live = live
    if live > counts.peak { counts.peak = live }
    let list = lists + size.number
    guard let block = list.pointee.first else { return .fresh(isRoom: live + counts.kept <= counts.limit) }
    list.pointee.first = block.pointee.next
    list.pointee.count -= 1
    counts.kept -= size.byteCount
    return .block(block)
  }

  /// False if the block is not to be kept.
  mutating func give(back address: UInt, _ size: SizeClass, _ now: Int) -> Bool {
    counts.live -= size.byteCount
    let isFull = size.isSmall && (lists[size.number].count + 1) * size.byteCount > Self.mostOfSmallClass
    if isFull || counts.kept + size.byteCount > counts.keptLimit { return false }
    let free = UnsafeMutablePointer<FreeBlock>(bitPattern: address)!
    let list = lists + size.number
    free.initialize(to: FreeBlock(next: list.pointee.first, since: now))
    list.pointee.first = free
    list.pointee.count += 1
    counts.kept += size.byteCount
    return true
  }

  /// Takes from each list the blocks from the first on that was given back at such a time. Small blocks know no time.
  mutating func unlinked(_ isStale: (_ since: Int?) -> Bool) -> [Chain] {
    var chains: [Chain] = []
    for number in 0..<SizeClass.count where lists[number].first != nil {
      let size = SizeClass(number: number)
      var last: UnsafeMutablePointer<FreeBlock>?
      var left = 0
      var next = lists[number].first
      while let block = next, !isStale(size.isSmall ? nil : block.pointee.since) {
        left += 1
        (last, next) = (block, block.pointee.next)
      }
      guard let first = next else { continue }
      if let last { last.pointee.next = nil } else { lists[number].first = nil }
      counts.kept -= (lists[number].count - left) * size.byteCount
      lists[number].count = left
      chains.append(Chain(first: first, size: size))
    }
    return chains
  }
}

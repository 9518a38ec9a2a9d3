import Foundation
import Synchronization
import Testing

@testable import RavelCore

/// Blocks of the system, counted.
private final class CountedBlocks: BlockSource {
  struct Counts {
    var allocated = 0
    var released = 0
    /// Of blocks that were allocated and not released.
    var bytes = 0
    /// What `bytes` may come to.
    var most = Int.max
  }

  let counts = Mutex(Counts())
  private let system = SystemBlocks()

  func allocate(_ byteCount: Int) -> UnsafeMutableRawPointer? {
    let isRoom = counts.withLock { counts in
      if counts.bytes + byteCount > counts.most { return false }
      counts.allocated += 1
      counts.bytes += byteCount
      return true
    }
    return isRoom ? system.allocate(byteCount) : nil
  }

  func release(_ block: UnsafeMutableRawPointer, _ byteCount: Int) {
    counts.withLock { counts in
      counts.released += 1
      counts.bytes -= byteCount
    }
    system.release(block, byteCount)
  }

  var bytes: Int { counts.withLock { $0.bytes } }
  var allocated: Int { counts.withLock { $0.allocated } }
}

private let large = 1 << 20

@Test func blocksAreTakenAgain() throws {
  let blocks = CountedBlocks()
  let pool = BufferPool(limit: 100 * large, keptLimit: 100 * large, source: blocks)
  for bytes in [64, 100, 5000, large, 3 * large] {
    let (before, allocated) = (pool.counts, blocks.allocated)
    let first = try pool.take(bytes)
    #expect(UInt(bitPattern: first) % 64 == 0)
    if bytes >= SystemBlocks.hugePage {
      let lead = UInt(bitPattern: first) % UInt(SystemBlocks.hugePage)
      #expect(lead < 4096 && lead % UInt(SystemBlocks.stagger) == 0)
    }
    let size = pool.counts.live
    #expect(size >= bytes && pool.counts.peak == max(before.peak, size))
    first.initializeMemory(as: UInt8.self, repeating: 255, count: bytes)
    pool.give(back: first, bytes)
    #expect(pool.counts.live == 0 && pool.counts.kept == before.kept + size)
    #expect(try pool.take(bytes) == first)
    pool.give(back: first, bytes)
    #expect(blocks.allocated == allocated + 1)
  }
  // An array of no elements has an address too.
  pool.give(back: try pool.take(0), 0)
  pool.trim()
  #expect(pool.counts.kept == 0 && blocks.bytes == 0)
}

@Test func whatIsKeptIsBounded() throws {
  let blocks = CountedBlocks()
  let pool = BufferPool(limit: 100 * large, keptLimit: 3 * large, source: blocks)
  func takeAndGiveBack(_ count: Int, _ bytes: Int) throws {
    let taken = try (0..<count).map { _ in try pool.take(bytes) }
    for block in taken { pool.give(back: block, bytes) }
  }
  try takeAndGiveBack(8, large)
  #expect(pool.counts.kept == 3 * large && blocks.bytes == 3 * large)
  pool.set { $0.keptLimit = large }
  #expect(pool.counts.kept == 0 && blocks.bytes == 0)
  // Of small blocks a few, whatever the limit.
  try takeAndGiveBack(10_000, 64)
  #expect(pool.counts.kept == PoolState.mostOfSmallClass)
  #expect(pool.counts.peak == 8 * large && pool.counts.live == 0)
  pool.set { $0.peak = $0.live }
  #expect(pool.counts.peak == 0)
}

@Test func whatNobodyTakesGoesBackToTheSystem() throws {
  let blocks = CountedBlocks()
  let clock = Clock()
  let pool = BufferPool(limit: 100 * large, keptLimit: 100 * large, source: blocks) { clock.now }
  let (early, late, small) = (try pool.take(large), try pool.take(large), try pool.take(64))
  pool.give(back: early, large)
  pool.give(back: small, 64)
  clock.pass(BufferPool.patience)
  pool.give(back: late, large)
  #expect(pool.counts.kept == 2 * large + 64)
  clock.pass(1)
  // Any larger block that is taken or given back has a look at the others.
  pool.give(back: try pool.take(2 * large), 2 * large)
  #expect(pool.counts.kept == 3 * large + 64)
  #expect(try pool.take(large) == late)
  pool.give(back: late, large)
  pool.trim()
  #expect(blocks.bytes == 0)
}

private final class Clock: Sendable {
  private let seconds = Mutex(100)
  var now: Int { seconds.withLock { $0 } }
  func pass(_ count: Int) { seconds.withLock { $0 += count } }
}

@Test func moreThanTheLimitIsAnError() throws {
  let blocks = CountedBlocks()
  let pool = BufferPool(limit: 4 * large, keptLimit: 4 * large, source: blocks)
  for bytes in [4 * large + 1, 1 << 46, 1 << 60, Int.max] {
    #expect(throws: ArrayError.outOfMemory(bytes: bytes)) { try pool.take(bytes) }
  }
  #expect(blocks.allocated == 0 && pool.counts.live == 0 && !pool.isTight)
  let taken = try pool.take(3 * large)
  #expect(pool.isTight)
  #expect(throws: ArrayError.outOfMemory(bytes: 2 * large)) { try pool.take(2 * large) }
  pool.give(back: taken, 3 * large)
  #expect(!pool.isTight)
  // What is kept makes room.
  let other = try pool.take(2 * large)
  #expect(blocks.bytes == 2 * large)
  pool.give(back: other, 2 * large)
}

@Test func whereTheSystemHasNoMemoryWhatIsKeptIsGivenUp() throws {
  let blocks = CountedBlocks()
  let pool = BufferPool(limit: 100 * large, keptLimit: 100 * large, source: blocks)
  blocks.counts.withLock { $0.most = 3 * large }
  pool.give(back: try pool.take(2 * large), 2 * large)
  let taken = try pool.take(3 * large)
  #expect(throws: ArrayError.outOfMemory(bytes: 64)) { try pool.take(64) }
  #expect(pool.counts.live == 3 * large)
  pool.give(back: taken, 3 * large)
  #expect(pool.counts.live == 0)
}

@Test func threadsShareAPool() throws {
  let blocks = CountedBlocks()
  let pool = BufferPool(limit: 1 << 32, keptLimit: 8 * large, source: blocks)
  DispatchQueue.concurrentPerform(iterations: 4) { number in
    var held: [(block: UnsafeMutableRawPointer, bytes: Int, mark: UInt8)] = []
    var random = SystemRandomNumberGenerator()
    for turn in 0..<4000 {
      if held.count < 20, Bool.random(using: &random) {
        let bytes = 1 << Int.random(in: 0..<18, using: &random) + Int.random(in: 0..<100, using: &random)
        guard let block = try? pool.take(bytes) else { continue }
        let mark = UInt8(truncatingIfNeeded: turn &* 4 + number)
        block.initializeMemory(as: UInt8.self, repeating: mark, count: bytes)
        held.append((block, bytes, mark))
      } else if let place = held.indices.randomElement(using: &random) {
        let (block, bytes, mark) = held.remove(at: place)
        let elements = UnsafeRawBufferPointer(start: block, count: bytes)
        if !elements.allSatisfy({ $0 == mark }) { Issue.record("a block was somebody else's too") }
        pool.give(back: block, bytes)
      }
      if turn % 1000 == 999 { pool.trim() }
    }
    for (block, bytes, _) in held { pool.give(back: block, bytes) }
  }
  #expect(pool.counts.live == 0)
  pool.trim()
  #expect(pool.counts.kept == 0 && blocks.bytes == 0)
}

@Test func buffersCountAsMemory() throws {
  let buffer = try Buffer(byteCount: 5 * large)
  #expect(Memory.liveBytes >= 5 * large && Memory.peakBytes >= 5 * large)
  #expect(Memory.limit > 5 * large && Memory.keptLimit > 0)
  #expect(throws: ArrayError.outOfMemory(bytes: 1 << 50)) { try Buffer(byteCount: 1 << 50) }
  withExtendedLifetime(buffer) {}
}

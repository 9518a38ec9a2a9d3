import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where a pool has its blocks from.
protocol BlockSource: Sendable {
  /// Memory aligned to 64 bytes; nil where there is none.
  func allocate(_ byteCount: Int) -> UnsafeMutableRawPointer?
  func release(_ block: UnsafeMutableRawPointer, _ byteCount: Int)
}

/// Blocks from the system: small ones from its allocator, large ones as mappings that start where a huge page can.
///
/// The first touch of a page costs more than the arithmetic on it, and that of a huge page half as much for the same
/// bytes.
struct SystemBlocks: BlockSource {
  /// Of the common architectures.
  static let hugePage = 2 << 20

  /// Large blocks start so far apart, as seen from the starts of pages, in turn: arrays that are walked together would
  /// else meet in the same sets of the caches.
  static let stagger = 1024
  private static let starts = 4
  private static let mappings = Atomic<Int>(0)

  func allocate(_ byteCount: Int) -> UnsafeMutableRawPointer? {
    if byteCount >= Self.hugePage { return map(byteCount) }
    var block: UnsafeMutableRawPointer?
    return posix_memalign(&block, 64, byteCount) == 0 ? block : nil
  }

  func release(_ block: UnsafeMutableRawPointer, _ byteCount: Int) {
    if byteCount < Self.hugePage { return free(block) }
    munmap(block.alignedDown(toMultipleOf: Self.hugePage), Self.mapped(byteCount))
  }

  /// Whole pages, however large pages are.
  private static func mapped(_ byteCount: Int) -> Int { (byteCount + (starts - 1) * stagger + 0xFFFF) & ~0xFFFF }

  /// Maps more than is asked for, and gives back what lies before and behind the aligned part.
  private func map(_ byteCount: Int) -> UnsafeMutableRawPointer? {
    let count = Self.mapped(byteCount)
    guard
      let mapping = mmap(nil, count + Self.hugePage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0),
      mapping != MAP_FAILED
    else { return nil }
    let start = mapping.alignedUp(toMultipleOf: Self.hugePage)
    let before = start - mapping
    if before > 0 { munmap(mapping, before) }
    if before < Self.hugePage { munmap(start + count, Self.hugePage - before) }
    #if canImport(Glibc)
      // Advice: where the system has no huge pages, the pages are small ones.
      madvise(start, count, MADV_HUGEPAGE)
    #endif
    let number = Self.mappings.wrappingAdd(1, ordering: .relaxed).oldValue
    return start + (number & (Self.starts - 1)) * Self.stagger
  }
}

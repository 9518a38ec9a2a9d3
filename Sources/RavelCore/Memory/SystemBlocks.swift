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

  func allocate(_ byteCount: Int) -> UnsafeMutableRawPointer? {
    if byteCount >= Self.hugePage { return map(byteCount) }
    var block: UnsafeMutableRawPointer?
    return posix_memalign(&block, 64, byteCount) == 0 ? block : nil
  }

  func release(_ block: UnsafeMutableRawPointer, _ byteCount: Int) {
    if byteCount >= Self.hugePage { munmap(block, byteCount) } else { free(block) }
  }

  /// Maps more than is asked for, and gives back what lies before and behind the aligned part.
  private func map(_ byteCount: Int) -> UnsafeMutableRawPointer? {
    let whole = byteCount + Self.hugePage
    guard let mapping = mmap(nil, whole, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0), mapping != MAP_FAILED
    else { return nil }
    let block = mapping.alignedUp(toMultipleOf: Self.hugePage)
    let before = block - mapping
    if before > 0 { munmap(mapping, before) }
    if before < Self.hugePage { munmap(block + byteCount, Self.hugePage - before) }
    #if canImport(Glibc)
      // Advice: where the system has no huge pages, the pages are small ones.
      madvise(block, byteCount, MADV_HUGEPAGE)
    #endif
    return block
  }
}

import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Owned memory of array elements, given up when the last reference goes: 64-byte aligned and from a pool, or taken
/// over from somebody else.
///
/// Whoever writes holds the only reference, or knows that no reader runs: evaluation writes a buffer before it hands it
/// out, and nothing writes it afterwards. That is what makes the class safe to send.
public final class Buffer: @unchecked Sendable {
  public let address: UnsafeMutableRawPointer
  public let byteCount: Int
  /// Gives up memory that is not the pool's.
  private let release: (@Sendable (UnsafeMutableRawPointer, Int) -> Void)?

  /// - Throws: `ArrayError.outOfMemory` where the system has not that much.
  public init(byteCount: Int) throws(ArrayError) {
    self.byteCount = byteCount
    address = try BufferPool.shared.take(byteCount)
    release = nil
  }

  /// Takes over memory that nobody writes from now on.
  /// - Parameters:
  ///   - address: aligned for the elements that it holds.
  ///   - byteCount: how many bytes from there on are the buffer's.
  ///   - release: called once, on any thread, with `address` and `byteCount`.
  public init(
    adopting address: UnsafeMutableRawPointer, byteCount: Int,
    release: @escaping @Sendable (_ address: UnsafeMutableRawPointer, _ byteCount: Int) -> Void
  ) {
    self.address = address
    self.byteCount = byteCount
    self.release = release
  }

  deinit {
    if let release { release(address, byteCount) } else { BufferPool.shared.give(back: address, byteCount) }
  }
}

/// Freed memory, kept by size class: fresh pages cost more than the arithmetic on them.
///
/// Bounded by an eighth of the machine's memory; what would exceed it goes back to the system.
final class BufferPool: Sendable {
  static let shared = BufferPool()

  private struct State: ~Copyable {
    var free: [Int: [UInt]] = [:]
    var bytes = 0
  }

  private let state = Mutex(State())
  private let physicalMemory: Int
  private var limit: Int { physicalMemory / 8 }

  private init() {
    physicalMemory = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
  }

  /// Sizes are rounded up to an eighth of their power of two, so that near sizes share a class and little is wasted.
  static func sizeClass(_ byteCount: Int) -> Int {
    let least = max(byteCount, 64)
    let step = max(64, (1 << (Int.bitWidth - 1 - least.leadingZeroBitCount)) / 8)
    return (least + step - 1) / step * step
  }

  func take(_ byteCount: Int) throws(ArrayError) -> UnsafeMutableRawPointer {
    guard byteCount <= physicalMemory else { throw .outOfMemory(bytes: byteCount) }
    let size = Self.sizeClass(byteCount)
    let kept: UInt? = state.withLock { state in
      guard let address = state.free[size]?.popLast() else { return nil }
      state.bytes -= size
      return address
    }
    if let kept { return UnsafeMutableRawPointer(bitPattern: kept)! }
    var address: UnsafeMutableRawPointer?
    guard posix_memalign(&address, 64, size) == 0, let address else { throw .outOfMemory(bytes: byteCount) }
    #if canImport(Glibc)
      if size >= 1 << 22 { madvise(address, size, MADV_HUGEPAGE) }
    #endif
    return address
  }

  func give(back address: UnsafeMutableRawPointer, _ byteCount: Int) {
    let size = Self.sizeClass(byteCount)
    let kept = state.withLock { state in
      if state.bytes + size > limit { return false }
      state.bytes += size
      state.free[size, default: []].append(UInt(bitPattern: address))
      return true
    }
    if !kept { free(address) }
  }
}

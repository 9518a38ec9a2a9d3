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

  /// - Throws: `ArrayError.outOfMemory` where the system has not that much, or `Memory.limit` leaves not that much.
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

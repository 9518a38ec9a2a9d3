import RavelCore
import RavelIR

/// The rows of a row-major array, each of which is worked on by itself.
struct Lanes: Sendable {
  let rows: Int
  let count: Int

  /// - Parameter storage: row-major, with at least one axis.
  init(_ storage: Storage) {
    precondition(storage.layout.isContiguous && storage.layout.rank > 0, "lanes lie along the last of some axes")
    count = storage.layout.shape[storage.layout.rank - 1]
    rows = storage.layout.shape.dropLast().reduce(1, *)
  }

  /// Elements that one thread takes at a time.
  private static let chunk = 1 << 14

  /// Runs `body` on each row, rows on several threads where there is enough to do.
  /// - Parameters:
  ///   - scratch: bytes that a row needs for itself.
  ///   - body: is given a row, that memory, and whether it may divide its work further.
  func forEach(
    scratch: Int, _ body: @Sendable (_ row: Int, _ scratch: UnsafeMutableRawPointer, _ mayDivide: Bool) -> Void
  ) throws(ArrayError) {
    if rows == 0 || count == 0 { return }
    // One long row after another, each by all threads; or rows side by side.
    let workers = rows == 1 || rows * count < 4 * Self.chunk ? 1 : Threads.count
    var buffers: [Buffer] = []
    for _ in 0..<workers { buffers.append(try Buffer(byteCount: Swift.max(scratch, 1))) }
    let shared = buffers
    Threads.divide(rows, chunk: Swift.max(1, Self.chunk / count), workers: workers) { worker, range in
      for row in range { body(row, shared[worker].address, workers == 1) }
    }
    withExtendedLifetime(shared) {}
  }
}

/// Memory that threads share, of which each writes its own part.
struct SharedElements<T>: @unchecked Sendable {
  let start: UnsafeMutablePointer<T>

  init(_ storage: Storage) { start = storage.pointer.assumingMemoryBound(to: T.self) }
  init(_ start: UnsafeMutablePointer<T>) { self.start = start }
}

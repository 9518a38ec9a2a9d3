/// The memory of arrays in this process: what they take, and what is kept for the next ones.
///
/// Memory that arrays give up is kept for some seconds, because fresh pages cost more than the arithmetic on them.
/// Sizes count as they were taken: an array's bytes, rounded up by at most an eighth. Memory that was made elsewhere,
/// such as a mapped file's, does not count.
public enum Memory {
  /// Bytes that arrays take now.
  public static var liveBytes: Int { BufferPool.shared.counts.live }

  /// The most bytes that arrays took at once, since the start or the last `resetPeak()`.
  public static var peakBytes: Int { BufferPool.shared.counts.peak }

  /// Has `peakBytes` start again from what arrays take now.
  public static func resetPeak() { BufferPool.shared.set { $0.peak = $0.live } }

  /// Bytes that no array takes, kept for the next ones.
  public static var keptBytes: Int { BufferPool.shared.counts.kept }

  /// What `keptBytes` may come to. It starts as an eighth of `limit`. Lowering it below what is kept gives that back.
  public static var keptLimit: Int {
    get { BufferPool.shared.counts.keptLimit }
    set { BufferPool.shared.set { $0.keptLimit = max(newValue, 0) } }
  }

  /// What `liveBytes` may come to: whoever wants more gets `ArrayError.outOfMemory`. It starts as `RAVEL_MEMORY_LIMIT`
  /// (bytes, or so many K, M, G or T), or as the machine's memory, or what the process's control group may have of it:
  /// an error, before the system ends the process.
  public static var limit: Int {
    get { BufferPool.shared.counts.limit }
    set { BufferPool.shared.set { $0.limit = max(newValue, 0) } }
  }

  /// Whether arrays take more than half of `limit`. Costs next to nothing to ask.
  public static var isTight: Bool { BufferPool.shared.isTight }

  /// Gives what is kept back to the system, now.
  public static func trim() { BufferPool.shared.trim() }
}

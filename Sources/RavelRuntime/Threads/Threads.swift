import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How many threads an evaluation may use. No result depends on it.
///
/// The threads are the process's, made when they are first needed, and never keep it from ending. They are not in a
/// child that `fork` makes: it makes others when it needs them. As with any program of several threads, `fork` must not
/// be called while another thread evaluates.
public enum Threads {
  /// What `count` may be.
  public static let counts = 1...1024

  private static let setting = Atomic<Int>(0)

  /// The limit, the thread that asks for an evaluation included. It may be set at any time; a launch that goes on is
  /// not affected.
  ///
  /// It starts as `RAVEL_NUM_THREADS`, or as the number of processors that the process may use. What is set is brought
  /// into `counts`.
  public static var count: Int {
    get {
      let set = setting.load(ordering: .relaxed)
      return set > 0 ? set : initial
    }
    set {
      setting.store(min(max(newValue, counts.lowerBound), counts.upperBound), ordering: .relaxed)
      ThreadPool.made?.settingChanged()
    }
  }

  private static let initial: Int = {
    let found = min(Processors.count, counts.upperBound)
    guard let text = getenv("RAVEL_NUM_THREADS").map({ String(cString: $0) }) else { return found }
    if let count = Int(text), counts.contains(count) { return count }
    Runners.log.warning(
      "RAVEL_NUM_THREADS is '\(text)', no number from \(counts.lowerBound) to \(counts.upperBound): \(found) is used")
    return found
  }()

  /// Runs `body` on every chunk of `0..<extent`, by this thread and others, which claim chunk after chunk.
  ///
  /// Chunks are the same however many threads there are. While others are divided, this thread does all by itself.
  /// - Parameters:
  ///   - workers: how many threads may take part, this one included.
  ///   - wakesWorkers: whether there is enough to do for waking threads that are parked. If not, those that are still
  ///     looking for work help, and others are woken only if such calls follow closely on one another.
  ///   - body: is given the number of the worker that runs it, from 0, and the chunk.
  static func divide(
    _ extent: Int, chunk: Int, workers: Int, wakesWorkers: Bool = true,
    _ body: @Sendable (_ worker: Int, _ chunk: Range<Int>) -> Void
  ) {
    if workers > 1, extent > chunk,
      ThreadPool.shared.divide(extent, chunk: chunk, workers: workers, wakesWorkers: wakesWorkers, body)
    {
      return
    }
    for start in stride(from: 0, to: extent, by: chunk) { body(0, start..<min(start + chunk, extent)) }
  }
}

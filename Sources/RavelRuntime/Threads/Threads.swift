import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How many threads a launch may use. No result depends on it.
public enum Threads {
  private static let setting = Atomic<Int>(0)

  /// The limit, at least 1. It starts as `RAVEL_NUM_THREADS`, or as the number of processors.
  public static var count: Int {
    get {
      let set = setting.load(ordering: .relaxed)
      return set > 0 ? set : initial
    }
    set { setting.store(max(newValue, 1), ordering: .relaxed) }
  }

  private static let initial: Int = {
    if let text = getenv("RAVEL_NUM_THREADS"), let count = Int(String(cString: text)), count > 0 { return count }
    return max(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 1)
  }()

  /// Runs `body` on every chunk of `0..<extent`, by this thread and others, which claim chunk after chunk.
  ///
  /// Chunks are the same however many threads there are.
  /// - Parameter body: is given the number of the worker that runs it, from 0, and the chunk.
  static func divide(_ extent: Int, chunk: Int, workers: Int, _ body: @Sendable (Int, Range<Int>) -> Void) {
    let chunks = (extent + chunk - 1) / chunk
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: min(workers, chunks)) { worker in
      while true {
        let claimed = next.wrappingAdd(1, ordering: .relaxed).oldValue
        if claimed >= chunks { return }
        body(worker, claimed * chunk..<min((claimed + 1) * chunk, extent))
      }
    }
  }
}

import RavelIR
import Synchronization

/// What each kernel cost, for those who ask for it: every launch is timed from `begin()` on.
///
/// Off, it costs an evaluation one load a launch. On, it costs a launch some microseconds, which are not in its time.
public enum Profile {
  /// What the launches of one kernel, or the calls of one library function, came to.
  public struct Entry: Sendable, Hashable {
    /// What perf and debuggers call it, too.
    public let name: String
    /// Its dtypes and how large it is.
    public let summary: String
    public fileprivate(set) var launches = 0
    /// Seconds from the first thread's start to the last one's end, all launches together.
    public fileprivate(set) var seconds = 0.0
    /// Bytes that the operands occupy, each counted once a launch.
    public fileprivate(set) var bytesMoved = 0
    /// Floating-point operations, as `Report.flops` has them.
    public fileprivate(set) var flops = 0

    fileprivate mutating func add(_ duration: Duration, bytesMoved: Int, flops: Int) {
      launches += 1
      seconds += duration / .seconds(1)
      self.bytesMoved += bytesMoved
      self.flops += flops
    }
  }

  private struct State {
    var kernels: [Kernel: Entry] = [:]
    var libraries: [String: Entry] = [:]
  }

  private static let isOn = Atomic<Bool>(false)
  private static let state = Mutex(State())

  /// Times launches from here on, and forgets those so far.
  public static func begin() {
    state.withLock { $0 = State() }
    isOn.store(true, ordering: .relaxed)
  }

  /// Times no more launches. What was counted stays.
  public static func end() { isOn.store(false, ordering: .relaxed) }

  /// What was counted, the most time first.
  public static var entries: [Entry] {
    let state = state.withLock { $0 }
    return (Array(state.kernels.values) + Array(state.libraries.values))
      .sorted { ($1.seconds, $0.name) < ($0.seconds, $1.name) }
  }

  /// When a launch begins; nil if it is not to be timed.
  static var start: ContinuousClock.Instant? { isOn.load(ordering: .relaxed) ? .now : nil }

  /// A launch that has ended.
  static func count(_ launch: PreparedLaunch, since start: ContinuousClock.Instant) {
    let duration = ContinuousClock.now - start
    let kernel = launch.launch.kernel
    state.withLock { state in
      var entry = state.kernels[kernel] ?? Entry(name: kernel.label, summary: kernel.summary)
      entry.add(duration, bytesMoved: launch.bytesMoved, flops: launch.flops)
      state.kernels[kernel] = entry
    }
  }

  /// A library's matrix product that has ended.
  static func count(product a: Place, _ b: Place, into target: Place, since start: ContinuousClock.Instant) {
    let duration = ContinuousClock.now - start
    let name = BLAS.shared?.name ?? ""
    let places = [a, b, target]
    let summary = "\(a.dtype), \(b.dtype) -> \(target.dtype): matrix product"
    // A complex multiplication and addition are four of each.
    let perTerm = target.dtype.isComplex ? 8 : 2
    state.withLock { state in
      state.libraries["\(name) \(summary)", default: Entry(name: name, summary: summary)].add(
        duration, bytesMoved: places.reduce(0) { $0 + $1.layout.count * $1.dtype.itemSize },
        flops: perTerm * target.layout.count * (a.layout.shape.last ?? 1))
    }
  }
}

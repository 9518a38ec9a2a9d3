import Synchronization

/// What all evaluations of the process did so far, counted since its start or the last `reset()`.
///
///     let before = Counters.current
///     try total.evaluate()
///     print(Counters.current.launches - before.launches)
///
/// Always on. Each number is exact, but while other threads evaluate they may not be of one moment.
public struct Counters: Sendable, Hashable {
  /// Evaluations that found their plan made before: nothing was scheduled, looked up or compiled.
  public internal(set) var planHits = 0
  /// Evaluations that had a plan made.
  public internal(set) var planMisses = 0
  /// Kernels that were compiled.
  public internal(set) var kernelsCompiled = 0
  /// Kernels whose code was taken from the cache on disk.
  public internal(set) var kernelsLoaded = 0
  /// Kernels that were prepared for the interpreter, asked for or not.
  public internal(set) var kernelsInterpreted = 0
  /// Kernels that the interpreter served first, while they were to be compiled in the background.
  public internal(set) var kernelsPostponed = 0
  /// Seconds spent on compiling, opening LLVM included.
  public internal(set) var compileSeconds = 0.0
  /// Seconds spent on finding, checking and loading code from the disk.
  public internal(set) var loadSeconds = 0.0
  /// The part of `loadSeconds` that was spent on mapping and linking.
  public internal(set) var mapSeconds = 0.0
  /// Kernels that were run. A launch that threads divide is one.
  public internal(set) var launches = 0
  /// Matrix products that a library computed.
  public internal(set) var libraryCalls = 0
  /// Bytes that the operands of the launches occupy, each operand counted once a launch.
  public internal(set) var bytesMoved = 0
  /// How often something slower served than was wanted, by the reason.
  public internal(set) var fallbacks: [String: Int] = [:]

  /// The counts by now.
  public static var current: Counters {
    var counters = rare.withLock { $0 }
    let evaluations = Self.evaluations.load(ordering: .relaxed)
    counters.planHits = max(evaluations - counters.planMisses, 0)
    counters.launches = allLaunches.load(ordering: .relaxed)
    counters.bytesMoved = allBytesMoved.load(ordering: .relaxed)
    return counters
  }

  /// Counts from zero again.
  public static func reset() {
    rare.withLock { $0 = Counters() }
    evaluations.store(0, ordering: .relaxed)
    allLaunches.store(0, ordering: .relaxed)
    allBytesMoved.store(0, ordering: .relaxed)
  }

  // What every evaluation counts: three additions that no thread waits for.
  private static let evaluations = Atomic<Int>(0)
  private static let allLaunches = Atomic<Int>(0)
  private static let allBytesMoved = Atomic<Int>(0)
  /// The others, by who does work beside which a lock is nothing.
  private static let rare = Mutex(Counters())

  /// An evaluation that has ended.
  static func count(_ report: Report) {
    evaluations.wrappingAdd(1, ordering: .relaxed)
    allLaunches.wrappingAdd(report.kernelsLaunched, ordering: .relaxed)
    allBytesMoved.wrappingAdd(report.bytesMoved, ordering: .relaxed)
    if report.hasRareEvents { rare.withLock { $0.add(report) } }
  }

  /// Kernels that were prepared for no evaluation in particular.
  static func countBackground(_ report: Report) { rare.withLock { $0.add(report) } }

  /// - Parameter reason: one of few, for they are kept.
  static func countFallback(_ reason: String) {
    rare.withLock { counters in
      // Reasons quote the system's words: a bound, lest they are ever new.
      let isKnown = counters.fallbacks[reason] != nil || counters.fallbacks.count < 64
      counters.fallbacks[isKnown ? reason : "other reasons", default: 0] += 1
    }
  }

  private mutating func add(_ report: Report) {
    planMisses += report.plansMade
    kernelsCompiled += report.kernelsCompiled
    kernelsLoaded += report.kernelsLoaded
    kernelsInterpreted += report.kernelsInterpreted
    kernelsPostponed += report.kernelsPostponed
    compileSeconds += report.compileSeconds
    loadSeconds += report.loadSeconds
    mapSeconds += report.mapSeconds
    libraryCalls += report.libraryCalls
  }
}

extension Report {
  /// Kernels are prepared for new plans only.
  fileprivate var hasRareEvents: Bool { plansMade | libraryCalls != 0 }
}

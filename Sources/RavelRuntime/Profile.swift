import Synchronization

/// What all evaluations of the process did together, for those who ask for it to be counted.
public enum Profile {
  private static let isOn = Atomic<Bool>(false)
  private static let total = Mutex(Report())

  /// Counts from here on.
  public static func begin() { isOn.store(true, ordering: .relaxed) }

  /// What was counted.
  public static var report: Report { total.withLock { $0 } }

  static func count(_ report: Report) {
    if isOn.load(ordering: .relaxed) { total.withLock { $0.add(report) } }
  }
}

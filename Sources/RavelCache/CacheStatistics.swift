import Synchronization

/// What happened to a cache since it was made or cleared, counted by all processes together.
///
/// Each process adds its counts when it can: what one had yet to add when it was killed is lost.
public struct CacheStatistics: Equatable, Sendable {
  public enum Event: Hashable, Sendable {
    case hit, miss, eviction
    case refusal(Refusal)
  }

  private var counts: [Event: Int] = [:]

  public init() {}

  public subscript(event: Event) -> Int {
    get { counts[event, default: 0] }
    set { counts[event] = newValue }
  }

  /// Every reason for which an entry was refused, with how often.
  public var refusals: [(Refusal, Int)] {
    Refusal.allCases.compactMap { reason in counts[.refusal(reason)].map { (reason, $0) } }
  }

  public var refused: Int { refusals.reduce(0) { $0 + $1.1 } }

  mutating func add(_ other: CacheStatistics) {
    for (event, count) in other.counts { counts[event, default: 0] &+= count }
  }

  var isEmpty: Bool { counts.isEmpty }
}

extension CacheStatistics {
  private static let events: [(name: String, event: Event)] =
    [("hits", .hit), ("misses", .miss), ("evicted", .eviction)]
    + Refusal.allCases.map { ("refused because \($0.rawValue)", .refusal($0)) }

  /// A line for each event, with its count in as many digits as any can have: the text never gets shorter.
  var text: String {
    Self.events.map { name, event in
      let digits = String(max(self[event], 0))
      return String(repeating: "0", count: max(0, 19 - digits.count)) + digits + " " + name + "\n"
    }.joined()
  }

  /// Lines that are no counts count nothing.
  init(_ text: String) {
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, let event = Self.events.first(where: { $0.name == parts[1] })?.event,
        let count = Int(parts[0]), count > 0
      else { continue }
      counts[event] = count
    }
  }
}

/// Counts of this process that are yet to be added to those of all.
final class PendingStatistics: Sendable {
  private let pending = Mutex(CacheStatistics())

  /// Counts an event, and hands all counts on to `adding`, which says whether it could take them.
  func count(_ event: CacheStatistics.Event, times: Int = 1, _ adding: (CacheStatistics) -> Bool) {
    let taken = pending.withLock { pending in
      pending[event] += times
      defer { pending = CacheStatistics() }
      return pending
    }
    if !adding(taken) { pending.withLock { $0.add(taken) } }
  }

  var notAdded: CacheStatistics { pending.withLock { $0 } }

  func clear() { pending.withLock { $0 = CacheStatistics() } }
}

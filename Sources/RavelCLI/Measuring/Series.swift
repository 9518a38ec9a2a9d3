/// Times of one thing done again and again.
struct Series {
  private(set) var seconds: [Double] = []
  /// How long they took together.
  private(set) var spent = 0.0

  /// Half a second of repetitions tells what a user gets; three show whether they agree.
  static let budget = 0.5
  static let leastRepetitions = 3
  /// What a user may ask for.
  static let budgets = 0.0...60.0

  /// Repeats until `budget` seconds are spent in all, and at least `least` times.
  mutating func `repeat`(until budget: Double = Self.budget, least: Int, _ body: () throws -> Void) rethrows {
    while spent < budget || seconds.count < least { try once(body) }
  }

  mutating func once(_ body: () throws -> Void) rethrows {
    let duration = try ContinuousClock().measure(body)
    add(Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18)
  }

  private mutating func add(_ time: Double) {
    seconds.append(time)
    spent += time
  }

  /// nil where nothing was timed.
  var timing: Timing? {
    guard let minimum = seconds.min() else { return nil }
    let sorted = seconds.sorted()
    let middle = sorted.count / 2
    let median = sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    return Timing(median: median, minimum: minimum, repetitions: sorted.count)
  }
}

/// In seconds. The median says what a user of this machine gets, the minimum what the code can do.
struct Timing: Decodable {
  var median: Double
  var minimum: Double
  var repetitions: Int

  enum CodingKeys: String, CodingKey {
    case median = "median_seconds"
    case minimum = "minimum_seconds"
    case repetitions
  }
}

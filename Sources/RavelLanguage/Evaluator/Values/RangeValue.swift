/// Python's `range`: integers from `start` by `step`, `count` of them.
struct RangeValue: Equatable {
  let start: Int128
  let step: Int128
  let count: Int128

  init(start: Int128, stop: Int128, step: Int128) throws {
    guard step != 0 else { throw PythonError("range() arg 3 must not be zero") }
    self.start = start
    self.step = step
    let (distance, overflow) =
      step > 0 ? stop.subtractingReportingOverflow(start) : start.subtractingReportingOverflow(stop)
    guard !overflow else { throw PythonError.integerTooLarge }
    count = distance <= 0 ? 0 : (distance - 1) / Int128(step.magnitude) + 1
  }

  private init(start: Int128, step: Int128, count: Int128) {
    (self.start, self.step, self.count) = (start, step, count)
  }

  /// The integer at a position from 0 to `count` - 1.
  subscript(position: Int128) -> Int128 { start + position * step }

  func contains(_ value: Int128) -> Bool {
    let (distance, overflow) = value.subtractingReportingOverflow(start)
    guard !overflow, distance % step == 0 else { return false }
    return (0..<count).contains(distance / step)
  }

  /// The range of the positions from `first` by `stride`, `count` of them.
  func sliced(first: Int128, by stride: Int128, count: Int128) throws -> RangeValue {
    let (step, overflow) = step.multipliedReportingOverflow(by: stride)
    guard !overflow else { throw PythonError.integerTooLarge }
    return RangeValue(start: count == 0 ? start : self[first], step: step, count: count)
  }

  /// Two ranges are equal if they hold the same integers.
  static func == (a: RangeValue, b: RangeValue) -> Bool {
    a.count == b.count && (a.count == 0 || a.start == b.start && (a.count == 1 || a.step == b.step))
  }
}

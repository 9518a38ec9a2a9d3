/// What can stand in a subscript: integers, ranges of integers, and the members of `Index`.
///
///     x[1..<3, .all, .newAxis]            x[1:3, :, None]
///     x[-1, .ellipsis, .stride(by: -1)]   x[-1, ..., ::-1]
///     x[..., 0]                           x[..., 0]
///     x[(-2)..., ..<(-1)]                 x[-2:, :-1]
///
/// As in Python, negative places count from the end, and a range that reaches beyond an axis ends with it.
/// - Source: https://numpy.org/doc/stable/user/basics.indexing.html#basic-indexing
public protocol ArrayIndex: Sendable {
  /// What it says of its axis.
  var arrayIndex: Index { get }
}

extension Index: ArrayIndex {
  public var arrayIndex: Index { self }
}

// Found for a subscript's `any ArrayIndex`; where an `Index` is asked for, its own cases go first.
extension ArrayIndex where Self == Index {
  /// The whole axis.
  public static var all: Index { .slice(start: nil, stop: nil, step: nil) }

  /// A new axis of extent 1.
  @_disfavoredOverload
  public static var newAxis: Index { Index.newAxis }

  /// All the axes that the other indices leave out.
  @_disfavoredOverload
  public static var ellipsis: Index { Index.ellipsis }

  /// From `start` until before `stop`, by `step`; a negative place counts from the end.
  public static func slice(_ start: Int? = nil, _ stop: Int? = nil, step: Int? = nil) -> Index {
    .slice(start: start, stop: stop, step: step)
  }

  /// Every `step`-th from `start` until before `stop`: from end to end where nothing is said, and backwards for a
  /// negative step.
  public static func stride(from start: Int? = nil, to stop: Int? = nil, by step: Int) -> Index {
    .slice(start: start, stop: stop, step: step)
  }

  /// One index; a negative one counts from the end. The axis goes away.
  public static func at(_ index: Int) -> Index { .integer(index) }
}

/// One index; a negative one counts from the end. The axis goes away.
extension Int: ArrayIndex {
  public var arrayIndex: Index { .integer(self) }
}

/// From the lower bound until before the upper one.
extension Range: ArrayIndex where Bound == Int {
  public var arrayIndex: Ravel.Index { .slice(lowerBound, upperBound) }
}

/// From the lower bound to the upper one; -1 is the axis's last index.
extension ClosedRange: ArrayIndex where Bound == Int {
  public var arrayIndex: Ravel.Index { .slice(lowerBound, placeAfter(upperBound)) }
}

/// From the lower bound to the axis's end.
extension PartialRangeFrom: ArrayIndex where Bound == Int {
  public var arrayIndex: Index { .slice(lowerBound) }
}

/// From the axis's start until before the upper bound.
extension PartialRangeUpTo: ArrayIndex where Bound == Int {
  public var arrayIndex: Index { .slice(nil, upperBound) }
}

/// From the axis's start to the upper bound; -1 is the axis's last index.
extension PartialRangeThrough: ArrayIndex where Bound == Int {
  public var arrayIndex: Index { .slice(nil, placeAfter(upperBound)) }
}

/// Where a slice stops that takes in `index`; nil for the axis's end, which has no number that counts from the end.
private func placeAfter(_ index: Int) -> Int? {
  index == -1 || index == .max ? nil : index + 1
}

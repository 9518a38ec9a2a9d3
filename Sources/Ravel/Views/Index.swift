import RavelIR

/// What a subscript says of an axis, in a form that can be compared: what every `ArrayIndex` comes down to.
public enum Index: Hashable, Sendable, ExpressibleByIntegerLiteral {
  /// One index; a negative one counts from the end. The axis goes away.
  case integer(Int)
  /// From `start` until before `stop`, by `step`: Python's slice, nil where nothing is written.
  case slice(start: Int?, stop: Int?, step: Int?)
  /// A new axis of extent 1.
  case newAxis
  /// All the axes that the other indices leave out.
  case ellipsis

  /// `.integer(value)`.
  public init(integerLiteral value: Int) { self = .integer(value) }
}

/// The indices that a slice takes of an axis of `extent`, as Python's `slice.indices` has them.
/// - Throws: `ArrayError.zeroStep`.
public func sliceIndices(
  start: Int?, stop: Int?, step: Int?, extent: Int
) throws(ArrayError) -> (start: Int, step: Int, count: Int) {
  let step = step ?? 1
  guard step != 0 else { throw .zeroStep }
  let (least, greatest) = step > 0 ? (0, extent) : (-1, extent - 1)
  func place(_ index: Int) -> Int { min(max(index < 0 ? index + extent : index, least), greatest) }
  let from = start.map(place) ?? (step > 0 ? least : greatest)
  let to = stop.map(place) ?? (step > 0 ? greatest : least)
  let distance = step > 0 ? to - from : from - to
  let count = distance <= 0 ? 0 : Int((UInt(distance) - 1) / step.magnitude) + 1
  return (from, step, count)
}

extension AccessMap {
  /// The view that basic indexing selects of an array of that shape.
  /// - Throws: `ArrayError.tooManyIndices`, `.indexOutOfBounds`, `.zeroStep`; `.index` for a second ellipsis.
  /// - Source: https://numpy.org/doc/stable/user/basics.indexing.html
  init(indexing source: Shape, by indices: [Index]) throws(ArrayError) {
    let consumed = indices.filter { $0 != .newAxis && $0 != .ellipsis }.count
    if indices.filter({ $0 == .ellipsis }).count > 1 {
      throw .index("an index can only have a single ellipsis ('...')")
    }
    guard consumed <= source.count else { throw .tooManyIndices(rank: source.count, count: consumed) }
    let rest = Array(repeating: Index.all, count: source.count - consumed)
    let complete = indices.contains(.ellipsis) ? indices.flatMap { $0 == .ellipsis ? rest : [$0] } : indices + rest

    var shape: Shape = []
    var offsets: [Int] = []
    var moves: [(axis: Int, step: Int)?] = []
    for index in complete {
      let axis = offsets.count
      switch index {
      case .newAxis, .ellipsis:
        shape.append(1)
      case .integer(let value):
        let extent = source[axis]
        guard value >= -extent && value < extent else { throw .indexOutOfBounds(value, axis: axis, extent: extent) }
        offsets.append(value < 0 ? value + extent : value)
        moves.append(nil)
      case .slice(let start, let stop, let step):
        let slice = try sliceIndices(start: start, stop: stop, step: step, extent: source[axis])
        // A step that is never taken may be too large to multiply strides by.
        moves.append((shape.count, slice.count > 1 ? slice.step : 1))
        offsets.append(slice.count > 0 ? slice.start : 0)
        shape.append(slice.count)
      }
    }
    let rank = shape.count
    self.init(
      source: source, shape: shape, offsets: offsets,
      steps: moves.map { move in (0..<rank).map { $0 == move?.axis ? move!.step : 0 } })
  }
}

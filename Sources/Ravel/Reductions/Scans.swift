import RavelIR
import RavelOps

extension NDArray {
  /// Every step of combining along an axis, or along all the elements in row-major order for nil: NumPy's `cumsum` and
  /// `cumprod`.
  /// - Shape:  the array's; one axis for nil and of 0-d arrays.
  /// - DType:  as `accumulated(by:)`.
  /// - Order:  one element after another.
  /// - Throws: as `accumulated(by:)`.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.cumsum.html
  public func cumulated(
    by op: Op, axis: Int? = nil, dtype: DType? = nil, skippingNaN: Bool = false, onto target: NDArray? = nil
  ) throws(ArrayError) -> NDArray {
    let source = skippingNaN ? try replacingNaN(by: op == .multiply ? 1 : 0) : self
    if let axis, ndim > 0 { return try source.accumulated(by: op, axis: axis, dtype: dtype, onto: target) }
    return try source.reshaped(to: [size]).accumulated(by: op, axis: axis ?? 0, dtype: dtype, onto: target)
  }

  /// Every step of combining along an axis, which may begin with what there is before the first element: NumPy's
  /// `cumulative_sum` and `cumulative_prod`.
  /// - Shape:  the array's, one longer along the axis with `includeInitial`; a 0-d array has one axis here.
  /// - DType:  as `accumulated(by:)`.
  /// - Throws: as `accumulated(by:)`; `ArrayError.value` where there are several axes and none is given.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.cumulative_sum.html
  public func cumulativelyCombined(
    by op: Op, axis: Int? = nil, dtype: DType? = nil, includeInitial: Bool = false, onto target: NDArray? = nil
  ) throws(ArrayError) -> NDArray {
    if ndim > 1, axis == nil {
      throw .value("For arrays which have more than one dimension ``axis`` argument is required.")
    }
    let source = ndim == 0 ? try reshaped(to: [1]) : self
    guard includeInitial else { return try source.accumulated(by: op, axis: axis ?? 0, dtype: dtype, onto: target) }
    let place = try normalizedAxis(axis ?? 0, rank: source.ndim)
    let start = op == .multiply ? 1 : 0
    if let target {
      guard target.ndim > place else { throw .tooManyIndices(rank: target.ndim, count: source.ndim) }
      let rest = try target.part(place, from: 1, count: target.shape[place] - 1)
      let steps = try source.accumulated(by: op, axis: place, dtype: dtype, onto: rest)
      let map = AccessMap(slicing: target.shape, axis: place, start: 1, step: 1, count: rest.shape[place])
      return try NDArray.filled(like: target, with: start).assigning(steps, at: map)
    }
    let steps = try source.accumulated(by: op, axis: place, dtype: dtype)
    var first = source.shape
    first[place] = 1
    return try .joined([.filled(like: steps, with: start, shape: first), steps], axis: place)
  }

  /// The sums along the diagonals of the planes of two axes.
  /// - Parameters:
  ///   - offset: how many columns right of the main diagonal; left if negative.
  ///   - axis1: the axis of rows.
  ///   - axis2: the axis of columns.
  ///   - dtype: what is accumulated in, and the result's dtype.
  ///   - target: as `reduced(by:)`.
  /// - Shape:  without the two axes.
  /// - DType:  as sums.
  /// - Throws: `ArrayError.value` for less than two axes, and twice the same; `.axis`; as `reduced(by:)`.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.trace.html
  public func traced(
    offset: Int = 0, axis1: Int = 0, axis2: Int = 1, dtype: DType? = nil, onto target: NDArray? = nil
  ) throws(ArrayError) -> NDArray {
    try diagonalView(offset: offset, axis1, axis2).reduced(by: .add, axes: [-1], dtype: dtype, onto: target)
  }

  /// The diagonals of the planes of two axes, as the last axis of a view.
  func diagonalView(offset: Int = 0, _ axis1: Int = 0, _ axis2: Int = 1) throws(ArrayError) -> NDArray {
    if ndim < 2 { throw .value("diag requires an array of at least two dimensions") }
    func axis(_ axis: Int, _ name: String) throws(ArrayError) -> Int {
      do { return try normalizedAxis(axis, rank: ndim) } catch { throw .axis("\(name): \(error)") }
    }
    let (rows, columns) = (try axis(axis1, "axis1"), try axis(axis2, "axis2"))
    if rows == columns { throw .value("axis1 and axis2 cannot be the same") }
    // Farther off than any row or column there is nothing, and nothing overflows.
    let offset = Swift.max(Swift.min(offset, shape[columns]), -shape[rows])
    let starts = (row: Swift.max(-offset, 0), column: Swift.max(offset, 0))
    let count = Swift.max(Swift.min(shape[rows] - starts.row, shape[columns] - starts.column), 0)
    let kept = shape.indices.filter { $0 != rows && $0 != columns }
    var map = AccessMap(
      source: shape, shape: kept.map { shape[$0] } + [count], axes: shape.indices.map { kept.firstIndex(of: $0) })
    for (axis, start) in [(rows, starts.row), (columns, starts.column)] where count > 0 {
      map.offsets[axis] = start
      map.steps[axis][kept.count] = 1
    }
    return try viewed(map)
  }
}

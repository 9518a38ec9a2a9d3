import RavelIR
import RavelRuntime

// Where an element goes follows from all of its lane: a kernel's accesses cannot say that. Sorting therefore computes
// at once, like `reduceat` and `interp`, by RavelRuntime/Library.

/// NumPy's names of ways to sort. There is one here, which is stable; what NumPy leaves open, `quicksort` leaves open,
/// too: where zeros of both signs go.
public enum SortKind: String, CaseIterable, Sendable {
  case quicksort, mergesort, heapsort, stable

  /// Whether equal elements keep their order.
  public var isStable: Bool { self == .stable || self == .mergesort }

  /// The way that NumPy takes by two keywords of which at most one is given.
  /// - Throws: `ArrayError.value` if both are.
  public static func chosen(by kind: SortKind?, stable: Bool?) throws(ArrayError) -> SortKind {
    guard let stable else { return kind ?? .quicksort }
    if kind == nil { return stable ? .stable : .quicksort }
    throw .value("`kind` and keyword parameters can't be provided at the same time. Use only one of them.")
  }
}

extension NDArray {
  /// The elements in order along an axis: NaN last, complex values by their real parts first. It computes at once.
  /// - Parameters:
  ///   - axis: counted from the end if negative; nil for all elements in row-major order.
  ///   - kind: decides about zeros of both signs alone.
  /// - Shape:  the array's; one axis for nil.
  /// - DType:  the array's.
  /// - Throws: `ArrayError.axisOutOfBounds`, for 0-d arrays as well.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.sort.html
  public func sorted(along axis: Int? = -1, kind: SortKind = .quicksort) throws(ArrayError) -> NDArray {
    guard let axis else { return try raveled().sorted(along: 0, kind: kind) }
    let place = try normalizedAxis(axis, rank: ndim)
    return try inLanes(along: place, Layout(like: expression.layout)) { lanes throws(ArrayError) in
      try lanes.sortedLanes(keepsZeros: kind.isStable)
    }
  }

  /// For each place along an axis which element belongs there: NumPy's `argsort`. Equal elements stay in order. It
  /// computes at once.
  /// - Parameter axis: as of `sorted`; of a 0-d array, the one that it then has.
  /// - Shape:  the array's; one axis for nil and for 0-d arrays.
  /// - DType:  int64.
  /// - Throws: `ArrayError.axisOutOfBounds`.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.argsort.html
  public func sortingOrder(along axis: Int? = -1) throws(ArrayError) -> NDArray {
    let (array, place) = try axisOfOrder(axis)
    return try array.inLanes(along: place, Layout(contiguous: array.shape)) { lanes throws(ArrayError) in
      try lanes.sortingOrderOfLanes()
    }
  }

  /// The elements with those at some ranks in the places that they have when sorted, lesser ones before them and
  /// greater ones after them, in the array's order. It computes at once.
  /// - Parameters:
  ///   - ranks: counted from the end if negative.
  ///   - axis: as of `sorted`.
  /// - Shape:  the array's; one axis for nil.
  /// - DType:  the array's.
  /// - Throws: `ArrayError.axisOutOfBounds`; `.value` for a rank that the axis does not have.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.partition.html
  public func partitioned(at ranks: [Int], along axis: Int? = -1) throws(ArrayError) -> NDArray {
    guard let axis else { return try raveled().partitioned(at: ranks, along: 0) }
    let place = try normalizedAxis(axis, rank: ndim)
    let ranks = try normalized(ranks, along: place)
    return try inLanes(along: place, Layout(like: expression.layout)) { lanes throws(ArrayError) in
      try lanes.partitionedLanes(at: ranks)
    }
  }

  /// For each place along an axis which element `partitioned` has there: NumPy's `argpartition`. It computes at once.
  /// - Shape:  as of `sortingOrder`.
  /// - DType:  int64.
  /// - Throws: as `partitioned`.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.argpartition.html
  public func partitioningOrder(at ranks: [Int], along axis: Int? = -1) throws(ArrayError) -> NDArray {
    let (array, place) = try axisOfOrder(axis)
    let ranks = try array.normalized(ranks, along: place)
    return try array.inLanes(along: place, Layout(contiguous: array.shape)) { lanes throws(ArrayError) in
      try lanes.partitioningOrderOfLanes(at: ranks)
    }
  }

  /// What `argsort` orders: all elements along one axis for nil and of 0-d arrays.
  private func axisOfOrder(_ axis: Int?) throws(ArrayError) -> (NDArray, Int) {
    guard let axis else { return (try raveled(), 0) }
    return (ndim == 0 ? try raveled() : self, try normalizedAxis(axis, rank: Swift.max(ndim, 1)))
  }

  private func normalized(_ ranks: [Int], along axis: Int) throws(ArrayError) -> [Int] {
    if size == 0 { return [] }
    return try ranks.map { rank throws(ArrayError) in
      let place = rank < 0 ? rank + shape[axis] : rank
      guard 0..<shape[axis] ~= place else {
        throw .value("kth(=\(place)) out of bounds (\(shape[axis]))")
      }
      return place
    }
  }

  // MARK: Lanes

  /// The elements in memory as rows: that axis is the last one.
  func lanes(along axis: Int) throws(ArrayError) -> Storage {
    let moved = axis == ndim - 1 ? self : try movingAxes([axis], to: [-1])
    let rows = moved.isContiguous ? moved : try moved.copied()
    return try Self.whileBuilding { try rows.stored() }
  }

  /// What is made of the elements as rows along an axis, laid out as NumPy lays it out.
  private func inLanes(
    along axis: Int, _ layout: Layout, _ body: (Storage) throws(ArrayError) -> Storage
  ) throws(ArrayError) -> NDArray {
    let result = NDArray(Expression(try body(try lanes(along: axis))))
    let moved = axis == ndim - 1 ? result : try result.movingAxes([-1], to: [axis])
    if moved.expression.layout.isEquivalent(to: layout) { return moved }
    return NDArray(Expression(.copy, [moved.expression], dtype: moved.dtype, layout: layout))
  }
}

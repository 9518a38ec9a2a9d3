import RavelIR
import RavelRuntime

// Where a value belongs follows from comparisons that depend on one another, and what a count is, from all elements: a
// kernel's accesses cannot say that. These functions compute at once, like sorting, by RavelRuntime/Library.

/// On which side of elements that are equal to it a value belongs.
public enum SearchSide: String, CaseIterable, Sendable {
  case left, right
}

extension NDArray {
  /// Where values belong among these elements, which are in order: NumPy's `searchsorted`. It computes at once.
  /// - Parameters:
  ///   - values: each as such, also a literal: what the dtypes promote to together is compared.
  ///   - side: before elements that are equal, or behind them.
  ///   - sorter: the places of the elements in order, if they do not lie so.
  /// - Shape:  the values'.
  /// - DType:  int64.
  /// - Throws: `ArrayError.value` if this array, or `sorter`, does not have one axis, or they differ in size, or the
  ///   search meets a place that there is not; `.type` if `sorter` has no integers.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.searchsorted.html
  public func searchedSorted(
    for values: NDArray, side: SearchSide = .left, sorter: NDArray? = nil
  ) throws(ArrayError) -> NDArray {
    try requireOneAxis()
    if let sorter {
      guard sorter.ndim == 1 else { throw .type("could not parse sorter argument") }
      guard sorter.dtype.isInteger else { throw .type("sorter must only contain integers") }
      guard sorter.size == size else { throw .value("sorter.size must equal a.size") }
    }
    let common = promoteTypes(dtype, values.dtype)
    let places = try sorter?.rowMajor(.int64)
    let found = try rowMajor(common).searchSorted(
      for: values.rowMajor(common), afterEqual: side == .right, order: places)
    return NDArray(Expression(found))
  }

  /// The bins that elements are in: NumPy's `digitize`. It computes at once.
  /// - Parameters:
  ///   - edges: of the bins, in order or in reverse.
  ///   - right: whether a bin contains its greater edge, instead of its lesser one.
  /// - Shape:  the array's.
  /// - DType:  int64: 0 before the first edge, the edges' number behind the last one.
  /// - Throws: `ArrayError.type` for complex elements, `.cannotCast` for complex edges; `.value` if the edges do not
  ///   have one axis or are in no order.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.digitize.html
  public func digitized(into edges: NDArray, right: Bool = false) throws(ArrayError) -> NDArray {
    if dtype.isComplex { throw .type("x may not be complex") }
    try edges.requireSafeCast(to: .float64)
    try edges.requireOneAxis()
    let side: SearchSide = right ? .left : .right
    if try edges.ascends() { return try edges.searchedSorted(for: self, side: side) }
    return try .applying(.subtract, [edges.size, edges.flipped().searchedSorted(for: self, side: side)])
  }

  /// Whether the first elements that differ are in order, and all others like them: in float64, as NumPy looks at them.
  private func ascends() throws(ArrayError) -> Bool {
    let edges = try rowMajor(.float64)
    return try withExtendedLifetime(edges.buffer) { () throws(ArrayError) in
      let values = UnsafeBufferPointer(start: edges.pointer.assumingMemoryBound(to: Double.self), count: size)
      guard let first = values.first, let start = values.firstIndex(where: { $0 != first }) else { return true }
      let ascends = first < values[start]
      let rest = values[start...]
      for (value, next) in zip(rest, rest.dropFirst()) where ascends ? value > next : value < next {
        throw .value("bins must be monotonically increasing or decreasing")
      }
      return ascends
    }
  }

  // MARK: Operands

  /// The elements of that dtype in row-major order, in memory.
  func rowMajor(_ dtype: DType) throws(ArrayError) -> Storage {
    let array = self.dtype == dtype ? self : try cast(to: dtype)
    let rows = array.isContiguous ? array : try array.copied()
    return try Self.whileBuilding { try rows.stored() }
  }

  func requireOneAxis() throws(ArrayError) {
    if ndim > 1 { throw .value("object too deep for desired array") }
    if ndim < 1 { throw .value("object of too small depth for desired array") }
  }

  func requireSafeCast(to target: DType) throws(ArrayError) {
    guard canCast(dtype, to: target) else {
      throw .cannotCast(from: dtype, to: target, casting: .safe, what: "array data")
    }
  }
}

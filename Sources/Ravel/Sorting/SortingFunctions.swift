// NumPy's names of what `Sorting.swift` builds. They stop the process where NumPy raises; the building blocks throw.

extension NDArray {
  /// Puts the elements in order along an axis.
  /// - SeeAlso: `NDArray.sorted`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.ndarray.sort.html
  public mutating func sort(axis: Int = -1, kind: SortKind? = nil, stable: Bool? = nil) {
    let array = self
    self = stopping(otherwise: array) { try array.sorted(along: axis, kind: .chosen(by: kind, stable: stable)) }
  }
  /// For each place along an axis which element belongs there.
  /// - SeeAlso: `NDArray.sortingOrder`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.argsort.html
  public func argsort(axis: Int? = -1, kind: SortKind? = nil, stable: Bool? = nil) -> NDArray {
    stopping {
      _ = try SortKind.chosen(by: kind, stable: stable)
      return try sortingOrder(along: axis)
    }
  }
  /// Puts the elements at some ranks along an axis where they belong, with lesser ones before them.
  /// - SeeAlso: `NDArray.partitioned`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.ndarray.partition.html
  public mutating func partition(_ kth: Int..., axis: Int = -1) {
    let array = self
    self = stopping(otherwise: array) { try array.partitioned(at: kth, along: axis) }
  }
  /// For each place along an axis which element `partition` puts there.
  /// - SeeAlso: `NDArray.partitioningOrder`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.argpartition.html
  public func argpartition(_ kth: Int..., axis: Int? = -1) -> NDArray {
    stopping { try partitioningOrder(at: kth, along: axis) }
  }
}

/// The elements in order along an axis.
/// - SeeAlso: `NDArray.sorted`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.sort.html
public func sort(_ a: NDArray, axis: Int? = -1, kind: SortKind? = nil, stable: Bool? = nil) -> NDArray {
  stopping { try a.sorted(along: axis, kind: .chosen(by: kind, stable: stable)) }
}
/// For each place along an axis which element belongs there.
/// - SeeAlso: `NDArray.sortingOrder`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.argsort.html
public func argsort(_ a: NDArray, axis: Int? = -1, kind: SortKind? = nil, stable: Bool? = nil) -> NDArray {
  a.argsort(axis: axis, kind: kind, stable: stable)
}
/// The elements with those at some ranks where they belong.
/// - SeeAlso: `NDArray.partitioned`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.partition.html
public func partition(_ a: NDArray, _ kth: Int..., axis: Int? = -1) -> NDArray {
  stopping { try a.partitioned(at: kth, along: axis) }
}
/// For each place along an axis which element `partition` has there.
/// - SeeAlso: `NDArray.partitioningOrder`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.argpartition.html
public func argpartition(_ a: NDArray, _ kth: Int..., axis: Int? = -1) -> NDArray {
  stopping { try a.partitioningOrder(at: kth, along: axis) }
}

// NumPy's names of what this folder builds. They stop the process where NumPy raises; the building blocks throw.

extension NDArray {
  /// Where values belong among these elements, which are in order.
  /// - SeeAlso: `NDArray.searchedSorted`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.ndarray.searchsorted.html
  public func searchsorted(_ v: NDArray, side: SearchSide = .left, sorter: NDArray? = nil) -> NDArray {
    stopping { try searchedSorted(for: v, side: side, sorter: sorter) }
  }
}

/// Where values belong among elements that are in order.
/// - SeeAlso: `NDArray.searchedSorted`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.searchsorted.html
public func searchsorted(_ a: NDArray, _ v: NDArray, side: SearchSide = .left, sorter: NDArray? = nil) -> NDArray {
  a.searchsorted(v, side: side, sorter: sorter)
}
/// The bins that elements are in.
/// - SeeAlso: `NDArray.digitized`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.digitize.html
public func digitize(_ x: NDArray, _ bins: NDArray, right: Bool = false) -> NDArray {
  stopping { try x.digitized(into: bins, right: right) }
}
/// How often each whole number stands among the elements, or the sums of their weights.
/// - SeeAlso: `NDArray.binCounts`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.bincount.html
public func bincount(_ x: NDArray, weights: NDArray? = nil, minlength: Int = 0) -> NDArray {
  stopping { try x.binCounts(weights: weights, minLength: minlength) }
}

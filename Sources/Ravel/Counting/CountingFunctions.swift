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
/// How many elements are in each bin, or the sums of the weights of those, and the bins' edges.
/// - SeeAlso: `NDArray.countedInBins`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.histogram.html
public func histogram(
  _ a: NDArray, bins: HistogramBins = 10, range: (any ArrayOperand, any ArrayOperand)? = nil, density: Bool = false,
  weights: NDArray? = nil
) -> (counts: NDArray, edges: NDArray) {
  stopping(otherwise: (.afterError, .afterError)) {
    try a.countedInBins(bins, range: range, weights: weights, density: density)
  }
}
/// The edges of a histogram's bins.
/// - SeeAlso: `NDArray.binEdges`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.histogram_bin_edges.html
public func histogramBinEdges(
  _ a: NDArray, bins: HistogramBins = 10, range: (any ArrayOperand, any ArrayOperand)? = nil, weights: NDArray? = nil
) -> NDArray {
  stopping { try a.binEdges(bins, range: range, weights: weights) }
}

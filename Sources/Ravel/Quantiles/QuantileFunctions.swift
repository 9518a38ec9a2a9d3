// NumPy's names of what is built here. They stop the process where NumPy raises; the building blocks throw.

extension NDArray {
  /// The element in the middle along an axis, several, or all.
  /// - SeeAlso: `NDArray.median(axes:keepDims:onto:)`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.median.html
  public func median(axis: (any AxisOperand)? = nil, keepDims: Bool = false) -> NDArray {
    stopping { try median(axes: axis?.axes, keepDims: keepDims) }
  }
  /// What stands at fractions of the way through the elements in order.
  /// - SeeAlso: `NDArray.quantiles`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.quantile.html
  public func quantile(
    _ q: any ArrayOperand, axis: (any AxisOperand)? = nil, method: QuantileMethod = .linear, keepDims: Bool = false
  ) -> NDArray {
    stopping { try quantiles(q, axes: axis?.axes, method: method, keepDims: keepDims) }
  }
  /// What stands at percents of the way through the elements in order.
  /// - SeeAlso: `NDArray.quantiles`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.percentile.html
  public func percentile(
    _ q: any ArrayOperand, axis: (any AxisOperand)? = nil, method: QuantileMethod = .linear, keepDims: Bool = false
  ) -> NDArray {
    stopping { try quantiles(q, in: .percent, axes: axis?.axes, method: method, keepDims: keepDims) }
  }
}

/// The element in the middle along an axis, several, or all.
/// - SeeAlso: `NDArray.median(axes:keepDims:onto:)`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.median.html
public func median(_ a: NDArray, axis: (any AxisOperand)? = nil, keepDims: Bool = false) -> NDArray {
  a.median(axis: axis, keepDims: keepDims)
}
/// What stands at fractions of the way through the elements in order.
/// - SeeAlso: `NDArray.quantiles`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.quantile.html
public func quantile(
  _ a: NDArray, _ q: any ArrayOperand, axis: (any AxisOperand)? = nil, method: QuantileMethod = .linear,
  keepDims: Bool = false
) -> NDArray {
  a.quantile(q, axis: axis, method: method, keepDims: keepDims)
}
/// What stands at percents of the way through the elements in order.
/// - SeeAlso: `NDArray.quantiles`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.percentile.html
public func percentile(
  _ a: NDArray, _ q: any ArrayOperand, axis: (any AxisOperand)? = nil, method: QuantileMethod = .linear,
  keepDims: Bool = false
) -> NDArray {
  a.percentile(q, axis: axis, method: method, keepDims: keepDims)
}

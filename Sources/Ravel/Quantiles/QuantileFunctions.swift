// NumPy's names of what is built here. They stop the process where NumPy raises; the building blocks throw.

extension NDArray {
  /// The element in the middle along an axis, several, or all.
  /// - SeeAlso: `NDArray.median(axes:keepDims:ignoringNaN:onto:)`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.median.html
  public func median(axis: (any AxisOperand)? = nil, keepDims: Bool = false) -> NDArray {
    stopping { try median(axes: axis?.axes, keepDims: keepDims) }
  }
  /// What stands at fractions of the way through the elements in order.
  /// - SeeAlso: `NDArray.quantiles`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.quantile.html
  public func quantile(
    _ q: any ArrayOperand, axis: (any AxisOperand)? = nil, method: QuantileMethod = .linear, keepDims: Bool = false,
    weights: (any ArrayOperand)? = nil
  ) -> NDArray {
    stopping { try quantiles(q, axes: axis?.axes, method: method, weights: weights, keepDims: keepDims) }
  }
  /// What stands at percents of the way through the elements in order.
  /// - SeeAlso: `NDArray.quantiles`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.percentile.html
  public func percentile(
    _ q: any ArrayOperand, axis: (any AxisOperand)? = nil, method: QuantileMethod = .linear, keepDims: Bool = false,
    weights: (any ArrayOperand)? = nil
  ) -> NDArray {
    stopping { try quantiles(q, in: .percent, axes: axis?.axes, method: method, weights: weights, keepDims: keepDims) }
  }
}

/// The element in the middle along an axis, several, or all.
/// - SeeAlso: `NDArray.median(axes:keepDims:ignoringNaN:onto:)`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.median.html
public func median(_ a: NDArray, axis: (any AxisOperand)? = nil, keepDims: Bool = false) -> NDArray {
  a.median(axis: axis, keepDims: keepDims)
}
/// What stands at fractions of the way through the elements in order.
/// - SeeAlso: `NDArray.quantiles`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.quantile.html
public func quantile(
  _ a: NDArray, _ q: any ArrayOperand, axis: (any AxisOperand)? = nil, method: QuantileMethod = .linear,
  keepDims: Bool = false, weights: (any ArrayOperand)? = nil
) -> NDArray {
  a.quantile(q, axis: axis, method: method, keepDims: keepDims, weights: weights)
}
/// What stands at percents of the way through the elements in order.
/// - SeeAlso: `NDArray.quantiles`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.percentile.html
public func percentile(
  _ a: NDArray, _ q: any ArrayOperand, axis: (any AxisOperand)? = nil, method: QuantileMethod = .linear,
  keepDims: Bool = false, weights: (any ArrayOperand)? = nil
) -> NDArray {
  a.percentile(q, axis: axis, method: method, keepDims: keepDims, weights: weights)
}

/// The element in the middle of what is no NaN, along an axis, several, or all.
/// - SeeAlso: `NDArray.median(axes:keepDims:ignoringNaN:onto:)`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.nanmedian.html
public func nanmedian(_ a: NDArray, axis: (any AxisOperand)? = nil, keepDims: Bool = false) -> NDArray {
  stopping { try a.median(axes: axis?.axes, keepDims: keepDims, ignoringNaN: true) }
}
/// What stands at fractions of the way through the elements in order that are no NaN.
/// - SeeAlso: `NDArray.quantiles`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.nanquantile.html
public func nanquantile(
  _ a: NDArray, _ q: any ArrayOperand, axis: (any AxisOperand)? = nil, method: QuantileMethod = .linear,
  keepDims: Bool = false, weights: (any ArrayOperand)? = nil
) -> NDArray {
  stopping {
    try a.quantiles(q, axes: axis?.axes, method: method, weights: weights, keepDims: keepDims, ignoringNaN: true)
  }
}
/// What stands at percents of the way through the elements in order that are no NaN.
/// - SeeAlso: `NDArray.quantiles`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.nanpercentile.html
public func nanpercentile(
  _ a: NDArray, _ q: any ArrayOperand, axis: (any AxisOperand)? = nil, method: QuantileMethod = .linear,
  keepDims: Bool = false, weights: (any ArrayOperand)? = nil
) -> NDArray {
  stopping {
    try a.quantiles(
      q, in: .percent, axes: axis?.axes, method: method, weights: weights, keepDims: keepDims, ignoringNaN: true)
  }
}

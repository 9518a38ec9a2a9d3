// NumPy's names for reductions, along one axis, several, or all for nil. They stop the process where NumPy raises;
// `reduced` throws.

/// One axis or several: an integer or a list of them. No axes at all are `[Int]()`, along which nothing is reduced.
public protocol AxisOperand: Sendable {
  var axes: [Int] { get }
}

extension Int: AxisOperand {
  public var axes: [Int] { [self] }
}

extension [Int]: AxisOperand {
  public var axes: [Int] { self }
}

extension NDArray {
  func reduced(
    _ function: ReductionFunction, _ axis: (any AxisOperand)?, _ keywords: ReductionKeywords
  ) -> NDArray {
    stopping { try reduced(function, axes: axis?.axes, keywords) }
  }

  /// The sum.
  /// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.sum.html
  public func sum(
    axis: (any AxisOperand)? = nil, keepDims: Bool = false, dtype: DType? = nil, initial: (any ArrayOperand)? = nil,
    where condition: (any ArrayOperand)? = nil
  ) -> NDArray {
    reduced(.sum, axis, ReductionKeywords(keepDims: keepDims, dtype: dtype, initial: initial, where: condition))
  }
  /// The product.
  /// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.prod.html
  public func prod(
    axis: (any AxisOperand)? = nil, keepDims: Bool = false, dtype: DType? = nil, initial: (any ArrayOperand)? = nil,
    where condition: (any ArrayOperand)? = nil
  ) -> NDArray {
    reduced(.prod, axis, ReductionKeywords(keepDims: keepDims, dtype: dtype, initial: initial, where: condition))
  }
  /// The largest element; NaN if there is one.
  /// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.max.html
  public func max(
    axis: (any AxisOperand)? = nil, keepDims: Bool = false, initial: (any ArrayOperand)? = nil,
    where condition: (any ArrayOperand)? = nil
  ) -> NDArray {
    reduced(.max, axis, ReductionKeywords(keepDims: keepDims, initial: initial, where: condition))
  }
  /// The smallest element; NaN if there is one.
  /// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.min.html
  public func min(
    axis: (any AxisOperand)? = nil, keepDims: Bool = false, initial: (any ArrayOperand)? = nil,
    where condition: (any ArrayOperand)? = nil
  ) -> NDArray {
    reduced(.min, axis, ReductionKeywords(keepDims: keepDims, initial: initial, where: condition))
  }
  /// Whether any element is non-zero.
  /// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.any.html
  public func any(
    axis: (any AxisOperand)? = nil, keepDims: Bool = false, where condition: (any ArrayOperand)? = nil
  ) -> NDArray {
    reduced(.any, axis, ReductionKeywords(keepDims: keepDims, where: condition))
  }
  /// Whether every element is non-zero.
  /// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.all.html
  public func all(
    axis: (any AxisOperand)? = nil, keepDims: Bool = false, where condition: (any ArrayOperand)? = nil
  ) -> NDArray {
    reduced(.all, axis, ReductionKeywords(keepDims: keepDims, where: condition))
  }
  /// The mean.
  /// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.mean.html
  public func mean(
    axis: (any AxisOperand)? = nil, keepDims: Bool = false, dtype: DType? = nil,
    where condition: (any ArrayOperand)? = nil
  ) -> NDArray {
    reduced(.mean, axis, ReductionKeywords(keepDims: keepDims, dtype: dtype, where: condition))
  }
  /// The variance: the mean squared distance from the mean, with `ddof` taken off the number of elements.
  /// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.var.html
  public func `var`(
    axis: (any AxisOperand)? = nil, keepDims: Bool = false, dtype: DType? = nil,
    where condition: (any ArrayOperand)? = nil, ddof: Double = 0, mean: (any ArrayOperand)? = nil
  ) -> NDArray {
    reduced(.var, axis, ReductionKeywords(keepDims: keepDims, dtype: dtype, where: condition, ddof: ddof, mean: mean))
  }
  /// The standard deviation, the root of the variance.
  /// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.std.html
  public func std(
    axis: (any AxisOperand)? = nil, keepDims: Bool = false, dtype: DType? = nil,
    where condition: (any ArrayOperand)? = nil, ddof: Double = 0, mean: (any ArrayOperand)? = nil
  ) -> NDArray {
    reduced(.std, axis, ReductionKeywords(keepDims: keepDims, dtype: dtype, where: condition, ddof: ddof, mean: mean))
  }
}

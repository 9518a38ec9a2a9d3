// NumPy's functions of the same names; see `Reductions+Methods.swift`.

/// The sum.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.sum.html
public func sum(
  _ x: NDArray, axis: (any AxisOperand)? = nil, keepDims: Bool = false, dtype: DType? = nil,
  initial: (any ArrayOperand)? = nil, where condition: (any ArrayOperand)? = nil
) -> NDArray {
  x.reduced(.sum, axis, ReductionKeywords(keepDims: keepDims, dtype: dtype, initial: initial, where: condition))
}

/// The product.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.prod.html
public func prod(
  _ x: NDArray, axis: (any AxisOperand)? = nil, keepDims: Bool = false, dtype: DType? = nil,
  initial: (any ArrayOperand)? = nil, where condition: (any ArrayOperand)? = nil
) -> NDArray {
  x.reduced(.prod, axis, ReductionKeywords(keepDims: keepDims, dtype: dtype, initial: initial, where: condition))
}

/// The largest element; NaN if there is one.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.max.html
public func max(
  _ x: NDArray, axis: (any AxisOperand)? = nil, keepDims: Bool = false, initial: (any ArrayOperand)? = nil,
  where condition: (any ArrayOperand)? = nil
) -> NDArray {
  x.reduced(.max, axis, ReductionKeywords(keepDims: keepDims, initial: initial, where: condition))
}

/// The smallest element; NaN if there is one.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.min.html
public func min(
  _ x: NDArray, axis: (any AxisOperand)? = nil, keepDims: Bool = false, initial: (any ArrayOperand)? = nil,
  where condition: (any ArrayOperand)? = nil
) -> NDArray {
  x.reduced(.min, axis, ReductionKeywords(keepDims: keepDims, initial: initial, where: condition))
}

/// Whether any element is non-zero.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.any.html
public func `any`(
  _ x: NDArray, axis: (any AxisOperand)? = nil, keepDims: Bool = false, where condition: (any ArrayOperand)? = nil
) -> NDArray {
  x.reduced(.any, axis, ReductionKeywords(keepDims: keepDims, where: condition))
}

/// Whether every element is non-zero.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.all.html
public func all(
  _ x: NDArray, axis: (any AxisOperand)? = nil, keepDims: Bool = false, where condition: (any ArrayOperand)? = nil
) -> NDArray {
  x.reduced(.all, axis, ReductionKeywords(keepDims: keepDims, where: condition))
}

/// The mean.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.mean.html
public func mean(
  _ x: NDArray, axis: (any AxisOperand)? = nil, keepDims: Bool = false, dtype: DType? = nil,
  where condition: (any ArrayOperand)? = nil
) -> NDArray {
  x.reduced(.mean, axis, ReductionKeywords(keepDims: keepDims, dtype: dtype, where: condition))
}

/// The variance: the mean squared distance from the mean, with `ddof` taken off the number of elements.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.var.html
public func `var`(
  _ x: NDArray, axis: (any AxisOperand)? = nil, keepDims: Bool = false, dtype: DType? = nil,
  where condition: (any ArrayOperand)? = nil, ddof: Double = 0, mean: (any ArrayOperand)? = nil
) -> NDArray {
  x.reduced(.var, axis, ReductionKeywords(keepDims: keepDims, dtype: dtype, where: condition, ddof: ddof, mean: mean))
}

/// The standard deviation, the root of the variance.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.std.html
public func std(
  _ x: NDArray, axis: (any AxisOperand)? = nil, keepDims: Bool = false, dtype: DType? = nil,
  where condition: (any ArrayOperand)? = nil, ddof: Double = 0, mean: (any ArrayOperand)? = nil
) -> NDArray {
  x.reduced(.std, axis, ReductionKeywords(keepDims: keepDims, dtype: dtype, where: condition, ddof: ddof, mean: mean))
}

/// The largest element; NaN if there is one.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.amax.html
public func amax(
  _ x: NDArray, axis: (any AxisOperand)? = nil, keepDims: Bool = false, initial: (any ArrayOperand)? = nil,
  where condition: (any ArrayOperand)? = nil
) -> NDArray {
  x.reduced(.max, axis, ReductionKeywords(keepDims: keepDims, initial: initial, where: condition))
}

/// The smallest element; NaN if there is one.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.amin.html
public func amin(
  _ x: NDArray, axis: (any AxisOperand)? = nil, keepDims: Bool = false, initial: (any ArrayOperand)? = nil,
  where condition: (any ArrayOperand)? = nil
) -> NDArray {
  x.reduced(.min, axis, ReductionKeywords(keepDims: keepDims, initial: initial, where: condition))
}

/// The largest element less the smallest.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.ptp.html
public func ptp(_ x: NDArray, axis: (any AxisOperand)? = nil, keepDims: Bool = false) -> NDArray {
  x.reduced(.ptp, axis, ReductionKeywords(keepDims: keepDims))
}

/// How many elements are not zero.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.count_nonzero.html
public func countNonzero(_ x: NDArray, axis: (any AxisOperand)? = nil, keepDims: Bool = false) -> NDArray {
  x.reduced(.countNonzero, axis, ReductionKeywords(keepDims: keepDims))
}

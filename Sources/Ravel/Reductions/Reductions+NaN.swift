// Reductions that leave NaNs out; of integers and bools they are those with the shorter names.

/// The sum of what is no NaN.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.nansum.html
public func nansum(
  _ x: NDArray, axis: (any AxisOperand)? = nil, keepDims: Bool = false, dtype: DType? = nil,
  initial: (any ArrayOperand)? = nil, where condition: (any ArrayOperand)? = nil
) -> NDArray {
  x.reduced(.nansum, axis, ReductionKeywords(keepDims: keepDims, dtype: dtype, initial: initial, where: condition))
}

/// The product of what is no NaN.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.nanprod.html
public func nanprod(
  _ x: NDArray, axis: (any AxisOperand)? = nil, keepDims: Bool = false, dtype: DType? = nil,
  initial: (any ArrayOperand)? = nil, where condition: (any ArrayOperand)? = nil
) -> NDArray {
  x.reduced(.nanprod, axis, ReductionKeywords(keepDims: keepDims, dtype: dtype, initial: initial, where: condition))
}

/// The largest element that is no NaN; NaN if there is none.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.nanmax.html
public func nanmax(
  _ x: NDArray, axis: (any AxisOperand)? = nil, keepDims: Bool = false, initial: (any ArrayOperand)? = nil,
  where condition: (any ArrayOperand)? = nil
) -> NDArray {
  x.reduced(.nanmax, axis, ReductionKeywords(keepDims: keepDims, initial: initial, where: condition))
}

/// The smallest element that is no NaN; NaN if there is none.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.nanmin.html
public func nanmin(
  _ x: NDArray, axis: (any AxisOperand)? = nil, keepDims: Bool = false, initial: (any ArrayOperand)? = nil,
  where condition: (any ArrayOperand)? = nil
) -> NDArray {
  x.reduced(.nanmin, axis, ReductionKeywords(keepDims: keepDims, initial: initial, where: condition))
}

/// The mean of what is no NaN.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.nanmean.html
public func nanmean(
  _ x: NDArray, axis: (any AxisOperand)? = nil, keepDims: Bool = false, dtype: DType? = nil,
  where condition: (any ArrayOperand)? = nil
) -> NDArray {
  x.reduced(.nanmean, axis, ReductionKeywords(keepDims: keepDims, dtype: dtype, where: condition))
}

/// The variance of what is no NaN; NaN where there is not enough of it.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.nanvar.html
public func nanvar(
  _ x: NDArray, axis: (any AxisOperand)? = nil, keepDims: Bool = false, dtype: DType? = nil,
  where condition: (any ArrayOperand)? = nil, ddof: Double = 0, mean: (any ArrayOperand)? = nil
) -> NDArray {
  x.reduced(
    .nanvar, axis,
    ReductionKeywords(keepDims: keepDims, dtype: dtype, where: condition, ddof: ddof, mean: mean))
}

/// The standard deviation of what is no NaN; NaN where there is not enough of it.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.nanstd.html
public func nanstd(
  _ x: NDArray, axis: (any AxisOperand)? = nil, keepDims: Bool = false, dtype: DType? = nil,
  where condition: (any ArrayOperand)? = nil, ddof: Double = 0, mean: (any ArrayOperand)? = nil
) -> NDArray {
  x.reduced(
    .nanstd, axis,
    ReductionKeywords(keepDims: keepDims, dtype: dtype, where: condition, ddof: ddof, mean: mean))
}

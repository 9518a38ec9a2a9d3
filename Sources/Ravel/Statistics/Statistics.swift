import RavelOps

// NumPy's names for what is made of reductions and scans. They stop the process where NumPy raises; the building blocks
// named beside them throw.

extension NDArray {
  /// The sums of elements up to each, along an axis, or in row-major order for nil.
  /// - SeeAlso: `NDArray.cumulated`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.cumsum.html
  public func cumsum(axis: Int? = nil, dtype: DType? = nil) -> NDArray {
    stopping { try cumulated(by: .add, axis: axis, dtype: dtype) }
  }
  /// The products of elements up to each, along an axis, or in row-major order for nil.
  /// - SeeAlso: `NDArray.cumulated`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.cumprod.html
  public func cumprod(axis: Int? = nil, dtype: DType? = nil) -> NDArray {
    stopping { try cumulated(by: .multiply, axis: axis, dtype: dtype) }
  }
  /// The sum along the diagonal of two axes.
  /// - SeeAlso: `NDArray.traced`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.trace.html
  public func trace(offset: Int = 0, axis1: Int = 0, axis2: Int = 1, dtype: DType? = nil) -> NDArray {
    stopping { try traced(offset: offset, axis1: axis1, axis2: axis2, dtype: dtype) }
  }
}

/// The sums of elements up to each, along an axis, or in row-major order for nil.
/// - SeeAlso: `NDArray.cumulated`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.cumsum.html
public func cumsum(_ x: NDArray, axis: Int? = nil, dtype: DType? = nil) -> NDArray {
  x.cumsum(axis: axis, dtype: dtype)
}

/// The products of elements up to each, along an axis, or in row-major order for nil.
/// - SeeAlso: `NDArray.cumulated`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.cumprod.html
public func cumprod(_ x: NDArray, axis: Int? = nil, dtype: DType? = nil) -> NDArray {
  x.cumprod(axis: axis, dtype: dtype)
}

/// As `cumsum`, with 0 in place of NaN.
/// - SeeAlso: `NDArray.cumulated`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.nancumsum.html
public func nancumsum(_ x: NDArray, axis: Int? = nil, dtype: DType? = nil) -> NDArray {
  stopping { try x.cumulated(by: .add, axis: axis, dtype: dtype, skippingNaN: true) }
}

/// As `cumprod`, with 1 in place of NaN.
/// - SeeAlso: `NDArray.cumulated`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.nancumprod.html
public func nancumprod(_ x: NDArray, axis: Int? = nil, dtype: DType? = nil) -> NDArray {
  stopping { try x.cumulated(by: .multiply, axis: axis, dtype: dtype, skippingNaN: true) }
}

/// The sums of elements up to each along an axis, after a 0 if asked for.
/// - SeeAlso: `NDArray.cumulativelyCombined`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.cumulative_sum.html
public func cumulativeSum(
  _ x: NDArray, axis: Int? = nil, dtype: DType? = nil, includeInitial: Bool = false
) -> NDArray {
  stopping { try x.cumulativelyCombined(by: .add, axis: axis, dtype: dtype, includeInitial: includeInitial) }
}

/// The products of elements up to each along an axis, after a 1 if asked for.
/// - SeeAlso: `NDArray.cumulativelyCombined`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.cumulative_prod.html
public func cumulativeProd(
  _ x: NDArray, axis: Int? = nil, dtype: DType? = nil, includeInitial: Bool = false
) -> NDArray {
  stopping { try x.cumulativelyCombined(by: .multiply, axis: axis, dtype: dtype, includeInitial: includeInitial) }
}

/// The sum along the diagonal of two axes.
/// - SeeAlso: `NDArray.traced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.trace.html
public func trace(_ x: NDArray, offset: Int = 0, axis1: Int = 0, axis2: Int = 1, dtype: DType? = nil) -> NDArray {
  x.trace(offset: offset, axis1: axis1, axis2: axis2, dtype: dtype)
}

/// Differences of neighbours along an axis, `n` times.
/// - SeeAlso: `NDArray.differences`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.diff.html
public func diff(
  _ x: NDArray, n: Int = 1, axis: Int = -1, prepend: (any ArrayOperand)? = nil, append: (any ArrayOperand)? = nil
) -> NDArray {
  stopping { try x.differences(n, axis: axis, prepend: prepend, append: append) }
}

/// Differences of neighbours in row-major order, with what stands before and after them.
/// - SeeAlso: `NDArray.flatDifferences`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.ediff1d.html
public func ediff1d(
  _ x: NDArray, toEnd: (any ArrayOperand)? = nil, toBegin: (any ArrayOperand)? = nil
) -> NDArray {
  stopping { try x.flatDifferences(toEnd: toEnd, toBegin: toBegin) }
}

/// Slopes along axes, an array for each.
/// - SeeAlso: `NDArray.gradients`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.gradient.html
public func gradient(
  _ x: NDArray, _ spacings: any ArrayOperand..., axis: (any AxisOperand)? = nil, edgeOrder: Int = 1
) -> [NDArray] {
  stopping(otherwise: [.afterError]) { try x.gradients(spacings, axes: axis?.axes, edgeOrder: edgeOrder) }
}

/// The integral along an axis by the trapezoidal rule.
/// - SeeAlso: `NDArray.trapezoidalIntegral`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.trapezoid.html
public func trapezoid(
  _ y: NDArray, x: (any ArrayOperand)? = nil, dx: any ArrayOperand = 1.0, axis: Int = -1
) -> NDArray {
  stopping { try y.trapezoidalIntegral(x: x, dx: dx, axis: axis) }
}

/// The mean, in which elements count by their weights; `averaged` gives the sums of weights, too.
/// - SeeAlso: `NDArray.averaged`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.average.html
public func average(
  _ x: NDArray, axis: (any AxisOperand)? = nil, weights: (any ArrayOperand)? = nil, keepDims: Bool = false
) -> NDArray {
  stopping { try x.averaged(axes: axis?.axes, weights: weights, keepDims: keepDims).average }
}

/// The covariances of variables.
/// - SeeAlso: `NDArray.covariance`, for shapes, dtypes and errors; `CovarianceKeywords`, for what the arguments mean.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.cov.html
public func cov(
  _ m: NDArray, _ y: (any ArrayOperand)? = nil, rowvar: Bool = true, bias: Bool = false, ddof: Int? = nil,
  fweights: (any ArrayOperand)? = nil, aweights: (any ArrayOperand)? = nil, dtype: DType? = nil
) -> NDArray {
  let keywords = CovarianceKeywords(
    rowvar: rowvar, bias: bias, ddof: ddof, fweights: fweights, aweights: aweights, dtype: dtype)
  return stopping { try m.covariance(with: y, keywords) }
}

/// The correlations of variables.
/// - SeeAlso: `NDArray.correlations`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.corrcoef.html
public func corrcoef(_ x: NDArray, _ y: (any ArrayOperand)? = nil, rowvar: Bool = true, dtype: DType? = nil) -> NDArray
{
  stopping { try x.correlations(with: y, rowvar: rowvar, dtype: dtype) }
}

/// The convolution of two sequences.
/// - SeeAlso: `NDArray.convolution`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.convolve.html
public func convolve(_ a: some ArrayOperand, _ v: some ArrayOperand, mode: ConvolutionMode = .full) -> NDArray {
  stopping { try NDArray.convolution(a, v, mode: mode) }
}

/// The cross-correlation of two sequences.
/// - SeeAlso: `NDArray.correlation`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.correlate.html
public func correlate(_ a: some ArrayOperand, _ v: some ArrayOperand, mode: ConvolutionMode = .valid) -> NDArray {
  stopping { try NDArray.correlation(a, v, mode: mode) }
}

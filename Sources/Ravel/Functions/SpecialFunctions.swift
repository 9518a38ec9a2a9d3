import RavelIR
import RavelOps

// Functions of elements that NumPy lacks, by their names in scipy.special. float32 stays, what is not float64 or complex
// becomes float64; results are within one unit in the last place of the true value.

/// The logistic function 1 / (1 + e^-x).
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://docs.scipy.org/doc/scipy/reference/generated/scipy.special.expit.html
public func expit(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.expit, x, dtype: dtype) }
/// log(x / (1 - x)), the inverse of `expit`; NaN outside of [0, 1].
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://docs.scipy.org/doc/scipy/reference/generated/scipy.special.logit.html
public func logit(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.logit, x, dtype: dtype) }
/// The error function, 2 / sqrt(pi) times the integral of e^(-t^2) from 0 to x.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors. Real operands only.
/// - Source: https://docs.scipy.org/doc/scipy/reference/generated/scipy.special.erf.html
public func erf(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.erf, x, dtype: dtype) }
/// 1 - erf(x), without loss where that is small.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors. Real operands only.
/// - Source: https://docs.scipy.org/doc/scipy/reference/generated/scipy.special.erfc.html
public func erfc(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.erfc, x, dtype: dtype) }
/// The inverse of `erf`; NaN outside of [-1, 1].
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors. As SciPy's, float32 of integers that it holds.
/// - Source: https://docs.scipy.org/doc/scipy/reference/generated/scipy.special.erfinv.html
public func erfinv(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.erfinv, x, dtype: dtype) }
/// log |gamma(x)|; infinity at 0 and at negative integers. In float64, near its zeros below -2 the unit of the error is
/// the last place of 1/8.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://docs.scipy.org/doc/scipy/reference/generated/scipy.special.gammaln.html
public func gammaln(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.gammaln, x, dtype: dtype) }
/// x log(y); 0 where x is 0 and y not NaN.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://docs.scipy.org/doc/scipy/reference/generated/scipy.special.xlogy.html
public func xlogy(_ x: some ArrayOperand, _ y: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.xlogy, x, y, dtype: dtype)
}

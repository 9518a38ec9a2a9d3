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
/// x log(y); 0 where x is 0 and y not NaN.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://docs.scipy.org/doc/scipy/reference/generated/scipy.special.xlogy.html
public func xlogy(_ x: some ArrayOperand, _ y: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.xlogy, x, y, dtype: dtype)
}

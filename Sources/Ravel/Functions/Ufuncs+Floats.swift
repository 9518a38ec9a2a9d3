import RavelIR
import RavelOps

// Integral values, neighbours, signs and exponents of floats.

/// The greatest integral value not above.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.floor`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.floor.html
public func floor(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.floor, x, dtype: dtype) }
/// The least integral value not below.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.ceil`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.ceil.html
public func ceil(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.ceil, x, dtype: dtype) }
/// The nearest integral value towards zero.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.trunc`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.trunc.html
public func trunc(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.trunc, x, dtype: dtype) }
/// The nearest integral value, ties to even.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.rint`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.rint.html
public func rint(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.rint, x, dtype: dtype) }
/// The first with the second's sign.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.copysign`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.copysign.html
public func copysign(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.copysign, x1, x2, dtype: dtype)
}
/// The next float after x1 towards x2.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.nextafter`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.nextafter.html
public func nextafter(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.nextafter, x1, x2, dtype: dtype)
}
/// The distance from x to the next float away from zero, with x's sign.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.spacing`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.spacing.html
public func spacing(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.spacing, x, dtype: dtype) }
/// x1 times 2 to the power x2, an integer.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.ldexp`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.ldexp.html
public func ldexp(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.ldexp, x1, x2, dtype: dtype)
}

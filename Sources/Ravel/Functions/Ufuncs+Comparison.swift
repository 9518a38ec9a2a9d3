import RavelIR
import RavelOps

// Comparisons and truth values: bools, whatever the operands are.

/// Whether both are equal.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.equal`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.equal.html
public func equal(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.equal, x1, x2, dtype: dtype)
}
/// Whether both differ.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.notEqual`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.not_equal.html
public func notEqual(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.notEqual, x1, x2, dtype: dtype)
}
/// Whether the first is less.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.less`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.less.html
public func less(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.less, x1, x2, dtype: dtype)
}
/// Whether the first is not greater.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.lessEqual`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.less_equal.html
public func lessEqual(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.lessEqual, x1, x2, dtype: dtype)
}
/// Whether the first is greater.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.greater`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.greater.html
public func greater(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.greater, x1, x2, dtype: dtype)
}
/// Whether the first is not less.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.greaterEqual`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.greater_equal.html
public func greaterEqual(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.greaterEqual, x1, x2, dtype: dtype)
}
/// Whether both are non-zero.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.logicalAnd`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.logical_and.html
public func logicalAnd(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.logicalAnd, x1, x2, dtype: dtype)
}
/// Whether either is non-zero.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.logicalOr`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.logical_or.html
public func logicalOr(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.logicalOr, x1, x2, dtype: dtype)
}
/// Whether one of them is non-zero, and not both.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.logicalXor`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.logical_xor.html
public func logicalXor(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.logicalXor, x1, x2, dtype: dtype)
}
/// Whether it is zero.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.logicalNot`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.logical_not.html
public func logicalNot(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.logicalNot, x, dtype: dtype) }
/// Whether it is NaN.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.isnan`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.isnan.html
public func isnan(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.isnan, x, dtype: dtype) }
/// Whether it is infinite.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.isinf`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.isinf.html
public func isinf(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.isinf, x, dtype: dtype) }
/// Whether it is neither infinite nor NaN.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.isfinite`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.isfinite.html
public func isfinite(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.isfinite, x, dtype: dtype) }
/// Whether the sign bit is set.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.signbit`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.signbit.html
public func signbit(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.signbit, x, dtype: dtype) }

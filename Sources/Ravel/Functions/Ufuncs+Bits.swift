import RavelIR
import RavelOps

// Bits of integers; of bools, what logic makes of them.

/// And, bit by bit.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.bitwiseAnd`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.bitwise_and.html
public func bitwiseAnd(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.bitwiseAnd, x1, x2, dtype: dtype)
}
/// Or, bit by bit.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.bitwiseOr`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.bitwise_or.html
public func bitwiseOr(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.bitwiseOr, x1, x2, dtype: dtype)
}
/// Exclusive or, bit by bit.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.bitwiseXor`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.bitwise_xor.html
public func bitwiseXor(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.bitwiseXor, x1, x2, dtype: dtype)
}
/// Every bit's opposite; of a bool, not.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.invert`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.invert.html
public func invert(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.invert, x, dtype: dtype) }
/// Every bit's opposite; of a bool, not.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.invert`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.invert.html
public func bitwiseNot(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.invert, x, dtype: dtype) }
/// Every bit's opposite; of a bool, not.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.invert`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.invert.html
public func bitwiseInvert(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.invert, x, dtype: dtype) }
/// Bits shifted to the left.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.leftShift`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.left_shift.html
public func leftShift(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.leftShift, x1, x2, dtype: dtype)
}
/// Bits shifted to the left.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.leftShift`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.left_shift.html
public func bitwiseLeftShift(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.leftShift, x1, x2, dtype: dtype)
}
/// Bits shifted to the right; the sign fills up.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.rightShift`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.right_shift.html
public func rightShift(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.rightShift, x1, x2, dtype: dtype)
}
/// Bits shifted to the right; the sign fills up.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.rightShift`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.right_shift.html
public func bitwiseRightShift(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.rightShift, x1, x2, dtype: dtype)
}
/// How many bits of an integer's absolute value are set, a uint8.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.bitwiseCount`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.bitwise_count.html
public func bitwiseCount(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.bitwiseCount, x, dtype: dtype) }

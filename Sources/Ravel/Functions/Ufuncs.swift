import RavelIR
import RavelOps

// NumPy's functions of elements, a row of the operation table each; `ravel ops` prints what the table says of them.

private func ufunc(_ op: Op, _ operands: any ArrayOperand..., dtype: DType? = nil) -> NDArray {
  stopping { try NDArray.applying(op, operands, dtype: dtype) }
}

// MARK: Two operands

/// The sum.
public func add(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.add, x1, x2, dtype: dtype)
}
/// The difference.
public func subtract(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.subtract, x1, x2, dtype: dtype)
}
/// The product.
public func multiply(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.multiply, x1, x2, dtype: dtype)
}
/// The quotient; integers give float64.
public func divide(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.divide, x1, x2, dtype: dtype)
}
/// The quotient; integers give float64.
public func trueDivide(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.divide, x1, x2, dtype: dtype)
}
/// The quotient, rounded down.
public func floorDivide(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.floorDivide, x1, x2, dtype: dtype)
}
/// What `floorDivide` leaves: it has the divisor's sign.
public func remainder(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.remainder, x1, x2, dtype: dtype)
}
/// What `floorDivide` leaves: it has the divisor's sign.
public func mod(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.remainder, x1, x2, dtype: dtype)
}
/// What division towards zero leaves: it has the dividend's sign.
public func fmod(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.fmod, x1, x2, dtype: dtype)
}
/// The first raised to the second; an integer may not be raised to a negative one.
public func power(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.power, x1, x2, dtype: dtype)
}
/// The first raised to the second; an integer may not be raised to a negative one.
public func pow(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.power, x1, x2, dtype: dtype)
}
/// The larger; NaN if either is NaN.
public func maximum(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.maximum, x1, x2, dtype: dtype)
}
/// The smaller; NaN if either is NaN.
public func minimum(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.minimum, x1, x2, dtype: dtype)
}
/// The larger; NaN only if both are NaN.
public func fmax(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.fmax, x1, x2, dtype: dtype)
}
/// The smaller; NaN only if both are NaN.
public func fmin(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.fmin, x1, x2, dtype: dtype)
}
/// The first with the second's sign.
public func copysign(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.copysign, x1, x2, dtype: dtype)
}
/// Whether both are equal.
public func equal(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.equal, x1, x2, dtype: dtype)
}
/// Whether both differ.
public func notEqual(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.notEqual, x1, x2, dtype: dtype)
}
/// Whether the first is less.
public func less(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.less, x1, x2, dtype: dtype)
}
/// Whether the first is not greater.
public func lessEqual(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.lessEqual, x1, x2, dtype: dtype)
}
/// Whether the first is greater.
public func greater(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.greater, x1, x2, dtype: dtype)
}
/// Whether the first is not less.
public func greaterEqual(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.greaterEqual, x1, x2, dtype: dtype)
}
/// Whether both are non-zero.
public func logicalAnd(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.logicalAnd, x1, x2, dtype: dtype)
}
/// Whether either is non-zero.
public func logicalOr(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.logicalOr, x1, x2, dtype: dtype)
}
/// Whether one of them is non-zero, and not both.
public func logicalXor(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.logicalXor, x1, x2, dtype: dtype)
}
/// And, bit by bit.
public func bitwiseAnd(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.bitwiseAnd, x1, x2, dtype: dtype)
}
/// Or, bit by bit.
public func bitwiseOr(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.bitwiseOr, x1, x2, dtype: dtype)
}
/// Exclusive or, bit by bit.
public func bitwiseXor(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.bitwiseXor, x1, x2, dtype: dtype)
}
/// Bits shifted to the left.
public func leftShift(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.leftShift, x1, x2, dtype: dtype)
}
/// Bits shifted to the right; the sign fills up.
public func rightShift(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.rightShift, x1, x2, dtype: dtype)
}

// MARK: One operand

/// The opposite.
public func negative(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.negative, x, dtype: dtype) }
/// The same.
public func positive(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.positive, x, dtype: dtype) }
/// The absolute value.
public func absolute(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.absolute, x, dtype: dtype) }
/// The absolute value.
public func abs(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.absolute, x, dtype: dtype) }
/// -1, 0 or 1 by the sign.
public func sign(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.sign, x, dtype: dtype) }
/// The value times itself.
public func square(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.square, x, dtype: dtype) }
/// 1/x.
public func reciprocal(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.reciprocal, x, dtype: dtype) }
/// The square root; NaN of a negative real.
public func sqrt(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.sqrt, x, dtype: dtype) }
/// e to the power x.
public func exp(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.exp, x, dtype: dtype) }
/// The natural logarithm.
public func log(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.log, x, dtype: dtype) }
/// The sine, of radians.
public func sin(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.sin, x, dtype: dtype) }
/// The cosine, of radians.
public func cos(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.cos, x, dtype: dtype) }
/// The hyperbolic tangent.
public func tanh(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.tanh, x, dtype: dtype) }
/// The complex conjugate.
public func conjugate(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.conjugate, x, dtype: dtype) }
/// The complex conjugate.
public func conj(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.conjugate, x, dtype: dtype) }
/// Whether it is zero.
public func logicalNot(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.logicalNot, x, dtype: dtype) }
/// Every bit's opposite; of a bool, not.
public func invert(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.invert, x, dtype: dtype) }
/// Every bit's opposite; of a bool, not.
public func bitwiseNot(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.invert, x, dtype: dtype) }
/// The greatest integral value not above.
public func floor(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.floor, x, dtype: dtype) }
/// The least integral value not below.
public func ceil(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.ceil, x, dtype: dtype) }
/// The nearest integral value towards zero.
public func trunc(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.trunc, x, dtype: dtype) }
/// The nearest integral value, ties to even.
public func rint(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.rint, x, dtype: dtype) }
/// Whether it is NaN.
public func isnan(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.isnan, x, dtype: dtype) }
/// Whether it is infinite.
public func isinf(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.isinf, x, dtype: dtype) }
/// Whether it is neither infinite nor NaN.
public func isfinite(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.isfinite, x, dtype: dtype) }
/// Whether the sign bit is set.
public func signbit(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.signbit, x, dtype: dtype) }
/// The real part.
public func real(_ x: NDArray) -> NDArray { ufunc(.real, x) }
/// The imaginary part; 0 of a real value.
public func imag(_ x: NDArray) -> NDArray { ufunc(.imag, x) }

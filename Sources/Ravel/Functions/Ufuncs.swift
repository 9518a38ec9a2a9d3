import RavelIR
import RavelOps

// NumPy's functions of elements, a row of the operation table each; `ravel ops` prints what the table says of them.

func ufunc(_ op: Op, _ operands: any ArrayOperand..., dtype: DType? = nil) -> NDArray {
  stopping { try NDArray.applying(op, operands, dtype: dtype) }
}

// MARK: Two operands

/// The sum.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.add.html
public func add(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.add, x1, x2, dtype: dtype)
}
/// The difference.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.subtract.html
public func subtract(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.subtract, x1, x2, dtype: dtype)
}
/// The product.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.multiply.html
public func multiply(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.multiply, x1, x2, dtype: dtype)
}
/// The quotient; integers give float64.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.divide.html
public func divide(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.divide, x1, x2, dtype: dtype)
}
/// The quotient; integers give float64.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.true_divide.html
public func trueDivide(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.divide, x1, x2, dtype: dtype)
}
/// The quotient, rounded down.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.floor_divide.html
public func floorDivide(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.floorDivide, x1, x2, dtype: dtype)
}
/// What `floorDivide` leaves: it has the divisor's sign.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.remainder.html
public func remainder(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.remainder, x1, x2, dtype: dtype)
}
/// What `floorDivide` leaves: it has the divisor's sign.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.mod.html
public func mod(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.remainder, x1, x2, dtype: dtype)
}
/// What division towards zero leaves: it has the dividend's sign.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.fmod.html
public func fmod(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.fmod, x1, x2, dtype: dtype)
}
/// The first raised to the second; an integer may not be raised to a negative one.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.power.html
public func power(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.power, x1, x2, dtype: dtype)
}
/// The first raised to the second; an integer may not be raised to a negative one.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.pow.html
public func pow(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.power, x1, x2, dtype: dtype)
}
/// The larger; NaN if either is NaN.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.maximum.html
public func maximum(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.maximum, x1, x2, dtype: dtype)
}
/// The smaller; NaN if either is NaN.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.minimum.html
public func minimum(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.minimum, x1, x2, dtype: dtype)
}
/// The larger; NaN only if both are NaN.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.fmax.html
public func fmax(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.fmax, x1, x2, dtype: dtype)
}
/// The smaller; NaN only if both are NaN.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.fmin.html
public func fmin(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.fmin, x1, x2, dtype: dtype)
}
/// The first with the second's sign.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.copysign.html
public func copysign(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.copysign, x1, x2, dtype: dtype)
}
/// Whether both are equal.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.equal.html
public func equal(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.equal, x1, x2, dtype: dtype)
}
/// Whether both differ.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.not_equal.html
public func notEqual(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.notEqual, x1, x2, dtype: dtype)
}
/// Whether the first is less.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.less.html
public func less(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.less, x1, x2, dtype: dtype)
}
/// Whether the first is not greater.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.less_equal.html
public func lessEqual(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.lessEqual, x1, x2, dtype: dtype)
}
/// Whether the first is greater.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.greater.html
public func greater(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.greater, x1, x2, dtype: dtype)
}
/// Whether the first is not less.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.greater_equal.html
public func greaterEqual(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.greaterEqual, x1, x2, dtype: dtype)
}
/// Whether both are non-zero.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.logical_and.html
public func logicalAnd(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.logicalAnd, x1, x2, dtype: dtype)
}
/// Whether either is non-zero.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.logical_or.html
public func logicalOr(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.logicalOr, x1, x2, dtype: dtype)
}
/// Whether one of them is non-zero, and not both.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.logical_xor.html
public func logicalXor(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.logicalXor, x1, x2, dtype: dtype)
}
/// And, bit by bit.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.bitwise_and.html
public func bitwiseAnd(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.bitwiseAnd, x1, x2, dtype: dtype)
}
/// Or, bit by bit.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.bitwise_or.html
public func bitwiseOr(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.bitwiseOr, x1, x2, dtype: dtype)
}
/// Exclusive or, bit by bit.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.bitwise_xor.html
public func bitwiseXor(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.bitwiseXor, x1, x2, dtype: dtype)
}
/// Bits shifted to the left.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.left_shift.html
public func leftShift(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.leftShift, x1, x2, dtype: dtype)
}
/// Bits shifted to the right; the sign fills up.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.right_shift.html
public func rightShift(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.rightShift, x1, x2, dtype: dtype)
}
/// The angle of the point (x2, x1), in radians: in [-pi, pi]; the signs of zeros tell the sides of the cut.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.arctan2.html
public func arctan2(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.arctan2, x1, x2, dtype: dtype)
}
/// The angle of the point (x2, x1), in radians: in [-pi, pi]; the signs of zeros tell the sides of the cut.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.arctan2.html
public func atan2(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.arctan2, x1, x2, dtype: dtype)
}
/// The length of the vector (x1, x2).
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.hypot.html
public func hypot(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.hypot, x1, x2, dtype: dtype)
}
/// log(e^x1 + e^x2); an operand far below the other one counts as nothing. In float64, where the result is near 0,
/// the unit of its error is the last place of the greater operand, or of 1 if that is less.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.logaddexp.html
public func logaddexp(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.logaddexp, x1, x2, dtype: dtype)
}
/// log2(2^x1 + 2^x2); an operand far below the other one counts as nothing. In float64, where the result is near 0,
/// the unit of its error is the last place of the greater operand, or of 1 if that is less.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.logaddexp2.html
public func logaddexp2(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.logaddexp2, x1, x2, dtype: dtype)
}

// MARK: One operand

/// The opposite.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.negative.html
public func negative(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.negative, x, dtype: dtype) }
/// The same.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.positive.html
public func positive(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.positive, x, dtype: dtype) }
/// The absolute value.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.absolute.html
public func absolute(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.absolute, x, dtype: dtype) }
/// The absolute value.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.absolute.html
public func abs(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.absolute, x, dtype: dtype) }
/// -1, 0 or 1 by the sign.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.sign.html
public func sign(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.sign, x, dtype: dtype) }
/// The value times itself.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.square.html
public func square(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.square, x, dtype: dtype) }
/// 1/x.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.reciprocal.html
public func reciprocal(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.reciprocal, x, dtype: dtype) }
/// The square root; NaN of a negative real.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.sqrt.html
public func sqrt(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.sqrt, x, dtype: dtype) }
/// e to the power x.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.exp.html
public func exp(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.exp, x, dtype: dtype) }
/// 2 to the power x.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.exp2.html
public func exp2(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.exp2, x, dtype: dtype) }
/// e to the power x, less 1; also where x is near 0.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.expm1.html
public func expm1(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.expm1, x, dtype: dtype) }
/// The natural logarithm.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.log.html
public func log(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.log, x, dtype: dtype) }
/// The logarithm to base 2.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.log2.html
public func log2(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.log2, x, dtype: dtype) }
/// The logarithm to base 10.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.log10.html
public func log10(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.log10, x, dtype: dtype) }
/// The natural logarithm of 1 + x; also where x is near 0.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.log1p.html
public func log1p(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.log1p, x, dtype: dtype) }
/// The sine, of radians.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.sin.html
public func sin(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.sin, x, dtype: dtype) }
/// The cosine, of radians.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.cos.html
public func cos(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.cos, x, dtype: dtype) }
/// The tangent, of radians.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.tan.html
public func tan(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.tan, x, dtype: dtype) }
/// The angle whose sine is x, in radians; NaN beyond 1.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.arcsin.html
public func arcsin(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.arcsin, x, dtype: dtype) }
/// The angle whose sine is x, in radians; NaN beyond 1.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.arcsin.html
public func asin(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.arcsin, x, dtype: dtype) }
/// The angle whose cosine is x, in radians; NaN beyond 1.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.arccos.html
public func arccos(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.arccos, x, dtype: dtype) }
/// The angle whose cosine is x, in radians; NaN beyond 1.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.arccos.html
public func acos(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.arccos, x, dtype: dtype) }
/// The angle whose tangent is x, in radians.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.arctan.html
public func arctan(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.arctan, x, dtype: dtype) }
/// The angle whose tangent is x, in radians.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.arctan.html
public func atan(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.arctan, x, dtype: dtype) }
/// The hyperbolic sine.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.sinh.html
public func sinh(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.sinh, x, dtype: dtype) }
/// The hyperbolic cosine.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.cosh.html
public func cosh(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.cosh, x, dtype: dtype) }
/// The inverse hyperbolic sine.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.arcsinh.html
public func arcsinh(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.arcsinh, x, dtype: dtype) }
/// The inverse hyperbolic sine.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.arcsinh.html
public func asinh(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.arcsinh, x, dtype: dtype) }
/// The inverse hyperbolic cosine; NaN below 1.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.arccosh.html
public func arccosh(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.arccosh, x, dtype: dtype) }
/// The inverse hyperbolic cosine; NaN below 1.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.arccosh.html
public func acosh(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.arccosh, x, dtype: dtype) }
/// The inverse hyperbolic tangent; NaN beyond 1.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.arctanh.html
public func arctanh(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.arctanh, x, dtype: dtype) }
/// The inverse hyperbolic tangent; NaN beyond 1.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.arctanh.html
public func atanh(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.arctanh, x, dtype: dtype) }
/// The cube root.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.cbrt.html
public func cbrt(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.cbrt, x, dtype: dtype) }
/// Degrees as radians.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.deg2rad.html
public func deg2rad(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.deg2rad, x, dtype: dtype) }
/// Degrees as radians.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.radians.html
public func radians(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.deg2rad, x, dtype: dtype) }
/// Radians as degrees.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.rad2deg.html
public func rad2deg(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.rad2deg, x, dtype: dtype) }
/// Radians as degrees.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.degrees.html
public func degrees(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.rad2deg, x, dtype: dtype) }
/// The hyperbolic tangent.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.tanh.html
public func tanh(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.tanh, x, dtype: dtype) }
/// The complex conjugate.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.conjugate.html
public func conjugate(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.conjugate, x, dtype: dtype) }
/// The complex conjugate.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.conjugate.html
public func conj(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.conjugate, x, dtype: dtype) }
/// Whether it is zero.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.logical_not.html
public func logicalNot(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.logicalNot, x, dtype: dtype) }
/// Every bit's opposite; of a bool, not.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.invert.html
public func invert(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.invert, x, dtype: dtype) }
/// Every bit's opposite; of a bool, not.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.invert.html
public func bitwiseNot(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.invert, x, dtype: dtype) }
/// The greatest integral value not above.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.floor.html
public func floor(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.floor, x, dtype: dtype) }
/// The least integral value not below.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.ceil.html
public func ceil(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.ceil, x, dtype: dtype) }
/// The nearest integral value towards zero.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.trunc.html
public func trunc(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.trunc, x, dtype: dtype) }
/// The nearest integral value, ties to even.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.rint.html
public func rint(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.rint, x, dtype: dtype) }
/// Whether it is NaN.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.isnan.html
public func isnan(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.isnan, x, dtype: dtype) }
/// Whether it is infinite.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.isinf.html
public func isinf(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.isinf, x, dtype: dtype) }
/// Whether it is neither infinite nor NaN.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.isfinite.html
public func isfinite(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.isfinite, x, dtype: dtype) }
/// Whether the sign bit is set.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.signbit.html
public func signbit(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.signbit, x, dtype: dtype) }
/// The real part.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.real.html
public func real(_ x: NDArray) -> NDArray { ufunc(.real, x) }
/// The imaginary part; 0 of a real value.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.imag.html
public func imag(_ x: NDArray) -> NDArray { ufunc(.imag, x) }

// MARK: Divisors, and what floats are made of

/// The first raised to the second, in float64 or complex128.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.float_power.html
public func floatPower(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.floatPower, x1, x2, dtype: dtype)
}
/// 0 of a negative x1, 1 of a positive, x2 of a zero.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.heaviside.html
public func heaviside(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.heaviside, x1, x2, dtype: dtype)
}
/// The next float after x1 towards x2.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.nextafter.html
public func nextafter(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.nextafter, x1, x2, dtype: dtype)
}
/// x1 times 2 to the power x2, an integer.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.ldexp.html
public func ldexp(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.ldexp, x1, x2, dtype: dtype)
}
/// The greatest common divisor of the absolute values of integers.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.gcd.html
public func gcd(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.gcd, x1, x2, dtype: dtype)
}
/// The least common multiple of the absolute values of integers, wrapping.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.lcm.html
public func lcm(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.lcm, x1, x2, dtype: dtype)
}
/// The absolute value, as a float.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.fabs.html
public func fabs(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.fabs, x, dtype: dtype) }
/// The distance from x to the next float away from zero, with x's sign.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.spacing.html
public func spacing(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.spacing, x, dtype: dtype) }
/// How many bits of an integer's absolute value are set, a uint8.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.bitwise_count.html
public func bitwiseCount(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.bitwiseCount, x, dtype: dtype) }

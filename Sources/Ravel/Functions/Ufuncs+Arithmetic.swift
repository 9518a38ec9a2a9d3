import RavelIR
import RavelOps

// Sums, products, quotients and powers; the larger and the smaller; what numbers divide by.

/// The sum.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.add`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.add.html
public func add(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.add, x1, x2, dtype: dtype)
}
/// The difference.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.subtract`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.subtract.html
public func subtract(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.subtract, x1, x2, dtype: dtype)
}
/// The product.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.multiply`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.multiply.html
public func multiply(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.multiply, x1, x2, dtype: dtype)
}
/// The quotient; integers give float64.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.divide`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.divide.html
public func divide(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.divide, x1, x2, dtype: dtype)
}
/// The quotient; integers give float64.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.divide`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.true_divide.html
public func trueDivide(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.divide, x1, x2, dtype: dtype)
}
/// The quotient, rounded down.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.floorDivide`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.floor_divide.html
public func floorDivide(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.floorDivide, x1, x2, dtype: dtype)
}
/// What `floorDivide` leaves: it has the divisor's sign.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.remainder`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.remainder.html
public func remainder(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.remainder, x1, x2, dtype: dtype)
}
/// What `floorDivide` leaves: it has the divisor's sign.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.remainder`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.mod.html
public func mod(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.remainder, x1, x2, dtype: dtype)
}
/// What division towards zero leaves: it has the dividend's sign.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.fmod`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.fmod.html
public func fmod(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.fmod, x1, x2, dtype: dtype)
}
/// The first raised to the second; an integer may not be raised to a negative one.
/// - Accuracy: 1 unit in the last place; of complex values 6, of the larger part.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.power`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.power.html
public func power(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.power, x1, x2, dtype: dtype)
}
/// The first raised to the second; an integer may not be raised to a negative one.
/// - Accuracy: 1 unit in the last place; of complex values 6, of the larger part.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.power`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.pow.html
public func pow(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.power, x1, x2, dtype: dtype)
}
/// The first raised to the second, in float64 or complex128.
/// - Accuracy: 1 unit in the last place; of complex values 6, of the larger part.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.floatPower`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.float_power.html
public func floatPower(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.floatPower, x1, x2, dtype: dtype)
}
/// The larger; NaN if either is NaN.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.maximum`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.maximum.html
public func maximum(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.maximum, x1, x2, dtype: dtype)
}
/// The smaller; NaN if either is NaN.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.minimum`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.minimum.html
public func minimum(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.minimum, x1, x2, dtype: dtype)
}
/// The larger; NaN only if both are NaN.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.fmax`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.fmax.html
public func fmax(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.fmax, x1, x2, dtype: dtype)
}
/// The smaller; NaN only if both are NaN.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.fmin`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.fmin.html
public func fmin(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.fmin, x1, x2, dtype: dtype)
}
/// The greatest common divisor of the absolute values of integers.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.gcd`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.gcd.html
public func gcd(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.gcd, x1, x2, dtype: dtype)
}
/// The least common multiple of the absolute values of integers, wrapping.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.lcm`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.lcm.html
public func lcm(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.lcm, x1, x2, dtype: dtype)
}
/// 0 of a negative x1, 1 of a positive, x2 of a zero.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.heaviside`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.heaviside.html
public func heaviside(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.heaviside, x1, x2, dtype: dtype)
}
/// The opposite.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.negative`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.negative.html
public func negative(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.negative, x, dtype: dtype) }
/// The same.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.positive`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.positive.html
public func positive(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.positive, x, dtype: dtype) }
/// The absolute value.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.absolute`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.absolute.html
public func absolute(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.absolute, x, dtype: dtype) }
/// The absolute value.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.absolute`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.absolute.html
public func abs(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.absolute, x, dtype: dtype) }
/// The absolute value, as a float.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.fabs`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.fabs.html
public func fabs(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.fabs, x, dtype: dtype) }
/// -1, 0 or 1 by the sign.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.sign`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.sign.html
public func sign(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.sign, x, dtype: dtype) }
/// The value times itself.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.square`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.square.html
public func square(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.square, x, dtype: dtype) }
/// 1/x.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.reciprocal`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.reciprocal.html
public func reciprocal(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.reciprocal, x, dtype: dtype) }
/// The square root; NaN of a negative real.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.sqrt`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.sqrt.html
public func sqrt(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.sqrt, x, dtype: dtype) }
/// The cube root.
/// - Accuracy: 1 unit in the last place.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.cbrt`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.cbrt.html
public func cbrt(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.cbrt, x, dtype: dtype) }
/// The complex conjugate.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.conjugate`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.conjugate.html
public func conjugate(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.conjugate, x, dtype: dtype) }
/// The complex conjugate.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.conjugate`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.conjugate.html
public func conj(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.conjugate, x, dtype: dtype) }
/// The real part.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.real.html
public func real(_ x: NDArray) -> NDArray { ufunc(.real, x) }
/// The imaginary part; 0 of a real value.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.imag.html
public func imag(_ x: NDArray) -> NDArray { ufunc(.imag, x) }

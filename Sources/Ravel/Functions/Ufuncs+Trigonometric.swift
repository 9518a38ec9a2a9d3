import RavelIR
import RavelOps

// Functions of angles, and the hyperbolic ones.

/// The sine, of radians.
/// - Accuracy: 1 unit in the last place; of complex values 6, of the larger part.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.sin`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.sin.html
public func sin(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.sin, x, dtype: dtype) }
/// The cosine, of radians.
/// - Accuracy: 1 unit in the last place; of complex values 6, of the larger part.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.cos`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.cos.html
public func cos(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.cos, x, dtype: dtype) }
/// The tangent, of radians.
/// - Accuracy: 1 unit in the last place; of complex values 6, of the larger part.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.tan`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.tan.html
public func tan(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.tan, x, dtype: dtype) }
/// The angle whose sine is x, in radians; NaN beyond 1.
/// - Accuracy: 1 unit in the last place; of complex values 6, of the larger part.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.arcsin`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.arcsin.html
public func arcsin(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.arcsin, x, dtype: dtype) }
/// The angle whose sine is x, in radians; NaN beyond 1.
/// - Accuracy: 1 unit in the last place; of complex values 6, of the larger part.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.arcsin`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.arcsin.html
public func asin(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.arcsin, x, dtype: dtype) }
/// The angle whose cosine is x, in radians; NaN beyond 1.
/// - Accuracy: 1 unit in the last place; of complex values 6, of the larger part.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.arccos`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.arccos.html
public func arccos(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.arccos, x, dtype: dtype) }
/// The angle whose cosine is x, in radians; NaN beyond 1.
/// - Accuracy: 1 unit in the last place; of complex values 6, of the larger part.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.arccos`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.arccos.html
public func acos(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.arccos, x, dtype: dtype) }
/// The angle whose tangent is x, in radians.
/// - Accuracy: 1 unit in the last place; of complex values 6, of the larger part.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.arctan`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.arctan.html
public func arctan(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.arctan, x, dtype: dtype) }
/// The angle whose tangent is x, in radians.
/// - Accuracy: 1 unit in the last place; of complex values 6, of the larger part.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.arctan`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.arctan.html
public func atan(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.arctan, x, dtype: dtype) }
/// The angle of the point (x2, x1), in radians: in [-pi, pi]; the signs of zeros tell the sides of the cut.
/// - Accuracy: 1 unit in the last place.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.arctan2`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.arctan2.html
public func arctan2(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.arctan2, x1, x2, dtype: dtype)
}
/// The angle of the point (x2, x1), in radians: in [-pi, pi]; the signs of zeros tell the sides of the cut.
/// - Accuracy: 1 unit in the last place.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.arctan2`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.arctan2.html
public func atan2(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.arctan2, x1, x2, dtype: dtype)
}
/// The length of the vector (x1, x2).
/// - Accuracy: 1 unit in the last place.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.hypot`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.hypot.html
public func hypot(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.hypot, x1, x2, dtype: dtype)
}
/// Degrees as radians.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.deg2rad`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.deg2rad.html
public func deg2rad(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.deg2rad, x, dtype: dtype) }
/// Degrees as radians.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.radians`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.radians.html
public func radians(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.radians, x, dtype: dtype) }
/// Radians as degrees.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.rad2deg`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.rad2deg.html
public func rad2deg(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.rad2deg, x, dtype: dtype) }
/// Radians as degrees.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.degrees`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.degrees.html
public func degrees(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.degrees, x, dtype: dtype) }
/// The hyperbolic sine.
/// - Accuracy: 1 unit in the last place; of complex values 6, of the larger part.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.sinh`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.sinh.html
public func sinh(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.sinh, x, dtype: dtype) }
/// The hyperbolic cosine.
/// - Accuracy: 1 unit in the last place; of complex values 6, of the larger part.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.cosh`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.cosh.html
public func cosh(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.cosh, x, dtype: dtype) }
/// The hyperbolic tangent.
/// - Accuracy: 1 unit in the last place; of complex values 6, of the larger part.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.tanh`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.tanh.html
public func tanh(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.tanh, x, dtype: dtype) }
/// The inverse hyperbolic sine.
/// - Accuracy: 1 unit in the last place; of complex values 6, of the larger part.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.arcsinh`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.arcsinh.html
public func arcsinh(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.arcsinh, x, dtype: dtype) }
/// The inverse hyperbolic sine.
/// - Accuracy: 1 unit in the last place; of complex values 6, of the larger part.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.arcsinh`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.arcsinh.html
public func asinh(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.arcsinh, x, dtype: dtype) }
/// The inverse hyperbolic cosine; NaN below 1.
/// - Accuracy: 1 unit in the last place; of complex values 6, of the larger part.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.arccosh`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.arccosh.html
public func arccosh(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.arccosh, x, dtype: dtype) }
/// The inverse hyperbolic cosine; NaN below 1.
/// - Accuracy: 1 unit in the last place; of complex values 6, of the larger part.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.arccosh`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.arccosh.html
public func acosh(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.arccosh, x, dtype: dtype) }
/// The inverse hyperbolic tangent; NaN beyond 1.
/// - Accuracy: 1 unit in the last place; of complex values 6, of the larger part.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.arctanh`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.arctanh.html
public func arctanh(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.arctanh, x, dtype: dtype) }
/// The inverse hyperbolic tangent; NaN beyond 1.
/// - Accuracy: 1 unit in the last place; of complex values 6, of the larger part.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.arctanh`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.arctanh.html
public func atanh(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.arctanh, x, dtype: dtype) }

import RavelIR
import RavelOps

// Exponentials and logarithms.

/// e to the power x.
/// - Accuracy: 1 unit in the last place; of complex values 6, of the larger part.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.exp`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.exp.html
public func exp(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.exp, x, dtype: dtype) }
/// 2 to the power x.
/// - Accuracy: 1 unit in the last place; of complex values 6, of the larger part.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.exp2`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.exp2.html
public func exp2(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.exp2, x, dtype: dtype) }
/// e to the power x, less 1; also where x is near 0.
/// - Accuracy: 1 unit in the last place; of complex values 6, of the larger part.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.expm1`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.expm1.html
public func expm1(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.expm1, x, dtype: dtype) }
/// The natural logarithm.
/// - Accuracy: 1 unit in the last place; of complex values 6, of the larger part.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.log`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.log.html
public func log(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.log, x, dtype: dtype) }
/// The logarithm to base 2.
/// - Accuracy: 1 unit in the last place; of complex values 6, of the larger part.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.log2`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.log2.html
public func log2(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.log2, x, dtype: dtype) }
/// The logarithm to base 10.
/// - Accuracy: 1 unit in the last place; of complex values 6, of the larger part.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.log10`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.log10.html
public func log10(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.log10, x, dtype: dtype) }
/// The natural logarithm of 1 + x; also where x is near 0.
/// - Accuracy: 1 unit in the last place; of complex values 6, of the larger part.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.log1p`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.log1p.html
public func log1p(_ x: NDArray, dtype: DType? = nil) -> NDArray { ufunc(.log1p, x, dtype: dtype) }
/// log(e^x1 + e^x2); an operand far below the other one counts as nothing. In float64, where the result is near 0,
/// the unit of its error is the last place of the greater operand, or of 1 if that is less.
/// - Accuracy: 1 unit in the last place.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.logaddexp`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.logaddexp.html
public func logaddexp(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.logaddexp, x1, x2, dtype: dtype)
}
/// log2(2^x1 + 2^x2); an operand far below the other one counts as nothing. In float64, where the result is near 0,
/// the unit of its error is the last place of the greater operand, or of 1 if that is less.
/// - Accuracy: 1 unit in the last place.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors; `Ufunc.logaddexp2`, for NumPy's other keywords.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.logaddexp2.html
public func logaddexp2(_ x1: some ArrayOperand, _ x2: some ArrayOperand, dtype: DType? = nil) -> NDArray {
  ufunc(.logaddexp2, x1, x2, dtype: dtype)
}

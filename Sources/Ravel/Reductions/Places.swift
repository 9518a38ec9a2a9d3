import RavelIR
import RavelOps

extension NDArray {
  /// Where the first of the largest elements is along an axis, or in row-major order for nil; the first NaN counts as
  /// larger than anything, a complex number by its real part first.
  /// - Shape:  without the axis, or with 1 there if `keepDims`; all axes count as one for nil.
  /// - DType:  int64.
  /// - Throws: `ArrayError.axisOutOfBounds`, `.value` for an axis without elements.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.argmax.html
  public func placeOfMaximum(axis: Int?, keepDims: Bool = false) throws(ArrayError) -> NDArray {
    try place(of: .maximum, axis: axis, keepDims: keepDims)
  }

  /// Where the first of the smallest elements is.
  /// - Shape, dtype, errors: as `placeOfMaximum`.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.argmin.html
  public func placeOfMinimum(axis: Int?, keepDims: Bool = false) throws(ArrayError) -> NDArray {
    try place(of: .minimum, axis: axis, keepDims: keepDims)
  }

  private func place(of op: Op, axis: Int?, keepDims: Bool) throws(ArrayError) -> NDArray {
    if let axis {
      if ndim == 0 { return try reshaped(to: [1]).place(of: op, axis: axis, keepDims: false) }
      return NDArray(try input.place(of: op, axis: axis, keepDims: keepDims))
    }
    let place = NDArray(try reshaped(to: [size]).input.place(of: op, axis: 0, keepDims: false))
    return keepDims ? try place.reshaped(to: shape.map { _ in 1 }) : place
  }

  /// Where the first of the largest elements is. It stops the process where `placeOfMaximum` throws.
  /// - SeeAlso: `NDArray.placeOfMaximum`, for shapes, dtypes and errors.
  public func argmax(axis: Int? = nil, keepDims: Bool = false) -> NDArray {
    stopping { try placeOfMaximum(axis: axis, keepDims: keepDims) }
  }

  /// Where the first of the smallest elements is. It stops the process where `placeOfMinimum` throws.
  /// - SeeAlso: `NDArray.placeOfMaximum`, for shapes, dtypes and errors.
  public func argmin(axis: Int? = nil, keepDims: Bool = false) -> NDArray {
    stopping { try placeOfMinimum(axis: axis, keepDims: keepDims) }
  }
}

/// Where the first of the largest elements is.
/// - SeeAlso: `NDArray.placeOfMaximum`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.argmax.html
public func argmax(_ x: NDArray, axis: Int? = nil, keepDims: Bool = false) -> NDArray {
  x.argmax(axis: axis, keepDims: keepDims)
}

/// Where the first of the smallest elements is.
/// - SeeAlso: `NDArray.placeOfMaximum`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.argmin.html
public func argmin(_ x: NDArray, axis: Int? = nil, keepDims: Bool = false) -> NDArray {
  x.argmin(axis: axis, keepDims: keepDims)
}

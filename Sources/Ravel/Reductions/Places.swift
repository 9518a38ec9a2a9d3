import RavelIR
import RavelOps

extension NDArray {
  /// Where the first of the largest elements is along an axis, or in row-major order for nil; the first NaN counts as
  /// larger than anything, a complex number by its real part first.
  /// - Parameter ignoringNaN: whether a NaN counts as -inf instead. It then computes at once.
  /// - Shape:  without the axis, or with 1 there if `keepDims`; all axes count as one for nil.
  /// - DType:  int64.
  /// - Throws: `ArrayError.axisOutOfBounds`, `.value` for an axis without elements, and where NaNs are to be ignored and
  ///   there is nothing else.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.argmax.html
  public func placeOfMaximum(
    axis: Int?, keepDims: Bool = false, ignoringNaN: Bool = false
  ) throws(ArrayError) -> NDArray {
    try place(of: .maximum, axis: axis, keepDims: keepDims, ignoringNaN: ignoringNaN)
  }

  /// Where the first of the smallest elements is. A NaN that is to be ignored counts as inf.
  /// - Shape, dtype, errors: as `placeOfMaximum`.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.argmin.html
  public func placeOfMinimum(
    axis: Int?, keepDims: Bool = false, ignoringNaN: Bool = false
  ) throws(ArrayError) -> NDArray {
    try place(of: .minimum, axis: axis, keepDims: keepDims, ignoringNaN: ignoringNaN)
  }

  private func place(of op: Op, axis: Int?, keepDims: Bool, ignoringNaN: Bool) throws(ArrayError) -> NDArray {
    guard let axis else {
      let place = try reshaped(to: [size]).place(of: op, axis: 0, keepDims: false, ignoringNaN: ignoringNaN)
      return keepDims ? try place.reshaped(to: shape.map { _ in 1 }) : place
    }
    if ndim == 0 {
      return try reshaped(to: [1]).place(of: op, axis: axis, keepDims: false, ignoringNaN: ignoringNaN)
    }
    guard ignoringNaN, dtype.kind >= .float, size > 0 else {
      return NDArray(try input.place(of: op, axis: axis, keepDims: keepDims))
    }
    let numbers = try replacingNaN(by: op == .maximum ? -.infinity : .infinity)
    let place = NDArray(try numbers.input.place(of: op, axis: axis, keepDims: keepDims))
    let isNaN = try Self.applying(.isnan, [self]).reduced(.all, axes: [axis])
    // Reductions of one array share its loop.
    let isNowhere = try Self.whileBuilding {
      try Ravel.evaluate([place, isNaN])
      return try isNaN.reduced(.any).scalar(as: Bool.self)
    }
    if isNowhere { throw .value("All-NaN slice encountered") }
    return place
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

/// Where the first of the largest elements is that are no NaN. A NaN counts as -inf.
/// - SeeAlso: `NDArray.placeOfMaximum`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.nanargmax.html
public func nanargmax(_ x: NDArray, axis: Int? = nil, keepDims: Bool = false) -> NDArray {
  stopping { try x.placeOfMaximum(axis: axis, keepDims: keepDims, ignoringNaN: true) }
}

/// Where the first of the smallest elements is that are no NaN. A NaN counts as inf.
/// - SeeAlso: `NDArray.placeOfMaximum`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.nanargmin.html
public func nanargmin(_ x: NDArray, axis: Int? = nil, keepDims: Bool = false) -> NDArray {
  stopping { try x.placeOfMinimum(axis: axis, keepDims: keepDims, ignoringNaN: true) }
}

import RavelIR

/// How elements lie in memory: row by row as in C, or column by column as in Fortran.
public enum Order: String, Sendable {
  case c = "C"
  case fortran = "F"

  /// A dense layout of that shape.
  func layout(_ shape: Shape) -> Layout {
    switch self {
    case .c: Layout(contiguous: shape)
    case .fortran: Layout(shape: shape, axesOutermostFirst: shape.indices.reversed())
    }
  }
}

extension NDArray {
  /// The elements in row-major order under another shape, of which one extent may be -1: what is left. A view where
  /// strides allow. In the order `.fortran` elements are taken and laid out column by column.
  /// - Throws: `ArrayError.cannotReshape`; `.value` for more than one -1.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.reshape.html
  public func reshaped(to shape: Shape, order: Order = .c) throws(ArrayError) -> NDArray {
    switch order {
    case .c: return NDArray(try input.reshaped(to: shape))
    case .fortran: return try transposed().reshaped(to: shape.reversed()).transposed()
    }
  }

  /// The elements in row-major order along one axis, densely.
  public func raveled() throws(ArrayError) -> NDArray {
    NDArray(try (isContiguous ? input : input.copied()).reshaped(to: [-1]))
  }

  /// The same elements, laid out densely.
  /// - Parameter order: row-major or column-major; nil follows the array's own order.
  public func copied(order: Order? = .c) throws(ArrayError) -> NDArray {
    let layout = order?.layout(shape) ?? Layout(like: expression.layout)
    return NDArray(Expression(.copy, [try input], dtype: dtype, layout: layout))
  }

  /// The elements in another dtype; floats are truncated to integers, and integers wrap.
  /// - Throws: `ArrayError.cannotCast` where `casting` does not allow it.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.ndarray.astype.html
  public func cast(to target: DType, casting: Casting = .unsafe) throws(ArrayError) -> NDArray {
    guard canCast(dtype, to: target, casting: casting) else {
      throw .cannotCast(from: dtype, to: target, casting: casting, what: "array data")
    }
    if target != dtype { return NDArray(try input.cast(to: target)) }
    return expression.layout == Layout(like: expression.layout) ? self : try copied(order: nil)
  }
}

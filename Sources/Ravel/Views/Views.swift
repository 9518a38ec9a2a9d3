// NumPy's names for views. They stop the process where NumPy raises; what they are made of throws.

extension NDArray {
  /// The axes in reverse order.
  /// - SeeAlso: `NDArray.transposed`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.ndarray.T.html
  public var T: NDArray { transpose() }

  /// The axes in that order; reversed if none are given.
  /// - SeeAlso: `NDArray.transposed`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.transpose.html
  public func transpose(_ axes: Int...) -> NDArray { transpose(axes.isEmpty ? nil : axes) }
  /// The axes in that order; reversed for nil.
  /// - SeeAlso: `NDArray.transposed`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.transpose.html
  public func transpose(_ axes: [Int]?) -> NDArray { stopping { try transposed(axes) } }
  /// Two axes exchanged.
  /// - SeeAlso: `NDArray.swappingAxes`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.swapaxes.html
  public func swapaxes(_ axis1: Int, _ axis2: Int) -> NDArray { stopping { try swappingAxes(axis1, axis2) } }
  /// The elements in row-major order under another shape, of which one extent may be -1: what is left.
  /// - SeeAlso: `NDArray.reshaped`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.reshape.html
  public func reshape(_ shape: Int...) -> NDArray { reshape(shape) }
  /// The elements under another shape, of which one extent may be -1: what is left.
  /// - SeeAlso: `NDArray.reshaped`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.reshape.html
  public func reshape(_ shape: Shape, order: Order = .c) -> NDArray {
    stopping { try reshaped(to: shape, order: order) }
  }
  /// The elements in row-major order along one axis.
  /// - SeeAlso: `NDArray.raveled`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.ravel.html
  public func ravel() -> NDArray { stopping { try raveled() } }
  /// The elements in row-major order along one axis.
  /// - SeeAlso: `NDArray.raveled`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.ndarray.flatten.html
  public func flatten() -> NDArray { ravel() }
  /// Without axes of extent 1.
  /// - SeeAlso: `NDArray.squeezed`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.squeeze.html
  public func squeeze() -> NDArray { stopping { try squeezed() } }
  /// Without that axis, which has extent 1.
  /// - SeeAlso: `NDArray.squeezed`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.squeeze.html
  public func squeeze(axis: Int...) -> NDArray { stopping { try squeezed(axis) } }
  /// The elements repeated along new leading axes and axes of extent 1.
  /// - SeeAlso: `NDArray.broadcasted`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.broadcast_to.html
  public func broadcast(to shape: Shape) -> NDArray { stopping { try broadcasted(to: shape) } }
  /// The same elements, laid out densely in row-major order.
  /// - SeeAlso: `NDArray.copied`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.copy.html
  public func copy() -> NDArray { stopping { try copied() } }
  /// The elements in another dtype.
  /// - SeeAlso: `NDArray.cast`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.ndarray.astype.html
  public func astype(_ dtype: DType, casting: Casting = .unsafe) -> NDArray {
    stopping { try cast(to: dtype, casting: casting) }
  }
}

/// The axes in that order; reversed for nil.
/// - SeeAlso: `NDArray.transposed`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.transpose.html
public func transpose(_ x: NDArray, _ axes: [Int]? = nil) -> NDArray { x.transpose(axes) }
/// The axes in that order; reversed for nil: another name of `transpose`.
/// - SeeAlso: `NDArray.transposed`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.permute_dims.html
public func permuteDims(_ x: NDArray, _ axes: [Int]? = nil) -> NDArray { x.transpose(axes) }
/// Two axes exchanged.
/// - SeeAlso: `NDArray.swappingAxes`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.swapaxes.html
public func swapaxes(_ x: NDArray, _ axis1: Int, _ axis2: Int) -> NDArray { x.swapaxes(axis1, axis2) }
/// An axis moved to another place; the rest keep their order.
/// - SeeAlso: `NDArray.movingAxes`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.moveaxis.html
public func moveaxis(_ x: NDArray, _ source: Int, _ destination: Int) -> NDArray {
  moveaxis(x, [source], [destination])
}
/// Axes moved to other places; the rest keep their order.
/// - SeeAlso: `NDArray.movingAxes`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.moveaxis.html
public func moveaxis(_ x: NDArray, _ source: [Int], _ destination: [Int]) -> NDArray {
  stopping { try x.movingAxes(source, to: destination) }
}
/// New axes of extent 1, at those places of the result.
/// - SeeAlso: `NDArray.expandingDims`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.expand_dims.html
public func expandDims(_ x: NDArray, axis: Int...) -> NDArray { stopping { try x.expandingDims(axis) } }
/// Without axes of extent 1.
/// - SeeAlso: `NDArray.squeezed`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.squeeze.html
public func squeeze(_ x: NDArray) -> NDArray { x.squeeze() }
/// The elements under another shape, of which one extent may be -1: what is left.
/// - SeeAlso: `NDArray.reshaped`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.reshape.html
public func reshape(_ x: NDArray, _ shape: Shape, order: Order = .c) -> NDArray { x.reshape(shape, order: order) }
/// The elements in row-major order along one axis.
/// - SeeAlso: `NDArray.raveled`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.ravel.html
public func ravel(_ x: NDArray) -> NDArray { x.ravel() }
/// The elements repeated along new leading axes and axes of extent 1.
/// - SeeAlso: `NDArray.broadcasted`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.broadcast_to.html
public func broadcastTo(_ x: NDArray, _ shape: Shape) -> NDArray { x.broadcast(to: shape) }
/// Every axis run backwards.
/// - SeeAlso: `NDArray.flipped`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.flip.html
public func flip(_ x: NDArray) -> NDArray { stopping { try x.flipped() } }
/// Those axes run backwards.
/// - SeeAlso: `NDArray.flipped`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.flip.html
public func flip(_ x: NDArray, axis: Int...) -> NDArray { stopping { try x.flipped(axis) } }

/// The dtype of a result of these operands: NumPy's `result_type`.
public func resultType(_ operands: any ArrayOperand...) -> DType { resultType(operands.map(\.operand.promotion)) }

// NumPy's names for views. They stop the process where NumPy raises; what they are made of throws.

extension NDArray {
  /// The axes in reverse order.
  public var T: NDArray { transpose() }

  /// The axes in that order; reversed if none are given.
  public func transpose(_ axes: Int...) -> NDArray { transpose(axes.isEmpty ? nil : axes) }
  /// The axes in that order; reversed for nil.
  public func transpose(_ axes: [Int]?) -> NDArray { stopping { try transposed(axes) } }
  /// Two axes exchanged.
  public func swapaxes(_ axis1: Int, _ axis2: Int) -> NDArray { stopping { try swappingAxes(axis1, axis2) } }
  /// The elements in row-major order under another shape, of which one extent may be -1: what is left.
  public func reshape(_ shape: Int...) -> NDArray { reshape(shape) }
  /// The elements under another shape, of which one extent may be -1: what is left.
  public func reshape(_ shape: Shape, order: Order = .c) -> NDArray {
    stopping { try reshaped(to: shape, order: order) }
  }
  /// The elements in row-major order along one axis.
  public func ravel() -> NDArray { stopping { try raveled() } }
  /// The elements in row-major order along one axis.
  public func flatten() -> NDArray { ravel() }
  /// Without axes of extent 1.
  public func squeeze() -> NDArray { stopping { try squeezed() } }
  /// Without that axis, which has extent 1.
  public func squeeze(axis: Int...) -> NDArray { stopping { try squeezed(axis) } }
  /// The elements repeated along new leading axes and axes of extent 1.
  public func broadcast(to shape: Shape) -> NDArray { stopping { try broadcasted(to: shape) } }
  /// The same elements, laid out densely in row-major order.
  public func copy() -> NDArray { stopping { try copied() } }
  /// The elements in another dtype.
  public func astype(_ dtype: DType, casting: Casting = .unsafe) -> NDArray {
    stopping { try cast(to: dtype, casting: casting) }
  }
}

/// The axes in that order; reversed for nil.
public func transpose(_ x: NDArray, _ axes: [Int]? = nil) -> NDArray { x.transpose(axes) }
/// Two axes exchanged.
public func swapaxes(_ x: NDArray, _ axis1: Int, _ axis2: Int) -> NDArray { x.swapaxes(axis1, axis2) }
/// An axis moved to another place; the rest keep their order.
public func moveaxis(_ x: NDArray, _ source: Int, _ destination: Int) -> NDArray {
  moveaxis(x, [source], [destination])
}
/// Axes moved to other places; the rest keep their order.
public func moveaxis(_ x: NDArray, _ source: [Int], _ destination: [Int]) -> NDArray {
  stopping { try x.movingAxes(source, to: destination) }
}
/// New axes of extent 1, at those places of the result.
public func expandDims(_ x: NDArray, axis: Int...) -> NDArray { stopping { try x.expandingDims(axis) } }
/// Without axes of extent 1.
public func squeeze(_ x: NDArray) -> NDArray { x.squeeze() }
/// The elements under another shape, of which one extent may be -1: what is left.
public func reshape(_ x: NDArray, _ shape: Shape, order: Order = .c) -> NDArray { x.reshape(shape, order: order) }
/// The elements in row-major order along one axis.
public func ravel(_ x: NDArray) -> NDArray { x.ravel() }
/// The elements repeated along new leading axes and axes of extent 1.
public func broadcastTo(_ x: NDArray, _ shape: Shape) -> NDArray { x.broadcast(to: shape) }
/// Every axis run backwards.
public func flip(_ x: NDArray) -> NDArray { stopping { try x.flipped() } }
/// Those axes run backwards.
public func flip(_ x: NDArray, axis: Int...) -> NDArray { stopping { try x.flipped(axis) } }

/// The dtype of a result of these operands: NumPy's `result_type`.
public func resultType(_ operands: any ArrayOperand...) -> DType { resultType(operands.map(\.operand.promotion)) }

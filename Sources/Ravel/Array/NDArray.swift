import RavelIR

/// An n-dimensional array: a value of one dtype and shape, computed when its elements are asked for.
///
/// Operations on arrays check shapes and dtypes at once and compute nothing: they build an expression, and whoever asks
/// for elements (or calls `evaluate()`) has everything pending computed together. Assigning through a subscript changes
/// this variable alone.
///
/// There are no scalars beside 0-d arrays: where NumPy gives a scalar, Ravel gives an array of shape `[]`.
///
/// Functions that bear NumPy's names, and operators, stop the process with NumPy's message where NumPy raises; the
/// building blocks that they are made of (`applying`, `reduced`, `reshaped`, `indexed` and their kin) throw
/// `ArrayError` instead. Within `withErrorHandling` nothing stops the process: the first error is thrown at its end.
public struct NDArray: Sendable {
  /// The operation that gives the elements, or the elements.
  public let expression: Expression
  /// Whether it was written as a number: then it takes part in promotion as Python's int or float does, by its kind
  /// alone.
  let isLiteral: Bool

  /// The array that an expression gives.
  public init(_ expression: Expression) { self.init(expression, isLiteral: false) }

  init(_ expression: Expression, isLiteral: Bool) {
    self.expression = expression
    self.isLiteral = isLiteral
    if Memory.isTight { Self.limitHeldMemory(self.expression) }
  }
}

extension NDArray {
  /// What the elements are.
  public var dtype: DType { expression.dtype }

  /// Extents, outermost first; `[]` for a 0-d array.
  public var shape: Shape { expression.shape }

  /// The number of axes.
  public var ndim: Int { expression.shape.count }

  /// The number of elements.
  public var size: Int { expression.layout.count }

  /// Bytes that an element takes.
  public var itemSize: Int { dtype.itemSize }

  /// Bytes that the elements take.
  public var nbytes: Int { size * itemSize }

  /// Bytes between neighbours along each axis, as NumPy's result would have them.
  public var strides: [Int] { expression.layout.strides.map { $0 * itemSize } }

  /// Whether elements lie densely in row-major order.
  public var isContiguous: Bool { expression.layout.isContiguous }

  /// Whether elements lie densely in column-major order.
  public var isFortranContiguous: Bool { expression.layout.isFortranContiguous }
}

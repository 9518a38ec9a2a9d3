import RavelIR
import RavelOps

/// The matrix product, Python's `@`: of matrices, of stacks of them, and of vectors as rows on the left and columns on
/// the right.
/// - SeeAlso: `NDArray.matrixProduct`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.matmul.html
public func matmul(_ x1: some ArrayOperand, _ x2: some ArrayOperand) -> NDArray {
  stopping { try NDArray.matrixProduct(x1, x2) }
}

/// The dot product over the last axis of the first and the second-to-last of the second; of scalars, the product.
/// - SeeAlso: `NDArray.dotProduct`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.dot.html
public func dot(_ a: some ArrayOperand, _ b: some ArrayOperand) -> NDArray {
  stopping { try NDArray.dotProduct(a, b) }
}

extension NDArray {
  /// See `dot(_:_:)`.
  public func dot(_ other: some ArrayOperand) -> NDArray { Ravel.dot(self, other) }

  /// The matrix product, Python's `@`.
  /// - Shape:  `(…, m, k)` and `(…, k, n)` give `(…, m, n)`, stacks broadcast together; a vector's axis `k` goes away.
  /// - DType:  what the two promote to; sums of products wrap in integers, and of bools they are `or` of `and`.
  /// - Order:  a library's for matrices, so that floats have no promised last bits.
  /// - Throws: `ArrayError.value` with NumPy's texts.
  /// - SeeAlso: `NDArray.product(_:_:_:_:onto:)`, for the keywords of NumPy's ufunc.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.matmul.html
  public static func matrixProduct(_ x1: any ArrayOperand, _ x2: any ArrayOperand) throws(ArrayError) -> NDArray {
    try product(.matmul, x1, x2)
  }

  /// The dot product of NumPy's `dot`.
  /// - Throws: `ArrayError.value` with NumPy's text where the extents differ.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.dot.html
  public static func dotProduct(_ x1: any ArrayOperand, _ x2: any ArrayOperand) throws(ArrayError) -> NDArray {
    let (a, b) = try promoted(x1, x2)
    if a.ndim == 0 || b.ndim == 0 { return try applying(.multiply, [a, b]) }
    let summed = Swift.max(b.ndim - 2, 0)
    let (inner, other) = (a.shape[a.ndim - 1], b.shape[summed])
    guard inner == other else {
      func text(_ shape: Shape) -> String { tupleText(shape).replacing(", ", with: ",") }
      throw .value(
        "shapes \(text(a.shape)) and \(text(b.shape)) not aligned: \(inner) (dim \(a.ndim - 1)) != \(other) (dim \(summed))"
      )
    }
    let (left, right) = (a.shape.dropLast(), b.shape.enumerated().filter { $0.offset != summed }.map(\.element))
    let rows = try a.reshaped(to: [left.reduce(1, *), inner])
    let columns = try b.movingAxes([summed], to: [0]).reshaped(to: [inner, right.reduce(1, *)])
    return try rows.product(columns).reshaped(to: left + right)
  }

  /// Both as arrays of the dtype that they promote to.
  static func promoted(_ x1: any ArrayOperand, _ x2: any ArrayOperand) throws(ArrayError) -> (NDArray, NDArray) {
    let (a, b) = (try x1.operand.converted(to: nil), try x2.operand.converted(to: nil))
    try limitDepth([a, b])
    let dtype = promoteTypes(a.dtype, b.dtype)
    return (NDArray(a.cast(to: dtype)), NDArray(b.cast(to: dtype)))
  }

  /// The product of matrices of one dtype whose extents fit. By one column, what no library multiplies is a sum as any
  /// other, along vectors; a plain matrix product's vectors lie along columns.
  func product(_ other: NDArray) throws(ArrayError) -> NDArray {
    _ = try elementCount(of: [shape[0], other.shape[1]], dtype: dtype)
    if other.shape[1] == 1, dtype.kind < .float { return try Self.summedProducts(self, other) }
    return NDArray(try input.matrixProduct(try other.input))
  }

  /// The products of matrices, or stacks of them, as sums of products.
  static func summedProducts(_ a: NDArray, _ b: NDArray) throws(ArrayError) -> NDArray {
    // NumPy sums products of float16 in float32.
    let wide: DType = a.dtype == .float16 ? .float32 : a.dtype
    let factors = (try a.cast(to: wide).expandingDims([-1]), try b.cast(to: wide).expandingDims([-3]))
    let products = try applying(.multiply, [factors.0, factors.1])
    let sum: Op = wide == .bool ? .logicalOr : .add
    return try NDArray(try products.input.reduced(sum, axes: [-2], keepDims: false, casting: wide)).cast(to: a.dtype)
  }
}

import RavelIR

extension NDArray {
  /// An array of that shape, all of whose elements are `value`, cast and broadcast.
  /// - DType: `dtype`, or the value's own: int64, float64 and complex128 for Swift's `Int`, `Double` and
  ///   `Complex<Double>`.
  /// - Throws: `ArrayError.integerOutOfBounds`, `.cannotBroadcastTo`, `.negativeDimension`, `.tooLarge`.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.full.html
  public static func filled(
    _ shape: Shape, with value: any ArrayOperand, dtype: DType? = nil, order: Order = .c
  ) throws(ArrayError) -> NDArray {
    try filled(shape, with: value, dtype: dtype, layout: order.layout(shape))
  }

  /// An array laid out as `other` is, all of whose elements are `value`, cast and broadcast; of `other`'s shape if
  /// `shape` is nil.
  /// - DType: `dtype`, or `other`'s.
  /// - Throws: as `filled(_:with:dtype:order:)`.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.full_like.html
  public static func filled(
    like other: NDArray, with value: any ArrayOperand, dtype: DType? = nil, shape: Shape? = nil
  ) throws(ArrayError) -> NDArray {
    var layout = Layout(like: other.expression.layout)
    if let shape {
      let order = layout.strides.indices.sorted { (-layout.strides[$0], $0) < (-layout.strides[$1], $1) }
      layout = shape.count == order.count ? Layout(shape: shape, axesOutermostFirst: order) : Layout(contiguous: shape)
    }
    return try filled(layout.shape, with: value, dtype: dtype ?? other.dtype, layout: layout)
  }

  static func filled(
    _ shape: Shape, with value: any ArrayOperand, dtype: DType?, layout: @autoclosure () -> Layout
  ) throws(ArrayError) -> NDArray {
    let source = try value.operand.converted(to: dtype)
    _ = try elementCount(of: shape, dtype: source.dtype)
    try limitDepth([source])
    return NDArray(Expression(.copy, [try source.broadcast(to: shape)], dtype: source.dtype, layout: layout()))
  }

  /// A 0-d array of one value.
  public init(_ value: Constant) { self.init(.constant(value)) }

  /// A 0-d array of that dtype: a scalar as assignment to an element converts it, an array cast.
  /// - Throws: NumPy's errors for a scalar that the dtype can't hold.
  public static func scalar(_ value: any ArrayOperand, dtype: DType) throws(ArrayError) -> NDArray {
    NDArray(try value.operand.element(of: dtype))
  }

  /// A matrix of ones on a diagonal, zeros elsewhere. It is square if `columns` is nil, and the diagonal is that many
  /// columns right of the main one; left if `diagonal` is negative.
  /// - Throws: `ArrayError.negativeDimension`, `.tooLarge`.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.eye.html
  public static func diagonal(
    rows: Int, columns: Int? = nil, diagonal: Int = 0, dtype: DType = .float64
  ) throws(ArrayError) -> NDArray {
    let shape = [rows, columns ?? rows]
    _ = try elementCount(of: shape, dtype: dtype)
    // Farther off than any column or row there are only zeros; and nothing overflows.
    let offset = Swift.max(Swift.min(diagonal, shape[1]), -rows)
    let row = try NDArray(.iota(rows)).reshaped(to: [rows, 1])
    let onDiagonal = try applying(.equal, [applying(.add, [row, offset]), NDArray(.iota(shape[1]))])
    return try onDiagonal.cast(to: dtype)
  }
}

extension Operand {
  /// The operand as an array: cast to that dtype as an array is; nil keeps what NumPy's `array` gives it.
  /// - Throws: `ArrayError.integerOutOfBounds`.
  func converted(to dtype: DType?) throws(ArrayError) -> Expression {
    switch self {
    case .array(let array): return dtype.map(array.cast) ?? array
    case .integer(let value):
      if dtype == .bool { return try element(of: .bool) }
      return try expression(dtype ?? (value.constant(.int64) != nil || value.isNegative ? .int64 : .uint64))
    case .float, .complex:
      let constant = try expression(resultType([promotion]))
      return dtype.map(constant.cast) ?? constant
    }
  }
}

// MARK: NumPy's names

/// An array of zeros.
/// - SeeAlso: `NDArray.filled`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.zeros.html
public func zeros(_ shape: Shape, dtype: DType = .float64, order: Order = .c) -> NDArray {
  full(shape, 0, dtype: dtype, order: order)
}
/// An array of ones.
/// - SeeAlso: `NDArray.filled`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.ones.html
public func ones(_ shape: Shape, dtype: DType = .float64, order: Order = .c) -> NDArray {
  full(shape, 1, dtype: dtype, order: order)
}
/// An array whose elements are to be assigned; until then they are zeros.
/// - SeeAlso: `NDArray.filled`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.empty.html
public func empty(_ shape: Shape, dtype: DType = .float64, order: Order = .c) -> NDArray {
  zeros(shape, dtype: dtype, order: order)
}
/// An array all of whose elements are `value`.
/// - SeeAlso: `NDArray.filled`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.full.html
public func full(_ shape: Shape, _ value: some ArrayOperand, dtype: DType? = nil, order: Order = .c) -> NDArray {
  stopping { try .filled(shape, with: value, dtype: dtype, order: order) }
}
/// Zeros, shaped and laid out as `x` is.
/// - SeeAlso: `NDArray.filled`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.zeros_like.html
public func zerosLike(_ x: NDArray, dtype: DType? = nil, shape: Shape? = nil) -> NDArray {
  fullLike(x, 0, dtype: dtype, shape: shape)
}
/// Ones, shaped and laid out as `x` is.
/// - SeeAlso: `NDArray.filled`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.ones_like.html
public func onesLike(_ x: NDArray, dtype: DType? = nil, shape: Shape? = nil) -> NDArray {
  fullLike(x, 1, dtype: dtype, shape: shape)
}
/// An array to be assigned to, shaped and laid out as `x` is; until then its elements are zeros.
/// - SeeAlso: `NDArray.filled`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.empty_like.html
public func emptyLike(_ x: NDArray, dtype: DType? = nil, shape: Shape? = nil) -> NDArray {
  zerosLike(x, dtype: dtype, shape: shape)
}
/// An array all of whose elements are `value`, shaped and laid out as `x` is.
/// - SeeAlso: `NDArray.filled`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.full_like.html
public func fullLike(_ x: NDArray, _ value: some ArrayOperand, dtype: DType? = nil, shape: Shape? = nil) -> NDArray {
  stopping { try .filled(like: x, with: value, dtype: dtype, shape: shape) }
}
/// A matrix of ones on the kth diagonal, zeros elsewhere.
/// - SeeAlso: `NDArray.diagonal`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.eye.html
public func eye(_ rows: Int, _ columns: Int? = nil, k: Int = 0, dtype: DType = .float64) -> NDArray {
  stopping { try .diagonal(rows: rows, columns: columns, diagonal: k, dtype: dtype) }
}
/// The square matrix of ones on the diagonal, zeros elsewhere.
/// - SeeAlso: `NDArray.diagonal`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.identity.html
public func identity(_ n: Int, dtype: DType = .float64) -> NDArray { eye(n, dtype: dtype) }

import RavelIR
import RavelOps

extension NDArray {
  /// An operation on elements: what the functions and operators of NumPy's names are made of.
  /// - Shape:  operands are broadcast together.
  /// - DType:  by NumPy's promotion (NEP 50), or `dtype`, to which the operands are then cast as far as `same_kind`
  ///   allows.
  /// - SeeAlso: `applying(_:_:_:onto:)`, for NumPy's other keywords.
  /// - Throws: `ArrayError.noLoop`, `.cannotBroadcast`, `.integerOutOfBounds`, `.type` with NumPy's texts for a wrong
  ///   number of operands and a `dtype` that the operation does not have; `.value` for an integer raised to a negative
  ///   integer.
  public static func applying(
    _ op: Op, _ operands: [any ArrayOperand], dtype: DType? = nil
  ) throws(ArrayError) -> NDArray {
    if let dtype { return try applying(op, operands, UfuncKeywords(dtype: dtype)) }
    guard operands.count == op.spec.arity else { throw op.takesOtherwise(operands.count) }
    var inputs = operands.map(\.operand)
    try limitDepth(inputs.compactMap(\.array))
    if op.spec.traits.contains(.condition) { inputs = try withCondition(op, inputs) }
    if op == .power { return NDArray(try power(inputs)) }
    return NDArray(try .ufunc(op, inputs))
  }

  /// The same of one array.
  static func applying(_ op: Op, _ x: NDArray) throws(ArrayError) -> NDArray {
    if x.isLiteral || x.expression.depth >= depthLimit { return try applying(op, [x]) }
    return NDArray(try .ufunc(op, x.expression))
  }

  /// The same of two arrays.
  static func applying(_ op: Op, _ x1: NDArray, _ x2: NDArray) throws(ArrayError) -> NDArray {
    // Powers depend on the exponent.
    if op == .power || Swift.max(x1.expression.depth, x2.expression.depth) >= depthLimit {
      return try applying(op, [x1, x2])
    }
    if x1.isLiteral || x2.isLiteral { return NDArray(try .ufunc(op, x1.operand, x2.operand)) }
    return NDArray(try .ufunc(op, x1.expression, x2.expression))
  }

  /// The same of two operands of which one is a scalar.
  static func applying(_ op: Op, _ first: Operand, _ second: Operand) throws(ArrayError) -> NDArray {
    let depth = first.array?.depth ?? second.array?.depth ?? 0
    if op == .power || depth >= depthLimit { return try applying(op, [first, second] as [any ArrayOperand]) }
    return NDArray(try .ufunc(op, first, second))
  }

  /// `where` takes any condition, and casts Python integers as NumPy's arrays are cast: wrapping.
  private static func withCondition(_ op: Op, _ operands: [Operand]) throws(ArrayError) -> [Operand] {
    var operands = operands
    switch operands[0] {
    case .array: break
    case .integer(let value): operands[0] = Bool(value.magnitude != 0).operand
    case .float(let value): operands[0] = Bool(value != 0).operand
    case .complex(let real, let imaginary): operands[0] = Bool(real != 0 || imaginary != 0).operand
    }
    let loop = try op.loop(for: operands.map(\.promotion))
    for position in 1..<operands.count {
      guard case .integer(let value) = operands[position], value.constant(loop.output) == nil,
        let wide = value.constant(.int64) ?? value.constant(.uint64)
      else { continue }
      operands[position] = .array(Expression.constant(wide).cast(to: loop.output))
    }
    return operands
  }
}

// NumPy's functions of elements, a row of the operation table each, stand in `Ufuncs+….swift` by their kinds; `ravel ops`
// prints what the table says of them. They take `dtype:` of NumPy's keywords; the table's rows take all of them when
// they are called themselves: `Ufunc.add(x, y, where: mask)`. Functions that state no accuracy give NumPy's bits.

func ufunc(_ op: Op, _ operands: any ArrayOperand..., dtype: DType? = nil) -> NDArray {
  stopping { try NDArray.applying(op, operands, dtype: dtype) }
}

extension Op {
  /// NumPy's error for a call with that many operands, where it takes others.
  public func takesOtherwise(_ count: Int) -> ArrayError {
    let takes = spec.traits.contains(.function) ? "\(spec.arity)" : "from \(spec.arity) to \(spec.arity + 1)"
    return .type("\(self)() takes \(takes) positional arguments but \(count) \(count == 1 ? "was" : "were") given")
  }
}

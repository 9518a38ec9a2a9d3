import RavelIR
import RavelOps
import RavelRuntime

extension NDArray {
  /// `power` with the turns that NumPy's loops take.
  ///
  /// One float32 or float64 exponent for all elements that is -1, 0, 0.5, 1 or 2 means the exactly rounded operation.
  /// - Throws: `ArrayError.value` for a negative integer exponent of an integer: its elements are evaluated for that.
  /// - Source: numpy/_core/src/umath/loops_umath_fp.dispatch.c.src and loops.c.src; the values are compared with
  ///   NumPy's in PowerTests.
  static func power(_ operands: [Operand]) throws(ArrayError) -> Expression {
    let loop = try Op.power.loop(for: operands.map(\.promotion))
    if loop.output == .float32 || loop.output == .float64, let exponent = onlyValue(of: operands[1], loop.inputs[1]) {
      let shape = try broadcastShapes(operands.map(\.shape))
      let base = try operands[0].expression(loop.inputs[0]).broadcast(to: shape)
      let op: Op? =
        switch exponent.doubleValue {
        case -1: .reciprocal
        case 0.5: .sqrt
        case 1: .positive
        case 2: .square
        default: nil
        }
      if let op { return try .ufunc(op, [.array(base)]) }
      if exponent.doubleValue == 0 {
        let one = try Expression.constant(Constant(1, loop.output)).broadcast(to: shape)
        return Expression(
          .copy, [one], dtype: loop.output, layout: Layout(resultOf: shape, operands: [base.layout.strides]))
      }
    }
    let result = try Expression.ufunc(.power, operands)
    if loop.inputs[1].isSigned, !result.shape.contains(0), try isAnyNegative(operands[1], loop.inputs[1]) {
      throw .value("Integers to negative integer powers are not allowed.")
    }
    return result
  }

  /// The operator `**` of Python: NumPy squares whatever is raised to the integer 2, and takes reciprocals and roots of
  /// floats and complex values for the integer -1 and the float 0.5.
  /// - Throws: as `applying(.power, …)`.
  public static func raising(_ base: any ArrayOperand, to exponent: any ArrayOperand) throws(ArrayError) -> NDArray {
    let op: Op? =
      switch (base.operand, exponent.operand) {
      case (.array, .integer(let value)) where !value.isNegative && value.magnitude == 2: .square
      case (.array(let array), .integer(let value)) where value.isNegative && value.magnitude == 1:
        array.dtype.kind >= .float ? .reciprocal : nil
      case (.array(let array), .float(0.5)): array.dtype.kind >= .float ? .sqrt : nil
      default: nil
      }
    if let op { return try applying(op, [base]) }
    return try applying(.power, [base, exponent])
  }

  /// The value of a scalar, or of an array of one element whose value is known, in that dtype.
  private static func onlyValue(of operand: Operand, _ dtype: DType) -> Constant? {
    guard operand.shape.allSatisfy({ $0 == 1 }), let expression = try? operand.expression(dtype) else { return nil }
    if let value = expression.constantValue { return value }
    switch expression.current {
    case .stored(let origin):
      ElementObserver.noteAccess()
      let address = origin.storage(of: expression.type).pointer
      return Constant(bytes: UnsafeRawBufferPointer(start: address, count: dtype.itemSize), dtype)
    case .pending: return nil
    }
  }

  static func isAnyNegative(_ operand: Operand, _ dtype: DType) throws(ArrayError) -> Bool {
    if let value = onlyValue(of: operand, dtype) { return value.signedValue < 0 }
    let negative = try Expression.ufunc(.less, [operand, .integer(WideInteger(0))])
    let any = NDArray(try negative.reduced(.logicalOr, axes: nil, keepDims: false, casting: .bool))
    return try whileBuilding { try any.item(as: Bool.self) }
  }
}

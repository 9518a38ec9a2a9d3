import Ravel

extension Evaluator {
  // MARK: Operators with two operands

  func binary(_ operation: BinaryOperator, _ left: Value, _ right: Value) throws -> Value {
    if left.isArray || right.isArray { return try arrays(operation, left, right) }
    if let a = Number(left), let b = Number(right) {
      if case .boolean(let a) = left, case .boolean(let b) = right, let result = bools(operation, a, b) {
        return result
      }
      guard let result = try Number.binary(operation, a, b) else { throw unsupported(operation.rawValue, left, right) }
      return result.value
    }
    if let result = try sequences(operation, left, right) { return result }
    throw unsupported(operation.rawValue, left, right)
  }

  func unsupported(_ symbol: String, _ left: Value, _ right: Value) -> PythonError {
    let name = symbol == "**" ? "** or pow()" : symbol
    return PythonError("unsupported operand type(s) for \(name): '\(left.typeName)' and '\(right.typeName)'")
  }

  private func bools(_ operation: BinaryOperator, _ a: Bool, _ b: Bool) -> Value? {
    switch operation {
    case .bitwiseAnd: .boolean(a && b)
    case .bitwiseOr: .boolean(a || b)
    case .bitwiseXor: .boolean(a != b)
    default: nil
    }
  }

  private func arrays(_ operation: BinaryOperator, _ left: Value, _ right: Value) throws -> Value {
    guard let x = try operand(left), let y = try operand(right) else {
      throw unsupported(operation.rawValue, left, right)
    }
    try chargeOperation()
    switch operation {
    case .power: return .computed(try NDArray.raising(x, to: y))
    case .matrixMultiply: return .computed(try NDArray.matrixProduct(x, y))
    default: return .computed(try NDArray.applying(operation.op, [x, y]))
    }
  }

  /// Concatenation and repetition.
  private func sequences(_ operation: BinaryOperator, _ left: Value, _ right: Value) throws -> Value? {
    switch (left, operation, right) {
    case (.tuple(let a), .add, .tuple(let b)):
      try charge(a.values.count + b.values.count)
      return .tuple(a.values + b.values)
    case (.list(let a), .add, .list(let b)):
      try charge(a.values.count + b.values.count)
      return .list(a.values + b.values)
    case (.string(let a), .add, .string(let b)):
      try charge(a.utf8.count + b.utf8.count)
      return .string(a + b)
    case (.tuple, .add, _), (.list, .add, _), (.string, .add, _):
      throw PythonError("can only concatenate \(left.typeName) (not \"\(right.typeName)\") to \(left.typeName)")
    case (.tuple, .multiply, _), (.list, .multiply, _), (.string, .multiply, _):
      return try repeated(left, right)
    case (_, .multiply, .tuple), (_, .multiply, .list), (_, .multiply, .string):
      return try repeated(right, left)
    default:
      return nil
    }
  }

  private func repeated(_ sequence: Value, _ count: Value) throws -> Value {
    guard let count = try index(of: count) else {
      throw PythonError("can't multiply sequence by non-int of type '\(count.typeName)'")
    }
    func times(_ length: Int) throws -> Int {
      let (total, overflow) = Int128(length).multipliedReportingOverflow(by: max(count, 0))
      try charge(overflow ? Int128.max : total)
      return length == 0 ? 0 : Int(max(count, 0))
    }
    switch sequence {
    case .tuple(let items):
      return .tuple((0..<(try times(items.values.count))).flatMap { _ in items.values })
    case .list(let items):
      return .list((0..<(try times(items.values.count))).flatMap { _ in items.values })
    case .string(let text):
      return .string(String(repeating: text, count: try times(text.utf8.count)))
    default:
      preconditionFailure("only sequences are repeated")
    }
  }

  // MARK: Operators with one operand

  func unary(_ operation: UnaryOperator, _ operand: Value) throws -> Value {
    if operation == .not { return .boolean(!(try truth(of: operand))) }
    if let array = operand.ndarray {
      try chargeOperation()
      return .computed(try NDArray.applying(operation.op, [array]))
    }
    if let number = Number(operand), let result = try Number.unary(operation, number) { return result.value }
    throw PythonError("bad operand type for unary \(operation.rawValue): '\(operand.typeName)'")
  }
}

extension BinaryOperator {
  /// The operation on elements; of `**` and `@`, which are more than that, what NumPy's messages call them.
  var op: Op {
    switch self {
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .floorDivide: .floorDivide
    case .remainder: .remainder
    case .power: .power
    case .leftShift: .leftShift
    case .rightShift: .rightShift
    case .bitwiseAnd: .bitwiseAnd
    case .bitwiseOr: .bitwiseOr
    case .bitwiseXor: .bitwiseXor
    case .matrixMultiply: .multiply
    }
  }
}

extension UnaryOperator {
  fileprivate var op: Op {
    switch self {
    case .positive: .positive
    case .negative: .negative
    case .invert: .invert
    case .not: .logicalNot
    }
  }
}

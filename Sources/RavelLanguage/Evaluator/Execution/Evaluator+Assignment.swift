import Ravel

extension Evaluator {
  func assign(_ value: Value, to target: Target, in scope: Environment) throws {
    switch target.kind {
    case .name(let name):
      scope.bind(name, value)
    case .subscript(let container, let index):
      let object = try evaluate(container, in: scope)
      let key = try evaluate(index, in: scope)
      try locating(at: index.range) { try setItem(of: object, key, to: value) }
    case .tuple(let targets):
      let values = try locating(at: target.range) { try unpack(value, count: targets.count) }
      for (target, value) in zip(targets, values) { try assign(value, to: target, in: scope) }
    }
  }

  private func unpack(_ value: Value, count: Int) throws -> [Value] {
    guard let iterator = try? iterator(over: value) else {
      throw PythonError("cannot unpack non-iterable \(value.typeName) object")
    }
    var values: [Value] = []
    while let next = try nextItem(of: iterator) {
      guard values.count < count else { throw PythonError("too many values to unpack (expected \(count))") }
      values.append(next)
    }
    guard values.count == count else {
      throw PythonError("not enough values to unpack (expected \(count), got \(values.count))")
    }
    return values
  }

  /// `target op= expression`. Arrays and lists change in place, so that all names of the object see it; of any other
  /// value, the name is bound to the result.
  func augment(
    _ target: Target, _ operation: Located<BinaryOperator>, _ expression: Expression, in scope: Environment
  ) throws {
    switch target.kind {
    case .name(let name):
      let old = try locating(at: target.range) { try value(of: name, in: scope) }
      let operand = try evaluate(expression, in: scope)
      let new = try locating(at: operation.range) { try updated(old, operation.value, operand) }
      scope.bind(name, new)
    case .subscript(let container, let index):
      let object = try evaluate(container, in: scope)
      let key = try evaluate(index, in: scope)
      let old = try locating(at: index.range) { try item(of: object, key) }
      let operand = try evaluate(expression, in: scope)
      let new = try locating(at: operation.range) { try updated(old, operation.value, operand) }
      // A view was written through already.
      if case .array = object, case .array = new { return }
      try locating(at: index.range) { try setItem(of: object, key, to: new) }
    case .tuple:
      preconditionFailure("the parser refuses an augmented assignment to a tuple")
    }
  }

  private func updated(_ old: Value, _ operation: BinaryOperator, _ operand: Value) throws -> Value {
    switch (old, operation) {
    case (.array(let object), _):
      try chargeOperation()
      guard let other = try self.operand(operand) else { throw unsupported("\(operation.rawValue)=", old, operand) }
      var result = object.value
      switch operation {
      case .power: try result.raise(to: other)
      case .matrixMultiply: result = try result.receiving(.matrixProduct(result, other), from: "matmul")
      default: try result.apply(operation.op, other)
      }
      try object.update(to: result)
      return old
    case (.list(let items), .add):
      try extend(items, by: operand)
      return old
    default:
      return try binary(operation, old, operand)
    }
  }
}

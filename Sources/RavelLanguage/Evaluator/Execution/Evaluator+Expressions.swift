import Ravel

extension Evaluator {
  func evaluate(_ expression: Expression, in scope: Environment) throws -> Value {
    switch expression.kind {
    case .name(let name):
      return try locating(at: expression.range) { try value(of: name, in: scope) }
    case .integer(let literal):
      guard case .exact(let value) = literal else {
        throw file.diagnostic("\(PythonError.integerTooLarge)", at: expression.range)
      }
      return .integer(value)
    case .float(let value): return .float(value)
    case .imaginary(let value): return .complex(ComplexNumber(0, value))
    case .string(let value): return .string(value)
    case .boolean(let value): return .boolean(value)
    case .none: return .none
    case .ellipsis: return .ellipsis
    default:
      // Only what has operands recurses.
      try locating(at: expression.range) { try guardStack() }
      return try evaluateCompound(expression, in: scope)
    }
  }

  private func evaluateCompound(_ expression: Expression, in scope: Environment) throws -> Value {
    switch expression.kind {
    case .tuple(let elements): return .tuple(try elements.map { try evaluate($0, in: scope) })
    case .list(let elements): return .list(try elements.map { try evaluate($0, in: scope) })
    case .attribute(let object, let name):
      let value = try evaluate(object, in: scope)
      return try locating(at: name.range) { try attribute(name.value, of: value) }
    case .call(let callee, let arguments):
      return try evaluateCall(callee, arguments, in: scope)
    case .subscript(let object, let index):
      let value = try evaluate(object, in: scope)
      let key = try evaluate(index, in: scope)
      return try locating(at: index.range) { try item(of: value, key) }
    case .slice(let lower, let upper, let step):
      let bounds = try [lower, upper, step].map { try $0.map { try evaluate($0, in: scope) } ?? .none }
      return .slice(SliceObject(start: bounds[0], stop: bounds[1], step: bounds[2]))
    case .unary(let operation, let operand):
      let value = try evaluate(operand, in: scope)
      return try locating(at: expression.range) { try unary(operation, value) }
    case .binary(let left, let operation, let right):
      let first = try evaluate(left, in: scope)
      let second = try evaluate(right, in: scope)
      return try locating(at: operation.range) { try binary(operation.value, first, second) }
    case .comparison(let first, let rest):
      return try evaluateComparisons(first, rest, in: scope)
    case .booleanOperation(let operation, let operands):
      return try evaluateBoolean(operation, operands, in: scope)
    case .conditional(let test, let value, let alternative):
      let condition = try evaluate(test, in: scope)
      let isTrue = try locating(at: test.range) { try truth(of: condition) }
      return try evaluate(isTrue ? value : alternative, in: scope)
    case .lambda(let parameters, let body):
      capture(scope)
      let defaults = try defaults(of: parameters, in: scope)
      return .function(Function(lambda: parameters, body: body, scope: scope, defaults: defaults))
    case .comprehension(let form, let element, let clauses):
      let generator = try generator(element, clauses, at: expression.range, in: scope)
      if form == .generator { return .iterator(generator) }
      var values: [Value] = []
      while let value = try nextItem(of: generator) { values.append(value) }
      return .list(values)
    case .name, .integer, .float, .imaginary, .string, .boolean, .none, .ellipsis:
      return try evaluate(expression, in: scope)
    }
  }

  /// What a name stands for: a variable of this scope or one around it, or a function that Python always has.
  func value(of name: String, in scope: Environment) throws -> Value {
    if let value = try scope.value(of: name) { return value }
    if let function = FunctionTable.python[name] { return .builtin(function) }
    throw PythonError(
      FunctionTable.foreignNames.contains(name)
        ? "'\(name)' is not part of the kernel language" : "name '\(name)' is not defined")
  }

  /// Each operand is evaluated once, up to the first comparison that is false.
  private func evaluateComparisons(
    _ first: Expression, _ rest: [Expression.Comparison], in scope: Environment
  ) throws -> Value {
    var left = try evaluate(first, in: scope)
    var result = Value.boolean(true)
    for (position, comparison) in rest.enumerated() {
      let right = try evaluate(comparison.operand, in: scope)
      result = try locating(at: comparison.operator.range) { try compare(left, comparison.operator.value, right) }
      if position < rest.count - 1, try !locating(at: comparison.operator.range, { try truth(of: result) }) { break }
      left = right
    }
    return result
  }

  private func evaluateBoolean(
    _ operation: BooleanOperator, _ operands: [Expression], in scope: Environment
  ) throws -> Value {
    for operand in operands.dropLast() {
      let value = try evaluate(operand, in: scope)
      let isTrue = try locating(at: operand.range) { try truth(of: value) }
      if isTrue == (operation == .or) { return value }
    }
    return try evaluate(operands[operands.count - 1], in: scope)
  }

  // MARK: Calls

  private func evaluateCall(
    _ callee: Expression, _ arguments: [Expression.Argument], in scope: Environment
  ) throws -> Value {
    let function = try evaluate(callee, in: scope)
    var positional: [Value] = []
    var keywords: [(name: String, value: Value)] = []
    for argument in arguments {
      let value = try evaluate(argument.value, in: scope)
      if let keyword = argument.keyword { keywords.append((keyword.value, value)) } else { positional.append(value) }
    }
    // Of calls in a chain, the name that is called tells which one is meant.
    let place = if case .attribute(_, let name) = callee.kind { name.range } else { callee.range }
    return try locating(at: place) { try call(function, positional, keywords) }
  }

  func call(_ callee: Value, _ positional: [Value], _ keywords: [(name: String, value: Value)] = []) throws -> Value {
    switch callee {
    case .function(let function):
      let values = try function.signature.bind(positional, keywords, defaults: function.defaults, of: function.name)
      return try entering { try run(function, values) }
    case .builtin(let function):
      return try function.call(positional, keywords, in: self)
    case .method(let function, of: let object):
      return try function.call([object] + positional, keywords, in: self)
    case .scalarType(let dtype):
      return try FunctionTable.scalarConstructor(dtype).call(positional, keywords, in: self)
    case .namespace(let namespace) where namespace.isForeign:
      throw namespace.foreign
    default:
      throw PythonError("'\(callee.typeName)' object is not callable")
    }
  }

  private func run(_ function: Function, _ values: [Value]) throws -> Value {
    let scope = Environment(
      parent: function.scope, localNames: function.localNames, prefix: "\(function.name).<locals>.")
    for (slot, value) in zip(function.signature.slots, values) { scope.bind(slot.name, value) }
    switch function.body {
    case .expression(let expression):
      try charge()
      return try evaluate(expression, in: scope)
    case .statements(let statements):
      if case .returning(let value) = try execute(statements, in: scope) { return value }
      return .none
    }
  }
}

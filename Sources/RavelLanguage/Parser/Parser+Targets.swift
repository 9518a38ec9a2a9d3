extension Parser {
  /// The target of `for`: one or several, up to `in`.
  mutating func loopTarget() throws(Diagnostic) -> Target {
    let start = current.range.start
    // An `in` ends the target, so that its operators must bind more tightly than comparisons.
    let first = try operation(.bitwiseOr)
    guard at(.comma) else { return try target(from: first) }
    var elements = [first]
    while accept(.comma), startsExpression { elements.append(try operation(.bitwiseOr)) }
    return try target(from: make(.tuple(elements), from: start))
  }

  /// Reads an expression as what is assigned to.
  func target(from expression: Expression) throws(Diagnostic) -> Target {
    let kind: Target.Kind
    switch expression.kind {
    case .name(let name): kind = .name(name)
    case .subscript(let value, let index): kind = .subscript(value, index: index)
    case .tuple(let elements), .list(let elements):
      var targets: [Target] = []
      for element in elements { targets.append(try target(from: element)) }
      kind = .tuple(targets)
    case .attribute:
      throw foreign("assignment to an attribute", at: expression.range)
    default:
      throw error("cannot assign to \(expression.kind.noun)", at: expression.range)
    }
    return Target(kind, range: expression.range)
  }

  /// The target of an augmented or annotated assignment, which cannot be a tuple.
  func singleTarget(from expression: Expression, of assignment: String) throws(Diagnostic) -> Target {
    let target = try target(from: expression)
    if case .tuple = target.kind {
      throw error("\(expression.kind.noun) cannot be the target of \(assignment)", at: expression.range)
    }
    return target
  }
}

extension Expression.Kind {
  /// How messages call an expression.
  fileprivate var noun: String {
    switch self {
    case .integer, .float, .imaginary: "a number"
    case .string: "a string"
    case .boolean(let value): value ? "True" : "False"
    case .none: "None"
    case .ellipsis: "'...'"
    case .name: "a name"
    case .tuple: "a tuple"
    case .list: "a list"
    case .attribute: "an attribute"
    case .call: "a function call"
    case .subscript: "a subscript"
    case .slice: "a slice"
    case .unary, .binary, .booleanOperation: "the result of an operator"
    case .comparison: "a comparison"
    case .conditional: "a conditional expression"
    case .lambda: "a lambda"
    case .comprehension(.list, _, _): "a list comprehension"
    case .comprehension(.generator, _, _): "a generator expression"
    }
  }
}

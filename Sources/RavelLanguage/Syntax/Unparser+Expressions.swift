extension Unparser {
  /// The text of an expression where something that binds at least as tightly as `minimum` is needed.
  static func text(_ expression: Expression, _ minimum: Precedence) -> String {
    let text = bare(expression.kind)
    return expression.kind.precedence < minimum ? "(\(text))" : text
  }

  private static func bare(_ kind: Expression.Kind) -> String {
    switch kind {
    case .integer(let literal): return literal.text
    case .float(let value): return number(value)
    case .imaginary(let value): return number(value) + "j"
    case .string(let value): return quoted(value)
    case .boolean(let value): return value ? "True" : "False"
    case .none: return "None"
    case .ellipsis: return "..."
    case .name(let name): return name
    case .tuple(let elements): return elements.isEmpty ? "()" : list(elements) + (elements.count == 1 ? "," : "")
    case .list(let elements): return "[\(list(elements))]"
    case .attribute(let value, let name):
      // The dot after a number would belong to the number.
      if case .integer = value.kind { return "(\(text(value, .atom))).\(name.value)" }
      return "\(text(value, .postfix)).\(name.value)"
    case .call(let callee, let arguments):
      let parts = arguments.map { argument in
        (argument.keyword.map { $0.value + "=" } ?? "") + text(argument.value, .lambdaOrConditional)
      }
      return "\(text(callee, .postfix))(\(parts.joined(separator: ", ")))"
    case .subscript(let value, let index): return subscripted(value, index)
    case .slice(let lower, let upper, let step):
      let bounds = [lower, upper].map { $0.map { text($0, .lambdaOrConditional) } ?? "" }
      return bounds.joined(separator: ":") + (step.map { ":" + text($0, .lambdaOrConditional) } ?? "")
    case .unary(let operation, let operand):
      return operation.rawValue + (operation == .not ? " " : "") + text(operand, operation.precedence)
    case .binary(let left, let operation, let right):
      return binary(left, operation.value, right)
    case .comparison(let first, let rest):
      let pairs = rest.map { " \($0.operator.value.rawValue) \(text($0.operand, Precedence.comparison.tighter))" }
      return text(first, Precedence.comparison.tighter) + pairs.joined()
    case .booleanOperation(let operation, let operands):
      return operands.map { text($0, operation.precedence.tighter) }.joined(separator: " \(operation.rawValue) ")
    case .conditional(let test, let value, let alternative):
      return "\(text(value, .or)) if \(text(test, .or)) else \(text(alternative, .lambdaOrConditional))"
    case .lambda(let parameters, let body):
      let head = parameters.isEmpty ? "lambda" : "lambda \(text(parameters))"
      return "\(head): \(text(body, .lambdaOrConditional))"
    case .comprehension(let form, let element, let clauses):
      let content = text(element, .lambdaOrConditional) + clauses.map(text).joined()
      return form == .list ? "[\(content)]" : "(\(content))"
    }
  }

  /// A power associates to the right, and its exponent may have a sign without brackets; all others associate to the
  /// left.
  private static func binary(_ left: Expression, _ operation: BinaryOperator, _ right: Expression) -> String {
    let precedence = operation.precedence
    let leftText = text(left, operation == .power ? precedence.tighter : precedence)
    let rightText = text(right, operation == .power ? .unary : precedence.tighter)
    return "\(leftText) \(operation.rawValue) \(rightText)"
  }

  /// Expressions with commas between them, in place of a bare tuple.
  static func list(_ elements: [Expression]) -> String {
    elements.map { text($0, .lambdaOrConditional) }.joined(separator: ", ")
  }

  static func subscripted(_ value: Expression, _ index: Expression) -> String {
    let prefix = text(value, .postfix)
    guard case .tuple(let indices) = index.kind, !indices.isEmpty else { return "\(prefix)[\(indexText(index))]" }
    return "\(prefix)[\(indices.map(indexText).joined(separator: ", "))\(indices.count == 1 ? "," : "")]"
  }

  /// A slice stands bare within a subscript; a tuple among its indices does not.
  private static func indexText(_ index: Expression) -> String {
    if case .slice = index.kind { return bare(index.kind) }
    return text(index, .lambdaOrConditional)
  }

  private static func text(_ clause: Expression.ComprehensionClause) -> String {
    " for \(text(clause.target)) in \(text(clause.iterable, .or))"
      + clause.conditions.map { " if \(text($0, .or))" }.joined()
  }

  /// Python has no literal for infinity, but reads one that is out of range as infinity.
  private static func number(_ value: Double) -> String { value.isInfinite ? "1e999" : "\(value)" }

  private static func quoted(_ value: String) -> String {
    var text = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case " "..."~": text.unicodeScalars.append(scalar)
      default:
        if scalar.properties.generalCategory == .control || scalar.value > 0xFFFF {
          let digits = String(scalar.value, radix: 16)
          text += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
    }
    return text + "\""
  }
}

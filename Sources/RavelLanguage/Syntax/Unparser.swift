extension Module {
  /// The module as canonical Python: parsing it gives an equal module. Comments, blank lines and the body of the main
  /// guard are gone, and round brackets stand only where they must.
  public func unparsed() -> String {
    var unparser = Unparser()
    unparser.write(body)
    return unparser.text
  }
}

extension Expression: CustomStringConvertible {
  /// The expression as canonical Python.
  public var description: String { Unparser.text(self, .tuple) }
}

/// Prints syntax trees as Python.
struct Unparser {
  private(set) var text = ""
  private var depth = 0

  mutating func write(_ statements: [Statement]) {
    for statement in statements { write(statement) }
  }

  private mutating func line(_ content: String) {
    text += String(repeating: "    ", count: depth) + content + "\n"
  }

  private mutating func block(_ head: String, _ body: [Statement]) {
    line(head + ":")
    depth += 1
    write(body)
    depth -= 1
  }

  private mutating func write(_ statement: Statement) {
    switch statement.kind {
    case .expression(let value): line(value.description)
    case .assignment(let targets, let value):
      line((targets.map(Self.text) + [value.description]).joined(separator: " = "))
    case .augmentedAssignment(let target, let operation, let value):
      line("\(Self.text(target)) \(operation.value.rawValue)= \(value)")
    case .annotatedAssignment(let target, let annotation, let value):
      let assigned = value.map { " = \($0)" } ?? ""
      line("\(Self.text(target)): \(Self.text(annotation, .lambdaOrConditional))\(assigned)")
    case .return(let value): line(value.map { "return \($0)" } ?? "return")
    case .if(let branches, let alternative):
      for (position, branch) in branches.enumerated() {
        block("\(position == 0 ? "if" : "elif") \(Self.text(branch.condition, .lambdaOrConditional))", branch.body)
      }
      if !alternative.isEmpty { block("else", alternative) }
    case .for(let target, let iterable, let body): block("for \(Self.text(target)) in \(iterable)", body)
    case .while(let condition, let body): block("while \(Self.text(condition, .lambdaOrConditional))", body)
    case .break: line("break")
    case .continue: line("continue")
    case .pass: line("pass")
    case .assert(let condition, let message):
      line((["assert"] + [Self.list([condition] + (message.map { [$0] } ?? []))]).joined(separator: " "))
    case .function(let function): write(function)
    case .import(let modules):
      line("import " + modules.map { Self.imported($0.path, as: $0.alias) }.joined(separator: ", "))
    case .importFrom(let module, let members):
      let names = members.map { Self.imported($0.name, as: $0.alias) }.joined(separator: ", ")
      line("from \(module.value) import \(names)")
    case .mainGuard:
      line("if __name__ == \"__main__\":")
      line("    pass")
    }
  }

  private mutating func write(_ function: FunctionDefinition) {
    let returns = function.returnAnnotation.map { " -> \(Self.text($0, .lambdaOrConditional))" } ?? ""
    block("def \(function.name.value)(\(Self.text(function.parameters)))\(returns)", function.body)
  }

  private static func imported(_ name: Identifier, as alias: Identifier?) -> String {
    name.value + (alias.map { " as \($0.value)" } ?? "")
  }

  static func text(_ target: Target) -> String {
    switch target.kind {
    case .name(let name): name
    case .subscript(let value, let index): subscripted(value, index)
    case .tuple(let targets): "(" + targets.map { text($0) + "," }.joined(separator: " ") + ")"
    }
  }

  static func text(_ parameters: [Parameter]) -> String {
    var parts: [String] = []
    for (position, parameter) in parameters.enumerated() {
      let previous = position > 0 ? parameters[position - 1].passing : parameter.passing
      if previous == .positionalOnly, parameter.passing != .positionalOnly { parts.append("/") }
      if parameter.passing == .keywordOnly, previous != .keywordOnly || position == 0 { parts.append("*") }
      let annotation = parameter.annotation.map { ": \(text($0, .lambdaOrConditional))" } ?? ""
      let assigned = parameter.defaultValue.map { "=\(text($0, .lambdaOrConditional))" } ?? ""
      parts.append(parameter.name.value + annotation + assigned)
    }
    if parameters.last?.passing == .positionalOnly { parts.append("/") }
    return parts.joined(separator: ", ")
  }
}

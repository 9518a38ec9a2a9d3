extension Evaluator {
  /// How a block ended.
  enum Completion {
    case normal
    case breaking
    case continuing
    case returning(Value)
  }

  func execute(_ statements: [Statement], in scope: Environment) throws -> Completion {
    for statement in statements {
      try locating(at: statement.range) { try charge() }
      let completion = try execute(statement, in: scope)
      if case .normal = completion { continue }
      return completion
    }
    return .normal
  }

  private func execute(_ statement: Statement, in scope: Environment) throws -> Completion {
    switch statement.kind {
    case .expression(let expression):
      _ = try evaluate(expression, in: scope)
    case .assignment(let targets, let expression):
      let value = try evaluate(expression, in: scope)
      for target in targets { try assign(value, to: target, in: scope) }
    case .augmentedAssignment(let target, let operation, let expression):
      try augment(target, operation, expression, in: scope)
    case .annotatedAssignment(let target, _, let expression):
      if let expression { try assign(try evaluate(expression, in: scope), to: target, in: scope) }
    case .return(let expression):
      return .returning(try expression.map { try evaluate($0, in: scope) } ?? .none)
    case .if(let branches, let alternative):
      for branch in branches where try isTrue(branch.condition, in: scope) {
        return try execute(branch.body, in: scope)
      }
      return try execute(alternative, in: scope)
    case .for(let target, let iterable, let body):
      return try loop(over: iterable, target, body, in: scope)
    case .while(let condition, let body):
      while try isTrue(condition, in: scope) {
        try locating(at: condition.range) { try charge() }
        let completion = try execute(body, in: scope)
        if case .breaking = completion { break }
        if case .returning = completion { return completion }
      }
    case .break:
      return .breaking
    case .continue:
      return .continuing
    case .assert(let condition, let message):
      try check(condition, message, in: scope)
    case .function(let definition):
      scope.bind(definition.name.value, .function(try function(definition, in: scope)))
    case .import(let modules):
      for module in modules { scope.bind(module.boundName, .namespace(Modules.imported(module))) }
    case .importFrom(let module, let members):
      for member in members {
        let value = try locating(at: member.name.range) { try Modules.imported(member.name.value, from: module.value) }
        scope.bind(member.boundName, value)
      }
    case .pass, .mainGuard:
      break
    }
    return .normal
  }

  private func isTrue(_ condition: Expression, in scope: Environment) throws -> Bool {
    let value = try evaluate(condition, in: scope)
    return try locating(at: condition.range) { try truth(of: value) }
  }

  private func loop(
    over iterable: Expression, _ target: Target, _ body: [Statement], in scope: Environment
  ) throws -> Completion {
    let sequence = try evaluate(iterable, in: scope)
    let iterator = try locating(at: iterable.range) { try self.iterator(over: sequence) }
    while let value = try locating(at: iterable.range, { try nextItem(of: iterator) }) {
      try assign(value, to: target, in: scope)
      let completion = try execute(body, in: scope)
      if case .breaking = completion { break }
      if case .returning = completion { return completion }
    }
    return .normal
  }

  private func check(_ condition: Expression, _ message: Expression?, in scope: Environment) throws {
    if try isTrue(condition, in: scope) { return }
    let reason = try message.map { ": " + text(of: try evaluate($0, in: scope)) } ?? ""
    throw file.diagnostic("assertion failed\(reason)", at: condition.range)
  }

  private func function(_ definition: FunctionDefinition, in scope: Environment) throws -> Function {
    capture(scope)
    return Function(definition, scope: scope, defaults: try defaults(of: definition.parameters, in: scope))
  }

  /// The values of default arguments, which are evaluated once, where the function is defined.
  func defaults(of parameters: [Parameter], in scope: Environment) throws -> [Value?] {
    try parameters.map { parameter in try parameter.defaultValue.map { try evaluate($0, in: scope) } }
  }
}

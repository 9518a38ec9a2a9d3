/// A function of the kernel file: a `def` or a lambda, with the scope that it was made in.
final class Function {
  enum Body {
    case statements([Statement])
    case expression(Expression)
  }

  /// Python's qualified name: `f.<locals>.g` of a g within f.
  let name: String
  let signature: Signature
  let body: Body
  let localNames: Set<String>
  let scope: Environment
  /// A value for each slot that has one.
  private(set) var defaults: [Value?]

  init(_ definition: FunctionDefinition, scope: Environment, defaults: [Value?]) {
    name = scope.prefix + definition.name.value
    signature = Signature(definition.parameters)
    body = .statements(definition.body)
    localNames = definition.localNames
    (self.scope, self.defaults) = (scope, defaults)
  }

  init(lambda parameters: [Parameter], body: Expression, scope: Environment, defaults: [Value?]) {
    name = scope.prefix + "<lambda>"
    signature = Signature(parameters)
    self.body = .expression(body)
    localNames = Set(parameters.map(\.name.value))
    (self.scope, self.defaults) = (scope, defaults)
  }

  deinit {
    var values = defaults.compactMap { $0 }
    defaults = []
    release(&values)
  }
}

extension Parser {
  mutating func functionDefinition() throws(Diagnostic) -> FunctionDefinition {
    let keyword = advance()
    let name = try expectName("a function name")
    if at(.openBracket) { throw foreign("a type parameter list", at: current.range) }
    try expect(.openParenthesis, "after the name of a function")
    let parameters = try parameters(until: .closeParenthesis, annotated: true)
    try expect(.closeParenthesis, "after the parameters of a function")
    let returnAnnotation = accept(.arrow) ? try expression() : nil
    let outer = context
    context = Context(isInFunction: true)
    defer { context = outer }
    let body = try block(of: keyword)
    return FunctionDefinition(
      name: name, parameters: parameters, returnAnnotation: returnAnnotation, body: body)
  }

  /// The parameters of a `def` or, without annotations, of a lambda, up to the closing token.
  mutating func parameters(until closing: Punctuator, annotated: Bool) throws(Diagnostic) -> [Parameter] {
    var parameters: [Parameter] = []
    var passing = Parameter.Passing.positionalOrKeyword
    var star: SourceRange?
    while !at(closing) {
      switch current.kind {
      case .punctuator(.star):
        if case .name = next.kind { throw foreign("a parameter for any number of arguments ('*')", at: current.range) }
        guard passing == .positionalOrKeyword else { throw error("'*' stands twice", at: current.range) }
        passing = .keywordOnly
        star = advance().range
      case .punctuator(.starStar):
        throw foreign("a parameter for any keyword arguments ('**')", at: current.range)
      case .punctuator(.slash):
        try parseSlash(&parameters, passing)
      default:
        let parameter = try parameter(passing, annotated: annotated)
        try check(parameter, after: parameters)
        parameters.append(parameter)
      }
      guard accept(.comma) else { break }
    }
    if let star, parameters.last?.passing != .keywordOnly {
      throw error("named parameters must follow '*'", at: star)
    }
    return parameters
  }

  /// `/` makes all parameters before it positional-only.
  private mutating func parseSlash(_ parameters: inout [Parameter], _ passing: Parameter.Passing) throws(Diagnostic) {
    let place = advance().range
    guard !parameters.isEmpty else { throw error("at least one parameter must stand before '/'", at: place) }
    guard passing != .keywordOnly else { throw error("'/' must stand before '*'", at: place) }
    guard parameters[0].passing != .positionalOnly else { throw error("'/' stands twice", at: place) }
    parameters = parameters.map {
      Parameter(name: $0.name, passing: .positionalOnly, annotation: $0.annotation, defaultValue: $0.defaultValue)
    }
  }

  private mutating func parameter(_ passing: Parameter.Passing, annotated: Bool) throws(Diagnostic) -> Parameter {
    let name = try expectName("a parameter name")
    let annotation = annotated && accept(.colon) ? try expression() : nil
    let defaultValue = accept(.equal) ? try expression() : nil
    return Parameter(name: name, passing: passing, annotation: annotation, defaultValue: defaultValue)
  }

  private func check(_ parameter: Parameter, after others: [Parameter]) throws(Diagnostic) {
    let name = parameter.name
    if others.contains(where: { $0.name == name }) {
      throw error("duplicate parameter '\(name.value)'", at: name.range)
    }
    guard parameter.passing != .keywordOnly, parameter.defaultValue == nil else { return }
    if others.contains(where: { $0.defaultValue != nil }) {
      throw error("parameter without a default follows parameter with a default", at: name.range)
    }
  }

  // MARK: Imports

  mutating func importStatement() throws(Diagnostic) -> Statement.Kind {
    advance()
    var modules: [Statement.ImportedModule] = []
    repeat {
      let path = try modulePath()
      modules.append(Statement.ImportedModule(path: path, alias: try alias()))
    } while accept(.comma)
    return .import(modules)
  }

  mutating func importFromStatement() throws(Diagnostic) -> Statement.Kind {
    advance()
    if at(.dot) || at(.ellipsis) { throw foreign("a relative import", at: current.range) }
    let module = try modulePath()
    try expect(.import, "after the name of a module")
    if at(.star) { throw foreign("an import of everything ('*')", at: current.range) }
    let isParenthesized = accept(.openParenthesis)
    var members: [Statement.ImportedMember] = []
    repeat {
      if isParenthesized, at(.closeParenthesis), !members.isEmpty { break }
      let name = try expectName("the name of what is imported")
      members.append(Statement.ImportedMember(name: name, alias: try alias()))
    } while accept(.comma)
    if isParenthesized { try expect(.closeParenthesis, "after the imported names") }
    return .importFrom(module: module, members: members)
  }

  private mutating func modulePath() throws(Diagnostic) -> Identifier {
    let start = current.range.start
    var path = try expectName("the name of a module").value
    while accept(.dot) { path += "." + (try expectName("the name of a module after '.'").value) }
    return Identifier(path, range: range(from: start))
  }

  private mutating func alias() throws(Diagnostic) -> Identifier? {
    accept(.as) ? try expectName("a name after 'as'") : nil
  }
}

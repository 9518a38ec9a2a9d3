extension Parser {
  /// An atom with the attributes, calls and subscripts that follow it.
  mutating func postfixExpression() throws(Diagnostic) -> Expression {
    let start = current.range.start
    var value = try atom()
    while case .punctuator(let punctuator) = current.kind {
      switch punctuator {
      case .dot:
        advance()
        let name = try expectName("an attribute name after '.'")
        value = try make(.attribute(of: value, name: name), from: start)
      case .openParenthesis:
        advance()
        let arguments = try arguments()
        value = try make(.call(value, arguments: arguments), from: start)
      case .openBracket:
        advance()
        let index = try subscriptIndex()
        guard accept(.closeBracket) else { throw unexpected(expecting: "',', ':' or ']' after an index") }
        value = try make(.subscript(value, index: index), from: start)
      default:
        return value
      }
    }
    return value
  }

  private mutating func atom() throws(Diagnostic) -> Expression {
    let token = current
    let start = token.range.start
    let kind: Expression.Kind
    switch token.kind {
    case .name(let name): kind = .name(name)
    case .integer(let literal): kind = .integer(literal)
    case .float(let value): kind = .float(value)
    case .imaginary(let value): kind = .imaginary(value)
    case .keyword(.true): kind = .boolean(true)
    case .keyword(.false): kind = .boolean(false)
    case .keyword(.none): kind = .none
    case .punctuator(.ellipsis): kind = .ellipsis
    case .string, .foreignString: return try string()
    case .punctuator(.openParenthesis): return try bracketed(.generator, until: .closeParenthesis)
    case .punctuator(.openBracket): return try bracketed(.list, until: .closeBracket)
    case .punctuator(.openBrace): throw foreign("a dictionary or a set", at: token.range)
    case .punctuator(.star): throw foreign("unpacking with '*'", at: token.range)
    case .punctuator(.starStar): throw foreign("unpacking with '**'", at: token.range)
    case .keyword(.yield): throw foreign("'yield'", at: token.range)
    case .keyword(.await): throw foreign("'await'", at: token.range)
    default: throw unexpected(expecting: "an expression")
    }
    advance()
    return try make(kind, from: start)
  }

  /// String literals that follow each other are one.
  private mutating func string() throws(Diagnostic) -> Expression {
    let start = current.range.start
    var joined = ""
    while true {
      switch current.kind {
      case .string(let text): joined += text
      case .foreignString(let what): throw foreign(what, at: current.range)
      default: return try make(.string(joined), from: start)
      }
      advance()
    }
  }

  /// What round brackets (`generator`) or square ones (`list`) hold: a tuple or a list, a comprehension, or one
  /// expression in round brackets, whose range leaves them out as Python's does.
  private mutating func bracketed(
    _ form: Expression.Comprehension, until closing: Punctuator
  ) throws(Diagnostic) -> Expression {
    let start = advance().range.start
    let isList = form == .list
    if accept(closing) { return try make(isList ? .list([]) : .tuple([]), from: start) }
    let first = try element()
    if at(.for) {
      let clauses = try comprehensionClauses()
      try expect(closing, "after a comprehension")
      return try make(.comprehension(form, element: first, clauses: clauses), from: start)
    }
    if !isList, accept(closing) { return first }
    let elements = try elements(after: first, until: closing)
    return try make(isList ? .list(elements) : .tuple(elements), from: start)
  }

  /// The rest of a bracketed list, through its closing bracket; a comma may end it.
  private mutating func elements(
    after first: Expression, until closing: Punctuator
  ) throws(Diagnostic) -> [Expression] {
    var elements = [first]
    while accept(.comma), !at(closing) { elements.append(try element()) }
    guard accept(closing) else { throw unexpected(expecting: "',' or '\(closing.rawValue)'") }
    return elements
  }

  /// One or more `for target in iterable if condition ...`.
  private mutating func comprehensionClauses() throws(Diagnostic) -> [Expression.ComprehensionClause] {
    try descend()
    defer { ascend() }
    var clauses: [Expression.ComprehensionClause] = []
    while accept(.for) {
      let target = try loopTarget()
      try expect(.in, "after the target of 'for'")
      let iterable = try operation(.or)
      var conditions: [Expression] = []
      while accept(.if) { conditions.append(try operation(.or)) }
      clauses.append(Expression.ComprehensionClause(target: target, iterable: iterable, conditions: conditions))
    }
    return clauses
  }

  // MARK: Calls

  /// The arguments of a call, through the closing bracket.
  private mutating func arguments() throws(Diagnostic) -> [Expression.Argument] {
    var arguments: [Expression.Argument] = []
    var keywords: Set<String> = []
    while !at(.closeParenthesis) {
      let argument = try argument()
      if let keyword = argument.keyword {
        guard keywords.insert(keyword.value).inserted else {
          throw error("keyword argument repeated: \(keyword.value)", at: keyword.range)
        }
      } else if !keywords.isEmpty {
        throw error("positional argument follows keyword argument", at: argument.value.range)
      }
      arguments.append(argument)
      if at(.for) {
        let value = try generatorArgument(argument, isFirst: arguments.count == 1)
        return [Expression.Argument(keyword: nil, value: value)]
      }
      guard accept(.comma) else { break }
    }
    guard accept(.closeParenthesis) else { throw unexpected(expecting: "',' or ')' after an argument") }
    return arguments
  }

  private mutating func argument() throws(Diagnostic) -> Expression.Argument {
    if at(.star) || at(.starStar) { throw foreign("unpacking arguments with \(current.name)", at: current.range) }
    guard next.kind == .punctuator(.equal) else {
      return Expression.Argument(keyword: nil, value: try expression())
    }
    let keyword = try expectName("the name of a keyword argument")
    try expect(.equal)
    return Expression.Argument(keyword: keyword, value: try expression())
  }

  /// A generator expression that is a call's only argument needs no brackets of its own.
  private mutating func generatorArgument(
    _ argument: Expression.Argument, isFirst: Bool
  ) throws(Diagnostic) -> Expression {
    let place = current.range
    let clauses = try comprehensionClauses()
    guard isFirst, argument.keyword == nil, at(.closeParenthesis) else {
      throw at(.comma) || !isFirst || argument.keyword != nil
        ? error("a generator expression must be in parentheses here", at: place)
        : unexpected(expecting: "')' after a comprehension")
    }
    advance()
    return try make(
      .comprehension(.generator, element: argument.value, clauses: clauses), from: argument.value.range.start)
  }

  // MARK: Subscripts

  /// What stands within the brackets of a subscript: one index or slice, or a tuple of them.
  private mutating func subscriptIndex() throws(Diagnostic) -> Expression {
    let start = current.range.start
    let first = try indexOrSlice()
    guard at(.comma) else { return first }
    var indices = [first]
    while accept(.comma), !at(.closeBracket) { indices.append(try indexOrSlice()) }
    return try make(.tuple(indices), from: start)
  }

  private mutating func indexOrSlice() throws(Diagnostic) -> Expression {
    let start = current.range.start
    var lower: Expression?
    if !at(.colon) {
      let value = try element()
      guard at(.colon) else { return value }
      lower = value
    }
    advance()
    let upper = try sliceBound()
    let step = accept(.colon) ? try sliceBound() : nil
    return try make(.slice(lower: lower, upper: upper, step: step), from: start)
  }

  /// A bound is left out where a colon, a comma or the closing bracket follows at once.
  private mutating func sliceBound() throws(Diagnostic) -> Expression? {
    at(.colon) || at(.comma) || at(.closeBracket) ? nil : try expression()
  }
}

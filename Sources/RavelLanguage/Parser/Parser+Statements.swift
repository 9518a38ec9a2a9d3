extension Parser {
  /// A compound statement, or the simple statements of one line.
  mutating func statement() throws(Diagnostic) -> [Statement] {
    let start = current.range.start
    let kind: Statement.Kind
    switch current.kind {
    case .keyword(.if): kind = isAtMainGuard ? try mainGuard() : try ifStatement()
    case .keyword(.for): kind = try forStatement()
    case .keyword(.while): kind = try whileStatement()
    case .keyword(.def): kind = .function(try functionDefinition())
    case .indent: throw error("unexpected indent", at: current.range)
    case .punctuator(.at): throw foreign("a decorator", at: current.range)
    default: return try simpleStatements()
    }
    return [Statement(kind, range: compoundRange(from: start))]
  }

  /// Simple statements with semicolons between them, through the end of the line.
  private mutating func simpleStatements() throws(Diagnostic) -> [Statement] {
    var statements: [Statement] = []
    repeat {
      let start = current.range.start
      let kind = try simpleStatement()
      statements.append(Statement(kind, range: range(from: start)))
    } while accept(.semicolon) && current.kind != .newline
    guard current.kind == .newline else { throw unexpected(expecting: "the end of the statement") }
    advance()
    return statements
  }

  private mutating func simpleStatement() throws(Diagnostic) -> Statement.Kind {
    guard case .keyword(let keyword) = current.kind else { return try assignmentOrExpression() }
    let place = current.range
    if let foreign = Self.foreignStatements[keyword] { throw self.foreign(foreign, at: place) }
    switch keyword {
    case .pass:
      advance()
      return .pass
    case .break, .continue:
      guard context.isInLoop else { throw error("'\(keyword.rawValue)' outside loop", at: place) }
      advance()
      return keyword == .break ? .break : .continue
    case .return:
      guard context.isInFunction else { throw error("'return' outside function", at: place) }
      advance()
      return .return(startsExpression ? try expressionList() : nil)
    case .assert:
      advance()
      let condition = try expression()
      return .assert(condition, message: accept(.comma) ? try expression() : nil)
    case .import: return try importStatement()
    case .from: return try importFromStatement()
    case .elif, .else, .except, .finally: throw unexpected(expecting: "a statement")
    default: return try assignmentOrExpression()
    }
  }

  /// Statements that Python has and the kernel language has not, as messages call them.
  private static let foreignStatements: [Keyword: String] = [
    .async: "'async'", .await: "'await'", .class: "a class definition", .del: "a 'del' statement",
    .global: "a 'global' statement", .nonlocal: "a 'nonlocal' statement", .raise: "a 'raise' statement",
    .try: "a 'try' statement", .with: "a 'with' statement", .yield: "'yield'"
  ]

  // MARK: Assignments

  private mutating func assignmentOrExpression() throws(Diagnostic) -> Statement.Kind {
    let first = try expressionList()
    switch current.kind {
    case .punctuator(.equal):
      return try assignment(to: first)
    case .punctuator(.colon):
      let target = try singleTarget(from: first, of: "an annotated assignment")
      advance()
      let annotation = try expression()
      let value = accept(.equal) ? try expressionList() : nil
      return .annotatedAssignment(target, annotation: annotation, value: value)
    case .punctuator(let punctuator):
      guard let operation = punctuator.augmentedOperator else { return .expression(first) }
      let target = try singleTarget(from: first, of: "an augmented assignment")
      let place = advance().range
      return .augmentedAssignment(target, Located(operation, range: place), value: try expressionList())
    case .name, .integer, .float, .imaginary, .string, .foreignString:
      if case .name(let word) = first.kind, ["match", "type"].contains(word) {
        throw foreign("a '\(word)' statement", at: first.range)
      }
      return .expression(first)
    default:
      return .expression(first)
    }
  }

  private mutating func assignment(to first: Expression) throws(Diagnostic) -> Statement.Kind {
    var targets: [Target] = []
    var value = first
    while accept(.equal) {
      targets.append(try target(from: value))
      value = try expressionList()
    }
    return .assignment(targets, value: value)
  }

  // MARK: Compound statements

  private mutating func ifStatement() throws(Diagnostic) -> Statement.Kind {
    var branches: [Statement.Branch] = []
    repeat {
      let keyword = advance()
      let condition = try expression()
      branches.append(Statement.Branch(condition: condition, body: try block(of: keyword)))
    } while at(.elif)
    guard at(.else) else { return .if(branches, alternative: []) }
    let keyword = advance()
    return .if(branches, alternative: try block(of: keyword))
  }

  private mutating func forStatement() throws(Diagnostic) -> Statement.Kind {
    let keyword = advance()
    let target = try loopTarget()
    try expect(.in, "after the target of 'for'")
    let iterable = try expressionList()
    let body = try loopBody(of: keyword)
    return .for(target, in: iterable, body: body)
  }

  private mutating func whileStatement() throws(Diagnostic) -> Statement.Kind {
    let keyword = advance()
    let condition = try expression()
    return .while(condition, body: try loopBody(of: keyword))
  }

  private mutating func loopBody(of keyword: Token) throws(Diagnostic) -> [Statement] {
    let outer = context
    context.isInLoop = true
    defer { context = outer }
    let body = try block(of: keyword)
    if at(.else) { throw foreign("an 'else' after a loop", at: current.range) }
    return body
  }

  /// The colon and the statements after it: indented lines, or simple statements on the same line.
  mutating func block(of keyword: Token) throws(Diagnostic) -> [Statement] {
    try descend()
    defer { ascend() }
    try expect(.colon, "after the head of \(keyword.name)")
    guard current.kind == .newline else {
      return try simpleStatements()
    }
    advance()
    guard current.kind == .indent else {
      if case .invalid(let diagnostic) = current.kind { throw diagnostic }
      let line = file.location(at: keyword.range.start).line
      throw error("expected an indented block after \(keyword.name) on line \(line)", at: current.range)
    }
    advance()
    var statements: [Statement] = []
    while current.kind != .dedent { statements += try statement() }
    advance()
    return statements
  }

  // MARK: The main guard

  private var isAtMainGuard: Bool {
    let head: [Token.Kind] = [
      .keyword(.if), .name("__name__"), .punctuator(.equalEqual), .string("__main__"), .punctuator(.colon)
    ]
    return isAtTopLevel && upcoming(head.count).elementsEqual(head)
  }

  /// Passes over the whole block by its tokens alone: it is for Python, and may be any Python.
  private mutating func mainGuard() throws(Diagnostic) -> Statement.Kind {
    while current.kind != .newline { try skip() }
    advance()
    guard current.kind == .indent else { return .mainGuard }
    var depth = 0
    repeat {
      if current.kind == .indent { depth += 1 }
      if current.kind == .dedent { depth -= 1 }
      try skip()
    } while depth > 0
    if at(.else) || at(.elif) {
      throw foreign("an '\(file.text(in: current.range))' after the main guard", at: current.range)
    }
    return .mainGuard
  }

  private mutating func skip() throws(Diagnostic) {
    if case .invalid(let diagnostic) = current.kind { throw diagnostic }
    advance()
  }
}

extension Punctuator {
  /// The operator of an augmented assignment: `+` of `+=`.
  fileprivate var augmentedOperator: BinaryOperator? {
    guard rawValue.hasSuffix("=") else { return nil }
    return BinaryOperator(rawValue: String(rawValue.dropLast()))
  }
}

extension Parser {
  /// One expression, without a bare tuple: a lambda, a conditional, or operators and what they join.
  mutating func expression() throws(Diagnostic) -> Expression {
    try descend()
    defer { ascend() }
    let start = current.range.start
    if accept(.lambda) { return try lambda(from: start) }
    let value = try operation(.or)
    guard accept(.if) else { return value }
    let test = try operation(.or)
    try expect(.else, "in a conditional expression")
    let alternative = try expression()
    return try make(.conditional(test: test, value: value, alternative: alternative), from: start)
  }

  /// One expression, or several with commas between or after them: a tuple.
  mutating func expressionList() throws(Diagnostic) -> Expression {
    let start = current.range.start
    let first = try element()
    guard at(.comma) else { return first }
    var elements = [first]
    while accept(.comma), startsExpression { elements.append(try element()) }
    return try make(.tuple(elements), from: start)
  }

  /// An element of a tuple or a list; where Python unpacks with `*`, the error says so.
  mutating func element() throws(Diagnostic) -> Expression {
    if at(.star) { throw foreign("unpacking with '*'", at: current.range) }
    return try expression()
  }

  /// Operators that bind at least as tightly as `minimum`, and their operands.
  mutating func operation(_ minimum: Precedence) throws(Diagnostic) -> Expression {
    try descend()
    defer { ascend() }
    let start = current.range.start
    var left = try prefixOperation(minimum)
    while let infix = infixOperator, infix.precedence >= minimum {
      switch infix {
      case .binary(let operation):
        let place = advance().range
        // The right operand of a power is a whole unary expression, which makes it associate to the right: 2 ** -x **
        // y.
        let right = try self.operation(operation == .power ? .unary : infix.precedence.tighter)
        left = try make(.binary(left, Located(operation, range: place), right), from: start)
      case .boolean(let operation):
        var operands = [left]
        while accept(operation == .and ? Keyword.and : .or) {
          operands.append(try self.operation(infix.precedence.tighter))
        }
        left = try make(.booleanOperation(operation, operands), from: start)
      case .comparison:
        var comparisons: [Expression.Comparison] = []
        while let comparison = try acceptComparison() {
          let operand = try self.operation(infix.precedence.tighter)
          comparisons.append(Expression.Comparison(operator: comparison, operand: operand))
        }
        left = try make(.comparison(left, comparisons), from: start)
      }
    }
    return left
  }

  private mutating func prefixOperation(_ minimum: Precedence) throws(Diagnostic) -> Expression {
    let operation: UnaryOperator
    switch current.kind {
    case .punctuator(.plus): operation = .positive
    case .punctuator(.minus): operation = .negative
    case .punctuator(.tilde): operation = .invert
    case .keyword(.not) where minimum <= .not: operation = .not
    default: return try postfixExpression()
    }
    let start = advance().range.start
    let operand = try self.operation(operation.precedence)
    return try make(.unary(operation, operand), from: start)
  }

  private enum Infix {
    case binary(BinaryOperator)
    case boolean(BooleanOperator)
    case comparison

    var precedence: Precedence {
      switch self {
      case .binary(let operation): operation.precedence
      case .boolean(let operation): operation.precedence
      case .comparison: .comparison
      }
    }
  }

  /// The operator at the current token, if one can stand between two operands.
  private var infixOperator: Infix? {
    switch current.kind {
    case .punctuator(let punctuator):
      if let operation = BinaryOperator(rawValue: punctuator.rawValue) { return .binary(operation) }
      return ComparisonOperator(rawValue: punctuator.rawValue) == nil ? nil : .comparison
    case .keyword(.and): return .boolean(.and)
    case .keyword(.or): return .boolean(.or)
    case .keyword(.in), .keyword(.is): return .comparison
    case .keyword(.not) where next.kind == .keyword(.in): return .comparison
    default: return nil
    }
  }

  private mutating func acceptComparison() throws(Diagnostic) -> Located<ComparisonOperator>? {
    let start = current.range.start
    let operation: ComparisonOperator
    switch current.kind {
    case .punctuator(let punctuator):
      guard let comparison = ComparisonOperator(rawValue: punctuator.rawValue) else { return nil }
      operation = comparison
      advance()
    case .keyword(.in):
      operation = .in
      advance()
    case .keyword(.not) where next.kind == .keyword(.in):
      operation = .notIn
      advance()
      advance()
    case .keyword(.is):
      advance()
      operation = accept(.not) ? .isNot : .is
    default: return nil
    }
    return Located(operation, range: range(from: start))
  }

  private mutating func lambda(from start: Int) throws(Diagnostic) -> Expression {
    let parameters = try parameters(until: .colon, annotated: false)
    try expect(.colon, "after the parameters of a lambda")
    let body = try expression()
    return try make(.lambda(parameters, body: body), from: start)
  }

  /// Whether the current token can begin an expression; after a comma, this tells a further element from a trailing
  /// comma.
  var startsExpression: Bool {
    switch current.kind {
    case .name, .integer, .float, .imaginary, .string, .foreignString, .invalid: true
    case .keyword(let keyword): [.false, .none, .true, .lambda, .not, .await, .yield].contains(keyword)
    case .punctuator(let punctuator):
      [.plus, .minus, .tilde, .star, .starStar, .ellipsis, .openParenthesis, .openBracket, .openBrace]
        .contains(punctuator)
    case .newline, .indent, .dedent, .endOfFile: false
    }
  }
}

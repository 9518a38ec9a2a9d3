/// A recursive-descent parser for the kernel language, with operator precedence for expressions.
///
/// It accepts a subset of Python and gives it Python's structure (https://docs.python.org/3/reference/grammar.html).
/// Python outside the subset is named in the error. Recursion is bounded by `deepestNesting`, whatever the input.
struct Parser {
  /// Bounds the parser's recursion; a pair of brackets costs two levels. The worst inputs tried on x86-64 Linux need
  /// less than 384 KiB of stack in a release build, 1.5 MiB in a debug build; the smallest usual thread has 512 KiB.
  static let deepestNesting = 150

  /// What encloses the statement being parsed.
  struct Context {
    var isInFunction = false
    var isInLoop = false
  }

  let file: SourceFile
  private let tokens: [Token]
  private let unclosed: SourceRange?
  private var index = 0
  private var nesting = 0
  var context = Context()

  init(file: SourceFile) {
    self.file = file
    let stream = Lexer.scan(file)
    tokens = stream.tokens
    unclosed = stream.unclosed
  }

  mutating func module() throws(Diagnostic) -> [Statement] {
    var statements: [Statement] = []
    while current.kind != .endOfFile {
      statements += try statement()
    }
    return statements
  }

  /// For a text that is one expression and nothing else.
  mutating func wholeExpression() throws(Diagnostic) -> Expression {
    let expression = try expressionList()
    if current.kind == .newline { advance() }
    guard current.kind == .endOfFile else { throw unexpected(expecting: "the end of the expression") }
    return expression
  }

  // MARK: Tokens

  /// The token to be parsed next. The last token, an end of file or an error, stays current for ever.
  var current: Token { tokens[index] }

  var next: Token { tokens[min(index + 1, tokens.count - 1)] }

  /// The kinds of the next tokens, fewer at the end of the file.
  func upcoming(_ count: Int) -> some Sequence<Token.Kind> {
    tokens[index..<min(index + count, tokens.count)].lazy.map(\.kind)
  }

  /// The end of the token before the current one.
  var previousEnd: Int { index > 0 ? tokens[index - 1].range.end : 0 }

  @discardableResult
  mutating func advance() -> Token {
    let token = current
    if index + 1 < tokens.count { index += 1 }
    return token
  }

  func at(_ punctuator: Punctuator) -> Bool { current.kind == .punctuator(punctuator) }

  func at(_ keyword: Keyword) -> Bool { current.kind == .keyword(keyword) }

  mutating func accept(_ punctuator: Punctuator) -> Bool {
    guard at(punctuator) else { return false }
    advance()
    return true
  }

  mutating func accept(_ keyword: Keyword) -> Bool {
    guard at(keyword) else { return false }
    advance()
    return true
  }

  /// - Parameter purpose: completes "expected ')' ...".
  @discardableResult
  mutating func expect(_ punctuator: Punctuator, _ purpose: String = "") throws(Diagnostic) -> Token {
    guard at(punctuator) else {
      let wanted = "'\(punctuator.rawValue)'" + (purpose.isEmpty ? "" : " " + purpose)
      throw unexpected(expecting: wanted)
    }
    return advance()
  }

  mutating func expect(_ keyword: Keyword, _ purpose: String) throws(Diagnostic) {
    guard accept(keyword) else { throw unexpected(expecting: "'\(keyword.rawValue)' \(purpose)") }
  }

  /// - Parameter purpose: "a parameter name", for instance.
  mutating func expectName(_ purpose: String) throws(Diagnostic) -> Identifier {
    guard case .name(let text) = current.kind else { throw unexpected(expecting: purpose) }
    return Identifier(text, range: advance().range)
  }

  /// The end of the last token that has text: a compound statement ends there, before line ends and dedents.
  private var lastTextEnd: Int {
    let last = tokens[..<index].last { ![.newline, .indent, .dedent].contains($0.kind) }
    return last?.range.end ?? 0
  }

  /// Whether the current statement is in no block.
  var isAtTopLevel: Bool { nesting == 0 }

  /// The range of a compound statement from `start` to its last text.
  func compoundRange(from start: Int) -> SourceRange { SourceRange(start: start, end: max(start, lastTextEnd)) }

  /// The range from `start` to the end of the token before the current one.
  func range(from start: Int) -> SourceRange { SourceRange(start: start, end: max(start, previousEnd)) }

  // MARK: Errors

  func error(_ message: String, at range: SourceRange) -> Diagnostic {
    file.diagnostic(message, at: range)
  }

  /// For Python that the kernel language does not have: "a class definition is not part of the kernel language".
  func foreign(_ what: String, at range: SourceRange) -> Diagnostic {
    error("\(what) is not part of the kernel language", at: range)
  }

  /// The error for a current token that cannot stand where it does.
  ///
  /// A bracket left open swallows the lines after it, so that what looks wrong is far from what is: then the bracket is
  /// reported.
  func unexpected(expecting wanted: String) -> Diagnostic {
    if case .invalid(let diagnostic) = current.kind { return diagnostic }
    if let unclosed, unclosed.start < current.range.start {
      return error("'\(file.text(in: unclosed))' was never closed", at: unclosed)
    }
    switch current.kind {
    case .punctuator(.colonEqual):
      return foreign("an assignment expression (':=')", at: current.range)
    case .punctuator(.equal) where wanted.hasPrefix("':'"):
      return error("expected \(wanted), found '='; a comparison is written '=='", at: current.range)
    default:
      return error("expected \(wanted), found \(current.name)", at: current.range)
    }
  }

  // MARK: Recursion

  /// Every function that can come back to itself calls this first and `ascend` when it is done.
  mutating func descend() throws(Diagnostic) {
    guard nesting < Self.deepestNesting else { throw tooDeep(at: current.range) }
    nesting += 1
  }

  mutating func ascend() { nesting -= 1 }

  /// Builds a node from `start` to the end of the token before the current one.
  func make(_ kind: Expression.Kind, from start: Int) throws(Diagnostic) -> Expression {
    let expression = Expression(kind, range: range(from: start))
    guard expression.height <= Expression.maximumHeight else { throw tooDeep(at: expression.range) }
    return expression
  }

  private func tooDeep(at range: SourceRange) -> Diagnostic {
    error("this is too long or nested too deeply; split it up", at: range)
  }
}

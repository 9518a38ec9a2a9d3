/// What the lexer makes of a file.
struct TokenStream {
  /// Ends with `endOfFile`, or with `invalid` where the text cannot be split into tokens.
  let tokens: [Token]
  /// The innermost bracket that is still open at the end of the file, if any.
  let unclosed: SourceRange?
}

/// Splits a kernel file into tokens by the rules of Python's lexical analysis
/// (https://docs.python.org/3/reference/lexical_analysis.html): indentation becomes `indent` and `dedent`; line ends
/// within brackets and after a backslash vanish, and so do blank lines and comments.
struct Lexer {
  struct OpenBracket {
    let punctuator: Punctuator
    let range: SourceRange
  }

  let file: SourceFile
  var position = 0
  var tokens: [Token] = []
  var brackets: [OpenBracket] = []
  var indentations = [Indentation()]

  private init(file: SourceFile) {
    self.file = file
  }

  static func scan(_ file: SourceFile) -> TokenStream {
    var lexer = Lexer(file: file)
    do throws(Diagnostic) {
      try lexer.scanFile()
    } catch {
      lexer.append(.invalid(error), from: lexer.position)
    }
    return TokenStream(tokens: lexer.tokens, unclosed: lexer.brackets.last?.range)
  }

  private mutating func scanFile() throws(Diagnostic) {
    try scanIndentation()
    while let scalar = current {
      switch scalar {
      case " ", "\t", "\u{0C}": position += 1
      case "#": skipComment()
      case "\n", "\r": try scanLineEnd()
      case "\\": try scanContinuation()
      case "\"", "'": try scanString(prefix: "", from: position)
      case "0"..."9": try scanNumber()
      case "." where isDigit(at: position + 1): try scanNumber()
      default:
        if scalar.startsIdentifier { try scanName() } else { try scanPunctuator() }
      }
    }
    if let open = brackets.last {
      throw file.diagnostic("'\(open.punctuator.rawValue)' was never closed", at: open.range)
    }
    endLogicalLine()
    for _ in indentations.dropFirst() { append(.dedent, from: position) }
    append(.endOfFile, from: position)
  }

  // MARK: Lines

  mutating func skipComment() {
    while let byte = file.bytes[safe: position], byte != .lineFeed, byte != .carriageReturn { position += 1 }
  }

  private mutating func scanLineEnd() throws(Diagnostic) {
    if brackets.isEmpty {
      endLogicalLine()
      skipLineEnd()
      try scanIndentation()
    } else {
      skipLineEnd()
    }
  }

  /// Ends a line that has tokens; a blank line has none and ends nothing.
  private mutating func endLogicalLine() {
    switch tokens.last?.kind {
    case nil, .newline, .indent, .dedent: break
    default: append(.newline, from: position)
    }
  }

  mutating func skipLineEnd() {
    if file.bytes[safe: position] == .carriageReturn { position += 1 }
    if file.bytes[safe: position] == .lineFeed { position += 1 }
  }

  private mutating func scanContinuation() throws(Diagnostic) {
    let start = position
    position += 1
    guard let next = current else {
      throw error("unexpected end of the file after a line continuation", from: start)
    }
    guard next == "\n" || next == "\r" else {
      throw error("unexpected character after a line continuation", from: position)
    }
    skipLineEnd()
    if current == nil { throw error("unexpected end of the file after a line continuation", from: start) }
  }

  // MARK: Names and punctuation

  private mutating func scanName() throws(Diagnostic) {
    let start = position
    while let scalar = current, scalar.continuesIdentifier { position += scalar.utf8.count }
    let text = file.text(in: SourceRange(start: start, end: position))
    if current == "\"" || current == "'", StringPrefix(text) != nil {
      return try scanString(prefix: text, from: start)
    }
    append(Keyword.bySpelling[text].map(Token.Kind.keyword) ?? .name(text), from: start)
  }

  private mutating func scanPunctuator() throws(Diagnostic) {
    let start = position
    for length in stride(from: Punctuator.longest, to: 0, by: -1) where start + length <= file.bytes.count {
      let text = file.text(in: SourceRange(start: start, end: start + length))
      guard let punctuator = Punctuator.bySpelling[text] else { continue }
      position += length
      try balance(punctuator, at: SourceRange(start: start, end: position))
      return append(.punctuator(punctuator), from: start)
    }
    throw unknownCharacter()
  }

  private func unknownCharacter() -> Diagnostic {
    guard let scalar = current else { return error("unexpected end of the file", from: position) }
    if scalar.isASCII, scalar.value > 0x20, scalar.value != 0x7F {
      return error("unexpected character '\(scalar)'", from: position)
    }
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return error("unexpected character \(code)", from: position)
  }

  private mutating func balance(_ punctuator: Punctuator, at range: SourceRange) throws(Diagnostic) {
    let opening: Punctuator
    switch punctuator {
    case .openParenthesis, .openBracket, .openBrace:
      return brackets.append(OpenBracket(punctuator: punctuator, range: range))
    case .closeParenthesis: opening = .openParenthesis
    case .closeBracket: opening = .openBracket
    case .closeBrace: opening = .openBrace
    default: return
    }
    guard let open = brackets.popLast() else {
      throw file.diagnostic("unmatched '\(punctuator.rawValue)'", at: range)
    }
    guard open.punctuator == opening else {
      throw file.diagnostic("'\(punctuator.rawValue)' does not match '\(open.punctuator.rawValue)'", at: range)
    }
  }

  // MARK: Shared by the scanners

  /// The scalar at the current position; nil at the end of the file.
  var current: Unicode.Scalar? {
    guard let first = file.bytes[safe: position] else { return nil }
    if first < 0x80 { return Unicode.Scalar(first) }
    return String(decoding: file.bytes[position..<min(position + 4, file.bytes.count)], as: UTF8.self)
      .unicodeScalars.first
  }

  func isDigit(at offset: Int) -> Bool {
    file.bytes[safe: offset].map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
  }

  mutating func append(_ kind: Token.Kind, from start: Int) {
    tokens.append(Token(kind: kind, range: SourceRange(start: start, end: position)))
  }

  func error(_ message: String, from start: Int) -> Diagnostic {
    file.diagnostic(message, at: SourceRange(start: start, end: max(start, position)))
  }
}

extension Unicode.Scalar {
  var startsIdentifier: Bool {
    isASCII ? isASCIILetter || self == "_" : properties.isXIDStart
  }

  var continuesIdentifier: Bool {
    isASCII ? isASCIILetter || self == "_" || ("0"..."9").contains(self) : properties.isXIDContinue
  }

  private var isASCIILetter: Bool {
    ("a"..."z").contains(self) || ("A"..."Z").contains(self)
  }
}

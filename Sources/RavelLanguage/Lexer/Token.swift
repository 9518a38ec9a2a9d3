/// Python's reserved words, all of them, so that those outside the kernel language are recognised and named in errors.
enum Keyword: String, CaseIterable, Sendable {
  case `false` = "False"
  case none = "None"
  case `true` = "True"
  case and, `as`, assert, async, await, `break`, `class`, `continue`, def, del, elif, `else`, except, finally, `for`
  case from, global, `if`, `import`, `in`, `is`, lambda, nonlocal, not, or, pass, raise, `return`, `try`, `while`
  case with, yield

  /// By spelling; a look-up here is many times faster than `init(rawValue:)`, which compares one by one.
  static let bySpelling = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
}

/// Python's operators and delimiters.
enum Punctuator: String, CaseIterable, Sendable {
  case starStarEqual = "**="
  case slashSlashEqual = "//="
  case shiftLeftEqual = "<<="
  case shiftRightEqual = ">>="
  case ellipsis = "..."
  case starStar = "**"
  case slashSlash = "//"
  case shiftLeft = "<<"
  case shiftRight = ">>"
  case lessEqual = "<="
  case greaterEqual = ">="
  case equalEqual = "=="
  case notEqual = "!="
  case arrow = "->"
  case plusEqual = "+="
  case minusEqual = "-="
  case starEqual = "*="
  case slashEqual = "/="
  case percentEqual = "%="
  case atEqual = "@="
  case ampersandEqual = "&="
  case barEqual = "|="
  case caretEqual = "^="
  case colonEqual = ":="
  case plus = "+"
  case minus = "-"
  case star = "*"
  case slash = "/"
  case percent = "%"
  case at = "@"
  case ampersand = "&"
  case bar = "|"
  case caret = "^"
  case tilde = "~"
  case less = "<"
  case greater = ">"
  case equal = "="
  case openParenthesis = "("
  case closeParenthesis = ")"
  case openBracket = "["
  case closeBracket = "]"
  case openBrace = "{"
  case closeBrace = "}"
  case comma = ","
  case colon = ":"
  case dot = "."
  case semicolon = ";"

  static let longest = 3
  static let bySpelling = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
}

struct Token: Equatable, Sendable {
  enum Kind: Equatable, Sendable {
    case name(String)
    case keyword(Keyword)
    case integer(IntegerLiteral)
    case float(Double)
    case imaginary(Double)
    case string(String)
    /// A string literal of a kind that Python has and the kernel language has not, such as "an f-string". It becomes
    /// an error only where it is parsed: a main guard may hold it.
    case foreignString(String)
    case punctuator(Punctuator)
    case newline
    case indent
    case dedent
    case endOfFile
    /// Where the lexer could not go on; always last. The parser reports it when it gets here, so that of a lexical and
    /// a syntax error the one that stands first in the file is reported.
    indirect case invalid(Diagnostic)
  }

  let kind: Kind
  let range: SourceRange

  /// How messages call the token.
  var name: String {
    switch kind {
    case .name(let text): "'\(text)'"
    case .keyword(let keyword): "'\(keyword.rawValue)'"
    case .integer, .float, .imaginary: "a number"
    case .string, .foreignString: "a string"
    case .punctuator(let punctuator): "'\(punctuator.rawValue)'"
    case .newline: "the end of the line"
    case .indent: "an indented line"
    case .dedent: "the end of the block"
    case .endOfFile: "the end of the file"
    case .invalid: "invalid text"
    }
  }
}

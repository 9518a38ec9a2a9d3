extension Lexer {
  /// CPython's own bound on the decimal digits of an integer literal.
  private static let mostDecimalDigits = 4300

  /// Reads an integer, a float or an imaginary literal; the current character is a digit, or a dot before a digit.
  mutating func scanNumber() throws(Diagnostic) {
    let start = position
    if current == "0", let base = Base(prefix: file.bytes[safe: position + 1]) {
      position += 2
      return try scanPrefixed(base, from: start)
    }
    let leading = try scanDigits()
    var isInteger = true
    if current == "." {
      isInteger = false
      position += 1
      if isDigit(at: position) { _ = try scanDigits() }
    }
    if try scanExponent() { isInteger = false }
    let text = digits(from: start)
    if current == "j" || current == "J" {
      position += 1
      try endNumber(kind: "imaginary", from: start)
      return append(.imaginary(Double(text) ?? .infinity), from: start)
    }
    try endNumber(kind: "decimal", from: start)
    guard isInteger else { return append(.float(Double(text) ?? .infinity), from: start) }
    if leading.hasPrefix("0"), leading.contains(where: { $0 != "0" }) {
      throw error("leading zeros in decimal integer literals are not permitted; octal ones begin with 0o", from: start)
    }
    guard text.utf8.count <= Self.mostDecimalDigits else {
      throw error("an integer literal has more than \(Self.mostDecimalDigits) digits", from: start)
    }
    append(.integer(IntegerLiteral(digits: text, radix: 10)), from: start)
  }

  private struct Base {
    let radix: Int
    let name: String

    init?(prefix: UInt8?) {
      switch prefix.map({ Unicode.Scalar($0) }) {
      case "x", "X": (radix, name) = (16, "hexadecimal")
      case "o", "O": (radix, name) = (8, "octal")
      case "b", "B": (radix, name) = (2, "binary")
      default: return nil
      }
    }
  }

  private mutating func scanPrefixed(_ base: Base, from start: Int) throws(Diagnostic) {
    let body = position
    while let scalar = current, scalar == "_" || Character(scalar).isHexDigit { position += scalar.utf8.count }
    let written = file.text(in: SourceRange(start: body, end: position))
    let text = digits(from: body)
    let valid = text.allSatisfy { $0.isASCII && ($0.hexDigitValue ?? 16) < base.radix }
    guard !text.isEmpty, valid, !written.hasSuffix("_"), !written.contains("__") else {
      throw error("invalid \(base.name) literal", from: start)
    }
    try endNumber(kind: base.name, from: start)
    append(.integer(IntegerLiteral(digits: text, radix: base.radix)), from: start)
  }

  /// Digits with single underscores between them; none at all before the dot of `.5`.
  private mutating func scanDigits() throws(Diagnostic) -> String {
    let start = position
    while isDigit(at: position) || (current == "_" && isDigit(at: position - 1) && isDigit(at: position + 1)) {
      position += 1
    }
    return digits(from: start)
  }

  private mutating func scanExponent() throws(Diagnostic) -> Bool {
    guard current == "e" || current == "E" else { return false }
    let sign = file.bytes[safe: position + 1].map { Unicode.Scalar($0) }
    let first = sign == "+" || sign == "-" ? position + 2 : position + 1
    guard isDigit(at: first) else { return false }
    position = first
    _ = try scanDigits()
    return true
  }

  /// A literal that runs into a name or a digit, as in `1_`, `1e` or `2x`, is an error rather than two tokens.
  private func endNumber(kind: String, from start: Int) throws(Diagnostic) {
    if let scalar = current, scalar.continuesIdentifier { throw error("invalid \(kind) literal", from: start) }
  }

  private func digits(from start: Int) -> String {
    file.text(in: SourceRange(start: start, end: position)).filter { $0 != "_" }
  }
}

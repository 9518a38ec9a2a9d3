/// The letters before a string literal's opening quote.
struct StringPrefix {
  let isRaw: Bool
  /// What a literal is called that the kernel language does not have.
  let foreign: String?

  init?(_ text: String) {
    let letters = text.lowercased()
    isRaw = letters.contains("r")
    switch letters.filter({ $0 != "r" }) {
    case "" where letters.count <= 1, "u" where letters == "u": foreign = nil
    case "f" where letters.count <= 2: foreign = "an f-string"
    case "t" where letters.count <= 2: foreign = "a t-string"
    case "b" where letters.count <= 2: foreign = "a bytes literal"
    default: return nil
    }
  }
}

extension Lexer {
  /// Reads a string literal whose opening quote is the current character; `start` is where its prefix begins.
  mutating func scanString(prefix text: String, from start: Int) throws(Diagnostic) {
    guard let prefix = StringPrefix(text), let quote = file.bytes[safe: position] else { return }
    let isTriple = file.bytes[safe: position + 1] == quote && file.bytes[safe: position + 2] == quote
    position += isTriple ? 3 : 1
    var value = String.UnicodeScalarView()
    while let scalar = current {
      let byte = file.bytes[position]
      if byte == quote {
        guard isTriple else { return finishString(value, prefix, from: start, quotes: 1) }
        if file.bytes[safe: position + 1] == quote, file.bytes[safe: position + 2] == quote {
          return finishString(value, prefix, from: start, quotes: 3)
        }
      }
      switch scalar {
      case "\n", "\r":
        guard isTriple else { throw error("unterminated string literal", from: start) }
        skipLineEnd()
        value.append("\n")
      case "\\" where prefix.isRaw || prefix.foreign != nil:
        scanRawEscape(into: &value)
      case "\\":
        try scanEscape(into: &value)
      default:
        value.append(scalar)
        position += scalar.utf8.count
      }
    }
    throw error("unterminated \(isTriple ? "triple-quoted " : "")string literal", from: start)
  }

  private mutating func finishString(
    _ value: String.UnicodeScalarView, _ prefix: StringPrefix, from start: Int, quotes: Int
  ) {
    position += quotes
    append(prefix.foreign.map(Token.Kind.foreignString) ?? .string(String(value)), from: start)
  }

  /// In a raw string a backslash stays, and so does what follows it; that may be a quote, which then ends nothing.
  private mutating func scanRawEscape(into value: inout String.UnicodeScalarView) {
    value.append("\\")
    position += 1
    guard let next = current else { return }
    if next == "\n" || next == "\r" {
      skipLineEnd()
      value.append("\n")
    } else {
      value.append(next)
      position += next.utf8.count
    }
  }

  private mutating func scanEscape(into value: inout String.UnicodeScalarView) throws(Diagnostic) {
    let start = position
    position += 1
    guard let letter = current else { return }
    let simple: [Unicode.Scalar: Unicode.Scalar] = [
      "\\": "\\", "'": "'", "\"": "\"", "a": "\u{07}", "b": "\u{08}", "f": "\u{0C}", "n": "\n", "r": "\r", "t": "\t",
      "v": "\u{0B}"
    ]
    if let meant = simple[letter] {
      position += 1
      return value.append(meant)
    }
    switch letter {
    case "\n", "\r": skipLineEnd()
    case "0"..."7": value.append(scanOctalEscape())
    case "x": value.append(try scanHexadecimalEscape(digits: 2, from: start))
    case "u": value.append(try scanHexadecimalEscape(digits: 4, from: start))
    case "U": value.append(try scanHexadecimalEscape(digits: 8, from: start))
    case "N": throw error("a named character '\\N{...}' is not part of the kernel language", from: start)
    default: value.append("\\")  // Python keeps an unknown escape as it stands.
    }
  }

  /// One to three octal digits.
  private mutating func scanOctalEscape() -> Unicode.Scalar {
    var code: UInt32 = 0
    for _ in 0..<3 {
      guard let byte = file.bytes[safe: position], (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(byte) else { break }
      code = code * 8 + UInt32(byte - UInt8(ascii: "0"))
      position += 1
    }
    return Unicode.Scalar(code) ?? "\u{FFFD}"  // At most 0o777: always a scalar.
  }

  private mutating func scanHexadecimalEscape(digits: Int, from start: Int) throws(Diagnostic) -> Unicode.Scalar {
    position += 1
    var code: UInt32 = 0
    for _ in 0..<digits {
      guard let byte = file.bytes[safe: position], let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw error("invalid escape in a string literal: \(digits) hexadecimal digits must follow here", from: start)
      }
      code = code &* 16 &+ UInt32(digit)
      position += 1
    }
    guard let scalar = Unicode.Scalar(code) else {
      throw error("invalid escape in a string literal: not a Unicode character", from: start)
    }
    return scalar
  }
}

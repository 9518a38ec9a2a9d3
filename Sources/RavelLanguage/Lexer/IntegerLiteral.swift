/// The value of an integer literal. Python's integers have no bounds; what a kernel can do with them has.
public enum IntegerLiteral: Hashable, Sendable {
  /// A value that fits: every int64 and uint64 does.
  case exact(Int128)
  /// A value above `Int128.max`, as its digits: decimal, or hexadecimal with the prefix `0x`; lower case, no
  /// underscores, no leading zeros.
  case large(digits: String)

  /// The nearest float64, infinite if out of range, as a conversion rounds it.
  public var doubleValue: Double {
    switch self {
    case .exact(let value): Double(value)
    case .large(let digits): Double(digits) ?? .infinity
    }
  }

  /// A literal that Python reads as this value.
  public var text: String {
    switch self {
    case .exact(let value): String(value)
    case .large(let digits): digits
    }
  }

  /// From digits of the given radix (2, 8, 10 or 16), at least one, without underscores.
  init(digits: String, radix: Int) {
    if let value = Int128(digits, radix: radix) {
      self = .exact(value)
      return
    }
    switch radix {
    case 10: self = .large(digits: String(digits.drop { $0 == "0" }))
    case 16: self = .large(digits: "0x" + digits.drop { $0 == "0" }.lowercased())
    default: self = .large(digits: "0x" + Self.hexadecimal(digits, bitsPerDigit: radix == 8 ? 3 : 1))
    }
  }

  /// Regroups binary or octal digits into hexadecimal ones, from the right.
  private static func hexadecimal(_ digits: String, bitsPerDigit: Int) -> String {
    var nibbles: [Character] = []
    var pending = 0
    var pendingBits = 0
    for digit in digits.reversed() {
      pending |= (digit.wholeNumberValue ?? 0) << pendingBits
      pendingBits += bitsPerDigit
      while pendingBits >= 4 {
        nibbles.append(Character(String(pending & 15, radix: 16)))
        pending >>= 4
        pendingBits -= 4
      }
    }
    if pending > 0 { nibbles.append(Character(String(pending, radix: 16))) }
    return String(String(nibbles.reversed()).drop { $0 == "0" })
  }
}

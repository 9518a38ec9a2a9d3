#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A finite float's digits in base ten: the fewest that tell it from every other value of its dtype, or as many as
/// asked for.
struct Decimal {
  var isNegative: Bool
  /// From the first that is not zero to the last that is not zero; `[0]` for zero.
  var digits: [UInt8]
  /// The power of ten of the first digit.
  var exponent: Int

  /// The fewest digits; of those the nearest to the value. That is what Swift prints, but for whole numbers beyond a
  /// float16's precision.
  init(_ value: some BinaryFloatingPoint & LosslessStringConvertible) {
    self.init(parsing: value.description.utf8)
    guard let value = value as? Float16, value.magnitude >= 2048 else { return }
    for count in 1...4 {
      let text = printed(Double(value), "%.*e", count - 1)
      if Float16(text) == value {
        self.init(parsing: text.utf8)
        return
      }
    }
  }

  /// That many digits after the first, rounded to the nearest, ties to even.
  init(_ value: Double, significantDigits count: Int) {
    self.init(parsing: printed(value, "%.*e", count - 1).utf8)
  }

  /// That many digits after the point, rounded to the nearest, ties to even.
  init(_ value: Double, fractionDigits count: Int) {
    self.init(parsing: printed(value, "%.*f", count).utf8)
  }

  /// Reads `-12.50e-07`.
  private init(parsing text: some Sequence<UInt8>) {
    isNegative = false
    digits = []
    exponent = -1
    var (isFraction, inExponent, written, isSmall) = (false, false, 0, false)
    for character in text {
      switch character {
      case UInt8(ascii: "-"): if inExponent { isSmall = true } else { isNegative = true }
      case UInt8(ascii: "."): isFraction = true
      case UInt8(ascii: "e"): inExponent = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digit = character - UInt8(ascii: "0")
        if inExponent {
          written = written * 10 + Int(digit)
        } else if !digits.isEmpty || digit != 0 {
          digits.append(digit)
          if !isFraction { exponent += 1 }
        } else if isFraction {
          exponent -= 1
        }
      default: break
      }
    }
    exponent += isSmall ? -written : written
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { (digits, exponent) = ([0], 0) }
  }

  /// Digits after the point, written without an exponent.
  var fractionCount: Int { max(digits.count - 1 - exponent, 0) }

  /// The digits before the point, with the sign, and those after it.
  func positional(plusSign: Bool) -> (whole: String, fraction: String) {
    let whole = exponent < 0 ? [0] : (0...exponent).map(digit)
    let fraction = (0..<fractionCount).map { digit(at: exponent + 1 + $0) }
    return (sign(plusSign) + Self.text(whole), Self.text(fraction))
  }

  /// The digit before the point, with the sign, and those after it; the power of ten stands apart.
  func scientific(plusSign: Bool) -> (whole: String, fraction: String) {
    (sign(plusSign) + Self.text(digits.prefix(1)), Self.text(digits.dropFirst()))
  }

  /// `e-05`: a sign and at least that many digits.
  func exponentText(digits count: Int) -> String {
    let magnitude = String(exponent.magnitude)
    return (exponent < 0 ? "e-" : "e+") + String(repeating: "0", count: max(count - magnitude.utf8.count, 0))
      + magnitude
  }

  private func sign(_ plusSign: Bool) -> String { isNegative ? "-" : plusSign ? "+" : "" }
  private func digit(at index: Int) -> UInt8 { digits.indices.contains(index) ? digits[index] : 0 }
  private static func text(_ digits: some Sequence<UInt8>) -> String {
    String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
  }
}

/// What C prints: exact digits of the binary value.
private func printed(_ value: Double, _ format: String, _ precision: Int) -> String {
  withVaList([Int32(precision), value]) { arguments in
    // Room for the longest: 309 digits before the point, a sign, a point, an exponent.
    let capacity = 330 + precision
    let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      count = buffer.withMemoryRebound(to: CChar.self) {
        Int(vsnprintf($0.baseAddress!, capacity, format, arguments))
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

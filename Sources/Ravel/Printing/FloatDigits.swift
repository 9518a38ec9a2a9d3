#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A finite float's shortest decimal digits that read back to it: 0.d1d2d3... times ten to the power of `point`.
///
/// - Source: Swift's own shortest printing; what is cut to a precision is rounded from the exact value, ties to even, as NumPy's Dragon4 does.
struct FloatDigits {
  let isNegative: Bool
  let digits: [UInt8]
  /// Digits before the decimal point.
  let point: Int
  /// The exact value: every float dtype's values are float64's.
  let value: Double

  init(_ constant: Constant) {
    value = constant.doubleValue
    isNegative = value.sign == .minus
    var text =
      switch constant.dtype {
      case .float16: Float16(value).magnitude.description
      case .float32: Float(value).magnitude.description
      default: value.magnitude.description
      }
    var exponent = 0
    if let e = text.firstIndex(of: "e") {
      exponent = Int(text[text.index(after: e)...])!
      text = String(text[..<e])
    }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    var all = Array(parts[0].utf8) + (parts.count > 1 ? Array(parts[1].utf8) : [])
    var place = parts[0].utf8.count + exponent
    let zeros = all.prefix { $0 == UInt8(ascii: "0") }.count
    all.removeFirst(zeros)
    place -= zeros
    while all.last == UInt8(ascii: "0") { all.removeLast() }
    digits = all
    point = all.isEmpty ? 1 : place
  }

  private static func text(_ digits: ArraySlice<UInt8>) -> String { String(decoding: digits, as: UTF8.self) }

  /// Integral and fractional digits, the latter no more than `precision` and without trailing zeros; nil for all there are.
  func positional(precision: Int?) -> (whole: String, fraction: String) {
    if let precision, digits.count - point > precision {
      let parts = Self.printed("%.\(precision)f", value.magnitude).split(separator: ".", omittingEmptySubsequences: false)
      return (String(parts[0]), Self.trimmed(parts.count > 1 ? parts[1] : ""))
    }
    if digits.isEmpty { return ("0", "") }
    if point <= 0 { return ("0", String(repeating: "0", count: -point) + Self.text(digits[...])) }
    let padded = digits + Array(repeating: UInt8(ascii: "0"), count: max(point - digits.count, 0))
    return (Self.text(padded[..<point]), Self.text(padded[point...]))
  }

  /// The digit before the point, those after it, no more than `precision` and without trailing zeros, and the exponent.
  func scientific(precision: Int?) -> (whole: String, fraction: String, exponent: Int) {
    if digits.isEmpty { return ("0", "", 0) }
    if let precision, digits.count - 1 > precision {
      let parts = Self.printed("%.\(precision)e", value.magnitude).split(separator: "e")
      let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
      return (String(mantissa[0]), Self.trimmed(mantissa.count > 1 ? mantissa[1] : ""), Int(parts[1])!)
    }
    return (Self.text(digits[..<1]), Self.text(digits[1...]), point - 1)
  }

  private static func trimmed(_ fraction: Substring) -> String {
    var fraction = fraction
    while fraction.last == "0" { fraction.removeLast() }
    return String(fraction)
  }

  private static func printed(_ format: String, _ value: Double) -> String {
    withVaList([value]) { arguments in
      // float64 has at most 309 digits before the point.
      withUnsafeTemporaryAllocation(of: CChar.self, capacity: 400) { buffer in
        vsnprintf(buffer.baseAddress!, 400, format, arguments)
        return String(cString: buffer.baseAddress!)
      }
    }
  }

  /// `e+08`: at least two digits.
  static func exponentText(_ exponent: Int, digits: Int = 2) -> String {
    let magnitude = String(exponent.magnitude)
    return "e" + (exponent < 0 ? "-" : "+") + String(repeating: "0", count: max(digits - magnitude.count, 0)) + magnitude
  }

  /// A number by itself, as NumPy's scalars print: `0.1`, `1e+16`, `3.0`; without `.0` if `isBare`, as in complex values.
  func scalarText(isBare: Bool = false) -> String {
    let sign = isNegative ? "-" : ""
    let magnitude = value.magnitude
    if magnitude != 0 && (magnitude < 1e-4 || magnitude >= 1e16) {
      let (whole, fraction, exponent) = scientific(precision: nil)
      return sign + whole + (fraction.isEmpty ? "" : "." + fraction) + Self.exponentText(exponent)
    }
    let (whole, fraction) = positional(precision: nil)
    if fraction.isEmpty { return sign + whole + (isBare ? "" : ".0") }
    return sign + whole + "." + fraction
  }
}

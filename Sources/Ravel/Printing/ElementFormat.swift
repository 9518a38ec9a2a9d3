/// How the elements of one array are written: NumPy chooses a form for all of them together.
/// - Source: numpy/_core/arrayprint.py (BoolFormat, IntegerFormat, FloatingFormat, ComplexFloatingFormat); held by the comparison with NumPy's texts.
enum ElementFormat {
  case bool(isArray: Bool)
  case integer(width: Int)
  case float(FloatFormat)
  case complex(FloatFormat, FloatFormat)

  init(_ elements: [Constant], dtype: DType, isArray: Bool) {
    switch dtype.kind {
    case .bool: self = .bool(isArray: isArray)
    case .signed, .unsigned: self = .integer(width: elements.map { $0.description.count }.max() ?? 0)
    case .float: self = .float(FloatFormat(elements, alwaysSigned: false))
    case .complex:
      self = .complex(
        FloatFormat(elements.map(\.real), alwaysSigned: false), FloatFormat(elements.map(\.imaginary), alwaysSigned: true))
    }
  }

  func text(_ element: Constant) -> String {
    switch self {
    case .bool(let isArray): element.bits != 0 ? (isArray ? " True" : "True") : "False"
    case .integer(let width): padded(element.description, width)
    case .float(let format): format.text(element)
    case .complex(let real, let imaginary):
      {
        // The j stands before the blanks that pad the imaginary part.
        let text = imaginary.text(element.imaginary)
        let end = text.lastIndex { $0 != " " }.map(text.index(after:)) ?? text.endIndex
        return real.text(element.real) + text[..<end] + "j" + text[end...]
      }()
    }
  }
}

private func padded(_ text: String, _ width: Int) -> String { String(repeating: " ", count: max(width - text.count, 0)) + text }

/// The form of an array's floats: with a fixed point or an exponent, and padded so that points stand below one another.
struct FloatFormat {
  /// NumPy's `precision`: digits after the point.
  private static let precision = 8

  private let alwaysSigned: Bool
  private var left = 0
  private var right = 0
  /// Digits of the exponents; nil for fixed points.
  private var exponentDigits: Int?
  private var fractionDigits = 0

  init(_ elements: [Constant], alwaysSigned: Bool) {
    self.alwaysSigned = alwaysSigned
    let finite = elements.filter { $0.doubleValue.isFinite }.map { FloatDigits($0) }
    if let dtype = elements.first?.dtype, Self.needsExponent(finite, dtype) {
      let parts = finite.map { ($0, $0.scientific(precision: Self.precision)) }
      let exponents = parts.map { FloatDigits.exponentText($0.1.exponent).count - 2 }.max() ?? 2
      exponentDigits = exponents
      fractionDigits = parts.map(\.1.fraction.count).max() ?? 0
      left = parts.map { sign($0.0).count + $0.1.whole.count }.max() ?? 0
      right = exponents + 2 + fractionDigits
    } else if !finite.isEmpty {
      let parts = finite.map { ($0, $0.positional(precision: Self.precision)) }
      left = parts.map { sign($0.0).count + $0.1.whole.count }.max() ?? 0
      right = parts.map(\.1.fraction.count).max() ?? 0
    }
    if finite.count < elements.count {
      let hasNegativeInfinity = elements.contains { $0.doubleValue == -.infinity }
      left = max(left, 3 - (right + 1), 3 + (alwaysSigned || hasNegativeInfinity ? 1 : 0) - (right + 1))
    }
  }

  private static func needsExponent(_ finite: [FloatDigits], _ dtype: DType) -> Bool {
    let sizes = finite.map(\.value.magnitude).filter { $0 != 0 }
    guard let most = sizes.max(), let least = sizes.min() else { return false }
    // float16 and float32 hold fewer than eight digits.
    let limit = dtype == .float16 ? 1e3 : dtype == .float32 ? 1e6 : 1e8
    let ratio =
      switch dtype {
      case .float16: Double(Float16(most / least))
      case .float32: Double(Float(most / least))
      default: most / least
      }
    return most >= limit || least < 0.0001 || ratio > 1000
  }

  private func sign(_ digits: FloatDigits) -> String { digits.isNegative ? "-" : alwaysSigned ? "+" : "" }

  func text(_ element: Constant) -> String {
    let value = element.doubleValue
    if !value.isFinite {
      let text = value.isNaN ? (alwaysSigned ? "+nan" : "nan") : (value < 0 ? "-inf" : alwaysSigned ? "+inf" : "inf")
      return padded(text, left + right + 1)
    }
    let digits = FloatDigits(element)
    if let exponentDigits {
      let (whole, fraction, exponent) = digits.scientific(precision: fractionDigits)
      let zeros = String(repeating: "0", count: fractionDigits - fraction.count)
      return padded(sign(digits) + whole, left) + "." + fraction + zeros
        + FloatDigits.exponentText(exponent, digits: exponentDigits)
    }
    let (whole, fraction) = digits.positional(precision: Self.precision)
    return padded(sign(digits) + whole, left) + "." + fraction + String(repeating: " ", count: right - fraction.count)
  }
}

/// How the floats of an array are written: alike, so that points stand below one another.
///
/// - Source: the behaviour of `FloatingFormat`, numpy/_core/arrayprint.py, with the digits of its `dragon4`; held to
///   NumPy's letters by PrintingTests.
struct FloatFormat {
  private var isScientific = false
  private let plusSign: Bool
  /// Characters before the point.
  private var wholeWidth = 0
  /// Characters after the point.
  private var fractionWidth = 0
  private var exponentDigits = 0
  /// Characters of every element.
  private var width = 0

  /// - Parameter plusSign: whether positive values have one, as imaginary parts do.
  init(_ values: [Constant], plusSign: Bool = false) {
    self.plusSign = plusSign
    let finite = values.filter(\.isFinite)
    isScientific = Self.needsExponents(finite)
    for value in finite {
      let decimal = value.decimal(isScientific: isScientific)
      let text = isScientific ? decimal.scientific(plusSign: plusSign) : decimal.positional(plusSign: plusSign)
      wholeWidth = max(wholeWidth, text.whole.utf8.count)
      fractionWidth = max(fractionWidth, text.fraction.utf8.count)
      if isScientific { exponentDigits = max(exponentDigits, decimal.exponentText(digits: 2).utf8.count - 2) }
    }
    let afterPoint = isScientific && !finite.isEmpty ? fractionWidth + 2 + exponentDigits : fractionWidth
    if finite.count < values.count {
      let isSigned = plusSign || values.contains { !$0.isFinite && !$0.isNaN && $0.doubleValue < 0 }
      wholeWidth = max(wholeWidth, 3 + (isSigned ? 1 : 0) - afterPoint - 1, 3 - afterPoint - 1)
    }
    width = wholeWidth + 1 + afterPoint
  }

  /// NumPy compares in the dtype: with its own 0.0001, and with quotients rounded to it.
  private static func needsExponents(_ finite: [Constant]) -> Bool {
    let magnitudes = finite.map { abs($0.doubleValue) }.filter { $0 != 0 }
    guard let greatest = magnitudes.max(), let least = magnitudes.min(), let dtype = finite.first?.dtype else {
      return false
    }
    func rounded(_ value: Double) -> Double { Constant(value, dtype).doubleValue }
    return greatest >= dtype.plainLimit(atMost: 1e8) || least < rounded(0.0001) || rounded(greatest / least) > 1000
  }

  func text(_ value: Constant) -> String {
    if !value.isFinite {
      let sign = value.isNaN ? (plusSign ? "+" : "") : value.doubleValue < 0 ? "-" : plusSign ? "+" : ""
      return padded(left: sign + (value.isNaN ? "nan" : "inf"), to: width)
    }
    var decimal = value.decimal(isScientific: isScientific)
    if isScientific {
      // Digits beyond the fewest are those of the exact value.
      let count = fractionWidth + 1
      if decimal.digits.count < count { decimal = Decimal(value.doubleValue, significantDigits: count) }
      let (whole, fraction) = decimal.scientific(plusSign: plusSign)
      let zeros = String(repeating: "0", count: fractionWidth - fraction.utf8.count)
      return padded(left: whole, to: wholeWidth) + "." + fraction + zeros + decimal.exponentText(digits: exponentDigits)
    }
    let (whole, fraction) = decimal.positional(plusSign: plusSign)
    return padded(left: whole, to: wholeWidth) + "." + padded(right: fraction, to: fractionWidth)
  }
}

extension DType {
  /// The magnitude from which on floats are written with exponents.
  func plainLimit(atMost limit: Double) -> Double {
    switch component {
    case .float16: 1e3
    case .float32: 1e6
    default: limit
    }
  }
}

extension Constant {
  var isNaN: Bool { doubleValue.isNaN }
  var isFinite: Bool { doubleValue.isFinite }

  /// A finite float's fewest digits.
  var shortest: Decimal {
    switch dtype.component {
    case .float16: Decimal(Float16(bitPattern: UInt16(bits)))
    case .float32: Decimal(Float(bitPattern: UInt32(bits)))
    default: Decimal(doubleValue)
    }
  }

  /// A finite float's fewest digits, or those that the precision leaves.
  fileprivate func decimal(isScientific: Bool) -> Decimal {
    let fewest = shortest
    if isScientific {
      let count = PrintOptions.precision + 1
      return fewest.digits.count > count ? Decimal(doubleValue, significantDigits: count) : fewest
    }
    return fewest.fractionCount > PrintOptions.precision
      ? Decimal(doubleValue, fractionDigits: PrintOptions.precision) : fewest
  }
}

func padded(left text: String, to width: Int) -> String {
  String(repeating: " ", count: max(width - text.utf8.count, 0)) + text
}

func padded(right text: String, to width: Int) -> String {
  text + String(repeating: " ", count: max(width - text.utf8.count, 0))
}

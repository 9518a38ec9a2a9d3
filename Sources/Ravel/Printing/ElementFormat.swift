/// How the elements of an array are written, each in as many columns as the widest needs.
enum ElementFormat {
  case bool(width: Int)
  case integer(width: Int)
  case float(FloatFormat)
  case complex(real: FloatFormat, imaginary: FloatFormat)

  /// - Parameter isScalar: whether they are the one element of a 0-d array.
  init(_ values: [Constant], _ dtype: DType, isScalar: Bool) {
    switch dtype.kind {
    case .bool: self = .bool(width: isScalar ? 0 : 5)
    case .unsigned, .signed: self = .integer(width: values.map { $0.description.utf8.count }.max() ?? 0)
    case .float: self = .float(FloatFormat(values))
    case .complex:
      self = .complex(
        real: FloatFormat(values.map(\.real)), imaginary: FloatFormat(values.map(\.imaginary), plusSign: true))
    }
  }

  func text(_ value: Constant) -> String {
    switch self {
    case .bool(let width): return padded(left: value.bits == 0 ? "False" : "True", to: width)
    case .integer(let width): return padded(left: value.description, to: width)
    case .float(let format): return format.text(value)
    case .complex(let real, let imaginary):
      let text = imaginary.text(value.imaginary)
      let end = text.lastIndex { $0 != " " }.map(text.index(after:)) ?? text.endIndex
      return real.text(value.real) + text[..<end] + "j" + text[end...]
    }
  }
}

/// One element as NumPy writes a scalar: with all its digits, and a 0 after the point.
func scalarText(_ value: Constant) -> String {
  switch value.dtype.kind {
  case .bool: return value.bits == 0 ? "False" : "True"
  case .unsigned, .signed: return value.description
  case .float: return floatText(value, wholeEnding: ".0")
  case .complex:
    let imaginary = floatText(value.imaginary, wholeEnding: "") + "j"
    // A real part of 0.0, but not of -0.0, is left out.
    if value.bits == 0 { return imaginary }
    let sign = imaginary.hasPrefix("-") ? "" : "+"
    return "(" + floatText(value.real, wholeEnding: "") + sign + imaginary + ")"
  }
}

/// - Parameter wholeEnding: what a number without a fraction ends with.
private func floatText(_ value: Constant, wholeEnding: String) -> String {
  guard value.isFinite else { return value.isNaN ? "nan" : value.doubleValue < 0 ? "-inf" : "inf" }
  let (decimal, magnitude) = (value.shortest, abs(value.doubleValue))
  if magnitude == 0 || (magnitude >= 1e-4 && magnitude < value.dtype.plainLimit(atMost: 1e16)) {
    let (whole, fraction) = decimal.positional(plusSign: false)
    return whole + (fraction.isEmpty ? wholeEnding : "." + fraction)
  }
  let (whole, fraction) = decimal.scientific(plusSign: false)
  return whole + (fraction.isEmpty ? "" : "." + fraction) + decimal.exponentText(digits: 2)
}

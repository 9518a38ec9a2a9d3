#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// C's `pow`, whose name means something else within Double.
private func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

/// CPython's arithmetic on floats, to the bit.
/// - Source: Objects/floatobject.c of CPython.
extension Double {
  func pythonRemainder(_ divisor: Double, _ message: String) throws -> Double {
    guard divisor != 0 else { throw PythonError(message) }
    let rest = fmod(self, divisor)
    if rest == 0 { return copysign(0, divisor) }
    return (divisor < 0) != (rest < 0) ? rest + divisor : rest
  }

  func pythonFloorDivided(by divisor: Double, _ message: String) throws -> Double {
    guard divisor != 0 else { throw PythonError(message) }
    let rest = fmod(self, divisor)
    var quotient = (self - rest) / divisor
    if rest != 0, (divisor < 0) != (rest < 0) { quotient -= 1 }
    guard quotient != 0 else { return copysign(0, self / divisor) }
    let floor = quotient.rounded(.down)
    return quotient - floor > 0.5 ? floor + 1 : floor
  }

  /// - Returns: nil where Python's result is complex: a negative number to a power that is no integer.
  func pythonPower(_ exponent: Double) throws -> Double? {
    if self == 0, exponent < 0, exponent.isFinite { throw PythonError("0.0 cannot be raised to a negative power") }
    if self < 0, isFinite, exponent.isFinite, exponent != exponent.rounded(.down) { return nil }
    let result = power(self, exponent)
    if result.isInfinite, isFinite, exponent.isFinite { throw PythonError("(34, 'Numerical result out of range')") }
    return result
  }

  /// Towards zero.
  func pythonInteger() throws -> Int128 {
    if isNaN { throw PythonError("cannot convert float NaN to integer") }
    if isInfinite { throw PythonError("cannot convert float infinity to integer") }
    guard abs(self) < 0x1p127 else { throw PythonError.integerTooLarge }
    return Int128(rounded(.towardZero))
  }

  /// The float nearest to this number rounded to that many decimals, as its decimal text rounds.
  func pythonRounded(decimals: Int128) -> Double {
    // Beyond these, either every digit is kept or none is.
    if !isFinite || decimals > 323 { return self }
    if decimals < -308 { return copysign(0, self) }
    let decimals = Int(decimals)
    if decimals >= 0 { return Self.parsed("%.*f", decimals, self) }
    // With a place left of the point, the digits that stay are those of a shorter scientific form.
    let exponent = Int(Self.text("%.17e", self).split(separator: "e")[1]) ?? 0
    let digits = exponent + decimals
    if digits >= 0 { return Self.parsed("%.*e", digits, self) }
    // At most one digit could stay: half of the last place or less is rounded to even, which is zero.
    let place = Double("1e\(-decimals)") ?? .infinity
    return copysign(abs(self) > place / 2 ? place : 0, self)
  }

  private static func parsed(_ format: String, _ precision: Int, _ value: Double) -> Double {
    Double(text(format, Int32(precision), value)) ?? value
  }

  private static func text(_ format: String, _ arguments: any CVarArg...) -> String {
    withVaList(arguments) { list in
      // The longest is a sign, 309 digits, a point and 323 decimals.
      withUnsafeTemporaryAllocation(of: CChar.self, capacity: 700) { buffer in
        _ = vsnprintf(buffer.baseAddress, buffer.count, format, list)
        return String(cString: buffer.baseAddress!)
      }
    }
  }

  /// The shortest text that reads back as this number, as Python writes it.
  var pythonText: String {
    if isNaN { return "nan" }
    if isInfinite { return self < 0 ? "-inf" : "inf" }
    return "\(self)"
  }
}

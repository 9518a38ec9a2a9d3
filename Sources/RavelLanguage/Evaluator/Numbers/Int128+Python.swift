/// Python's integers as far as 128 bits reach: beyond, an error, never a wrapped result.
extension Int128 {
  func checkedAdd(_ other: Int128) throws -> Int128 { try Self.checked(addingReportingOverflow(other)) }
  func checkedSubtract(_ other: Int128) throws -> Int128 { try Self.checked(subtractingReportingOverflow(other)) }
  func checkedMultiply(_ other: Int128) throws -> Int128 { try Self.checked(multipliedReportingOverflow(by: other)) }
  func checkedNegate() throws -> Int128 { try Int128(0).checkedSubtract(self) }

  private static func checked(_ result: (partialValue: Int128, overflow: Bool)) throws -> Int128 {
    guard !result.overflow else { throw PythonError.integerTooLarge }
    return result.partialValue
  }

  /// The quotient rounded down, and what is left, which has the divisor's sign.
  func floorDivided(by divisor: Int128, _ message: String) throws -> (quotient: Int128, remainder: Int128) {
    guard divisor != 0 else { throw PythonError(message) }
    let quotient = try Self.checked(dividedReportingOverflow(by: divisor))
    let remainder = remainderReportingOverflow(dividingBy: divisor).partialValue
    guard remainder != 0, (remainder < 0) != (divisor < 0) else { return (quotient, remainder) }
    return (quotient - 1, remainder + divisor)
  }

  /// - Parameter exponent: not negative.
  func raised(to exponent: Int128) throws -> Int128 {
    if exponent == 0 || self == 1 { return 1 }
    if self == 0 { return 0 }
    if self == -1 { return exponent & 1 == 0 ? 1 : -1 }
    guard exponent < 128 else { throw PythonError.integerTooLarge }
    var result: Int128 = 1
    for _ in 0..<Int(exponent) { result = try result.checkedMultiply(self) }
    return result
  }

  func shiftedLeft(by count: Int128) throws -> Int128 {
    guard count >= 0 else { throw PythonError("negative shift count") }
    if self == 0 { return 0 }
    guard count < 128, (self << count) >> count == self else { throw PythonError.integerTooLarge }
    return self << count
  }

  func shiftedRight(by count: Int128) throws -> Int128 {
    guard count >= 0 else { throw PythonError("negative shift count") }
    return self >> Swift.min(count, 127)
  }

  /// The float nearest to the exact quotient.
  func trueDivided(by divisor: Int128) throws -> Double {
    guard divisor != 0 else { throw PythonError("division by zero") }
    // Both exact as floats: the division rounds once.
    if magnitude <= 1 << 53, divisor.magnitude <= 1 << 53 { return Double(self) / Double(divisor) }
    var (quotient, remainder) = magnitude.quotientAndRemainder(dividingBy: divisor.magnitude)
    if quotient == 0, remainder == 0 { return divisor < 0 ? -0.0 : 0.0 }
    // Two bits more than a float holds, then whether anything is left: enough to round right.
    var exponent = 0
    while quotient < 1 << 60 {
      let isOne = remainder >= divisor.magnitude - remainder
      remainder = isOne ? remainder - (divisor.magnitude - remainder) : remainder << 1
      quotient = quotient << 1 | (isOne ? 1 : 0)
      exponent -= 1
    }
    if remainder != 0 { quotient |= 1 }
    let value = Double(sign: .plus, exponent: exponent, significand: quotient.roundedToDouble)
    return (self < 0) == (divisor < 0) ? value : -value
  }

  /// The nearest float, ties to even.
  var nearestDouble: Double { self < 0 ? -magnitude.roundedToDouble : magnitude.roundedToDouble }

  /// How this compares with a float that is not NaN, exactly.
  func isLess(than value: Double) -> Bool {
    if value >= 0x1p127 { return true }
    if value < -0x1p127 { return false }
    return self < Int128(value.rounded(.up))
  }

  func isEqual(to value: Double) -> Bool {
    guard value.isFinite, value == value.rounded(.down), abs(value) < 0x1p127 else {
      return self == .min && value == -0x1p127
    }
    return self == Int128(value)
  }
}

extension UInt128 {
  /// The nearest float, ties to even.
  fileprivate var roundedToDouble: Double {
    let surplus = 128 - leadingZeroBitCount - 64
    guard surplus > 0 else { return Double(UInt64(truncatingIfNeeded: self)) }
    // 64 bits with the rest folded into the last one round as the whole would.
    let kept = UInt64(truncatingIfNeeded: self >> UInt128(surplus))
    let isInexact = self & ((1 << UInt128(surplus)) - 1) != 0
    return Double(sign: .plus, exponent: surplus, significand: Double(isInexact ? kept | 1 : kept))
  }
}

extension PythonError {
  static let integerTooLarge = PythonError("an integer of the kernel language has at most 128 bits")
}

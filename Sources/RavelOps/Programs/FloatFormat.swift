import RavelCore

/// What a program must know of float32's or float64's layout.
struct FloatFormat {
  /// Integers of the float's width.
  let signed: DType
  let unsigned: DType
  /// Stored bits of the significand.
  let mantissaBits: Int
  let exponentBias: Int

  static let float32 = FloatFormat(signed: .int32, unsigned: .uint32, mantissaBits: 23, exponentBias: 127)
  static let float64 = FloatFormat(signed: .int64, unsigned: .uint64, mantissaBits: 52, exponentBias: 1023)

  var mantissaMask: UInt64 { (1 << UInt64(mantissaBits)) - 1 }
  /// The bits of the least normal number: one in the exponent field.
  var leastNormal: UInt64 { 1 << UInt64(mantissaBits) }
  var one: UInt64 { UInt64(exponentBias) << UInt64(mantissaBits) }
  /// The bits of 2^mantissaBits, whose last place is 1: a small integer in place of its low bits is added to it.
  var integerUnit: UInt64 { UInt64(exponentBias + mantissaBits) << UInt64(mantissaBits) }
  var infinity: UInt64 { UInt64(2 * exponentBias + 1) << UInt64(mantissaBits) }
  /// Adding this rounds to an integer, ties to even, and leaves that integer in the low bits of the sum.
  var roundingShift: Double { mantissaBits == 23 ? 0x1.8p23 : 0x1.8p52 }
}

extension Scalar {
  var isDouble: Bool { dtype == .float64 }
  var format: FloatFormat { isDouble ? .float64 : .float32 }

  /// One of two numbers by this value's dtype.
  func byFormat<T>(_ float32: T, _ float64: T) -> T { isDouble ? float64 : float32 }

  /// Whether a float32 came from float16 and is to make one: never large, never subnormal, and a few last places of the
  /// result do not matter.
  var isHalf: Bool { builder.precision == .half && dtype == .float32 }

  /// The nearest number of an interval; NaN stays.
  func clamped(_ low: Double, _ high: Double) -> Scalar {
    let (low, high) = (constant(low), constant(high))
    let raised = (self < low).select(low, self)
    return (raised > high).select(high, raised)
  }

  /// The bits as an unsigned integer.
  var unsignedBits: Scalar { bitcast(format.unsigned) }

  /// The exponent of a normal number, as a float.
  var exponent: Scalar {
    let bits = unsignedBits
    let unit = bits.constant(bits: format.integerUnit)
    let field = ((bits >> format.mantissaBits) & bits.constant(2 * format.exponentBias + 1)) | unit
    return field.bitcast(dtype) - (Double(format.leastNormal) + Double(format.exponentBias))
  }

  /// Whether the sign bit is set: of -0.0 and of some NaNs too.
  var hasSignBit: Scalar {
    let bits = bitcast(format.signed)
    return bits < bits.zero
  }

  var infinity: Scalar { constant(.infinity) }
  var nan: Scalar { constant(.nan) }

  /// self * b + c with constants, rounded once.
  func fusedMultiplyAdd(_ b: Double, _ c: Scalar) -> Scalar { fusedMultiplyAdd(constant(b), c) }
  func fusedMultiplyAdd(_ b: Double, _ c: Double) -> Scalar { fusedMultiplyAdd(constant(b), constant(c)) }
  func fusedMultiplyAdd(_ b: Scalar, _ c: Double) -> Scalar { fusedMultiplyAdd(b, constant(c)) }

  static func < (a: Scalar, b: Double) -> Scalar { a < a.constant(b) }
  static func > (a: Scalar, b: Double) -> Scalar { a > a.constant(b) }
  static func - (a: Double, b: Scalar) -> Scalar { b.constant(a) - b }
  static func / (a: Double, b: Scalar) -> Scalar { b.constant(a) / b }

  /// The sum of coefficients[i] * self^i, by Estrin's scheme: a short chain of dependent operations, for programs are
  /// bound by latency as often as by throughput.
  func polynomial(_ coefficients: [Double]) -> Scalar { polynomial(coefficients[...]) }

  private func polynomial(_ c: ArraySlice<Double>) -> Scalar {
    if c.count == 1 { return constant(c.first!) }
    var half = 1
    while 2 * half < c.count { half *= 2 }
    // Of one term above a power of two Horner's scheme makes no longer chain, and saves that power.
    if c.count == half + 1 { return fusedMultiplyAdd(polynomial(c.dropFirst()), constant(c.first!)) }
    var power = self
    for _ in 0..<half.trailingZeroBitCount { power = power * power }
    let low = c.prefix(half)
    let high = c.dropFirst(half)
    return power.fusedMultiplyAdd(polynomial(high), polynomial(low))
  }
}

extension Scalar {
  /// (... (c self + l0) self + l1 ...), c the polynomial with those coefficients and l0, l1, ... the leading terms, of one
  /// or two parts: they are added without loss where each is at least half of the sum and at most twice as great.
  /// - Parameter low: what self lacks.
  func polynomialInParts(
    _ coefficients: [Double], leading: [[Double]], low tail: Scalar? = nil
  ) -> (high: Scalar, low: Scalar) {
    var high = polynomial(coefficients)
    var low: Scalar?
    for term in leading {
      let sum = fusedMultiplyAdd(high, term[0])
      var rest = term.count > 1 ? constant(term[1]) : nil
      if let tail { rest = rest.map { tail.fusedMultiplyAdd(high, $0) } ?? tail * high }
      if let low { rest = rest.map { fusedMultiplyAdd(low, $0) } ?? self * low }
      let lost = fusedMultiplyAdd(high, term[0] - sum)
      low = rest.map { lost + $0 } ?? lost
      high = sum
    }
    return (high, low ?? zero)
  }

  /// 1/self to one part in eight, for positive values in the middle of the range: enough for a correction of less than
  /// a last place.
  ///
  /// Negating the bits negates the exponent; the constant makes the error least.
  var roughReciprocal: Scalar {
    let bits = unsignedBits
    return (bits.constant(bits: byFormat(0x7ef3_11c7, 0x7fde_6238_da3c_2118)) - bits).bitcast(dtype)
  }

  /// self + other, rounded, and the rounding error, whichever is greater.
  /// - Source: D. Knuth, "The Art of Computer Programming", volume 2, 4.2.2.
  func sum(_ other: Scalar) -> (high: Scalar, low: Scalar) {
    let sum = self + other
    let part = sum - self
    return (sum, (self - (sum - part)) + (other - part))
  }
}

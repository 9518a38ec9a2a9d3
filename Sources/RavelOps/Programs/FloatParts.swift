import RavelCore

// What floats are made of: neighbours, exponents, integral parts. Programs on bits, for any float that they are given in.

/// The next float after x towards y. Of equal values it is y, but x in float16, as in NumPy.
func nextAfter(_ x: Scalar, _ y: Scalar) -> Scalar {
  let (wideX, wideY) = (x.comparable, y.comparable)
  let (bits, target) = (x.integerBits, y.integerBits)
  let sign = bits.constant(bits: 1 << UInt64(x.dtype.bitWidth - 1))
  // Bits grow with the magnitude.
  let grows = !((wideX < wideY) ^ (wideX > wideX.zero))
  let moved = bits + grows.select(bits.one, bits.constant(-1))
  let leastTowards = (target & sign) | bits.one
  let next = (wideX == wideX.zero).select(leastTowards, moved)
  let result = (wideX == wideY).select(x.dtype == .float16 ? bits : target, next).bitcast(x.dtype)
  return (wideX.isNaN | wideY.isNaN).select(x.constant(.nan), result)
}

/// From x to the next float away from zero, with x's sign; positive of a zero.
func spacing(_ x: Scalar) -> Scalar {
  let magnitude = x.absolute
  let bits = magnitude.integerBits
  let step = (bits + bits.one).bitcast(x.dtype) - magnitude
  let signed = (x == x.zero).select(step, step.copySign(of: x))
  return (magnitude < x.infinity).select(signed, x.nan)
}

/// NumPy's own for float16: never negative, and of a negative power of two the distance towards zero.
/// - Source: numpy/_core/src/npymath/halffloat.cpp, `npy_half_spacing`; all 65536 values are compared with NumPy's.
func spacingOfHalf(_ x: Scalar) -> Scalar {
  let bits = x.bitcast(.uint16)
  let (exponent, fraction) = (bits & bits.constant(0x7c00), bits & bits.constant(0x03ff))
  let isNegativePower = (bits >= bits.constant(0x8000)) & (fraction == bits.zero)
  // A negative power of two counts as one binade less.
  let binade = (exponent >> 10) - isNegativePower.select(bits.one, bits.zero)
  let isNormal = binade > bits.constant(10)
  let subnormal = bits.one << (binade - bits.one)
  let isLeast = (binade <= bits.one) | (exponent <= bits.constant(0x0400))
  let step = isLeast.select(bits.one, isNormal.select((binade - bits.constant(10)) << 10, subnormal))
  let isGreatest = bits == bits.constant(0x7bff)
  let finite = isGreatest.select(bits.constant(0x7c00), step)
  return (exponent == bits.constant(0x7c00)).select(bits.constant(0x7e00), finite).bitcast(.float16)
}

/// x as m 2^e with m in [1/2, 1) by magnitude; zeros, infinities and NaN are themselves, with exponent 0.
func mantissaAndExponent(_ x: Scalar) -> (mantissa: Scalar, exponent: Scalar) {
  let format = x.format
  let magnitude = x.absolute
  let isSubnormal = magnitude < x.constant(bits: format.leastNormal)
  let shift = format.mantissaBits + 2
  let normal = isSubnormal.select(x * x.constant(Double(sign: .plus, exponent: shift, significand: 1)), x)
  let bits = normal.bitcast(format.signed)
  let field = bits.constant(bits: format.infinity)
  let half = bits.constant(bits: UInt64(format.exponentBias - 1) << UInt64(format.mantissaBits))
  let mantissa = ((bits & ~field) | half).bitcast(x.dtype)
  let offset = isSubnormal.select(
    bits.constant(format.exponentBias - 1 + shift), bits.constant(format.exponentBias - 1))
  let exponent = ((bits & field) >> format.mantissaBits) - offset
  let isOrdinary = (magnitude > x.zero) & (magnitude < x.infinity)
  return (
    isOrdinary.select(mantissa, x), isOrdinary.select(exponent, bits.zero).convertPrimitive(.int32)
  )
}

/// x 2^n, rounded once.
func scaledByPower(_ x: Scalar, _ exponent: Scalar) -> Scalar {
  let format = x.format
  let bits = exponent.bitcast(.integer(bits: exponent.dtype.bitWidth, signed: false))
  let isFactor = bits + bits.constant(format.exponentBias - 1) < bits.constant(2 * format.exponentBias)
  let biased = exponent.convertPrimitive(format.signed) + exponent.constant(format.exponentBias, format.signed)
  let scaled = x * (biased << format.mantissaBits).bitcast(x.dtype)
  return (!isFactor).rarely(scaled) { scaledByFarPower(x, exponent) }
}

/// The same where 2^n need not be a normal number.
///
/// By up to three factors: a factor less than 1 keeps the product of the first two in the normal range, so that only
/// the last one rounds.
private func scaledByFarPower(_ x: Scalar, _ exponent: Scalar) -> Scalar {
  let format = x.format
  let (most, least) = (format.exponentBias, 1 - format.exponentBias)
  let kept = format.mantissaBits + 1
  // Beyond this all is zero or infinite.
  let bound = exponent.constant(4 * format.exponentBias)
  let n = (exponent > bound).select(bound, (exponent < -bound).select(-bound, exponent)).converted(to: format.signed)
  func power(_ n: Scalar) -> Scalar {
    ((n + n.constant(format.exponentBias)) << format.mantissaBits).bitcast(x.dtype)
  }
  var (value, rest) = (x, n)
  let (up, down) = (n.constant(most), n.constant(least + kept))
  for _ in 0..<2 {
    let isHigh = rest > up
    let isLow = rest < n.constant(least)
    let step = isHigh.select(up, isLow.select(down, n.zero))
    value = value * power(step)
    rest = rest - step
  }
  rest = (rest > up).select(up, (rest < n.constant(least)).select(n.constant(least), rest))
  return value * power(rest)
}

/// What `trunc` leaves, with x's sign.
func fractionalPart(_ x: Scalar) -> Scalar {
  (x.absolute == x.infinity).select(x.zero, x - x.trunc).copySign(of: x)
}

extension Scalar {
  /// The bits as a signed integer, of a float of any width.
  fileprivate var integerBits: Scalar { bitcast(.integer(bits: dtype.bitWidth, signed: true)) }

  /// A dtype that floats are compared in.
  fileprivate var comparable: Scalar { dtype == .float16 ? convertPrimitive(.float32) : self }
}

import RavelCore

/// e^x.
func exponential(_ x: Scalar) -> Scalar {
  guard x.isHalf else { return ExponentialReduction(x).power }
  let reduced = ExponentialReduction(x.clamped(-18, 12), isCoarse: true)
  let scale = reduced.scale()
  return reduced.lessOne.fusedMultiplyAdd(scale, scale)
}

/// e^x - 1, also where e^x is near 1.
func exponentialLessOne(_ x: Scalar) -> Scalar {
  if x.isHalf {
    let reduced = ExponentialReduction(x.clamped(-18, 12), isCoarse: true)
    let scale = reduced.scale()
    return reduced.lessOne.fusedMultiplyAdd(scale, scale - 1).copySign(of: x)
  }
  // From the limit down the result rounds to -1. A NaN stays.
  let limit = x.constant(x.byFormat(-30, -60))
  return ExponentialReduction((x < limit).select(limit, x), tail: x.zero).powerLessOne.copySign(of: x)
}

/// 2^x: n + r, |r| <= 1/2, is exact, and 2^r = 1 + r p(r).
func exponentialBase2(_ argument: Scalar) -> Scalar {
  let x = argument.isHalf ? argument.clamped(-26, 17) : argument
  let format = x.format
  let shift = format.roundingShift
  let shifted = x + shift
  let r = x - (shifted - shift)
  let c = x.byFormat(powerOfTwoFloat32, powerOfTwoFloat64)
  let p = r.fusedMultiplyAdd(r.fusedMultiplyAdd(r.polynomial(Array(c[1...])), c[0]), 1)
  let n = shifted.unsignedBits
  let normal = (p.unsignedBits + (n << format.mantissaBits)).bitcast(x.dtype)
  if x.isHalf { return normal }
  let isNormal = x.absolute < x.byFormat(125, 1021)
  return (!isNormal).rarely(normal) {
    let limit = x.constant(x.byFormat(128, 1024))
    return p.scaled(byPowerOf: n, isZero: x < x.byFormat(-151, -1076), isInfinite: x >= limit)
  }
}

/// 2^(x + tail) in two parts, for results in the normal range and a tail that is small beside 1.
func exponentialBase2InParts(_ x: Scalar, tail: Scalar) -> (high: Scalar, low: Scalar) {
  let format = x.format
  let shifted = x + format.roundingShift
  let r = x - (shifted - format.roundingShift)
  let c = x.byFormat(powerOfTwoFloat32, powerOfTwoFloat64)
  let p = r.fusedMultiplyAdd(r.polynomial(Array(c[1...])), c[0])
  let high = r.fusedMultiplyAdd(p, 1)
  let low = (tail * c[0]).fusedMultiplyAdd(high, r.fusedMultiplyAdd(p, 1 - high))
  let n = shifted.unsignedBits
  let scale = ((n + n.constant(format.exponentBias)) << format.mantissaBits).bitcast(x.dtype)
  return (scale * high, scale * low)
}

extension Scalar {
  /// self 2^n, rounded once, where it may be subnormal or infinite and 2^n out of range; n stands in the low bits.
  func scaled(byPowerOf n: Scalar, isZero: Scalar? = nil, isInfinite: Scalar) -> Scalar {
    let biased = n + n.constant(2 * format.exponentBias)
    let half = biased >> 1
    let scales = [half, biased - half].map { ($0 << format.mantissaBits).bitcast(dtype) }
    // A factor of 0 where the result is 0: an underflow would cost an assist.
    let second = isZero?.select(zero, scales[1]) ?? scales[1]
    let scaled = isInfinite.select(infinity, self * scales[0] * second)
    return isZero?.select(zero, scaled) ?? scaled
  }
}

/// x as n ln 2 + r, r in [ln 3/4, ln 3/2]: an interval where the rounding errors of r and of e^r - 1 are small beside
/// the last place of e^r.
/// - Source: W. Cody, W. Waite, "Software Manual for the Elementary Functions" (1980), for the reduction by parts.
struct ExponentialReduction {
  let x: Scalar
  let n: Scalar
  /// A float with n in its low bits.
  let shifted: Scalar
  let r: Scalar
  /// What r lacks, where it is asked for.
  let low: Scalar?
  /// Whether a float32 was reduced in one step, to |r| <= ln 2 / 2.
  private let isCoarse: Bool

  /// Reduces x, or x + tail for a tail that is small beside 1.
  /// - Parameters:
  ///   - shift: of the interval of r, in units of -ln 2.
  ///   - isCoarse: if a small part of e^x in its last place does not matter: a float32 is reduced in one step then, for
  ///     ln 2 happens to be near a float32.
  init(_ x: Scalar, tail: Scalar? = nil, shift offset: Double = -0.08496, isCoarse: Bool = false) {
    self.x = x
    let shift = x.format.roundingShift
    self.isCoarse = isCoarse && !x.isDouble
    if self.isCoarse {
      shifted = x.fusedMultiplyAdd(Self.log2e, shift)
      n = shifted - shift
      r = n.fusedMultiplyAdd(-(Self.ln2Float32[0] + Self.ln2Float32[1]), x)
      low = nil
      return
    }
    let ln2 = x.byFormat(Self.ln2Float32, Self.ln2Float64)
    shifted = x.fusedMultiplyAdd(Self.log2e, offset) + shift
    n = shifted - shift
    // The difference is exact, and so is the product of n with a part of ln 2 in a fused operation.
    let first = n.fusedMultiplyAdd(-ln2[0], x)
    if let tail {
      let rest = n.fusedMultiplyAdd(-ln2[1], tail)
      r = first + rest
      low = (first - r) + rest
    } else {
      r = n.fusedMultiplyAdd(-ln2[1], first)
      low = nil
    }
  }

  /// (e^r - 1 - r) / r^2
  private var q: Scalar {
    r.polynomial(isCoarse ? Self.qCoarse : x.byFormat(Self.qFloat32, Self.qFloat64))
  }

  /// e^r - 1, in [-1/4, 1/2].
  var lessOne: Scalar {
    let tail = (r * r).fusedMultiplyAdd(q, low ?? r)
    return low == nil ? tail : r + tail
  }

  /// 2^(n + offset), for an exponent in the normal range.
  func scale(offset: Int = 0) -> Scalar {
    let bits = shifted.unsignedBits
    return ((bits + bits.constant(x.format.exponentBias + offset)) << x.format.mantissaBits).bitcast(x.dtype)
  }

  /// e^x in two parts, for results in the normal range.
  var powerInParts: (high: Scalar, low: Scalar) {
    let (high, low) = significandInParts
    let scale = scale()
    return (scale * high, scale * low)
  }

  /// e^r in two parts.
  var significandInParts: (high: Scalar, low: Scalar) {
    let rest = (r * r).fusedMultiplyAdd(q, low ?? x.zero)
    let sum = r + 1
    return Self.normalized(sum, ((1 - sum) + r) + rest)
  }

  private static func normalized(_ a: Scalar, _ b: Scalar) -> (Scalar, Scalar) {
    let sum = a + b
    return (sum, (a - sum) + b)
  }

  /// e^x: 0, subnormal and infinite results included.
  var power: Scalar {
    let format = x.format
    let p = lessOne + 1
    let n = shifted.unsignedBits
    // As integers: a scale that is out of range costs no floating-point assist, and the result is not used.
    let normal = (p.unsignedBits + (n << format.mantissaBits)).bitcast(x.dtype)
    let isNormal = x.absolute < x.byFormat(87, 707)
    return (!isNormal).rarely(normal) {
      p.scaled(byPowerOf: n, isZero: x < x.byFormat(-104, -746), isInfinite: x > x.byFormat(89, 710))
    }
  }

  /// e^x - 1: t 2^n + (2^n - 1), where neither t = e^r - 1 = r + r^2/2 + r^3 q1 nor the sum is rounded before the end.
  fileprivate var powerLessOne: Scalar {
    let q = x.byFormat(Self.qFloat32, Self.qFloat64)
    let square = r * r
    let cubic = (square * r).fusedMultiplyAdd(
      r.polynomial(Array(q[1...])), r.fusedMultiplyAdd(r, -square).fusedMultiplyAdd(0.5, low ?? x.zero))
    let rest = square.fusedMultiplyAdd(q[0], cubic)
    let scale = scale()
    let whole = scale - 1
    let wholeLow = (scale - whole) - 1
    let sum = scale.fusedMultiplyAdd(r, whole)
    let lost = scale.fusedMultiplyAdd(r, whole - sum)
    let normal = sum + scale.fusedMultiplyAdd(rest, lost + wholeLow)
    // There the 1 is nothing beside the power.
    let isLarge = !(x < x.byFormat(87, 707))
    return isLarge.rarely(normal) {
      (r + rest + 1).scaled(byPowerOf: shifted.unsignedBits, isInfinite: x > x.byFormat(89, 710))
    }
  }

  // Benchmarks/Coefficients/exp.py
  private static let log2e = 0x1.71547652b82fep0
  private static let ln2Float32 = [0x1.62e42ep-1, 0x1.efa39ep-25]
  private static let ln2Float64 = [0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56]
  private static let qFloat32 = [0x1.000006p-1, 0x1.5554d8p-3, 0x1.554418p-5, 0x1.11f0e6p-7, 0x1.7fd84cp-10]
  private static let qCoarse = [0x1.fffffcp-2, 0x1.555492p-3, 0x1.5558b4p-5, 0x1.12399cp-7, 0x1.6a48ep-10]
  private static let qFloat64 = [
    0x1.ffffffffffffep-2, 0x1.55555555556d7p-3, 0x1.5555555556005p-5, 0x1.1111111090b4ap-7, 0x1.6c16c16a633a4p-10,
    0x1.a01a0541b491p-13, 0x1.a019f5f15e1bp-16, 0x1.71d334d68e88ap-19, 0x1.283ee564855c9p-22, 0x1.c6b5e2fdea94p-26
  ]
}

// Benchmarks/Coefficients/exp.py
private let powerOfTwoFloat32 = [
  0x1.62e43p-1, 0x1.ebfbdap-3, 0x1.c6af7ap-5, 0x1.3b2f1ap-7, 0x1.5f0966p-10, 0x1.40b27ep-13
]
private let powerOfTwoFloat64 = [
  0x1.62e42fefa39fp-1, 0x1.ebfbdff82c59dp-3, 0x1.c6b08d7049d85p-5, 0x1.3b2ab6fba12c5p-7, 0x1.5d87fe792297ep-10,
  0x1.4309130b9f3dep-13, 0x1.ffcbfa60d70b1p-17, 0x1.62bfceff03296p-20, 0x1.b528c094bd537p-24, 0x1.e60face089d9ep-28,
  0x1.e49b93cf45ad4p-32
]

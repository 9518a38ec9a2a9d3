import RavelCore

/// x as n ln 2 + r + low, r in [ln 3/4, ln 3/2]: an interval where the rounding errors of r and of e^r - 1 are small beside the
/// last place of e^r. `shifted` has n in its low bits.
struct ExponentialReduction {
  let n: Scalar
  let shifted: Scalar
  let r: Scalar
  let rHigh: Scalar
  let x: Scalar

  init(_ x: Scalar) {
    let format = x.format
    shifted = x.fusedMultiplyAdd(Self.log2e, -0.08496) + format.roundingShift
    n = shifted - format.roundingShift
    let parts = x.byFormat(Self.ln2Float32, Self.ln2Float64)
    rHigh = n.fusedMultiplyAdd(-parts[0], x)
    r = n.fusedMultiplyAdd(-parts[1], rHigh)
    self.x = x
  }

  /// What r lacks.
  var low: Scalar {
    n.fusedMultiplyAdd(-x.byFormat(Self.ln2Float32, Self.ln2Float64)[1], rHigh - r)
  }

  /// (e^r - 1 - r) / r^2
  var q: Scalar { r.polynomial(x.byFormat(Self.qFloat32, Self.qFloat64)) }

  /// 2^(n + offset), for an exponent in the normal range.
  func power(offset: Int = 0) -> Scalar {
    let format = x.format
    let bits = shifted.unsignedBits
    return ((bits + bits.constant(format.exponentBias + offset)) << format.mantissaBits).bitcast(x.dtype)
  }

  /// e^r - 1, in [-1/4, 1/2].
  var rough: Scalar { (r * r).fusedMultiplyAdd(q, r) }

  /// e^r - 1 in two parts.
  var lessOne: (high: Scalar, low: Scalar) {
    let tail = (r * r).fusedMultiplyAdd(q, low)
    let high = r + tail
    return (high, (r - high) + tail)
  }

  // Benchmarks/Coefficients/exp.py
  static let log2e = 0x1.71547652b82fep0
  static let ln2Float32 = [0x1.62e42ep-1, 0x1.efa39ep-25]
  static let ln2Float64 = [0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56]
  static let qFloat32 = [0x1.000006p-1, 0x1.5554d8p-3, 0x1.554418p-5, 0x1.11f0e6p-7, 0x1.7fd84cp-10]
  static let qFloat64 = [
    0x1.ffffffffffffep-2, 0x1.55555555556d7p-3, 0x1.5555555556005p-5, 0x1.1111111090b4ap-7, 0x1.6c16c16a633a4p-10,
    0x1.a01a0541b491p-13, 0x1.a019f5f15e1bp-16, 0x1.71d334d68e88ap-19, 0x1.283ee564855c9p-22, 0x1.c6b5e2fdea94p-26,
  ]
}

/// e^x.
func exponential(_ x: Scalar) -> Scalar {
  let format = x.format
  let reduced = ExponentialReduction(x)
  // e^r, in [3/4, 3/2]
  let p = reduced.rough + 1
  let n = reduced.shifted.unsignedBits
  // As integers: a scale that is out of range costs no floating-point assist, and the result is not used.
  let normal = (p.unsignedBits + (n << format.mantissaBits)).bitcast(x.dtype)
  let isNormal = x.absolute < x.byFormat(87, 707)
  return (!isNormal).rarely(normal) { scaledExp(p, n: n, x) }
}

/// p 2^n in two steps, for results that are subnormal, 0, infinite or NaN.
private func scaledExp(_ p: Scalar, n: Scalar, _ x: Scalar) -> Scalar {
  let format = x.format
  let biased = n + n.constant(2 * format.exponentBias)
  let half = biased >> 1
  let first = (half << format.mantissaBits).bitcast(x.dtype)
  let second = ((biased - half) << format.mantissaBits).bitcast(x.dtype)
  let isZero = x < x.byFormat(-104, -746)
  let isInfinite = x > x.byFormat(89, 710)
  // A factor of 0 where the result is 0: an underflow would cost an assist.
  let scaled = p * first * isZero.select(x.zero, second)
  return isZero.select(x.zero, isInfinite.select(x.infinity, scaled))
}

import RavelCore

/// e^x.
func exponential(_ x: Scalar) -> Scalar { ExponentialReduction(x).power }

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

  /// Reduces x, or x + tail for a tail that is small beside 1.
  init(_ x: Scalar, tail: Scalar? = nil) {
    self.x = x
    let shift = x.format.roundingShift
    let ln2 = x.byFormat(Self.ln2Float32, Self.ln2Float64)
    shifted = x.fusedMultiplyAdd(Self.log2e, -0.08496) + shift
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
  private var q: Scalar { r.polynomial(x.byFormat(Self.qFloat32, Self.qFloat64)) }

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

  /// e^x: 0, subnormal and infinite results included.
  var power: Scalar {
    let format = x.format
    let p = lessOne + 1
    let n = shifted.unsignedBits
    // As integers: a scale that is out of range costs no floating-point assist, and the result is not used.
    let normal = (p.unsignedBits + (n << format.mantissaBits)).bitcast(x.dtype)
    let isNormal = x.absolute < x.byFormat(87, 707)
    return (!isNormal).rarely(normal) {
      let biased = n + n.constant(2 * format.exponentBias)
      let half = biased >> 1
      let scales = [half, biased - half].map { ($0 << format.mantissaBits).bitcast(x.dtype) }
      let isZero = x < x.byFormat(-104, -746)
      let isInfinite = x > x.byFormat(89, 710)
      // A factor of 0 where the result is 0: an underflow would cost an assist.
      let scaled = p * scales[0] * isZero.select(x.zero, scales[1])
      return isZero.select(x.zero, isInfinite.select(x.infinity, scaled))
    }
  }

  // Benchmarks/Coefficients/exp.py
  private static let log2e = 0x1.71547652b82fep0
  private static let ln2Float32 = [0x1.62e42ep-1, 0x1.efa39ep-25]
  private static let ln2Float64 = [0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56]
  private static let qFloat32 = [0x1.000006p-1, 0x1.5554d8p-3, 0x1.554418p-5, 0x1.11f0e6p-7, 0x1.7fd84cp-10]
  private static let qFloat64 = [
    0x1.ffffffffffffep-2, 0x1.55555555556d7p-3, 0x1.5555555556005p-5, 0x1.1111111090b4ap-7, 0x1.6c16c16a633a4p-10,
    0x1.a01a0541b491p-13, 0x1.a019f5f15e1bp-16, 0x1.71d334d68e88ap-19, 0x1.283ee564855c9p-22, 0x1.c6b5e2fdea94p-26
  ]
}

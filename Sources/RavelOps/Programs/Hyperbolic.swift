import RavelCore

/// The hyperbolic tangent: x + x q, q a rational function of x^2, for |x| < 0.9 or so; 1 - 2 / (e^2|x| + 1) with the sign of x
/// beyond. Both have one division.
func hyperbolicTangent(_ x: Scalar) -> Scalar {
  let magnitude = x.absolute
  let isNear = magnitude < x.byFormat(0.9, 0.93)
  let z = x * x
  func horner(_ c: [Double]) -> Scalar { z.fusedMultiplyAdd(z.polynomial(Array(c[1...])), c[0]) }
  let nearNumerator = z * horner(x.byFormat(tanhNumeratorFloat32, tanhNumeratorFloat64))
  let nearDenominator = horner(x.byFormat(tanhDenominatorFloat32, tanhDenominatorFloat64))

  // From the limit on the result rounds to 1. A NaN stays.
  let limit = x.constant(x.byFormat(18.5, 39))
  let twice = magnitude + magnitude
  let reduced = ExponentialReduction((twice > limit).select(limit, twice), isCoarse: true)
  let scale = reduced.scale()
  let farDenominator = reduced.lessOne.fusedMultiplyAdd(scale, scale + 1)

  let quotient =
    isNear.select(nearNumerator, x.constant(-2)) / isNear.select(nearDenominator, farDenominator)
  let base = isNear.select(magnitude, x.one)
  return base.fusedMultiplyAdd(quotient, base).copySign(of: x)
}

/// The hyperbolic sine: e^x = 2^n (cosh r + sinh r) gives sinh x = c sinh r + s cosh r, c and s being cosh and sinh of
/// n ln 2.
func hyperbolicSine(_ x: Scalar) -> Scalar {
  let parts = HyperbolicParts(x.absolute)
  return parts.sum(parts.s, parts.c, low: parts.c.low.fusedMultiplyAdd(parts.r, parts.s.low)).copySign(of: x)
}

/// The hyperbolic cosine: cosh x = c cosh r + s sinh r.
func hyperbolicCosine(_ x: Scalar) -> Scalar {
  let parts = HyperbolicParts(x.absolute)
  return parts.sum(parts.c, parts.s, low: parts.s.low.fusedMultiplyAdd(parts.r, parts.c.low))
}

/// A magnitude x as n ln 2 + r, |r| <= ln 2 / 2, and what the hyperbolic functions of both are.
private struct HyperbolicParts {
  let x: Scalar
  let r: Scalar
  /// (2^n + 2^-n) / 2 and (2^n - 2^-n) / 2, in two parts.
  let c: (high: Scalar, low: Scalar)
  let s: (high: Scalar, low: Scalar)
  /// sinh r - r and cosh r - 1.
  private let sineRest: Scalar
  private let cosineRest: Scalar
  private let shifted: Scalar

  init(_ x: Scalar) {
    let reduced =
      x.isHalf
      ? ExponentialReduction(x.clamped(0, 12), isCoarse: true) : ExponentialReduction(x, tail: x.zero, shift: 0)
    self.x = x
    (r, shifted) = (reduced.r, reduced.shifted)
    let z = r * r
    let sineSeries = z.polynomial(x.byFormat(sinhFloat32, sinhFloat64))
    let cosineSeries = z.polynomial(x.byFormat(coshFloat32, coshFloat64))
    if let low = reduced.low {
      sineRest = (r * z).fusedMultiplyAdd(sineSeries, low)
      cosineRest = z.fusedMultiplyAdd(
        0.5, (z * z).fusedMultiplyAdd(cosineSeries, r.fusedMultiplyAdd(r, -z) * 0.5))
    } else {
      sineRest = r * z * sineSeries
      cosineRest = z * z.fusedMultiplyAdd(cosineSeries, 0.5)
    }
    let format = x.format
    let n = shifted.unsignedBits
    let grown = reduced.scale(offset: -1)
    let shrunk = ((n.constant(format.exponentBias - 1) - n) << format.mantissaBits).bitcast(x.dtype)
    let (sum, difference) = (grown + shrunk, grown - shrunk)
    c = (sum, (grown - sum) + shrunk)
    s = (difference, (grown - difference) - shrunk)
  }

  /// even cosh r + odd sinh r + low, rounded once but for the rests; e^x / 2 where 2^n may be out of range.
  func sum(_ even: (high: Scalar, low: Scalar), _ odd: (high: Scalar, low: Scalar), low: Scalar) -> Scalar {
    if x.isHalf {
      return odd.high.fusedMultiplyAdd(r + sineRest, even.high.fusedMultiplyAdd(cosineRest, even.high))
    }
    let sum = odd.high.fusedMultiplyAdd(r, even.high)
    let lost = odd.high.fusedMultiplyAdd(r, even.high - sum) + low
    let normal = sum + odd.high.fusedMultiplyAdd(sineRest, even.high.fusedMultiplyAdd(cosineRest, lost))
    let isNormal = x < x.byFormat(86, 706)
    return (!isNormal).rarely(normal) {
      let n = shifted.unsignedBits
      return (r + (sineRest + cosineRest) + 1).scaled(byPowerOf: n - n.one, isInfinite: x > x.byFormat(90, 711))
    }
  }
}

// Benchmarks/Coefficients/sinh.py
private let sinhFloat32 = [0x1.5554bp-3, 0x1.1227bep-7]
private let coshFloat32 = [0x1.5554e6p-5, 0x1.6d4f28p-10]
private let sinhFloat64 = [
  0x1.5555555555559p-3, 0x1.111111110f625p-7, 0x1.a01a01b023f89p-13, 0x1.71ddf7a347729p-19, 0x1.af600d93455dep-26
]
private let coshFloat64 = [0x1.5555555553124p-5, 0x1.6c16c17d0d0a2p-10, 0x1.a019aa40e22e7p-16, 0x1.28a079136c3e9p-22]

// Benchmarks/Coefficients/tanh.py
private let tanhNumeratorFloat32 = [-0x1.e71ddap4, -0x1.57c594p0]
private let tanhDenominatorFloat32 = [0x1.6d5664p6, 0x1.447f9cp5, 0x1.7p0]
private let tanhNumeratorFloat64 = [
  -0x1.d720bd1de52f4p10, -0x1.e4247bae1f46ep6, -0x1.600cc1401112fp0, -0x1.98f3e72e97d32p-14
]
private let tanhDenominatorFloat64 = [0x1.61588dd66be37p12, 0x1.4810a9dd7609fp11, 0x1.15330be5d59b2p7, 0x1.7p0]

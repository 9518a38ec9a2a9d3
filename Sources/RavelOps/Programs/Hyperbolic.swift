import RavelCore

/// The hyperbolic tangent: x + x^3 p(x^2) for |x| < 1, 1 - 2 / (e^2|x| + 1) with the sign of x beyond.
func hyperbolicTangent(_ x: Scalar) -> Scalar {
  let z = x * x
  let p = x.byFormat(tanhFloat32, tanhFloat64)
  let near = (x * z).fusedMultiplyAdd(
    z.fusedMultiplyAdd(z.fusedMultiplyAdd(z.polynomial(Array(p[2...])), p[1]), p[0]), x)

  // From the limit on the result rounds to 1. A NaN stays.
  let limit = x.constant(x.byFormat(18.5, 39))
  let magnitude = x.absolute
  let twice = magnitude + magnitude
  let reduced = ExponentialReduction((twice > limit).select(limit, twice))
  let scale = reduced.scale()
  let far = 1 - 2 / reduced.lessOne.fusedMultiplyAdd(scale, scale + 1)
  return (magnitude < 0.95).select(near, far).copySign(of: x)
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
    let reduced = ExponentialReduction(x, tail: x.zero, shift: 0)
    self.x = x
    (r, shifted) = (reduced.r, reduced.shifted)
    let z = r * r
    let zLow = r.fusedMultiplyAdd(r, -z)
    sineRest = (r * z).fusedMultiplyAdd(z.polynomial(x.byFormat(sinhFloat32, sinhFloat64)), reduced.low ?? x.zero)
    cosineRest = z.fusedMultiplyAdd(
      0.5, (z * z).fusedMultiplyAdd(z.polynomial(x.byFormat(coshFloat32, coshFloat64)), zLow * 0.5))
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
private let tanhFloat32 = [
  -0x1.555552p-2, 0x1.11103cp-3, -0x1.b9f6dep-5, 0x1.64c088p-6, -0x1.18dd04p-7, 0x1.8f8f7ap-9, -0x1.aea628p-11,
  0x1.e7a1c2p-14
]
private let tanhFloat64 = [
  -0x1.555555555550fp-2, 0x1.111111110d7dfp-3, -0x1.ba1ba1b80fe65p-5, 0x1.664f48368a31dp-6, -0x1.226e2ebd50976p-7,
  0x1.d6d30fbffa8a8p-9, -0x1.7d9bca41ea949p-10, 0x1.352132b0fb113p-11, -0x1.f33627952ec2p-13, 0x1.8d7a8f955c2b5p-14,
  -0x1.2eb32a0db2bcbp-15, 0x1.9e0e2488880dfp-17, -0x1.cae00d9488f64p-19, 0x1.5f3e6f3bb5567p-21, -0x1.0d1b056d4c551p-24
]

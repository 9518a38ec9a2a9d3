import RavelCore

/// x to the power y, with C99's special cases: e^(y log |x|), the logarithm in two parts, and the sign of x for odd y.
func powerOfFloats(_ x: Scalar, _ y: Scalar) -> Scalar {
  let reduced = LogarithmReduction(x.absolute)
  let (high, low) = doubleWordLogarithm(reduced)
  let product = y * high
  let tail = y.fusedMultiplyAdd(low, y.fusedMultiplyAdd(high, -product))
  let magnitude = ExponentialReduction(product, tail: tail).power

  let isOrdinary = reduced.isPositiveNormal & (x > x.zero) & (y.absolute < y.infinity)
  return (!isOrdinary).rarely(magnitude) {
    let isInteger = y.trunc == y
    let half = y * 0.5
    let isOdd = isInteger & (half.trunc != half)
    let signed = (x.hasSignBit & isOdd).select(-magnitude, magnitude)
    let isImaginary = (x < x.zero) & (x > -x.infinity) & !isInteger
    let isOne = (y == y.zero) | (x == x.one) | ((x.absolute == x.one) & (y.absolute == y.infinity))
    return isOne.select(x.one, isImaginary.select(x.nan, signed))
  }
}

/// The logarithm with a relative error of 2^-34 in float32 and of 2^-65 in float64, as the sum of two parts.
/// - Source: T. Dekker, "A floating-point technique for extending the available precision" (1971), for sums in parts.
func doubleWordLogarithm(_ reduced: LogarithmReduction) -> (high: Scalar, low: Scalar) {
  let (e, f) = (reduced.exponent, reduced.f)
  // s = f / (1 + f/2)
  let denominator = f.fusedMultiplyAdd(0.5, 1)
  let denominatorLow = f.fusedMultiplyAdd(0.5, 1 - denominator)
  let reciprocal = 1 / denominator
  let s = f * reciprocal
  let rest = (-s).fusedMultiplyAdd(denominatorLow, (-s).fusedMultiplyAdd(denominator, f))
  let sLow = rest * reciprocal
  // z = s^2
  let z = s * s
  let zLow = (s + s).fusedMultiplyAdd(sLow, s.fusedMultiplyAdd(s, -z))
  // w = 1/12 + z r(z), c = s z, t = c w
  let twelfth = f.byFormat(twelfthFloat32, twelfthFloat64)
  let series = z * z.polynomial(f.byFormat(rFloat32, rFloat64))
  let w = series + twelfth[0]
  let wLow = ((twelfth[0] - w) + series) + twelfth[1]
  let c = s * z
  let cLow = s.fusedMultiplyAdd(zLow, sLow.fusedMultiplyAdd(z, s.fusedMultiplyAdd(z, -c)))
  let t = c * w
  let tLow = c.fusedMultiplyAdd(wLow, cLow.fusedMultiplyAdd(w, c.fusedMultiplyAdd(w, -t)))
  // log(1 + f) = s + t
  let part = s + t
  let partLow = ((s - part) + t) + (sLow + tLow)
  // The product with the first part of ln 2 is exact.
  let ln2 = f.byFormat(LogarithmReduction.ln2Float32, LogarithmReduction.ln2Float64)
  let whole = e.fusedMultiplyAdd(ln2[0], reduced.special)
  let high = whole + part
  return (high, ((whole - high) + part) + e.fusedMultiplyAdd(ln2[1], partLow))
}

// Benchmarks/Coefficients/power.py
private let rFloat32 = [0x1.999ap-7, 0x1.245276p-9, 0x1.dfa514p-12]
private let rFloat64 = [
  0x1.9999999999996p-7, 0x1.2492492492f54p-9, 0x1.c71c71c595f07p-12, 0x1.745d1829bc10cp-14, 0x1.3b1364a8d6094p-16,
  0x1.112074b86a966p-18, 0x1.de3c78fecfb51p-21, 0x1.eace6f17d24c3p-23
]
private let twelfthFloat32 = [0x1.555554p-4, 0x1.555556p-28]
private let twelfthFloat64 = [0x1.5555555555555p-4, 0x1.5555555555555p-58]

import RavelCore

/// The error function: near 0 an odd polynomial, else 1 - e^-q, where q is a polynomial for -log(1 - erf |x|), in two
/// parts.
func errorFunction(_ x: Scalar) -> Scalar {
  let a = x.absolute
  let square = x * x
  let near = x.fusedMultiplyAdd(errorFunctionExcess(square), x)
  // From the limit on the result rounds to 1. A NaN stays.
  let limit = x.constant(x.byFormat(4, 6))
  let u = (a > limit).select(limit, a) - 1
  let c = x.byFormat(exponentFloat32, exponentFloat64)
  let series = u.polynomial(Array(c[1...]))
  let q = u.fusedMultiplyAdd(series, c[0])
  let qLow = u.fusedMultiplyAdd(series, c[0] - q)
  let power = ExponentialReduction(-q, tail: -qLow)
  let scale = power.scale()
  let far = (-scale).fusedMultiplyAdd(power.lessOne, 1 - scale)
  return (a < 0.89).select(near, far.copySign(of: x))
}

/// erf x / x - 1, of the square of x, for |x| < 0.9.
func errorFunctionExcess(_ square: Scalar) -> Scalar { square.polynomial(square.byFormat(nearFloat32, nearFloat64)) }

/// 1 - erf x, small values too: e^(-x^2) times the scaled function, both in two parts; less than that from 2 below 0.
func complementaryErrorFunction(_ x: Scalar) -> Scalar {
  // From the limit on the result rounds to 0, and to 2 below 0. A NaN stays.
  let limit = x.constant(x.byFormat(10.5, 28))
  let magnitude = x.absolute
  let a = (magnitude > limit).select(limit, magnitude)
  let scaled = scaledErrorFunction(a)
  let square = a * a
  let power = ExponentialReduction(-square, tail: a.fusedMultiplyAdd(-a, square))
  let significand = power.significandInParts
  let high = significand.high * scaled.high
  let low = significand.high.fusedMultiplyAdd(
    scaled.low, significand.low.fusedMultiplyAdd(scaled.high, significand.high.fusedMultiplyAdd(scaled.high, -high)))
  let sum = high + low
  let isNegative = x < x.zero
  // For negative arguments a factor of 0 where nothing is left of it.
  let scale = (isNegative & (a > x.byFormat(5, 8))).select(x.zero, power.scale())
  let part = scale * high
  let below = 2 - part
  let belowLow = (-scale).fusedMultiplyAdd(low, (2 - below) - part)
  let ordinary = isNegative.select(below + belowLow, scale * sum)
  return ((x > x.byFormat(9, 26)) | x.isNaN).rarely(ordinary) {
    sum.scaled(byPowerOf: power.shifted.unsignedBits, isZero: a == limit, isInfinite: x.constant(0, .bool))
  }
}

/// e^(a^2) erfc a in two parts, for a in [0, 28]: w s(t), w = 1 / (a + 2), t = 1 - 4 w, the first terms of s in two
/// parts.
/// - Source: M. Shepherd, J. Laframboise, "Chebyshev approximation of (1 + 2x) exp(x^2) erfc x in 0 <= x < infinity"
///   (1981), for the variable.
func scaledErrorFunction(_ a: Scalar) -> (high: Scalar, low: Scalar) {
  let divisor = a + 2
  let divisorLow = (a < 2).select((2 - divisor) + a, (a - divisor) + 2)
  let w = 1 / divisor
  let wLow = -w * w.fusedMultiplyAdd(divisorLow, w.fusedMultiplyAdd(divisor, -1))
  let t = w.fusedMultiplyAdd(-4, 1)
  let tLow = w.fusedMultiplyAdd(-4, 1 - t) - wLow * 4
  let (high, low) = t.polynomialInParts(
    a.byFormat(scaledFloat32, scaledFloat64), leading: a.byFormat(leadingFloat32, leadingFloat64), low: tLow)
  let sum = high + low
  let sumLow = (high - sum) + low
  let product = sum * w
  return (product, sum.fusedMultiplyAdd(w, -product) + sum.fusedMultiplyAdd(wLow, sumLow * w))
}

// Benchmarks/Coefficients/erf.py
private let nearFloat32 = [
  0x1.06eba8p-3, -0x1.812742p-2, 0x1.ce2dfap-4, -0x1.b80ee8p-6, 0x1.54d5a2p-8, -0x1.aafd0ap-11, 0x1.5fff4cp-14
]
private let nearFloat64 = [
  0x1.06eba8214db69p-3, -0x1.812746b0379fcp-2, 0x1.ce2f21a0434a1p-4, -0x1.b82ce312a09cbp-6, 0x1.565bcd1025f9ep-8,
  -0x1.c02db4016aab5p-11, 0x1.f9a31de9a8e31p-14, -0x1.f4d0e87d2bbaep-17, 0x1.b9c8784faf191p-20, -0x1.5df92e0d41817p-23,
  0x1.e63bf8aab52b1p-27, -0x1.dea72438eebecp-31
]
private let exponentFloat32 = [
  0x1.d97fcp0, 0x1.51c9b2p1, 0x1.afab4p-1, 0x1.546ef8p-5, -0x1.4612c4p-7, 0x1.d18498p-10, -0x1.5b804ap-15,
  -0x1.96446p-14, 0x1.612a78p-16
]
private let exponentFloat64 = [
  0x1.d97fbf27aa2a1p0, 0x1.51c9b0006c23dp1, 0x1.afabc11a28f56p-1, 0x1.5477f09ca91bfp-5, -0x1.48c9d40c2e30ap-7,
  0x1.033f69975276ap-9, -0x1.f1b4bafc51d17p-13, -0x1.b8be930c2b4b3p-16, 0x1.c75ac754e878fp-16, -0x1.415e87dfac824p-17,
  0x1.0ef2360ebbdbdp-19, -0x1.b73ada3244c1ep-24, -0x1.12f1f52518adcp-23, 0x1.2a1a8b3af146cp-24, -0x1.80743a711008p-26,
  0x1.68f8a8fc639e2p-28, -0x1.fbc045990f69ap-31, 0x1.0595e985317dfp-33, -0x1.73ff8da302523p-37, 0x1.4413b27120dbdp-41,
  -0x1.020cf1014c90bp-46
]
/// The coefficients of t^2, t and 1.
private let leadingFloat32 = [
  [0x1.1e2deep-2], [-0x1.5fd386p-1, -0x1.32726cp-26], [0x1.05867p0, 0x1.b59b4p-24]
]
private let leadingFloat64 = [
  [0x1.1e2deea6b115cp-2], [-0x1.5fd386754eff9p-1, -0x1.82cf4c39b135ep-54], [0x1.058671b52c775p0, 0x1.e0af542988902p-53]
]
private let scaledFloat32 = [
  -0x1.2a8892p-5, -0x1.606d2ep-6, 0x1.a88362p-8, 0x1.94bdb4p-9, -0x1.b38e6ep-11, -0x1.54f6f6p-11, 0x1.aa4f3cp-16,
  0x1.eac1ecp-14, 0x1.ef7918p-16
]
private let scaledFloat64 = [
  -0x1.2a88e6107cdb8p-5, -0x1.606e415523d1p-6, 0x1.a89eaff7d510bp-8, 0x1.9517bb6bd084bp-9, -0x1.b6fbf9431d8d6p-11,
  -0x1.5ba43753f97fp-11, 0x1.2053d96a6c3d1p-15, 0x1.2efa0a9436f4ap-13, 0x1.1e77c952257d5p-15, -0x1.6bfc3e06ef84dp-16,
  -0x1.0e83f6e65796cp-16, -0x1.2f2e4e3dbd5aap-20, 0x1.ea2d21a0b3694p-19, 0x1.0e25b78ee3332p-19, -0x1.b14ef988c239fp-27,
  -0x1.3e0d3f0c39ff4p-21, -0x1.4b071328ced5cp-22, 0x1.a49a4e1075615p-26, 0x1.b0c6239440afbp-24, 0x1.2a6c738cfbbccp-25,
  -0x1.2efaff74230d8p-27, -0x1.1914b1c8dbe82p-27, -0x1.8bbad49aae86bp-30
]

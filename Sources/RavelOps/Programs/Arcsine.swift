import RavelCore

/// The angle in [-pi/2, pi/2] whose sine is x, NaN beyond 1: x + x^3 p(x^2) for |x| <= 1/2, pi/2 - 2 arcsin
/// sqrt((1 - |x|) / 2) for others.
func arcsine(_ x: Scalar) -> Scalar {
  let parts = ArcsineParts(x)
  let halfPi = x.byFormat(halfPiFloat32, halfPiFloat64)
  let twice = parts.root + parts.root
  let sum = halfPi[0] - twice
  let low = (((halfPi[0] - sum) - twice) + halfPi[1]) - parts.left * parts.root.roughReciprocal
  let cube = parts.isLarge.select(parts.root, parts.magnitude) * parts.square
  let far = sum + (cube * -2).fusedMultiplyAdd(parts.series, low)
  let near = cube.fusedMultiplyAdd(parts.series, parts.magnitude)
  return parts.isLarge.select(far, near).copySign(of: x)
}

/// The angle in [0, pi] whose cosine is x, NaN beyond 1: 0, pi/2 or pi, and the sine's series.
func arccosine(_ x: Scalar) -> Scalar {
  let parts = ArcsineParts(x)
  let halfPi = x.byFormat(halfPiFloat32, halfPiFloat64)
  let twice = (parts.root + parts.root).copySign(of: -x)
  let v = parts.isLarge.select(twice, x)
  let vLow = parts.isLarge.select(parts.left * 2 * twice.roughReciprocal, x.zero)
  func base(_ i: Int) -> Scalar {
    let end = x.hasSignBit.select(x.constant(2 * halfPi[i]), x.zero)
    return parts.isLarge.select(end, x.constant(halfPi[i]))
  }
  let sum = base(0) - v
  let lost = (base(0) - sum) - v
  return sum + ((lost + base(1)) - (v * parts.square).fusedMultiplyAdd(parts.series, vLow))
}

/// The argument of the arcsine's series, by the magnitude of x.
private struct ArcsineParts {
  let magnitude: Scalar
  let isLarge: Scalar
  /// sqrt((1 - |x|) / 2), rounded, and what its square lacks.
  let root: Scalar
  let left: Scalar
  /// The square of |x| or of the root, and the series at it: arcsin t = t + t^3 series.
  let square: Scalar
  let series: Scalar

  init(_ x: Scalar) {
    magnitude = x.absolute
    isLarge = magnitude > 0.5
    let half = magnitude.fusedMultiplyAdd(-0.5, 0.5)
    root = half.squareRoot
    left = (-root).fusedMultiplyAdd(root, half)
    square = isLarge.select(half, magnitude * magnitude)
    series = square.polynomial(x.byFormat(arcsineFloat32, arcsineFloat64))
  }
}

// Benchmarks/Coefficients/asin.py
private let halfPiFloat32 = [0x1.921fb4p0, 0x1.4442d2p-24]
private let halfPiFloat64 = [0x1.921fb54442d18p0, 0x1.1a62633145c07p-54]
private let arcsineFloat32 = [0x1.5555c8p-3, 0x1.330202p-4, 0x1.747dp-5, 0x1.8c1d56p-6, 0x1.59929ep-5]
private let arcsineFloat64 = [
  0x1.5555555555391p-3, 0x1.333333336e6c1p-4, 0x1.6db6db4284dcbp-5, 0x1.f1c72c361fbb4p-6, 0x1.6e89f47b6b2cep-6,
  0x1.1c6bdeed0c1b3p-6, 0x1.c6fddf7532088p-7, 0x1.8ec314fb04304p-7, 0x1.abc5445fcc1a7p-8, 0x1.4002e83d555abp-6,
  -0x1.09f629628c8b1p-6, 0x1.057e052c382f9p-5
]

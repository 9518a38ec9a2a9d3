import RavelCore

/// The angle in [-pi/2, pi/2] whose tangent is x.
func arctangent(_ x: Scalar) -> Scalar { arctangent2(x, x.one) }

/// The angle of the point (x, y), in [-pi, pi]; the signs of zeros tell the sides of the cut.
///
/// It is the nearest axis or diagonal plus arctan t, |t| <= 1/2.
func arctangent2(_ y: Scalar, _ x: Scalar) -> Scalar {
  let (p, q) = (y.absolute, x.absolute)
  let isSteep = p > q
  let isBehind = x.hasSignBit
  // Whether the angle falls as the lesser coordinate grows.
  let isTurned = (isSteep & !isBehind) | (isBehind & !isSteep)
  let tangent = Tangent(isSteep.select(q, p), isSteep.select(p, q), isNegative: isTurned)

  let t = tangent.quotient
  let z = t * t
  let series = z.polynomial(x.byFormat(arctangentFloat32, arctangentFloat64))
  let parts = x.byFormat(piFloat32, piFloat64)
  func base(_ pi: Double, _ threeQuarters: Double) -> Scalar {
    let diagonal = isBehind.select(x.constant(threeQuarters), x.constant(pi / 4))
    let axis = isSteep.select(x.constant(pi / 2), isBehind.select(x.constant(pi), x.zero))
    return tangent.isFromDiagonal.select(diagonal, axis)
  }
  if x.isHalf {
    return (base(parts[0] + parts[1], parts[2] + parts[3]) + (t * z).fusedMultiplyAdd(series, t)).copySign(of: y)
  }
  let (nearest, rest) = (base(parts[0], parts[2]), base(parts[1], parts[3]))
  let correction = (t * z).fusedMultiplyAdd(series, tangent.low)
  let sum = nearest + t
  let lost = (nearest - sum) + t
  return (sum + (lost + (rest + correction))).copySign(of: y)
}

/// The tangent of the angle from the nearest axis or diagonal, in two parts.
private struct Tangent {
  let isFromDiagonal: Scalar
  let quotient: Scalar
  let low: Scalar

  /// - Parameters:
  ///   - least, greatest: the lesser and the greater magnitude of the coordinates.
  ///   - isNegative: turns the sign.
  init(_ least: Scalar, _ greatest: Scalar, isNegative: Scalar) {
    // There the remainder is exact and the reciprocal's estimate holds.
    let isModerate =
      greatest.isHalf
      ? greatest > 0
      : (greatest > greatest.byFormat(0x1p-90, 0x1p-900)) & (greatest < greatest.byFormat(0x1p120, 0x1p1000))
    let scaled = (!isModerate).rarely([least, greatest]) {
      let isLarge = greatest > greatest.one
      let down = greatest.constant(greatest.byFormat(0x1p-16, 0x1p-64))
      let up = greatest.constant(greatest.byFormat(0x1p80, 0x1p600))
      let factor = isLarge.select(down, up)
      let isInfinite = greatest == greatest.infinity
      let besideInfinity = (least == least.infinity).select(least.one, least * least.zero)
      let isDegenerate = isInfinite | (greatest == greatest.zero)
      return [
        isInfinite.select(besideInfinity, least * factor), isDegenerate.select(greatest.one, greatest * factor)
      ]
    }
    // arctan(a / b) = pi/4 + arctan((a - b) / (a + b)); the difference is exact.
    let (a, b) = (scaled[0], scaled[1])
    isFromDiagonal = a > b * 0.5
    let numerator = isFromDiagonal.select(a - b, a)
    let signed = isNegative.select(-numerator, numerator)
    let denominator = isFromDiagonal.select(a + b, b)
    let denominatorLow = isFromDiagonal.select((b - denominator) + a, b.zero)
    quotient = signed / denominator
    let rest = (-quotient).fusedMultiplyAdd(denominator, signed)
    low = (-quotient).fusedMultiplyAdd(denominatorLow, rest) * denominator.roughReciprocal
  }
}

// Benchmarks/Coefficients/atan.py
private let arctangentFloat32 = [-0x1.555512p-2, 0x1.997b04p-3, -0x1.22496ep-3, 0x1.9ff6e6p-4, -0x1.a3c226p-5]
private let arctangentFloat64 = [
  -0x1.5555555555516p-2, 0x1.9999999991137p-3, -0x1.249249215d845p-3, 0x1.c71c7090bf4p-4, -0x1.745cf4c63efdap-4,
  0x1.3b113d64508f2p-4, -0x1.10f31ac669f5dp-4, 0x1.dfe9345287ef6p-5, -0x1.a397128debc15p-5, 0x1.56f1a0fd24208p-5,
  -0x1.c171303aa47bdp-6, 0x1.4b6dc59e44e79p-7
]
/// pi in two parts, then 3 pi / 4.
private let piFloat32 = [0x1.921fb4p1, 0x1.4442d2p-23, 0x1.2d97c6p1, 0x1.f3321ep-23]
private let piFloat64 = [0x1.921fb54442d18p1, 0x1.1a62633145c07p-53, 0x1.2d97c7f3321d2p1, 0x1.a79394c9e8a0ap-54]

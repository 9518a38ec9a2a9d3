import RavelCore

/// e^z = e^x (cos y + i sin y). Where e^x is out of range the product may still be in it.
func exponentialOfComplex(_ z: ComplexScalar) -> ComplexScalar {
  let (x, y) = (z.real, z.imaginary)
  let turns = QuarterTurns(y)
  let directions = [turns.cosine, turns.sine]
  let size = exponential(x)
  let isOrdinary = (x.absolute < x.byFormat(87, 707)) & (y.absolute < y.infinity)
  let parts = (!isOrdinary).rarely(directions.map { size * $0 }) {
    let far = ScaledExponential(x)
    let isVanishing = x == -x.infinity
    let isDirected = y.absolute < y.infinity
    let real = isVanishing.select(x.zero, (x == x.infinity).select(x, x.nan))
    let imaginary = isVanishing.select(x.zero.copySign(of: y), x.nan)
    return [
      isDirected.select(far.times(directions[0]), real),
      (y == y.zero).select(y, isDirected.select(far.times(directions[1]), imaginary))
    ]
  }
  return ComplexScalar(real: parts[0], imaginary: parts[1])
}

/// e^x as a factor near 1 and a power of two that need not be a number of the dtype.
struct ScaledExponential {
  private let factor: Scalar
  private let scales: [Scalar]

  /// Arguments beyond these limits give infinity or 0 with every factor in the dtype's range, 0 apart.
  /// - Parameter isHalved: whether the power is to be e^x / 2.
  init(_ x: Scalar, isHalved: Bool = false) {
    let limit = x.constant(x.byFormat(200, 1500))
    let below = (x > limit).select(limit, x)
    let reduced = ExponentialReduction((below < -limit).select(-limit, below))
    factor = reduced.lessOne + 1
    let bias = x.constant(x.format.roundingShift).bitcast(x.format.signed)
    let n = reduced.shifted.bitcast(x.format.signed) - (isHalved ? bias + bias.one : bias)
    // About a third of n, and halves of the rest.
    let third = (n * n.constant(43)) >> 7
    let half = (n - third) >> 1
    scales = [third, half, n - third - half].map {
      (($0 + $0.constant(x.format.exponentBias)) << x.format.mantissaBits).bitcast(x.dtype)
    }
  }

  /// The power times that: scaled up before rounding, and down after it.
  func times(_ value: Scalar) -> Scalar { value * scales[0] * factor * scales[1] * scales[2] }
}

/// log |z| + i arg z.
func logarithmOfComplex(_ z: ComplexScalar) -> ComplexScalar { logarithmOfComplex(z, low: nil) }

/// As that, for a real part that lacks `low`, at most half of a last place.
private func logarithmOfComplex(_ z: ComplexScalar, low: Scalar?) -> ComplexScalar {
  let pair = ScaledPair(z.real, z.imaginary)
  let ordinary = pair.logarithmOfHypotenuse(
    plus: low.map { pair.isModerate.select(z.real * $0 * 2, z.real.zero) })
  let size = (!pair.isModerate).rarely(ordinary) {
    // Infinite where the magnitude is, or 0.
    let isInfinite = pair.root == ordinary.infinity
    let isZero = (pair.root == ordinary.zero) & !pair.lesser.isNaN
    return isInfinite.select(pair.root, isZero.select(-ordinary.infinity, ordinary))
  }
  return ComplexScalar(real: size, imaginary: arctangent2(z.imaginary, z.real))
}

/// The logarithm of 1 + z, also where z is near 0.
func logarithmOfComplexOnePlus(_ z: ComplexScalar) -> ComplexScalar {
  let (real, low) = z.real.sum(z.real.one)
  return logarithmOfComplex(ComplexScalar(real: real, imaginary: z.imaginary), low: low)
}

/// e^z - 1: (e^x - 1) cos y - (1 - cos y), where 1 - cos y is sin^2 y / (1 + cos y) if that is small, and i e^x sin y.
func exponentialOfComplexLessOne(_ z: ComplexScalar) -> ComplexScalar {
  let turns = QuarterTurns(z.imaginary)
  let (sine, cosine) = (turns.sine, turns.cosine)
  let isRight = cosine > 0
  let versine = isRight.select(sine * sine, 1 - cosine) / isRight.select(cosine + 1, cosine.one)
  return ComplexScalar(
    real: exponentialLessOne(z.real).fusedMultiplyAdd(cosine, -versine), imaginary: exponential(z.real) * sine)
}

extension ComplexScalar {
  /// Each part times a number.
  func scaled(by factor: Double) -> ComplexScalar { ComplexScalar(real: real * factor, imaginary: imaginary * factor) }

  /// i z and -i z.
  var turnedLeft: ComplexScalar { ComplexScalar(real: -imaginary, imaginary: real) }
  var turnedRight: ComplexScalar { ComplexScalar(real: imaginary, imaginary: -real) }
}

/// The square root on the right half plane; the sign of a zero imaginary part chooses the side of the cut.
/// - Source: P. Friedland, "Algorithm 312: Absolute value and square root of a complex number" (1967).
func squareRootOfComplex(_ z: ComplexScalar) -> ComplexScalar {
  let (x, y) = (z.real, z.imaginary)
  let pair = ScaledPair(x, y)
  // sqrt((|x| + |z|) / 2), and |y| over twice that
  let real = pair.isFirstGreater.select(pair.greater, pair.lesser)
  let major = ((real + pair.hypotenuse) * 0.5).squareRoot * pair.root
  let minor = y.absolute / (major + major)
  let isRight = x >= x.zero
  let ordinary = [isRight.select(major, minor), isRight.select(minor, major).copySign(of: y)]
  let parts = (!pair.isModerate).rarely(ordinary) { squareRootOfSpecial(z, otherwise: ordinary) }
  return ComplexScalar(real: parts[0], imaginary: parts[1])
}

private func squareRootOfSpecial(_ z: ComplexScalar, otherwise: [Scalar]) -> [Scalar] {
  let (x, y) = (z.real, z.imaginary)
  let isZero = (x == x.zero) & (y == y.zero)
  let (isWide, isTall) = (x.absolute == x.infinity, y.absolute == y.infinity)
  // 0 for a finite y, else NaN.
  let rest = (y - y).absolute
  let wide = [(x > x.zero).select(x.infinity, rest), (x > x.zero).select(rest, x.infinity).copySign(of: y)]
  return (0..<2).map { i in
    let tall = i == 0 ? x.infinity : y
    let zero = i == 0 ? x.zero : y
    return isTall.select(tall, isWide.select(wide[i], z.isNaN.select(x.nan, isZero.select(zero, otherwise[i]))))
  }
}

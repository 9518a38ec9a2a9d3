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
      (y == y.zero).select(y, isDirected.select(far.times(directions[1]), imaginary)),
    ]
  }
  return ComplexScalar(real: parts[0], imaginary: parts[1])
}

/// e^x as a factor near 1 and a power of two that need not be a number of the dtype.
struct ScaledExponential {
  private let factor: Scalar
  private let scales: [Scalar]

  /// Arguments beyond these limits give infinity or 0 with every factor in the dtype's range, 0 apart.
  init(_ x: Scalar) {
    let limit = x.constant(x.byFormat(200, 1500))
    let below = (x > limit).select(limit, x)
    let reduced = ExponentialReduction((below < -limit).select(-limit, below))
    factor = reduced.lessOne + 1
    let n = reduced.shifted.bitcast(x.format.signed) - x.constant(x.format.roundingShift).bitcast(x.format.signed)
    // About a third of n, and halves of the rest.
    let third = (n * n.constant(43)) >> 7
    let half = (n - third) >> 1
    scales = [third, half, n - third - half].map {
      (($0 + $0.constant(x.format.exponentBias)) << x.format.mantissaBits).bitcast(x.dtype)
    }
  }

  /// e^x times that: scaled up before rounding, and down after it.
  func times(_ value: Scalar) -> Scalar { value * scales[0] * factor * scales[1] * scales[2] }
}

/// log |z| + i arg z.
func logarithmOfComplex(_ z: ComplexScalar) -> ComplexScalar {
  ComplexScalar(real: logarithmOfHypotenuse(z.real, z.imaginary), imaginary: arctangent2(z.imaginary, z.real))
}

/// log sqrt(x^2 + y^2), the sum of squares in three parts: near |z| = 1 its logarithm is what the first part alone loses.
private func logarithmOfHypotenuse(_ x: Scalar, _ y: Scalar) -> Scalar {
  let (p, q) = (x.absolute, y.absolute)
  let isFirstGreater = p > q
  let (greater, lesser) = (isFirstGreater.select(p, q), isFirstGreater.select(q, p))
  let isModerate = (greater > greater.byFormat(0x1p-45, 0x1p-400)) & (greater < greater.byFormat(0x1p60, 0x1p500))
  // The parts scaled by 2^-k, 2k, and the result where it is infinite.
  let scaled = (!isModerate).rarely([greater, lesser, x.zero, x.zero]) {
    let isLarge = greater > greater.one
    let k = isLarge.select(x.constant(x.byFormat(70, 540)), x.constant(x.byFormat(-104, -800)))
    let factor = isLarge.select(x.constant(x.byFormat(0x1p-70, 0x1p-540)), x.constant(x.byFormat(0x1p104, 0x1p800)))
    let isInfinite = (p == p.infinity) | (q == q.infinity)
    let isZero = greater == greater.zero
    let isDegenerate = isInfinite | (isZero & !lesser.isNaN)
    let special = isInfinite.select(x.infinity, isDegenerate.select(-x.infinity, x.zero))
    return [
      isDegenerate.select(x.one, greater * factor), isDegenerate.select(x.zero, lesser * factor), k + k, special,
    ]
  }
  let (a, b) = (scaled[0], scaled[1])
  let (a2, b2) = (a * a, b * b)
  let sum = a2 + b2
  // What the squares and their sum lack, in two parts
  let squares = a.fusedMultiplyAdd(a, -a2).sum(b.fusedMultiplyAdd(b, -b2))
  let rest = ((a2 - sum) + b2).sum(squares.high)
  return logarithm(sum, plus: rest.high, rest.low + squares.low, exponent: scaled[2]) * 0.5 + scaled[3]
}

/// The square root on the right half plane; the sign of a zero imaginary part chooses the side of the cut.
func squareRootOfComplex(_ z: ComplexScalar) -> ComplexScalar {
  let (x, y) = (z.real, z.imaginary)
  let (p, q) = (x.absolute, y.absolute)
  let greater = (p > q).select(p, q)
  let isModerate = (greater > greater.byFormat(0x1p-50, 0x1p-450)) & (greater < greater.byFormat(0x1p60, 0x1p500))
  // x and y scaled by 4^-k, and 2^k.
  let scaled = (!isModerate).rarely([p, q, x.one]) {
    let isLarge = greater > greater.one
    let factor = isLarge.select(x.constant(x.byFormat(0x1p-70, 0x1p-540)), x.constant(x.byFormat(0x1p100, 0x1p640)))
    let root = isLarge.select(x.constant(x.byFormat(0x1p35, 0x1p270)), x.constant(x.byFormat(0x1p-50, 0x1p-320)))
    return [p * factor, q * factor, root]
  }
  // sqrt((|x| + |z|) / 2), and |y| over twice that.
  let size = hypotenuse(scaled[0], scaled[1])
  let major = ((scaled[0] + size) * 0.5).squareRoot * scaled[2]
  let minor = q / (major + major)
  let isRight = x >= x.zero
  let ordinary = [isRight.select(major, minor), isRight.select(minor, major).copySign(of: y)]
  let parts = (!isModerate).rarely(ordinary) { squareRootOfSpecial(z, otherwise: ordinary) }
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

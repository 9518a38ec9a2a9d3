import RavelCore

/// The arcsine; the arccosine has the opposite imaginary part.
func arcsineOfComplex(_ z: ComplexScalar) -> ComplexScalar {
  let angles = ComplexAngles(z)
  return ComplexScalar(real: angles.sine, imaginary: angles.imaginary)
}

func arccosineOfComplex(_ z: ComplexScalar) -> ComplexScalar {
  let angles = ComplexAngles(z)
  return ComplexScalar(real: angles.cosine, imaginary: -angles.imaginary)
}

func hyperbolicArcsineOfComplex(_ z: ComplexScalar) -> ComplexScalar { arcsineOfComplex(z.turnedLeft).turnedRight }

/// The inverse hyperbolic cosine: the arccosine turned to the right half plane.
func hyperbolicArccosineOfComplex(_ z: ComplexScalar) -> ComplexScalar {
  let angles = ComplexAngles(z)
  return ComplexScalar(real: angles.imaginary.absolute, imaginary: angles.cosine.copySign(of: z.imaginary))
}

/// The parts of arcsine and arccosine, by the square roots of 1 - z and 1 + z; far away by log 2z.
/// - Source: W. Kahan, "Branch cuts for complex elementary functions" (1987).
private struct ComplexAngles {
  /// The real parts of arcsine and arccosine.
  let sine: Scalar
  let cosine: Scalar
  /// The imaginary part of the arcsine.
  let imaginary: Scalar

  init(_ z: ComplexScalar) {
    let (x, y) = (z.real, z.imaginary)
    let below = squareRootOfComplex(ComplexScalar(real: 1 - x, imaginary: -y))
    let above = squareRootOfComplex(ComplexScalar(real: x + 1, imaginary: y))
    let product = below.real.fusedMultiplyAdd(above.real, -(below.imaginary * above.imaginary))
    let height = below.real.fusedMultiplyAdd(above.imaginary, -(below.imaginary * above.real))
    let ordinary = [
      arctangent2(x, product), arctangent2(below.real, above.real) * 2, hyperbolicArcsine(height)
    ]
    let limit = x.constant(x.byFormat(0x1p30, 0x1p60))
    let isModerate = (x.absolute < limit) & (y.absolute < limit)
    let parts = (!isModerate).rarely(ordinary) {
      let magnitude = ComplexScalar(real: x.absolute, imaginary: y.absolute)
      let isAxis = x == x.zero
      return [
        isAxis.select(x, arctangent2(x, y.absolute)),
        isAxis.select(x.constant(0x1.921fb54442d18p0), arctangent2(y.absolute, x)),
        (logarithmOfComplex(magnitude).real + 0x1.62e42fefa39efp-1).copySign(of: y)
      ]
    }
    (sine, cosine, imaginary) = (parts[0], parts[1], parts[2])
  }
}

/// The inverse hyperbolic tangent: log1p(4x / ((1 - x)^2 + y^2)) / 4 + i arg((1 - x)(1 + x) - y^2 + 2iy) / 2.
/// - Source: W. Kahan, "Branch cuts for complex elementary functions" (1987).
func hyperbolicArctangentOfComplex(_ z: ComplexScalar) -> ComplexScalar {
  let (x, y) = (z.real.absolute, z.imaginary)
  let rest = 1 - x
  let distance = rest.fusedMultiplyAdd(rest, y * y)
  let ordinary = [
    logarithmOfOnePlus(x * 4 / distance) * 0.25,
    arctangent2(y + y, rest.fusedMultiplyAdd(x + 1, -(y * y))) * 0.5
  ]
  // There no square is out of range.
  let isModerate =
    (distance > distance.byFormat(0x1p-80, 0x1p-900)) & (distance < distance.byFormat(0x1p80, 0x1p900))
  let parts = (!isModerate).rarely(ordinary) {
    let isPole = distance < distance.one
    let (isWide, isTall) = (x == x.infinity, y.absolute == y.infinity)
    // Far away x / |z|^2, from |z|^2 = g^2 (1 + q^2); beside the pole half the logarithm of 2 / |1 - z|.
    let isFlat = x > y.absolute
    let (greater, lesser) = (isFlat.select(x, y.absolute), isFlat.select(y.absolute, x))
    let ratio = lesser / greater
    let far = isFlat.select(x.one, ratio) / ratio.fusedMultiplyAdd(ratio, 1) / greater
    let near =
      (x.constant(0x1.62e42fefa39efp-1) - logarithmOfComplex(ComplexScalar(real: rest, imaginary: y)).real) * 0.5
    let isOrigin = isWide | isTall
    let angle = y.one.copySign(of: y) * 0x1.921fb54442d18p0
    let isLost = y.isNaN | (x.isNaN & !isTall)
    let turned = isPole.select(ordinary[1], angle)
    return [
      isOrigin.select(x.zero, (x == x.zero).select(x, isPole.select(near, far))), isLost.select(y.nan, turned)
    ]
  }
  return ComplexScalar(real: parts[0].copySign(of: z.real), imaginary: parts[1])
}

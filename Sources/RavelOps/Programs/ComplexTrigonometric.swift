import RavelCore

/// sin x cosh y + i cos x sinh y.
func sineOfComplex(_ z: ComplexScalar) -> ComplexScalar {
  let (x, y) = (z.real, z.imaginary)
  let turns = QuarterTurns(x)
  let (sine, cosine) = (turns.sine, turns.cosine)
  return hyperbolicProducts(z, cosine: sine, sine: cosine) { parts in
    let isInfinite = y.absolute == y.infinity
    let ofNaN = isInfinite.select(y.absolute, (y == y.zero).select(y, parts[1]))
    return [(x == x.zero).select(x, parts[0]), cosine.isNaN.select(ofNaN, parts[1])]
  }
}

/// cos x cosh y - i sin x sinh y.
func cosineOfComplex(_ z: ComplexScalar) -> ComplexScalar {
  let (x, y) = (z.real, z.imaginary)
  let turns = QuarterTurns(x)
  let (sine, cosine) = (turns.sine, turns.cosine)
  return hyperbolicProducts(z, cosine: cosine, sine: -sine) { parts in
    let isInfinite = y.absolute == y.infinity
    let imaginary = ((x == x.zero) & y.isNaN).select(x, parts[1])
    return [
      (cosine.isNaN & isInfinite).select(y.absolute, parts[0]),
      (cosine.isNaN & (y == y.zero)).select(x.zero, imaginary)
    ]
  }
}

/// cosh y and sinh y times a factor each, also where e^|y| is out of range and a product is not.
/// - Parameter special: from those, the results where a part of z is not finite: by C99, Annex G.
private func hyperbolicProducts(
  _ z: ComplexScalar, cosine: Scalar, sine: Scalar, special: ([Scalar]) -> [Scalar]
) -> ComplexScalar {
  let y = z.imaginary
  let magnitude = y.absolute
  let limit = y.constant(y.byFormat(87, 707))
  let reduced = ExponentialReduction((magnitude > limit).select(limit, magnitude))
  let (t, scale) = (reduced.lessOne, reduced.scale())
  let power = t.fusedMultiplyAdd(scale, scale)
  let lessOne = t.fusedMultiplyAdd(scale, scale - 1)
  // cosh = (e + 1/e) / 2, sinh = (e - 1) (1 + 1/e) / 2
  let reciprocal = 1 / power
  let cosh = (power + reciprocal) * 0.5
  let sinh = (lessOne.fusedMultiplyAdd(reciprocal, lessOne) * 0.5).copySign(of: y)
  let isOrdinary = (magnitude < limit) & (z.real.absolute < y.infinity)
  let parts = (!isOrdinary).rarely([cosh * cosine, sinh * sine]) {
    // There both are e^|y| / 2, and a zero factor is not multiplied by infinity.
    let far = ScaledExponential(magnitude, isHalved: true)
    return special([far.times(cosine), far.times(sine * y.one.copySign(of: y))])
  }
  return ComplexScalar(real: parts[0], imaginary: parts[1])
}

/// The hyperbolic tangent: (sinh x cosh x + i sin y cos y) / (sinh^2 x + cos^2 y), by q = e^-2|x| and w = 1 - q.
///
/// Nothing in it overflows or cancels.
func hyperbolicTangentOfComplex(_ z: ComplexScalar) -> ComplexScalar {
  let (x, y) = (z.real, z.imaginary)
  let turns = QuarterTurns(y)
  let (s, c) = (turns.sine, turns.cosine)
  let argument = x.absolute * -2
  let q = exponential(argument)
  let reduced = ExponentialReduction(argument)
  let scale = reduced.scale()
  let w = (q < 0.5).select(1 - q, (-reduced.lessOne).fusedMultiplyAdd(scale, 1 - scale))
  let denominator = w.fusedMultiplyAdd(w, q * c * c * 4)
  let ordinary = [w.fusedMultiplyAdd(q, w) / denominator, q * s * c * 4 / denominator]
  let isOrdinary = (x.absolute < x.infinity) & (y.absolute < y.infinity)
  let parts = (!isOrdinary).rarely(ordinary) {
    let isInfinite = x.absolute == x.infinity
    let isDirected = y.absolute < y.infinity
    return [
      isInfinite.select(x.one, (x == x.zero).select(x, ordinary[0])),
      (isInfinite & !isDirected).select(x.zero.copySign(of: y), (y == y.zero).select(y, ordinary[1]))
    ]
  }
  return ComplexScalar(real: parts[0].copySign(of: x), imaginary: parts[1])
}

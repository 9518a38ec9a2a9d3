import RavelCore

/// The logistic function 1 / (1 + e^-x), or e^x / (1 + e^x) below 0: the power in two parts, and the quotient corrected by
/// what it leaves.
func logistic(_ x: Scalar) -> Scalar {
  // Below the limit 1 + e^x is 1.
  let limit = x.constant(x.byFormat(-86, -706))
  let argument = -x.absolute
  let power = ExponentialReduction((argument < limit).select(limit, argument), tail: x.zero).powerInParts
  let denominator = power.high + 1
  let denominatorLow = ((1 - denominator) + power.high) + power.low
  let isNegative = x < x.zero
  let numerator = isNegative.select(power.high, x.one)
  let quotient = numerator / denominator
  let excess = quotient.fusedMultiplyAdd(denominator, -numerator) - isNegative.select(power.low, x.zero)
  let correction = quotient.fusedMultiplyAdd(denominatorLow, excess) * denominator.roughReciprocal
  return (!(x > limit)).rarely(quotient - correction) { exponential(x) }
}

/// log(x / (1 - x)), the inverse of the logistic function; NaN outside of [0, 1].
func logit(_ x: Scalar) -> Scalar {
  let below = 1 - x
  let belowLow = (1 - below) - x
  let result =
    halfLogarithmOfRatio(x, below, low: (x.zero, belowLow), difference: x.fusedMultiplyAdd(2, -1), sum: x.one) * 2
  let isOrdinary = (x > x.byFormat(0x1p-100, 0x1p-1000)) & (x < 1)
  return (!isOrdinary).rarely(result) {
    (x < 1).select(logarithm(x), (x == x.one).select(x.infinity, x.nan))
  }
}

/// x log y, the logarithm in two parts; 0 for x = 0, whatever y, NaN apart.
func productWithLogarithm(_ x: Scalar, _ y: Scalar) -> Scalar {
  let reduced = LogarithmReduction(y)
  let (high, low) = doubleWordLogarithm(reduced)
  let ordinary = x.fusedMultiplyAdd(high, x * low)
  let result = (!reduced.isPositiveNormal).rarely(ordinary) {
    (reduced.special == y.zero).select(ordinary, x * reduced.special)
  }
  return ((x == x.zero) & !y.isNaN).select(x.zero, result)
}

/// z log w; 0 for z = 0, whatever w, NaN apart.
func productWithLogarithmOfComplex(_ z: ComplexScalar, _ w: ComplexScalar) -> ComplexScalar {
  let zero = z.real.zero
  let isZero = (z.real == zero) & (z.imaginary == zero) & !w.isNaN
  return .select(isZero, ComplexScalar(real: zero, imaginary: zero), recoveringProduct(z, logarithmOfComplex(w)))
}

import RavelCore

/// log(e^a + e^b): the greater one, m, and log(1 + e^d), d <= 0 in two parts. Where those two cancel, the error is that
/// of the greater of them: float32 is computed in float64.
func logarithmOfSum(_ a: Scalar, _ b: Scalar) -> Scalar {
  guard a.isDouble else { return inDouble(a, b, logarithmOfSum) }
  let pair = OrderedPair(a, b)
  let power = ExponentialReduction(pair.difference, tail: pair.differenceLow).powerInParts
  let logarithm = logarithmOfOnePlusInParts(power.high, low: power.low)
  let sum = pair.greater.sum(logarithm.high)
  let isOrdinary = pair.difference > -700
  return (!isOrdinary).rarely(sum.high + (sum.low + logarithm.low)) {
    pair.limit(double: a + 0x1.62e42fefa39efp-1, beside: exponential(pair.difference))
  }
}

/// log2(2^a + 2^b), in the same way.
func logarithmOfSumBase2(_ a: Scalar, _ b: Scalar) -> Scalar {
  guard a.isDouble else { return inDouble(a, b, logarithmOfSumBase2) }
  let pair = OrderedPair(a, b)
  let power = exponentialBase2InParts(pair.difference, tail: pair.differenceLow)
  let natural = logarithmOfOnePlusInParts(power.high, low: power.low)
  let inverse = LogarithmBase.two.inverseFloat64
  let leading = natural.high * inverse[0]
  let leadingLow = natural.high.fusedMultiplyAdd(inverse[1], natural.high.fusedMultiplyAdd(inverse[0], -leading))
  let rest = natural.low.fusedMultiplyAdd(inverse[0], leadingLow)
  let sum = pair.greater.sum(leading)
  let isOrdinary = pair.difference > -1000
  return (!isOrdinary).rarely(sum.high + (sum.low + rest)) {
    pair.limit(double: a + 1, beside: exponentialBase2(pair.difference) * inverse[0])
  }
}

private func inDouble(_ a: Scalar, _ b: Scalar, _ function: (Scalar, Scalar) -> Scalar) -> Scalar {
  function(a.convertPrimitive(.float64), b.convertPrimitive(.float64)).convertPrimitive(a.dtype)
}

/// The greater of two values, and how much less the other one is, in two parts.
private struct OrderedPair {
  let a: Scalar
  let b: Scalar
  let greater: Scalar
  let difference: Scalar
  let differenceLow: Scalar

  init(_ a: Scalar, _ b: Scalar) {
    (self.a, self.b) = (a, b)
    let isFirstGreater = a > b
    greater = isFirstGreater.select(a, b)
    (difference, differenceLow) = isFirstGreater.select(b, a).sum(-greater)
  }

  /// Of equal infinities twice one, of a NaN a NaN, and otherwise the greater with nearly nothing beside it.
  func limit(double: Scalar, beside small: Scalar) -> Scalar {
    let isComparable = difference <= difference.zero
    return (a == b).select(double, isComparable.select(greater + small, difference))
  }
}

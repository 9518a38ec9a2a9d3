import RavelCore

/// The inverse hyperbolic sine: log1p(|x| + x^2 / (1 + sqrt(1 + x^2))), the argument in two parts.
func hyperbolicArcsine(_ x: Scalar) -> Scalar {
  let a = x.absolute
  let square = a * a
  let divisor = a.fusedMultiplyAdd(a, 1).squareRoot + 1
  let divisorLow = a.fusedMultiplyAdd(a, 1).squareRoot - divisor + 1
  let w = square / divisor
  let left = (-w).fusedMultiplyAdd(divisor, square) + a.fusedMultiplyAdd(a, -square)
  let f = a + w
  if x.isHalf { return logarithmOfRoots(a, isOrdinary: a < a.infinity, f, a.zero).copySign(of: x) }
  let low = (-w).fusedMultiplyAdd(divisorLow, left).fusedMultiplyAdd(divisor.roughReciprocal, (a - f) + w)
  return logarithmOfRoots(a, isOrdinary: a < a.byFormat(0x1p60, 0x1p500), f, low).copySign(of: x)
}

/// The inverse hyperbolic cosine: log1p(x - 1 + sqrt(x^2 - 1)), the argument in two parts; NaN below 1.
func hyperbolicArccosine(_ x: Scalar) -> Scalar {
  let rest = x - 1
  let restLow = (x - rest) - 1
  let square = x * x
  let part = square - 1
  if x.isHalf {
    return logarithmOfRoots(x, isOrdinary: (x >= x.one) & (x < x.infinity), part.squareRoot + rest, x.zero)
  }
  let partLow = ((square - part) - 1) + x.fusedMultiplyAdd(x, -square)
  let difference = part + partLow
  let root = difference.squareRoot
  let left = (-root).fusedMultiplyAdd(root, difference) + ((part - difference) + partLow)
  let f = root + rest
  let low = ((root - f) + rest) + (left * root.roughReciprocal).fusedMultiplyAdd(0.5, restLow)
  return logarithmOfRoots(x, isOrdinary: (x >= x.one) & (x < x.byFormat(0x1p60, 0x1p500)), f, low)
}

/// log(1 + f + low) for ordinary arguments; log 2x for greater ones, infinity and NaN their own, NaN for lesser ones.
private func logarithmOfRoots(_ x: Scalar, isOrdinary: Scalar, _ f: Scalar, _ low: Scalar) -> Scalar {
  let prepared = (!isOrdinary).rarely([f, low, x.zero, x.zero]) {
    if x.isHalf { return [x.zero, x.zero, x.zero, (x < 1).select(x.nan, x)] }
    let isFar = (x > 1) & (x < x.infinity)
    return [
      isFar.select(x * x.byFormat(0x1p-30, 0x1p-250), x.zero), x.zero,
      isFar.select(x.constant(x.byFormat(31, 251)), x.zero), isFar.select(x.zero, (x < 1).select(x.nan, x))
    ]
  }
  return logarithmOfOnePlus(prepared[0], low: prepared[1], exponent: prepared[2], special: prepared[3])
}

/// The inverse hyperbolic tangent: half of log((1 + x) / (1 - x)); NaN beyond 1.
func hyperbolicArctangent(_ x: Scalar) -> Scalar {
  let a = x.absolute
  let (above, below) = (a + 1, 1 - a)
  let low = (a - (above - 1), (1 - below) - a)
  let result = halfLogarithmOfRatio(above, below, low: low, difference: a + a, sum: x.constant(2))
  return (!(a < 1)).rarely(result) { (a == a.one).select(a.infinity, a.nan) }.copySign(of: x)
}

/// Half of the logarithm of a / b: it is 2^e (1 + s) / (1 - s), which gives e ln 2 / 2 + arctanh s, |s| < 0.23.
/// - Parameters:
///   - low: what a and b lack.
///   - difference, sum: a - b and a + b, exactly, for e = 0.
func halfLogarithmOfRatio(
  _ a: Scalar, _ b: Scalar, low: (Scalar, Scalar), difference: Scalar, sum: Scalar
) -> Scalar {
  let format = a.format
  // Any exponent will do that is nearly right.
  let ratio = (a * b.roughReciprocal).unsignedBits
  let rootHalf: UInt64 = a.byFormat(0x3f35_04f3, 0x3fe6_a09e_667f_3bcd)
  let field = (ratio + ratio.constant(bits: format.one - rootHalf)) >> format.mantissaBits
  let exponent =
    (field | field.constant(bits: format.integerUnit)).bitcast(a.dtype)
    - (Double(format.leastNormal) + Double(format.exponentBias))
  let scale = (field << format.mantissaBits).bitcast(a.dtype)
  let scaled = scale * b
  // s = (a - 2^e b) / (a + 2^e b)
  let isNear = exponent == a.zero
  let numerator = isNear.select(difference, a - scaled)
  let denominator = isNear.select(sum, a + scaled)
  let numeratorLow = isNear.select(a.zero, (-scale).fusedMultiplyAdd(low.1, low.0))
  let whole = a.sum(scaled)
  let denominatorLow = isNear.select(a.zero, whole.low + scale.fusedMultiplyAdd(low.1, low.0))
  let s = numerator / denominator
  let z = s * s
  let series = z.polynomial(a.byFormat(atanhFloat32, atanhFloat64))
  let ln2 = a.byFormat(LogarithmReduction.ln2Float32, LogarithmReduction.ln2Float64)
  if a.isHalf { return exponent.fusedMultiplyAdd(ln2.reduce(0, +) / 2, (s * z).fusedMultiplyAdd(series, s)) }
  let left = (-s).fusedMultiplyAdd(denominator, numerator) + numeratorLow
  let correction = (-s).fusedMultiplyAdd(denominatorLow, left) * denominator.roughReciprocal
  let tail = (s * z).fusedMultiplyAdd(series, correction)
  let part = exponent * (ln2[0] / 2)
  let result = part + s
  return result + exponent.fusedMultiplyAdd(ln2[1] / 2, ((part - result) + s) + tail)
}

// Benchmarks/Coefficients/atanh.py
private let atanhFloat32 = [0x1.555634p-2, 0x1.98d45p-3, 0x1.3d2c5ap-3]
private let atanhFloat64 = [
  0x1.5555555555518p-2, 0x1.99999999abe67p-3, 0x1.24924915a9971p-3, 0x1.c71c7d815b4c3p-4, 0x1.745a8baf373b2p-4,
  0x1.3b65bfd166ae9p-4, 0x1.0b1f69b00bb1p-4, 0x1.2af6cc0109087p-4
]

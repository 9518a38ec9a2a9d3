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
  let low = (-w).fusedMultiplyAdd(divisorLow, left).fusedMultiplyAdd(divisor.roughReciprocal, (a - f) + w)
  return logarithmOfRoots(a, isOrdinary: a < a.byFormat(0x1p60, 0x1p500), f, low).copySign(of: x)
}

/// The inverse hyperbolic cosine: log1p(x - 1 + sqrt(x^2 - 1)), the argument in two parts; NaN below 1.
func hyperbolicArccosine(_ x: Scalar) -> Scalar {
  let rest = x - 1
  let restLow = (x - rest) - 1
  let square = x * x
  let part = square - 1
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
    let isFar = (x > 1) & (x < x.infinity)
    return [
      isFar.select(x * x.byFormat(0x1p-30, 0x1p-250), x.zero), x.zero,
      isFar.select(x.constant(x.byFormat(31, 251)), x.zero), isFar.select(x.zero, (x < 1).select(x.nan, x))
    ]
  }
  return logarithmOfOnePlus(prepared[0], low: prepared[1], exponent: prepared[2], special: prepared[3])
}

/// The inverse hyperbolic tangent: (1 + x) / (1 - x) = 2^e (1 + s) / (1 - s) gives e ln 2 / 2 + arctanh s, |s| < 0.23.
/// NaN beyond 1.
func hyperbolicArctangent(_ x: Scalar) -> Scalar {
  let format = x.format
  let a = x.absolute
  let (above, below) = (a + 1, 1 - a)
  let (aboveLow, belowLow) = (a - (above - 1), (1 - below) - a)
  // Any exponent will do that is nearly right.
  let ratio = (above * below.roughReciprocal).unsignedBits
  let rootHalf: UInt64 = x.byFormat(0x3f35_04f3, 0x3fe6_a09e_667f_3bcd)
  let field = (ratio + ratio.constant(bits: format.one - rootHalf)) >> format.mantissaBits
  let exponent =
    (field | field.constant(bits: format.integerUnit)).bitcast(x.dtype)
    - (Double(format.leastNormal) + Double(format.exponentBias))
  let scale = (field << format.mantissaBits).bitcast(x.dtype)
  let scaled = scale * below
  // s = (1 + a - 2^e (1 - a)) / (1 + a + 2^e (1 - a)); a itself for e = 0.
  let isNear = exponent == x.zero
  let numerator = isNear.select(a + a, above - scaled)
  let denominator = isNear.select(x.constant(2), above + scaled)
  let numeratorLow = isNear.select(x.zero, (-scale).fusedMultiplyAdd(belowLow, aboveLow))
  let denominatorLow = isNear.select(
    x.zero, ((above - denominator) + scaled) + scale.fusedMultiplyAdd(belowLow, aboveLow))
  let s = numerator / denominator
  let left = (-s).fusedMultiplyAdd(denominator, numerator) + numeratorLow
  let low = (-s).fusedMultiplyAdd(denominatorLow, left) * denominator.roughReciprocal
  let z = s * s
  let tail = (s * z).fusedMultiplyAdd(z.polynomial(x.byFormat(atanhFloat32, atanhFloat64)), low)
  let ln2 = x.byFormat(LogarithmReduction.ln2Float32, LogarithmReduction.ln2Float64)
  let whole = exponent * (ln2[0] / 2)
  let sum = whole + s
  let result = sum + exponent.fusedMultiplyAdd(ln2[1] / 2, ((whole - sum) + s) + tail)
  return (!(a < 1)).rarely(result) { (a == a.one).select(a.infinity, a.nan) }.copySign(of: x)
}

// Benchmarks/Coefficients/atanh.py
private let atanhFloat32 = [0x1.555634p-2, 0x1.98d45p-3, 0x1.3d2c5ap-3]
private let atanhFloat64 = [
  0x1.5555555555518p-2, 0x1.99999999abe67p-3, 0x1.24924915a9971p-3, 0x1.c71c7d815b4c3p-4, 0x1.745a8baf373b2p-4,
  0x1.3b65bfd166ae9p-4, 0x1.0b1f69b00bb1p-4, 0x1.2af6cc0109087p-4
]

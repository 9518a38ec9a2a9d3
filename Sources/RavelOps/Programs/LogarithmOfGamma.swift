import RavelCore

/// log |gamma(x)|; infinity at 0 and at negative integers. float32 is computed in float64.
///
/// Above -1/2, x is k + v, |v| <= 1/2: log gamma(2 + v) = v p(v), and for other k than 2 the logarithm of a product that
/// the recurrence gives. From 5.5 on Stirling's series. Below, the reflection: -log(|x sin(pi x)| / pi) - log gamma(-x).
func logarithmOfGamma(_ x: Scalar) -> Scalar {
  guard x.isDouble else { return logarithmOfGamma(x.convertPrimitive(.float64)).convertPrimitive(x.dtype) }
  let isReflected = !(x > -0.5)
  let magnitude = isReflected.select(-x, x)
  let (high, low) = logarithmOfGammaInParts(magnitude)
  let ordinary = (high == x.infinity).select(high, high + low)
  return isReflected.rarely(ordinary) {
    let v = magnitude - magnitude.rint
    let z = v * v
    let zLow = v.fusedMultiplyAdd(v, -z)
    // sin(pi v) / (pi v)
    let ratio = z.polynomialInParts(sineRatio, leading: sineRatioLeading, low: zLow)
    let product = ProductInParts(magnitude, v.absolute).times(ratio)
    let reflection = product.logarithm
    let whole = (-reflection.high).sum(-high)
    let result = whole.high + (whole.low - (reflection.low + low))
    let isInteger = v == v.zero
    // SciPy's is minus infinity there, other than C's.
    let special = (x == -x.infinity).select(x, isInteger.select(x.infinity, result))
    return isReflected.select(special, ordinary)
  }
}

/// The same in two parts, for x > -1/2; the first one alone is infinite.
private func logarithmOfGammaInParts(_ x: Scalar) -> (high: Scalar, low: Scalar) {
  let isLarge = !(x < 5.5)
  let k = x.rint
  let v = isLarge.select(x.zero, x - k)
  let (one, isFalling) = (x.one, k < 2)
  // Of k = 0, 1, ... 5: x (x + 1), x, 1, x - 1, (x - 1) (x - 2), (x - 1) (x - 2) (x - 3)
  let isLeast = k < 1
  let above = x + 1
  let first = isFalling.select(x, (k > 2).select(x - 1, one))
  let second = isLeast.select(above, (k > 3).select(x - 2, one))
  let secondLow = isLeast.select(x - (above - 1), x.zero)
  let third = (k > 4).select(x - 3, one)
  let product = ProductInParts(first, second, low: first * secondLow).times((third, x.zero))
  let factor = ProductInParts(
    high: isLarge.select(x, product.high.absolute),
    low: isLarge.select(x.zero, (product.high < x.zero).select(-product.low, product.low)))
  let logarithm = doubleWordLogarithm(LogarithmReduction(factor.high))
  let logarithmLow =
    logarithm.low + isLarge.select(x.zero, factor.low * factor.high.roughReciprocal)

  let p = v.polynomialInParts(series, leading: seriesLeading)
  let part = ProductInParts(v, p.high, low: v * p.low)
  let sign = isFalling.select(-one, (k > 2).select(one, x.zero))
  // x (log x - 1) - (log x) / 2 + log(2 pi) / 2 + w(1 / x^2) / x
  let less = logarithm.high - 1
  let stirling = ProductInParts(x, less, low: x * logarithmLow)
  let rest = logarithm.high.fusedMultiplyAdd(-0.5, halfLogarithmOfTwoPi[0])
  let reciprocal = 1 / x
  let correction = (reciprocal * reciprocal).polynomial(stirlingSeries)
    .fusedMultiplyAdd(reciprocal, halfLogarithmOfTwoPi[1])
  let stirlingLow = logarithmLow.fusedMultiplyAdd(-0.5, stirling.low) + correction

  // The leading term may be infinite, or none.
  let isDifferent = sign != x.zero
  let leading = isLarge.select(stirling.high, isDifferent.select(sign * logarithm.high, x.zero))
  let sum = leading.sum(isLarge.select(rest, part.high))
  let low = isLarge.select(stirlingLow, sign.fusedMultiplyAdd(logarithmLow, part.low))
  let isInfinite = leading == x.infinity
  return (isInfinite.select(leading, sum.high), isInfinite.select(x.zero, sum.low + low))
}

/// A product as the sum of two parts.
private struct ProductInParts {
  let high: Scalar
  let low: Scalar

  init(high: Scalar, low: Scalar) { (self.high, self.low) = (high, low) }

  /// a b + low
  init(_ a: Scalar, _ b: Scalar, low: Scalar? = nil) {
    high = a * b
    let lost = a.fusedMultiplyAdd(b, -high)
    self.low = low.map { lost + $0 } ?? lost
  }

  func times(_ other: (high: Scalar, low: Scalar)) -> ProductInParts {
    ProductInParts(high, other.high, low: high.fusedMultiplyAdd(other.low, low * other.high))
  }

  var logarithm: (high: Scalar, low: Scalar) {
    let logarithm = doubleWordLogarithm(LogarithmReduction(high))
    return (logarithm.high, logarithm.low + low / high)
  }
}

// Benchmarks/Coefficients/gammaln.py
private let seriesLeading = [
  [0x1.4a34cc4a60fa6p-2, 0x1.31508a10bfee9p-55], [0x1.b0ee6072093cep-2, 0x1.70454102e16ep-58]
]
private let series = [
  -0x1.13e001a557609p-4, 0x1.51322ac7d7fb4p-6, -0x1.e404fc218e072p-8, 0x1.7add6eae5f0a7p-9, -0x1.38ac5c2d164ccp-10,
  0x1.0b36af32b42a6p-11, -0x1.d3fd4b8872a3ep-13, 0x1.a127ddc480b2p-14, -0x1.78de949a6e57bp-15, 0x1.5806c37adff0ap-16,
  -0x1.3cb469f05afa3p-17, 0x1.26420e1cc1372p-18, -0x1.126beac920942p-19, 0x1.edd83e6f5b2bp-21, -0x1.ceda2e7a2fbbdp-22,
  0x1.2b805354a3365p-22, -0x1.1ea24282fa8b8p-23
]
private let stirlingSeries = [
  0x1.5555555555555p-4, -0x1.6c16c16c12a7ep-9, 0x1.a01a01824bc03p-11, -0x1.3813685bca547p-11, 0x1.b946852c89f2cp-11,
  -0x1.f51dbe20c0afdp-10, 0x1.933ac593031a2p-8, -0x1.70999e51c8a89p-6, 0x1.d89319834ad6cp-5
]
private let halfLogarithmOfTwoPi = [0x1.d67f1c864beb4p-1, 0x1.4d252f240051p-54]
private let sineRatioLeading = [[-0x1.a51a6625307d3p0, -0x1.16dfd4ea5f3b8p-55], [1.0]]
private let sineRatio = [
  0x1.9f9cb402bc46cp-1, -0x1.86a8e4720db1fp-3, 0x1.ac6805cf3160fp-6, -0x1.33816aa2b5361p-9, 0x1.3747190fb8286p-13,
  -0x1.d423f9289fe6fp-18, 0x1.0fa8c00dc3b2ep-22, -0x1.e6f8cf782c7c6p-28
]

import RavelCore

/// The inverse of the error function; NaN outside of [-1, 1]. float32 is computed in float64.
///
/// x times a function of -log(1 - x^2), good to 2^-28, and in float64 a step of Newton's method, second term included,
/// from the difference of the error function there in two parts.
/// - Source: M. Giles, "Approximating the erfinv function" (2012), for the variables.
func inverseErrorFunction(_ x: Scalar) -> Scalar {
  guard x.isDouble else {
    let wide = x.absolute.convertPrimitive(.float64)
    let value = inverseErrorFunctionNearly(wide).convertPrimitive(x.dtype)
    return limits(x, value)
  }
  let a = x.absolute
  let y = inverseErrorFunctionNearly(a)
  let square = y * y
  let power = ExponentialReduction(square, tail: y.fusedMultiplyAdd(y, -square)).powerInParts
  // Half of the root of pi, times what the derivative of the error function is divided by.
  let excess = y.fusedMultiplyAdd(errorFunctionExcess(square), y - a)
  let near = -excess * power.high
  let scaled = scaledErrorFunction(y)
  let rest = 1 - a
  let product = rest * power.high
  let productLow = rest.fusedMultiplyAdd(power.low, rest.fusedMultiplyAdd(power.high, -product))
  let far = (scaled.high - product) + (scaled.low - productLow)
  let step = (a < 0.5).select(near, far) * 0x1.c5bf891b4ef6ap-1
  return limits(x, y + (y * step).fusedMultiplyAdd(step, step))
}

/// The value with the sign of x, 0 of -0.0 as SciPy's, where |x| < 1; infinite at 1, and NaN beyond.
private func limits(_ x: Scalar, _ value: Scalar) -> Scalar {
  let a = x.absolute
  return (a < x.one).select(value, (a == x.one).select(x.infinity, x.nan)).copySign(of: x + x.zero)
}

/// The inverse for [0, 1), to 2^-28.
private func inverseErrorFunctionNearly(_ a: Scalar) -> Scalar {
  let w = -logarithm((1 - a) * (a + 1))
  let near = (w - 2.5).polynomial(nearSeries)
  let far = (w.squareRoot - 3).polynomial(farSeries)
  return a * (w < 6).select(near, far)
}

// Benchmarks/Coefficients/erfinv.py
private let nearSeries = [
  0x1.805c5cfeb85ap0, 0x1.f91e89aefbb4ep-3, -0x1.11c3d4060d62p-8, -0x1.486400b248adep-10, 0x1.c9b79eb8b88dbp-13,
  -0x1.4f173da179fabp-18, -0x1.cb1968ec9bbf4p-19, 0x1.00721a8a11922p-21, 0x1.f65773713b284p-27, -0x1.6fa5e1f7071d8p-27,
  0x1.885675902f6d1p-31, 0x1.f691ba02dc571p-34, -0x1.0db80b0a7bbc7p-36
]
private let farSeries = [
  0x1.6a9efbd8475f2p1, 0x1.006dcb96cdc5cp0, 0x1.3582994e37c16p-7, -0x1.f5099870e8296p-8, 0x1.74a5097d79bebp-8,
  -0x1.d15ed15cb9287p-9, 0x1.82337ed172369p-10, -0x1.55de3b87b495bp-13, -0x1.0436265590265p-12, 0x1.92445f42203e1p-13,
  -0x1.2e8efb10dcb3cp-14, 0x1.0a2fe5e057bfp-16, -0x1.058b77ac2ad7fp-19, 0x1.bd0c81f951d33p-24
]

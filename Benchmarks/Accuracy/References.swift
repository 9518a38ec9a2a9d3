import Foundation

// True values where the C library has no function, or one with another convention.

/// log |gamma(x)|, minus infinity of minus infinity as SciPy's.
func logGamma(_ x: Double) -> Double { x == -.infinity ? x : Foundation.lgamma(x) }
func logGamma(_ x: Float80) -> Float80 {
  if x == -.infinity { return x }
  let result: (Float80, Int) = lgamma(x)
  return x <= 0 && x == x.rounded() ? .infinity : result.0
}

/// log(x / (1 - x)), also near 1/2, where the logarithms cancel.
func logOdds(_ x: Float80) -> Float80 {
  (2 * x - 1).magnitude < 0.5 ? 2 * atanh(2 * x - 1) : log(x) - log1p(-x)
}

/// The inverse of the error function, by Newton's method; 0 of -0, as SciPy's.
func inverseErrorFunction(_ x: Float80) -> Float80 {
  if x == 0 { return 0 }
  let a = x.magnitude
  guard a < 1 else { return a == 1 ? x * .infinity : .nan }
  let half = Float80(0.5) * Float80.pi.squareRoot()
  // Two terms of the series.
  if a < 1e-8 { return x * half * (1 + a * a * Float80.pi / 12) }
  let w = -log((1 - a) * (1 + a))
  // S. Winitzki, "A handy approximation for the error function and its inverse" (2008)
  let part = 2 / (Float80.pi * 0.147) - w / 2
  var y = ((part * part + w / 0.147).squareRoot() - part).squareRoot()
  for _ in 0..<5 {
    let step = half * exp(y * y) * (a < 0.5 ? a - erf(y) : erfc(y) - (1 - a))
    y += step / (1 - y * step)
  }
  return x < 0 ? -y : y
}

func logarithmOfSum(_ a: Double, _ b: Double) -> Double { Double(logarithmOfSum(Float80(a), Float80(b))) }
func logarithmOfSum(_ a: Float80, _ b: Float80) -> Float80 {
  let (least, greatest) = (Swift.min(a, b), Swift.max(a, b))
  if a.isNaN || b.isNaN { return .nan }
  return least.isInfinite || greatest.isInfinite
    ? greatest : greatest + log1p(exp(least - greatest))
}

func logarithmOfSumBase2(_ a: Double, _ b: Double) -> Double { Double(logarithmOfSumBase2(Float80(a), Float80(b))) }
func logarithmOfSumBase2(_ a: Float80, _ b: Float80) -> Float80 {
  let (least, greatest) = (Swift.min(a, b), Swift.max(a, b))
  if a.isNaN || b.isNaN { return .nan }
  return least.isInfinite || greatest.isInfinite
    ? greatest : greatest + log1p(exp2(least - greatest)) / log(Float80(2))
}

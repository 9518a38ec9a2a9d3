import BenchmarkSupport
import Foundation
import Ravel

/// A function to measure: Ravel's, the C library's in a wider format, and where to draw arguments from.
struct Function: Sendable {
  let name: String
  let arity: Int
  let ravel: @Sendable ([NDArray]) -> NDArray
  /// In float64: true enough to judge float32 by.
  let double: @Sendable ([Double]) -> Double
  /// In Intel's 80-bit format: true enough to judge float64 by.
  let extended: @Sendable ([Float80]) -> Float80
  /// Arguments in float64, beside those of random bits.
  let moderate: @Sendable (inout SplitMix64) -> [Double]
  /// A magnitude whose last place is the least unit for errors of float64 results.
  var leastMagnitude: @Sendable ([Double]) -> Double = { _ in 0 }

  func leastMagnitude(_ magnitude: @escaping @Sendable ([Double]) -> Double) -> Function {
    var result = self
    result.leastMagnitude = magnitude
    return result
  }

  static func unary(
    _ name: String, _ range: ClosedRange<Double>, _ ravel: @escaping @Sendable (NDArray) -> NDArray,
    _ double: @escaping @Sendable (Double) -> Double, _ extended: @escaping @Sendable (Float80) -> Float80
  ) -> Function {
    Function(
      name: name, arity: 1, ravel: { ravel($0[0]) }, double: { double($0[0]) }, extended: { extended($0[0]) },
      moderate: { [Double.random(in: range, using: &$0)] })
  }

  static func binary(
    _ name: String, _ ravel: @escaping @Sendable (NDArray, NDArray) -> NDArray,
    _ double: @escaping @Sendable (Double, Double) -> Double,
    _ extended: @escaping @Sendable (Float80, Float80) -> Float80,
    _ moderate: @escaping @Sendable (inout SplitMix64) -> [Double]
  ) -> Function {
    Function(
      name: name, arity: 2, ravel: { ravel($0[0], $0[1]) }, double: { double($0[0], $0[1]) },
      extended: { extended($0[0], $0[1]) }, moderate: moderate)
  }

  static let all: [Function] = [
    unary("exp", -3...3, { exp($0) }, { exp($0) }, { exp($0) }),
    unary("log", 0.5...2.5, { log($0) }, { log($0) }, { log($0) }),
    unary("sin", -10...10, { sin($0) }, { sin($0) }, { sin($0) }),
    unary("cos", -10...10, { cos($0) }, { cos($0) }, { cos($0) }),
    unary("tanh", -1.5...1.5, { tanh($0) }, { tanh($0) }, { tanh($0) }),
    unary("exp2", -3...3, { exp2($0) }, { exp2($0) }, { exp2($0) }),
    unary("expm1", -1.5...1.5, { expm1($0) }, { expm1($0) }, { expm1($0) }),
    unary("log2", 0.5...2.5, { log2($0) }, { log2($0) }, { log2($0) }),
    unary("log10", 0.5...2.5, { log10($0) }, { log10($0) }, { log10($0) }),
    unary("log1p", -0.9...2.5, { log1p($0) }, { log1p($0) }, { log1p($0) }),
    unary("tan", -10...10, { tan($0) }, { tan($0) }, { tan($0) }),
    unary("arctan", -3...3, { arctan($0) }, { atan($0) }, { atan($0) }),
    unary("arcsin", -1...1, { arcsin($0) }, { asin($0) }, { asin($0) }),
    unary("arccos", -1...1, { arccos($0) }, { acos($0) }, { acos($0) }),
    unary("sinh", -3...3, { sinh($0) }, { sinh($0) }, { sinh($0) }),
    unary("cosh", -3...3, { cosh($0) }, { cosh($0) }, { cosh($0) }),
    unary("arcsinh", -3...3, { arcsinh($0) }, { asinh($0) }, { asinh($0) }),
    unary("arccosh", 1...3, { arccosh($0) }, { acosh($0) }, { acosh($0) }),
    unary("arctanh", -1...1, { arctanh($0) }, { atanh($0) }, { atanh($0) }),
    unary("cbrt", -8...8, { cbrt($0) }, { cbrt($0) }, { cbrt($0) }),
    unary("expit", -5...5, { expit($0) }, { 1 / (1 + exp(-$0)) }, { 1 / (1 + exp(-$0)) }),
    unary(
      "logit", 0...1, { logit($0) }, { Double(logOdds(Float80($0))) }, logOdds),
    unary("erf", -3...3, { erf($0) }, { erf($0) }, { erf($0) }),
    unary("erfc", -3...27, { erfc($0) }, { erfc($0) }, { erfc($0) }),
    unary("erfinv", -1...1, { erfinv($0) }, { Double(inverseErrorFunction(Float80($0))) }, inverseErrorFunction),
    unary("gammaln", -0.5...7, { gammaln($0) }, { logGamma($0) }, { logGamma($0) })
      .leastMagnitude { $0[0] < -2 ? 0.125 : 0 },
    binary("hypot", { hypot($0, $1) }, { hypot($0, $1) }, { hypot($0, $1) }, { [around1(&$0), around1(&$0)] }),
    binary("arctan2", { arctan2($0, $1) }, { atan2($0, $1) }, { atan2($0, $1) }, { [around1(&$0), around1(&$0)] }),
    binary("logaddexp", { logaddexp($0, $1) }, logarithmOfSum, logarithmOfSum, { [around1(&$0), around1(&$0)] })
      .leastMagnitude { Swift.min(1, Swift.max($0[0], $0[1]).magnitude) },
    binary(
      "logaddexp2", { logaddexp2($0, $1) }, logarithmOfSumBase2, logarithmOfSumBase2, { [around1(&$0), around1(&$0)] }
    )
    .leastMagnitude { Swift.min(1, Swift.max($0[0], $0[1]).magnitude) },
    binary(
      "xlogy", { xlogy($0, $1) }, { $0 == 0 && !$1.isNaN ? 0 : $0 * log($1) },
      { $0 == 0 && !$1.isNaN ? 0 : $0 * log($1) }, { [around1(&$0), around1(&$0).magnitude] }),
    binary(
      "power", { power($0, $1) }, { pow($0, $1) }, { pow($0, $1) },
      { random in
        let base = Double.random(in: 0.01...20, using: &random)
        return [base, Double.random(in: -80...80, using: &random) / log(base)]
      })
  ]
}

/// A number of either sign and a magnitude not far from 1.
private func around1(_ random: inout SplitMix64) -> Double {
  Double.random(in: -1...1, using: &random) * exp2(Double.random(in: -3...3, using: &random))
}

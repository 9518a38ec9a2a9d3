import RavelCore

/// Functions of elements that NumPy lacks, as scipy.special has them: float32 and float64, into which all else is cast.
extension Rows {
  static let expit = special("The logistic function 1 / (1 + e^-x).", logistic)
  static let logit = special("log(x / (1 - x)); NaN outside of [0, 1].") { RavelOps.logit($0) }
  static let erf = special(
    "The error function, 2 / sqrt(pi) times the integral of e^(-t^2) from 0 to x.", errorFunction)
  static let erfc = special("1 - erf(x), without loss where that is small.", complementaryErrorFunction)
  static let erfinv = OpSpec(
    .same("fd", arity: 1), "The inverse of erf; NaN outside of [-1, 1].", real: { inverseErrorFunction($0[0]) },
    traits: [.special, .costly], accuracy: .ulps(1))
  static let gammaln = special("log |gamma(x)|; infinity at 0 and at negative integers.", logarithmOfGamma)
  static let xlogy = OpSpec(
    .same("dfDF", arity: 2), "x1 log(x2); 0 where x1 is 0 and x2 not NaN.",
    real: { productWithLogarithm($0[0], $0[1]) }, complex: { .complex(productWithLogarithmOfComplex($0[0], $0[1])) },
    traits: [.special, .costly], accuracy: .ulps(1), complexAccuracy: .ulps(6))

  private static func special(_ doc: String, _ program: @escaping @Sendable (Scalar) -> Scalar) -> OpSpec {
    OpSpec(
      .same("df", arity: 1), doc, real: { program($0[0]) }, traits: [.special, .costly], accuracy: .ulps(1))
  }
}

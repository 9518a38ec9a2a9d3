import RavelCore

/// Functions of elements that NumPy lacks, as scipy.special has them: float32 and float64, into which all else is cast.
extension Rows {
  static let expit = special("The logistic function 1 / (1 + e^-x).", logistic)
  static let logit = special("log(x / (1 - x)); NaN outside of [0, 1].") { RavelOps.logit($0) }
  static let xlogy = OpSpec(
    .same("dfDF", arity: 2), "x1 log(x2); 0 where x1 is 0 and x2 not NaN.",
    real: { productWithLogarithm($0[0], $0[1]) }, complex: { .complex(productWithLogarithmOfComplex($0[0], $0[1])) },
    traits: [.special, .costly], accuracy: .ulps(1), complexAccuracy: .ulps(6))

  private static func special(_ doc: String, _ program: @escaping @Sendable (Scalar) -> Scalar) -> OpSpec {
    OpSpec(
      .same("df", arity: 1), doc, real: { program($0[0]) }, traits: [.special, .costly], accuracy: .ulps(1))
  }
}

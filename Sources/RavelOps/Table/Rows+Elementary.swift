import RavelCore

extension Rows {
  static let exp = elementary("e to the power x.", exponential, exponentialOfComplex)
  static let log = elementary("The natural logarithm.", logarithm, logarithmOfComplex)
  static let sin = elementary("The sine, of radians.", sine, sineOfComplex)
  static let cos = elementary("The cosine, of radians.", cosine, cosineOfComplex)
  static let tanh = elementary("The hyperbolic tangent.", hyperbolicTangent, hyperbolicTangentOfComplex)

  private static func elementary(
    _ doc: String, _ real: @escaping @Sendable (Scalar) -> Scalar,
    _ complex: @escaping @Sendable (ComplexScalar) -> ComplexScalar
  ) -> OpSpec {
    OpSpec(
      .same(Letters.floats + Letters.complexes, arity: 1), doc, real: { real($0[0]) },
      complex: { .complex(complex($0[0])) },
      traits: .costly, accuracy: .ulps(1), complexAccuracy: .ulps(6))
  }
}

extension Rows {
  static let conjugate = OpSpec(
    .same(Letters.numbers, arity: 1), "The complex conjugate; a real value stays.",
    real: { $0[0] }, complex: { .complex(ComplexScalar(real: $0[0].real, imaginary: -$0[0].imaginary)) })

  static let real = OpSpec(
    .same("?" + Letters.integers + Letters.floats, arity: 1) + .complexToFloat, "The real part.",
    real: { $0[0] }, complex: { .real($0[0].real) }, traits: .function)
  static let imag = OpSpec(
    .same("?" + Letters.integers + Letters.floats, arity: 1) + .complexToFloat,
    "The imaginary part; 0 of a real value.",
    real: { $0[0].zero }, complex: { .real($0[0].imaginary) }, traits: .function)

  static let angle = OpSpec(
    [UfuncLoop([.bool], .float64)] + .same(Letters.floats, arity: 1) + .complexToFloat,
    "The argument of a complex value, in radians.",
    real: { x in
      let value = x[0].dtype == .bool ? x[0].converted(to: .float64) : x[0]
      return arctangent2(value.zero, value)
    }, complex: { .real(arctangent2($0[0].imaginary, $0[0].real)) },
    traits: [.function, .costly], accuracy: .ulps(1), complexAccuracy: .ulps(1))
}

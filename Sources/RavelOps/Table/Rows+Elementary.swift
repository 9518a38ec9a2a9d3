import RavelCore

extension Rows {
  static let exp = elementary("e to the power x.", exponential, exponentialOfComplex)
  static let exp2 = elementary("2 to the power x.", exponentialBase2) {
    exponentialOfComplex($0.scaled(by: 0x1.62e42fefa39efp-1))
  }
  static let expm1 = elementary(
    "e to the power x, less 1; also where x is near 0.", exponentialLessOne, exponentialOfComplexLessOne)
  static let log = elementary("The natural logarithm.", logarithm) { logarithmOfComplex($0) }
  static let log2 = elementary("The logarithm to base 2.", logarithmBase2) {
    logarithmOfComplex($0).scaled(by: 0x1.71547652b82fep0)
  }
  static let log10 = elementary("The logarithm to base 10.", logarithmBase10) {
    logarithmOfComplex($0).scaled(by: 0x1.bcb7b1526e50ep-2)
  }
  static let log1p = elementary(
    "The logarithm of 1 + x; also where x is near 0.", logarithmOfOnePlus, logarithmOfComplexOnePlus)
  static let logaddexp = OpSpec(
    .same(Letters.floats, arity: 2), "log(e^x1 + e^x2).",
    real: { logarithmOfSum($0[0], $0[1]) }, traits: .costly, reduction: .infimum, accuracy: .ulps(1))
  static let logaddexp2 = OpSpec(
    .same(Letters.floats, arity: 2), "log2(2^x1 + 2^x2).",
    real: { logarithmOfSumBase2($0[0], $0[1]) }, traits: .costly, reduction: .infimum, accuracy: .ulps(1))
  static let sin = elementary("The sine, of radians.", sine, sineOfComplex)
  static let cos = elementary("The cosine, of radians.", cosine, cosineOfComplex)
  static let tan = elementary("The tangent, of radians.", tangent) {
    hyperbolicTangentOfComplex($0.turnedLeft).turnedRight
  }
  static let arcsin = elementary("The angle whose sine is x, in radians.", arcsine, arcsineOfComplex)
  static let arccos = elementary("The angle whose cosine is x, in radians.", arccosine, arccosineOfComplex)
  static let arctan = elementary("The angle whose tangent is x, in radians.", arctangent) {
    hyperbolicArctangentOfComplex($0.turnedLeft).turnedRight
  }
  static let arctan2 = OpSpec(
    .same(Letters.floats, arity: 2), "The angle of the point (x2, x1), in radians.",
    real: { arctangent2($0[0], $0[1]) }, traits: .costly, accuracy: .ulps(1))
  static let hypot = OpSpec(
    .same(Letters.floats, arity: 2), "The length of the vector (x1, x2).",
    real: { hypotenuse($0[0], $0[1]) }, traits: [.commutative, .costly], reduction: .start(0), accuracy: .ulps(1))
  static let cbrt = OpSpec(
    .same(Letters.floats, arity: 1), "The cube root.", real: { cubeRoot($0[0]) }, traits: .costly, accuracy: .ulps(1))
  static let deg2rad = OpSpec(
    .same(Letters.floats, arity: 1), "Degrees as radians.",
    real: { $0[0] * $0[0].byFormat(0x1.1df46ap-6, 0x1.1df46a2529d39p-6) })
  static let rad2deg = OpSpec(
    .same(Letters.floats, arity: 1), "Radians as degrees.",
    real: { $0[0] * $0[0].byFormat(0x1.ca5dcp5, 0x1.ca5dc1a63c1f8p5) })
  static let sinh = elementary("The hyperbolic sine.", hyperbolicSine) {
    sineOfComplex($0.turnedLeft).turnedRight
  }
  static let cosh = elementary("The hyperbolic cosine.", hyperbolicCosine) { cosineOfComplex($0.turnedLeft) }
  static let arcsinh = elementary("The inverse hyperbolic sine.", hyperbolicArcsine, hyperbolicArcsineOfComplex)
  static let arccosh = elementary("The inverse hyperbolic cosine.", hyperbolicArccosine, hyperbolicArccosineOfComplex)
  static let arctanh = elementary(
    "The inverse hyperbolic tangent.", hyperbolicArctangent, hyperbolicArctangentOfComplex)
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

  static let complexOf = OpSpec(
    [UfuncLoop([.float32, .float32], .complex64), UfuncLoop([.float64, .float64], .complex128)],
    "The complex value of a real part and an imaginary one.",
    composed: { ComplexScalar(real: $0[0], imaginary: $0[1]) }, traits: [.function, .unnamed])

  static let angle = OpSpec(
    [UfuncLoop([.bool], .float64)] + .same(Letters.floats, arity: 1) + .complexToFloat,
    "The argument of a complex value, in radians.",
    real: { x in
      let value = x[0].dtype == .bool ? x[0].converted(to: .float64) : x[0]
      return arctangent2(value.zero, value)
    }, complex: { .real(arctangent2($0[0].imaginary, $0[0].real)) },
    traits: [.function, .costly], accuracy: .ulps(1), complexAccuracy: .ulps(1))
}

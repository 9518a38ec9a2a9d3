import RavelCore

extension Rows {
  static let floor = rounding("The greatest integral value not above.") { $0.floor }
  static let ceil = rounding("The least integral value not below.") { $0.ceil }
  static let trunc = rounding("The nearest integral value towards zero.") { $0.trunc }

  static let rint = OpSpec(
    .same(Letters.floats + Letters.complexes, arity: 1), "The nearest integral value, ties to even.",
    real: { $0[0].rint },
    complex: { .complex(ComplexScalar(real: $0[0].real.rint, imaginary: $0[0].imaginary.rint)) })

  private static func rounding(_ doc: String, _ program: @escaping @Sendable (Scalar) -> Scalar) -> OpSpec {
    OpSpec(
      .same("?" + Letters.integers + Letters.floats, arity: 1), doc + " Integers stay as they are.",
      real: { $0[0].dtype.isFloat ? program($0[0]) : $0[0] })
  }

  static let isnan = classification("Whether it is NaN, in either part.", ofExact: false, { $0.isNaN }, { $0 | $1 })
  static let isinf = classification(
    "Whether it is infinite, in either part.", ofExact: false, { $0.absolute == $0.constant(Double.infinity) },
    { $0 | $1 })
  static let isfinite = classification(
    "Whether it is neither infinite nor NaN, in both parts.", ofExact: true,
    { $0.absolute < $0.constant(Double.infinity) },
    { $0 & $1 })

  private static func classification(
    _ doc: String, ofExact answer: Bool, _ part: @escaping @Sendable (Scalar) -> Scalar,
    _ both: @escaping @Sendable (Scalar, Scalar) -> Scalar
  ) -> OpSpec {
    OpSpec(
      .test(Letters.all, arity: 1), doc,
      real: { $0[0].dtype.isFloat ? part($0[0]) : $0[0].constant(answer ? 1 : 0, .bool) },
      complex: { .real(both(part($0[0].real), part($0[0].imaginary))) })
  }

  static let signbit = OpSpec(
    .test(Letters.floats, arity: 1), "Whether the sign bit is set.",
    real: { x in
      let bits = x[0].bitcast(.integer(bits: x[0].dtype.bitWidth, signed: true))
      return bits < bits.zero
    })
  static let copysign = OpSpec(
    .same(Letters.floats, arity: 2), "The first with the second's sign.", real: { $0[0].copySign(of: $0[1]) })

  static let fabs = OpSpec(
    .same(Letters.floats, arity: 1), "The absolute value, as a float.", real: { $0[0].absolute })
  static let heaviside = OpSpec(
    .same(Letters.floats, arity: 2), "0 of a negative x1, 1 of a positive, x2 of a zero; NaN stays.",
    real: { x in
      let step = (x[0] < x[0].zero).select(x[0].zero, (x[0] == x[0].zero).select(x[1], x[0].one))
      return x[0].isNaN.select(x[0], step)
    })
}

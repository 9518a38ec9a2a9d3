import RavelCore

extension Rows {
  static let bitwiseAnd = bitwise("And, bit by bit.", .identity(-1)) { $0 & $1 }
  static let bitwiseOr = bitwise("Or, bit by bit.", .identity(0)) { $0 | $1 }
  static let bitwiseXor = bitwise("Exclusive or, bit by bit.", .identity(0)) { $0 ^ $1 }

  static let invert = OpSpec(
    .same("?" + Letters.integers, arity: 1), "Every bit's opposite; of a bool, not.", real: { ~$0[0] })

  static let leftShift = OpSpec(
    .same(Letters.integers, arity: 2), "Shift to the left; 0 for a count that is negative or not less than the width.",
    real: { $0[0] << $0[1] }, traits: .specializesOnConstants)
  static let rightShift = OpSpec(
    .same(Letters.integers, arity: 2),
    "Shift to the right, keeping the sign; all sign for a count that is negative or not less than the width.",
    real: { $0[0] >> $0[1] }, traits: .specializesOnConstants)

  static let bitwiseCount = OpSpec(
    Letters.integers.map { UfuncLoop([DType(character: $0)!], .uint8) }, "How many bits of the absolute value are set.",
    real: { bitCount($0[0]) })

  static let gcd = OpSpec(
    .same(Letters.integers, arity: 2), "The greatest common divisor of the absolute values.",
    real: { greatestCommonDivisor($0[0], $0[1]) }, traits: [.commutative, .costly, .promotesFirst], reduction: .start(0)
  )
  static let lcm = OpSpec(
    .same(Letters.integers, arity: 2), "The least common multiple of the absolute values; 0 beside 0.",
    real: { leastCommonMultiple($0[0], $0[1]) }, traits: [.commutative, .costly, .promotesFirst])

  private static func bitwise(
    _ doc: String, _ reduction: ReductionRule, _ program: @escaping @Sendable (Scalar, Scalar) -> Scalar
  ) -> OpSpec {
    OpSpec(
      .same("?" + Letters.integers, arity: 2), doc, real: { program($0[0], $0[1]) }, traits: .commutative,
      reduction: reduction)
  }
}

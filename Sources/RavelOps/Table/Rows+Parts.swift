import RavelCore

/// Neighbours, exponents and integral parts of floats.
extension Rows {
  static let nextafter = OpSpec(
    .same(Letters.floats, arity: 2), "The next float after x1 towards x2.",
    real: { nextAfter($0[0], $0[1]) }, half: { nextAfter($0[0], $0[1]) })
  static let spacing = OpSpec(
    .same(Letters.floats, arity: 1), "The distance from x to the next float away from zero, with x's sign.",
    real: { RavelOps.spacing($0[0]) }, half: { spacingOfHalf($0[0]) })
  static let ldexp = OpSpec(
    [
      UfuncLoop([.float16, .int32], .float16), UfuncLoop([.float32, .int32], .float32),
      UfuncLoop([.float16, .int64], .float16), UfuncLoop([.float32, .int64], .float32),
      UfuncLoop([.float64, .int32], .float64), UfuncLoop([.float64, .int64], .float64)
    ], "x1 times 2 to the power x2.",
    real: { scaledByPower($0[0], $0[1]) })

  static let frexpMantissa = OpSpec(
    .same(Letters.floats, arity: 1), "The mantissa m of x = m 2^e, in [1/2, 1) by magnitude.",
    real: { mantissaAndExponent($0[0]).mantissa }, part: ResultPart("frexp", 0))
  static let frexpExponent = OpSpec(
    Letters.floats.map { UfuncLoop([DType(character: $0)!], .int32) },
    "The exponent e of x = m 2^e; 0 where x is zero or not finite.",
    real: { mantissaAndExponent($0[0]).exponent }, part: ResultPart("frexp", 1))

  static let modfFraction = OpSpec(
    .same(Letters.floats, arity: 1), "What truncation leaves, with x's sign.",
    real: { fractionalPart($0[0]) }, part: ResultPart("modf", 0))
  static let modfInteger = OpSpec(
    .same(Letters.floats, arity: 1), "The integral value towards zero, as a float.",
    real: { $0[0].trunc }, part: ResultPart("modf", 1))
}

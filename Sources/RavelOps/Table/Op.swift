/// The operations on elements, by NumPy's names. Each has its row in the table: see `spec`.
public enum Op: String, CaseIterable, Hashable, Sendable {
  case add, subtract, multiply, divide
  case floorDivide = "floor_divide"
  case remainder, fmod, power
  case negative, positive, absolute, sign, square, reciprocal, sqrt
  case conjugate, real, imag, angle
  case complexOf = "complex_of"
  case equal
  case notEqual = "not_equal"
  case less
  case lessEqual = "less_equal"
  case greater
  case greaterEqual = "greater_equal"
  case logicalAnd = "logical_and"
  case logicalOr = "logical_or"
  case logicalXor = "logical_xor"
  case logicalNot = "logical_not"
  case bitwiseAnd = "bitwise_and"
  case bitwiseOr = "bitwise_or"
  case bitwiseXor = "bitwise_xor"
  case invert
  case leftShift = "left_shift"
  case rightShift = "right_shift"
  case maximum, minimum, fmax, fmin
  case clip
  case `where`
  case floor, ceil, trunc, rint
  case isnan, isinf, isfinite, signbit, copysign, fabs, heaviside
  case nextafter, spacing, ldexp
  case frexpMantissa = "frexp_mantissa"
  case frexpExponent = "frexp_exponent"
  case modfFraction = "modf_fraction"
  case modfInteger = "modf_integer"
  case gcd, lcm
  case bitwiseCount = "bitwise_count"
  case floatPower = "float_power"
  case exp, exp2, expm1, log, log2, log10, log1p
  case sin, cos, tan, arcsin, arccos, arctan, arctan2
  case sinh, cosh, tanh, arcsinh, arccosh, arctanh
  case hypot, cbrt, deg2rad, radians, rad2deg, degrees, logaddexp, logaddexp2
  case expit, logit, xlogy, erf, erfc, erfinv, gammaln
}

extension Op {
  /// A number of its own, below 256: the enumeration's byte.
  public var number: Int { Int(unsafeBitCast(self, to: UInt8.self)) }

  // Without these, operations would be compared and hashed as the texts of their names.
  public static func == (a: Op, b: Op) -> Bool { a.number == b.number }
  public func hash(into hasher: inout Hasher) { hasher.combine(number) }
}

extension Op: CustomStringConvertible {
  public var description: String { rawValue }
}

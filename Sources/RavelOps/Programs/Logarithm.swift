import RavelCore

/// The natural logarithm; -infinity of 0, NaN of negative values.
func logarithm(_ x: Scalar) -> Scalar {
  if x.isHalf { return LogarithmBase.e.logarithm(x) }
  let reduced = LogarithmReduction(x)
  return LogarithmReduction.logarithm(reduced.f, exponent: reduced.exponent, tail: reduced.special)
}

/// The logarithm of (x + y + z) 2^exponent, where x is normal, y is at most a last place of it and z one of y.
func logarithm(_ x: Scalar, plus y: Scalar, _ z: Scalar, exponent: Scalar) -> Scalar {
  let reduced = LogarithmReduction(x)
  // Near 1 the sum may cancel: there it makes a new f.
  let isNearOne = reduced.exponent == x.zero
  let f = isNearOne.select(reduced.f + y, reduced.f)
  let tail = isNearOne.select(((reduced.f - f) + y) + z, y / x)
  return LogarithmReduction.logarithm(f, exponent: reduced.exponent + exponent, tail: tail)
}

/// x as 2^exponent (1 + f), 1 + f in [sqrt 1/2, sqrt 2], or in another interval whose ends are one to two.
struct LogarithmReduction {
  let exponent: Scalar
  let f: Scalar
  /// The logarithm of 0, negative values, infinity and NaN, which are reduced as 5/4; for all others what was asked for.
  let special: Scalar
  /// Whether x is neither special nor subnormal.
  let isPositiveNormal: Scalar

  init(_ x: Scalar, ordinary: Double = 0, from least: UInt64? = nil) {
    let format = x.format
    let bits = x.unsignedBits
    isPositiveNormal =
      bits - bits.constant(bits: format.leastNormal) < bits.constant(bits: format.infinity - format.leastNormal)
    // What turns the exponent field, as the last bits of a float, into the exponent.
    let bias = Double(format.leastNormal) + Double(format.exponentBias)
    let prepared = (!isPositiveNormal).rarely([x, x.constant(bias), x.constant(ordinary)]) {
      let special = (x == x.zero).select(-x.infinity, (x > x.zero).select(x, x.nan))
      if x.isHalf { return [x.constant(1.25), x.constant(bias), special] }
      let isSubnormal = (x > x.zero) & (x < x.infinity)
      let subnormalBias = bias + Double(format.mantissaBits + 1)
      return [
        isSubnormal.select(x * (Double(format.leastNormal) * 2), x.constant(1.25)),
        isSubnormal.select(x.constant(subnormalBias), x.constant(bias)),
        isSubnormal.select(x.constant(ordinary), special)
      ]
    }
    special = prepared[2]

    let least = least ?? x.byFormat(0x3f35_04f3, 0x3fe6_a09e_667f_3bcd)
    let shifted = prepared[0].unsignedBits + bits.constant(bits: format.one - least)
    exponent =
      ((shifted >> format.mantissaBits) | bits.constant(bits: format.integerUnit)).bitcast(x.dtype) - prepared[1]
    let significand = (shifted & bits.constant(bits: format.mantissaMask)) + bits.constant(bits: least)
    f = significand.bitcast(x.dtype) - 1
  }

  /// e ln 2 + log(1 + f) + tail
  static func logarithm(_ f: Scalar, exponent e: Scalar, tail: Scalar) -> Scalar {
    let parts = parts(f, exponent: e, tail: tail)
    return parts.high + parts.low
  }

  /// The same as the sum of two parts, of which the second may be a third of the first.
  static func parts(_ f: Scalar, exponent e: Scalar, tail: Scalar) -> (high: Scalar, low: Scalar) {
    let ln2 = f.byFormat(ln2Float32, ln2Float64)
    if f.isHalf {
      let series = f.fusedMultiplyAdd(f.polynomial(rFloat32), -0.5)
      return ((f * f).fusedMultiplyAdd(series, f), e.fusedMultiplyAdd(ln2[0] + ln2[1], tail))
    }
    // The sum e ln 2 + f in two parts
    let high = e.fusedMultiplyAdd(ln2[0], f)
    let low = e.fusedMultiplyAdd(ln2[1], tail) + (e.fusedMultiplyAdd(ln2[0], -high) + f)
    let square = f * f
    if f.isDouble {
      // As Sun's fdlibm has it: log(1 + f) = f - (f^2/2 - s (f^2/2 + z l(z))), s = f / (2 + f), z = s^2
      let s = f / (f + 2)
      let z = s * s
      let half = square * 0.5
      return (high, s.fusedMultiplyAdd(z.fusedMultiplyAdd(z.polynomial(lFloat64), half), low) - half)
    }
    // log(1 + f) = f + f^2 (f r(f) - 1/2)
    return (high, square.fusedMultiplyAdd(f.fusedMultiplyAdd(f.polynomial(rFloat32), -0.5), low))
  }

  /// log(1 + f) of a float64 as f - half + rest, half = f^2 / 2 rounded.
  static func series(_ f: Scalar) -> (half: Scalar, rest: Scalar) {
    let halved = f * 0.5
    let half = f * halved
    let lost = f.fusedMultiplyAdd(halved, -half)
    let s = f / (f + 2)
    let z = s * s
    return (half, s.fusedMultiplyAdd(z.fusedMultiplyAdd(z.polynomial(lFloat64), half), -lost))
  }

  // Benchmarks/Coefficients/log.py: the first part's product with an exponent is exact.
  static let ln2Float32 = [0x1.62e4p-1, 0x1.7f7d1cp-20]
  static let ln2Float64 = [0x1.62e42fefa38p-1, 0x1.ef35793c7673p-45]
}

// Benchmarks/Coefficients/log.py
private let rFloat32 = [
  0x1.555554p-2, -0x1.000226p-2, 0x1.99a01cp-3, -0x1.547286p-3, 0x1.22d94cp-3, -0x1.0d82a2p-3, 0x1.055d82p-3,
  -0x1.38c3c4p-4
]
private let lFloat64 = [
  0x1.5555555555592p-1, 0x1.999999997ff61p-2, 0x1.24924941dc439p-2, 0x1.c71c52187d22dp-3, 0x1.74663eb4fb2a8p-3,
  0x1.39a12de1f7402p-3, 0x1.2f12e4441416fp-3
]

import RavelCore

// Programs on integers as magnitudes: the least integer's magnitude wraps to itself, as in NumPy.

/// The greatest common divisor, by Euclid's algorithm.
func greatestCommonDivisor(_ a: Scalar, _ b: Scalar) -> Scalar {
  unsignedDivisor(a.magnitude, b.magnitude).bitcast(a.dtype)
}

/// The least common multiple, wrapping; 0 beside 0.
func leastCommonMultiple(_ a: Scalar, _ b: Scalar) -> Scalar {
  let (x, y) = (a.magnitude, b.magnitude)
  // Of zeros the divisor is 0, and 0 / 0 is 0.
  return (x / unsignedDivisor(x, y) * y).bitcast(a.dtype)
}

private func unsignedDivisor(_ x: Scalar, _ y: Scalar) -> Scalar {
  x.builder.iterate(while: x != x.zero, [x, y]) { carried in
    let rest = carried[1] % carried[0]
    return (rest != rest.zero, [rest, carried[0]])
  }[1]
}

/// How many bits of the magnitude are set: sums of neighbouring fields, each twice as wide as before.
/// - Source: H. Warren, "Hacker's Delight", 2nd edition (2012), 5-1.
func bitCount(_ x: Scalar) -> Scalar {
  var bits = x.magnitude
  let width = x.dtype.bitWidth
  func mask(_ byte: UInt64) -> Scalar {
    bits.constant(bits: (byte &* 0x0101_0101_0101_0101) >> UInt64(64 - width))
  }
  bits = bits - ((bits >> 1) & mask(0x55))
  bits = (bits & mask(0x33)) + ((bits >> 2) & mask(0x33))
  bits = (bits + (bits >> 4)) & mask(0x0f)
  var field = 8
  while field < width {
    bits = bits + (bits >> field)
    field *= 2
  }
  return bits.converted(to: .uint8) & bits.converted(to: .uint8).constant(0x7f)
}

extension Scalar {
  /// The absolute value as an unsigned integer.
  fileprivate var magnitude: Scalar {
    dtype.isSigned
      ? (self < zero).select(-self, self).bitcast(.integer(bits: dtype.bitWidth, signed: false)) : self
  }
}

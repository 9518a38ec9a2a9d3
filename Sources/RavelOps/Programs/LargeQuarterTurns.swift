import RavelCore

/// The remainder of a large number by pi/2, by multiplying its significand with just those bits of 2/pi that matter.
/// - Source: M. Payne, R. Hanek, "Radian reduction for trigonometric functions" (1983).
struct LargeQuarterTurns {
  /// The multiple of pi/2 in the low bits, unsigned.
  let quadrant: Scalar
  /// The remainder in two parts.
  let high: Scalar
  let low: Scalar

  /// - Parameter x: of magnitude 2^16 or more; NaN and infinities give NaN.
  init(_ x: Scalar) {
    let (turns, high, low) = x.isDouble ? Self.wide(x) : Self.narrow(x)
    let isNegative = x < x.zero
    quadrant = isNegative.select(turns.zero - turns, turns)
    self.high = (x.absolute < x.infinity).select(isNegative.select(-high, high), x.nan)
    self.low = isNegative.select(-low, low)
  }

  /// Of a float32's magnitude. Its remainders are 2^-32 or more: of a fraction of 62 bits more are right than two parts
  /// hold.
  private static func narrow(_ x: Scalar) -> (turns: Scalar, high: Scalar, low: Scalar) {
    let bits = x.bitcast(.uint32)
    let exponent = (bits >> 23) & bits.constant(0xff)
    let significand = (bits & bits.constant(0x7f_ffff)) | bits.constant(0x80_0000)

    // |x| = significand 2^e, e = exponent - 150. The bits of 2/pi before the one worth 2^(1 - e) make multiples of four
    // quarter turns. In the words 32 zeros stand before the first bit, so that the window opens at e + 30.
    let start = exponent - bits.constant(120)
    let halves = twoOverPi.prefix(5).flatMap { [$0 >> 32, $0 & 0xffff_ffff] }.dropFirst()
    let words = Self.words(halves, from: start >> 5, count: 4, last: (254 - 120) >> 5)
    let shift = start & bits.constant(31)
    let window = (0..<3).map { i in
      // A count of 32 gives 0.
      (words[i] << shift) | (words[i + 1] >> (bits.constant(32) - shift))
    }

    // significand * window modulo 2^96, without the lowest 32 bits.
    let factor = significand.convertPrimitive(.uint64)
    let product =
      ((significand * window[0]).convertPrimitive(.uint64) << 32) + factor * window[1].convertPrimitive(.uint64)
      + ((factor * window[2].convertPrimitive(.uint64)) >> 32)
    let turns = (product + product.constant(bits: 1 << 61)) >> 62
    let fraction = (product << 2).bitcast(.int64).convertPrimitive(.float64)
    let remainder = fraction * (halfPi[0] * 0x1p-64)
    let high = remainder.convertPrimitive(.float32)
    let low = (remainder - high.convertPrimitive(.float64)).convertPrimitive(.float32)
    return (turns.convertPrimitive(.uint32), high, low)
  }

  /// Of a float64's magnitude.
  private static func wide(_ x: Scalar) -> (turns: Scalar, high: Scalar, low: Scalar) {
    let bits = x.bitcast(.uint64)
    let exponent = (bits >> 52) & bits.constant(0x7ff)
    let significand = (bits & bits.constant(bits: FloatFormat.float64.mantissaMask)) | bits.constant(bits: 1 << 52)

    // |x| = significand 2^e, e = exponent - 1075. The bits of 2/pi before the one worth 2^(1 - e) make multiples of
    // four quarter turns. In the words 64 zeros stand before the first bit, so that the window opens at e + 62.
    let start = exponent - bits.constant(1013)
    let words = Self.words(twoOverPi, from: start >> 6, count: 4, last: (2046 - 1013) >> 6)
    let shift = start & bits.constant(63)
    let window = (0..<3).map { i in
      // A count of 64 gives 0.
      (words[i] << shift) | (words[i + 1] >> (bits.constant(64) - shift))
    }

    // significand * window modulo 2^192, without the two lowest of its six 32-bit digits.
    let mask = bits.constant(bits: 0xffff_ffff)
    let (a0, a1) = (significand & mask, significand >> 32)
    let digits = window.reversed().flatMap { [$0 & mask, $0 >> 32] }
    let (low0, low1) = (digits[1...4].map { a0 * $0 }, digits[0...3].map { a1 * $0 })
    // low0[i] is worth 2^(32 (i + 1)), and so is low1[i].
    let second = (low0[0] >> 32) + (low0[1] & mask) + (low1[0] >> 32) + (low1[1] & mask)
    let third = (low0[1] >> 32) + (low0[2] & mask) + (low1[1] >> 32) + (low1[2] & mask) + (second >> 32)
    let upper =
      low0[3] + (low0[2] >> 32) + ((a0 * digits[5]) << 32) + low1[3] + (low1[2] >> 32) + ((a1 * digits[4]) << 32)
      + (third >> 32)
    let lower = (third << 32) | (second & mask)

    // Two bits of whole quarter turns and a fraction, rounded to the nearest: the fraction as a signed number.
    let turns = (upper + bits.constant(bits: 1 << 61)) >> 62
    let fraction = ((upper << 2) | (lower >> 62)).bitcast(.int64)
    let rounded = fraction.convertPrimitive(.float64)
    let rest = (fraction - rounded.convertPrimitive(.int64)).convertPrimitive(.float64)
    let tail = ((lower << 2) >> 11).bitcast(.int64).convertPrimitive(.float64)
    let after = tail.fusedMultiplyAdd(0x1p-117, rest * 0x1p-64)
    let leading = rounded * 0x1p-64
    let f = leading + after
    let g = (leading - f) + after

    let product = f * halfPi[0]
    let remainder = f.fusedMultiplyAdd(f.constant(halfPi[0]), -product) + f.fusedMultiplyAdd(halfPi[1], g * halfPi[0])
    return (turns, product, remainder)
  }

  /// `count` words from the one with that index, at most `last`: a choice of words for each bit of the index.
  private static func words(_ all: some Collection<UInt64>, from index: Scalar, count: Int, last: Int) -> [Scalar] {
    var chosen = all.prefix(last + count).map { index.constant(bits: $0) }
    var step = 1
    while 2 * step <= last { step *= 2 }
    while step > 0 {
      let isFar = (index & index.constant(step)) != index.zero
      // What the lower bits of the index can still reach.
      chosen = (0..<min(chosen.count, step - 1 + count)).map { i in
        i + step < chosen.count ? isFar.select(chosen[i + step], chosen[i]) : chosen[i]
      }
      step /= 2
    }
    return chosen
  }

  private static let halfPi = [0x1.921fb54442d18p0, 0x1.1a62633145c07p-54]

  // Benchmarks/Coefficients/trig.py: 64 zeros, then the bits of 2/pi.
  private static let twoOverPi: [UInt64] = [
    0x0000_0000_0000_0000, 0xa2f9_836e_4e44_1529, 0xfc27_57d1_f534_ddc0, 0xdb62_9599_3c43_9041,
    0xfe51_63ab_debb_c561, 0xb724_6e3a_424d_d2e0, 0x0649_2eea_09d1_921c, 0xfe1d_eb1c_b129_a73e,
    0xe882_35f5_2ebb_4484, 0xe99c_7026_b45f_7e41, 0x3991_d639_8353_39f4, 0x9c84_5f8b_bdf9_283b,
    0x1ff8_97ff_de05_980f, 0xef2f_118b_5a0a_6d1f, 0x6d36_7ecf_27cb_09b7, 0x4f46_3f66_9e5f_ea2d,
    0x7527_bac7_ebe5_f17b, 0x3d07_39f7_8a52_92ea, 0x6bfb_5fb1_1f8d_5d08, 0x5603_3046_fc7b_6bab
  ]
}

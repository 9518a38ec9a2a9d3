import RavelCore

/// The sine of x radians; NaN for infinities.
func sine(_ x: Scalar) -> Scalar { QuarterTurns(x).sine }

/// The cosine of x radians; NaN for infinities.
func cosine(_ x: Scalar) -> Scalar { QuarterTurns(x).cosine }

/// The tangent of x radians; NaN for infinities.
func tangent(_ x: Scalar) -> Scalar { QuarterTurns(x).tangent }

/// x as a multiple of pi/2 and a remainder in [-pi/4, pi/4], and the functions that follow from it.
struct QuarterTurns {
  /// The multiple, in the low bits.
  let quadrant: Scalar
  /// The remainder in two parts. The second one's sign is turned, so that high - turnedLow keeps the sign of a zero.
  let high: Scalar
  let turnedLow: Scalar

  init(_ x: Scalar) {
    let parts = x.byFormat(Self.halfPiFloat32, Self.halfPiFloat64)
    let shift = x.format.roundingShift
    let shifted = x.fusedMultiplyAdd(Self.twoOverPi, shift)
    let n = shifted - shift
    let first = n.fusedMultiplyAdd(-parts[0], x)
    if x.isHalf {
      (quadrant, high, turnedLow) = (shifted.unsignedBits, n.fusedMultiplyAdd(-parts[1], first), x.zero)
      return
    }
    let product = n * parts[1]
    let high = first - product
    var turnedLow = product - (first - high)
    // float64's second part is short: its product is exact.
    if !x.isDouble { turnedLow = turnedLow + n.fusedMultiplyAdd(x.constant(parts[1]), -product) }
    turnedLow = n.fusedMultiplyAdd(parts[2], turnedLow)

    // Up to there n has 20 bits, or 17 in float32, and the parts of pi/2 are enough.
    let isSmall = x.absolute < x.byFormat(0x1.8p16, 0x1.8p20)
    let reduced = (!isSmall).rarely([shifted.unsignedBits, high, turnedLow]) {
      let large = LargeQuarterTurns(x)
      return [large.quadrant, large.high, -large.low]
    }
    (quadrant, self.high, self.turnedLow) = (reduced[0], reduced[1], reduced[2])
  }

  private var square: Scalar { high * high }
  /// 1 - r^2/2, rounded
  private var leading: Scalar { square.fusedMultiplyAdd(-0.5, 1) }

  /// The sine of the remainder: r + r^3 s(r^2) + low cos r.
  private var sineOfRemainder: Scalar {
    let s = square.polynomial(high.byFormat(Self.sineFloat32, Self.sineFloat64))
    if high.isHalf { return high * square.fusedMultiplyAdd(s, 1) }
    return high - (-(high * square)).fusedMultiplyAdd(s, turnedLow * leading)
  }

  /// The cosine of the remainder: 1 - r^2/2, what its rounding loses, r^4 c(r^2) and - low r.
  private var cosineOfRemainder: Scalar {
    let c = square.polynomial(high.byFormat(Self.cosineFloat32, Self.cosineFloat64))
    if high.isHalf { return square.fusedMultiplyAdd(square.fusedMultiplyAdd(c, -0.5), 1) }
    let lost = square.fusedMultiplyAdd(-0.5, 1 - leading)
    return leading + (square * square).fusedMultiplyAdd(c, high.fusedMultiplyAdd(turnedLow, lost))
  }

  var sine: Scalar { quarter(quadrant) }
  var cosine: Scalar { quarter(quadrant + quadrant.one) }

  /// sin r / cos r, or -cos r / sin r in odd quadrants: both in two parts, and the quotient corrected by what they leave.
  var tangent: Scalar {
    let isOdd = (quadrant & quadrant.one) != quadrant.zero
    if high.isHalf {
      let numerator = high * square.polynomial(Self.tangentNumerator)
      let denominator = square.polynomial(Self.tangentDenominator)
      return isOdd.select(-denominator, numerator) / isOdd.select(numerator, denominator)
    }
    // The second part may be large beside the last place of the first.
    let r = high - turnedLow
    let turnedLow = turnedLow - (high - r)
    let z = r * r
    let s = r.byFormat(Self.sineFloat32, Self.sineFloat64)
    let leading = z.fusedMultiplyAdd(-0.5, 1)
    let cube = -(r * z)
    let sineSeries = z.fusedMultiplyAdd(z.polynomial(Array(s[1...])), s[0])
    // Of the sum with 0 the sign is never that of r.
    let product = cube.fusedMultiplyAdd(sineSeries, r.zero)
    let productLow = turnedLow.fusedMultiplyAdd(leading, cube.fusedMultiplyAdd(sineSeries, -product))
    let sine = r - product
    let sineLow = ((r - sine) - product) - productLow

    let c = z.polynomial(r.byFormat(Self.cosineFloat32, Self.cosineFloat64))
    let lost = r.fusedMultiplyAdd(r, -z).fusedMultiplyAdd(-0.5, z.fusedMultiplyAdd(-0.5, 1 - leading))
    let rest = (z * z).fusedMultiplyAdd(c, r.fusedMultiplyAdd(turnedLow, lost))
    let cosine = leading + rest
    let cosineLow = (leading - cosine) + rest

    let numerator = isOdd.select(-cosine, sine)
    let denominator = isOdd.select(sine, cosine)
    let quotient = numerator / denominator
    let excess = quotient.fusedMultiplyAdd(denominator, -numerator) - isOdd.select(-cosineLow, sineLow)
    return quotient - quotient.fusedMultiplyAdd(isOdd.select(sineLow, cosineLow), excess) * denominator.roughReciprocal
  }

  private func quarter(_ quadrant: Scalar) -> Scalar {
    let isOdd = (quadrant & quadrant.one) != quadrant.zero
    let value = isOdd.select(cosineOfRemainder, sineOfRemainder)
    let sign = (quadrant >> 1) << (value.dtype.bitWidth - 1)
    return (value.unsignedBits ^ sign).bitcast(value.dtype)
  }

  // Benchmarks/Coefficients/trig.py
  static let twoOverPi = 0x1.45f306dc9c883p-1
  static let halfPiFloat32 = [0x1.921fb4p0, 0x1.4442dp-24, 0x1.84698ap-48]
  static let halfPiFloat64 = [0x1.921fb54442d18p0, 0x1.1a626331p-54, 0x1.1701b839a252p-88]
  static let sineFloat32 = [-0x1.555546p-3, 0x1.110774p-7, -0x1.9951fap-13]
  static let cosineFloat32 = [0x1.55554ap-5, -0x1.6c0c28p-10, 0x1.99e802p-16]
  /// tan r / r, of float16.
  static let tangentNumerator = [0x1.9ba48cp6, -0x1.3b7decp3]
  static let tangentDenominator = [0x1.9ba48cp6, -0x1.614d5p5, 1]
  static let sineFloat64 = [
    -0x1.5555555555548p-3, 0x1.111111110f72fp-7, -0x1.a01a019be9147p-13, 0x1.71de35554ae95p-19, -0x1.ae5e4aae95138p-26,
    0x1.5d8a7f5a0227p-33
  ]
  static let cosineFloat64 = [
    0x1.555555555554bp-5, -0x1.6c16c16c15004p-10, 0x1.a01a019c8c549p-16, -0x1.27e4f7eee74a6p-22, 0x1.1ee9d9a841e2dp-29,
    -0x1.8fa5422f006bdp-37
  ]
}

import RavelCore

/// The logarithm to base 2; powers of two give integers.
func logarithmBase2(_ x: Scalar) -> Scalar { LogarithmBase.two.logarithm(x) }

/// The logarithm to base 10.
func logarithmBase10(_ x: Scalar) -> Scalar { LogarithmBase.ten.logarithm(x) }

/// The factors that make logarithms to a base of natural ones and of exponents, in two parts.
struct LogarithmBase {
  let inverseFloat32: [Double]
  /// The coefficients of (log(1 + f) / f - inverse) / f.
  let seriesFloat32: [Double]
  var inverseFloat64: [Double] = []
  /// The logarithm of 2, where it is not 1: the first part's product with an exponent is exact.
  var twoFloat32: [Double]?
  var twoFloat64: [Double]?

  func logarithm(_ x: Scalar) -> Scalar {
    if x.isDouble { return logarithmOfDouble(x) }
    // f (c + f series(f)), the coefficient c in two parts; a special value takes the place of the last of them. |f c|
    // stays below half of the logarithm of 2: what the sum with that loses is a float.
    let reduced = LogarithmReduction(x, ordinary: inverseFloat32[x.isHalf ? 0 : 1], from: 0x3f2c_49ba)
    let (f, exponent) = (reduced.f, reduced.exponent)
    let series = f.fusedMultiplyAdd(f.polynomial(Array(seriesFloat32[2...])), seriesFloat32[1])
    let tail = f.fusedMultiplyAdd(f.fusedMultiplyAdd(series, seriesFloat32[0]), reduced.special)
    if x.isHalf {
      return f.fusedMultiplyAdd(tail, twoFloat32.map { exponent * $0.reduce(0, +) } ?? exponent)
    }
    let whole = twoFloat32.map { exponent * $0[0] } ?? exponent
    let high = f.fusedMultiplyAdd(inverseFloat32[0], whole)
    var low = f.fusedMultiplyAdd(inverseFloat32[0], whole - high)
    if let two = twoFloat32 { low = exponent.fusedMultiplyAdd(two[1], low) }
    return high + f.fusedMultiplyAdd(tail, low)
  }

  private func logarithmOfDouble(_ x: Scalar) -> Scalar {
    let reduced = LogarithmReduction(x)
    let (f, exponent) = (reduced.f, reduced.exponent)
    let inverse = inverseFloat64
    let (half, rest) = LogarithmReduction.series(f)
    let leading = f * inverse[0]
    let leadingLow = f.fusedMultiplyAdd(inverse[0], reduced.special - leading)
    let whole = twoFloat64.map { exponent * $0[0] } ?? exponent
    let sum = whole + leading
    var low = f.fusedMultiplyAdd(inverse[1], ((whole - sum) + leading) + leadingLow)
    if let two = twoFloat64 { low = exponent.fusedMultiplyAdd(two[1], low) }
    return sum + half.fusedMultiplyAdd(-inverse[0], rest.fusedMultiplyAdd(inverse[0], low))
  }

  // Benchmarks/Coefficients/log.py
  static let two = LogarithmBase(
    inverseFloat32: [0x1.715476p0, 0x1.4ae0cp-26],
    seriesFloat32: [
      -0x1.715476p-1, 0x1.ec7028p-2, -0x1.7154d2p-2, 0x1.279e9ep-2, -0x1.ec6ef6p-3, 0x1.9dce6ep-3, -0x1.6e3df8p-3,
      0x1.9d0e3cp-3, -0x1.5f6eaep-3
    ], inverseFloat64: [0x1.71547652b82fep0, 0x1.777d0ffda0d24p-56])
  static let ten = LogarithmBase(
    inverseFloat32: [0x1.bcb7bp-2, 0x1.526e5p-26],
    seriesFloat32: [
      -0x1.bcb7bp-3, 0x1.287a32p-3, -0x1.bcb89ep-4, 0x1.63f52ap-4, -0x1.286e6ep-4, 0x1.f260acp-5, -0x1.b9cb76p-5,
      0x1.f0ea42p-5, -0x1.a48b98p-5
    ], inverseFloat64: [0x1.bcb7b1526e50ep-2, 0x1.95355baaafad3p-57], twoFloat32: [0x1.344p-2, 0x1.3509f8p-18],
    twoFloat64: [0x1.34413509f78p-2, 0x1.fef311f12b358p-46])
  /// Of float16: the natural logarithm of others has a shorter way.
  static let e = LogarithmBase(
    inverseFloat32: [1],
    seriesFloat32: [
      -0x1p-1, 0x1.555508p-2, -0x1.000028p-2, 0x1.99cf5cp-3, -0x1.55572ep-3, 0x1.1ee85ep-3, -0x1.fb983ap-4,
      0x1.1df7cap-3, -0x1.e7436p-4
    ], twoFloat32: LogarithmReduction.ln2Float32)
}

/// log(1 + x), also where x is near 0; -infinity of -1, NaN below.
func logarithmOfOnePlus(_ x: Scalar) -> Scalar {
  let isOrdinary = (x > -1) & (x < x.byFormat(0x1p100, 0x1p1000))
  let prepared = (!isOrdinary).rarely([x, x.zero, x.zero]) {
    // There the 1 is nothing beside x.
    let isLarge = (x > 1) & (x < x.infinity)
    let special = (x == x.constant(-1)).select(-x.infinity, (x > 1).select(x, x.nan))
    return [
      isLarge.select(x * x.byFormat(0x1p-64, 0x1p-512), x.zero),
      isLarge.select(x.constant(x.byFormat(64, 512)), x.zero), isLarge.select(x.zero, special)
    ]
  }
  return logarithmOfOnePlus(prepared[0], exponent: prepared[1], special: prepared[2]).copySign(of: x)
}

/// log((1 + x + low) 2^exponent) + special, for x in (-1, 2^100) and a low part of at most a last place of x.
///
/// (1 + x) / 2^e - 1 in two parts is what the logarithm's series is of.
func logarithmOfOnePlus(
  _ x: Scalar, low: Scalar? = nil, exponent: Scalar? = nil, special: Scalar? = nil
) -> Scalar {
  let parts = logarithmOfOnePlusInParts(x, low: low, exponent: exponent, special: special)
  return parts.high + parts.low
}

/// The same as the sum of two parts, of which the second may be a third of the first.
func logarithmOfOnePlusInParts(
  _ x: Scalar, low: Scalar? = nil, exponent: Scalar? = nil, special: Scalar? = nil
) -> (high: Scalar, low: Scalar) {
  let format = x.format
  let sum = (x + 1).unsignedBits
  let rootHalf: UInt64 = x.byFormat(0x3f35_04f3, 0x3fe6_a09e_667f_3bcd)
  let field = (sum + sum.constant(bits: format.one - rootHalf)) >> format.mantissaBits
  let e =
    (field | field.constant(bits: format.integerUnit)).bitcast(x.dtype)
    - (Double(format.leastNormal) + Double(format.exponentBias))
  let scale = ((field.constant(2 * format.exponentBias) - field) << format.mantissaBits).bitcast(x.dtype)
  let whole = scale - 1
  let f = scale.fusedMultiplyAdd(x, whole)
  if x.isHalf { return LogarithmReduction.parts(f, exponent: e, tail: special ?? x.zero) }
  var lost = scale.fusedMultiplyAdd(x, whole - f)
  if let low { lost = scale.fusedMultiplyAdd(low, lost) }
  // 1 / (1 + f) of that, nearly.
  let tail = (-f).fusedMultiplyAdd(lost, lost)
  return LogarithmReduction.parts(
    f, exponent: exponent.map { e + $0 } ?? e, tail: special.map { tail + $0 } ?? tail)
}

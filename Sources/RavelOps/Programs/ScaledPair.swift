import RavelCore

/// The magnitudes of two values, scaled so that their squares and the rounding errors of these are in range.
struct ScaledPair {
  let greater: Scalar
  let lesser: Scalar
  /// Whether the first value's magnitude is the greater.
  let isFirstGreater: Scalar
  /// 2^k, where the magnitudes are 4^k times the scaled ones.
  ///
  /// Infinite where a value is, even beside a NaN, and 0 where both are; the scaled magnitudes are 1 and 0 then.
  let root: Scalar
  /// Whether nothing needed scaling.
  let isModerate: Scalar

  init(_ x: Scalar, _ y: Scalar) {
    let (p, q) = (x.absolute, y.absolute)
    isFirstGreater = p > q
    let (a, b) = (isFirstGreater.select(p, q), isFirstGreater.select(q, p))
    isModerate = (a > a.byFormat(0x1p-45, 0x1p-400)) & (a < a.byFormat(0x1p60, 0x1p500))
    let scaled = (!isModerate).rarely([a, b, a.one]) {
      let isLarge = a > a.one
      func choice(_ large: Double, _ small: Double) -> Scalar { isLarge.select(a.constant(large), a.constant(small)) }
      let factor = a.isDouble ? choice(0x1p-540, 0x1p800) : choice(0x1p-70, 0x1p104)
      let inverse = a.isDouble ? choice(0x1p270, 0x1p-400) : choice(0x1p35, 0x1p-52)
      let isInfinite = (p == p.infinity) | (q == q.infinity)
      let isDegenerate = isInfinite | (a == a.zero)
      return [
        isDegenerate.select(a.one, a * factor), isInfinite.select(a.zero, b * factor),
        isInfinite.select(a.infinity, isDegenerate.select(a.zero, inverse))
      ]
    }
    (greater, lesser, root) = (scaled[0], scaled[1], scaled[2])
  }

  /// The root of the sum of squares of the scaled magnitudes, all but correctly rounded.
  ///
  /// The root of the rounded sum is corrected by what its square differs from the exact one.
  /// - Source: C. Borges, "An improved algorithm for hypot(a, b)" (2019).
  var hypotenuse: Scalar {
    let (a, b) = (greater, lesser)
    let h = a.fusedMultiplyAdd(a, b * b).squareRoot
    let (h2, a2) = (h * h, a * a)
    let lost = h.fusedMultiplyAdd(h, -h2) - a.fusedMultiplyAdd(a, -a2)
    // h^2 - a^2 - b^2
    let excess = (-b).fusedMultiplyAdd(b, h2 - a2) + lost
    // By Newton's method the reciprocal is good to 2^-12.
    let twice = h + h
    var reciprocal = twice.roughReciprocal
    for _ in 0..<2 { reciprocal = reciprocal.fusedMultiplyAdd((-twice).fusedMultiplyAdd(reciprocal, 1), reciprocal) }
    return (-excess).fusedMultiplyAdd(reciprocal, h)
  }

  /// The logarithm of the root of the sum of squares, unscaled, for other values than zeros and infinities.
  ///
  /// The sum has three parts: near 1 its logarithm is what the first alone loses.
  /// - Parameter excess: a number of at most a last place of the sum of the unscaled squares to be added to it.
  func logarithmOfHypotenuse(plus excess: Scalar? = nil) -> Scalar {
    let (a, b) = (greater, lesser)
    let (a2, b2) = (a * a, b * b)
    let sum = a2 + b2
    let squares = a.fusedMultiplyAdd(a, -a2).sum(b.fusedMultiplyAdd(b, -b2))
    var rest = ((a2 - sum) + b2).sum(squares.high)
    if let excess {
      let further = rest.high.sum(excess)
      rest = (further.high, further.low + rest.low)
    }
    // The squares are 16^k times as great as the scaled ones.
    return logarithm(sum, plus: rest.high, rest.low + squares.low, exponent: root.exponent * 4) * 0.5
  }
}

/// sqrt(x^2 + y^2) without overflow or underflow on the way; infinite if either is, even beside a NaN.
func hypotenuse(_ x: Scalar, _ y: Scalar) -> Scalar {
  let pair = ScaledPair(x, y)
  return pair.hypotenuse * pair.root * pair.root
}

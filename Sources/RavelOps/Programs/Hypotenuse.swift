import RavelCore

/// sqrt(x^2 + y^2) without overflow or underflow on the way; infinite if either is, even beside a NaN.
///
/// The root of the rounded sum is corrected by what x^2 + y^2 differs from its square.
/// - Source: C. Borges, "An improved algorithm for hypot(a, b)" (2019).
func hypotenuse(_ x: Scalar, _ y: Scalar) -> Scalar {
  let (p, q) = (x.absolute, y.absolute)
  let isFirstGreater = p > q
  let (a, b) = (isFirstGreater.select(p, q), isFirstGreater.select(q, p))

  // Squares, and their rounding errors, are in range in between.
  let isModerate = (a > a.byFormat(0x1p-50, 0x1p-450)) & (a < a.byFormat(0x1p60, 0x1p500))
  let scaled = (!isModerate).rarely([a, b, a.one]) {
    let isLarge = a > a.one
    let factor = isLarge.select(a.constant(a.byFormat(0x1p-70, 0x1p-540)), a.constant(a.byFormat(0x1p100, 0x1p640)))
    let inverse = isLarge.select(a.constant(a.byFormat(0x1p70, 0x1p540)), a.constant(a.byFormat(0x1p-100, 0x1p-640)))
    let isInfinite = (p == p.infinity) | (q == q.infinity)
    // 1 times infinity or 0.
    let isDegenerate = isInfinite | (a == a.zero)
    return [
      isDegenerate.select(a.one, a * factor), isInfinite.select(a.zero, b * factor),
      isInfinite.select(a.infinity, isDegenerate.select(a.zero, inverse)),
    ]
  }
  return correctedRoot(scaled[0], scaled[1]) * scaled[2]
}

/// sqrt(a^2 + b^2) for a >= b >= 0.
private func correctedRoot(_ a: Scalar, _ b: Scalar) -> Scalar {
  let h = a.fusedMultiplyAdd(a, b * b).squareRoot
  let (h2, a2) = (h * h, a * a)
  let lost = h.fusedMultiplyAdd(h, -h2) - a.fusedMultiplyAdd(a, -a2)
  // h^2 - a^2 - b^2
  let excess = (-b).fusedMultiplyAdd(b, h2 - a2) + lost
  // By Newton's method the reciprocal is good to 2^-12: the result is all but correctly rounded.
  let twice = h + h
  var reciprocal = twice.roughReciprocal
  for _ in 0..<2 { reciprocal = reciprocal.fusedMultiplyAdd((-twice).fusedMultiplyAdd(reciprocal, 1), reciprocal) }
  return (-excess).fusedMultiplyAdd(reciprocal, h)
}

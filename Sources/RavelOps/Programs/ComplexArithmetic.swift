import RavelCore

/// The quotient by Smith's algorithm, operation for operation as NumPy's loops have it.
/// - Source: R. Smith, "Algorithm 116: Complex division" (1962); numpy/_core/src/umath/loops.c.src.
func divideComplex(_ a: ComplexScalar, _ b: ComplexScalar) -> ComplexScalar {
  let isFlat = b.real.absolute >= b.imaginary.absolute
  let isZero = isFlat & (b.real == b.real.zero) & (b.imaginary == b.imaginary.zero)
  let (large, small) = (isFlat.select(b.real, b.imaginary), isFlat.select(b.imaginary, b.real))
  let ratio = small / large
  let scale = 1 / (large + small * ratio)
  let (first, second) = (isFlat.select(a.real, a.imaginary), isFlat.select(a.imaginary, a.real))
  let turned = first * ratio
  let imaginary = isFlat.select(second - turned, turned - second) * scale
  // A divisor of 0 gives infinities and NaNs of the dividend's signs.
  let zero = b.real.absolute
  return ComplexScalar(
    real: isZero.select(a.real / zero, (first + second * ratio) * scale),
    imaginary: isZero.select(a.imaginary / zero, imaginary))
}

/// 1/z as NumPy's loops have it.
/// - Source: numpy/_core/src/umath/loops.c.src.
func reciprocalOfComplex(_ z: ComplexScalar) -> ComplexScalar {
  let isFlat = z.imaginary.absolute <= z.real.absolute
  let (large, small) = (isFlat.select(z.real, z.imaginary), isFlat.select(z.imaginary, z.real))
  let ratio = small / large
  let scale = large + small * ratio
  let one = z.real.one
  return ComplexScalar(
    real: isFlat.select(one, ratio) / scale, imaginary: isFlat.select(-ratio, -one) / scale)
}

/// z/|z|; the axis of an infinite part, 0 of 0, NaN of two infinite parts; where only |z| overflows, the imaginary
/// axis, as in NumPy.
func signOfComplex(_ z: ComplexScalar) -> ComplexScalar {
  let size = hypotenuse(z.real, z.imaginary)
  let isOrdinary = (size > size.zero) & (size < size.infinity)
  let parts = (!isOrdinary).rarely([z.real / size, z.imaginary / size]) {
    let isDiagonal = (z.real.absolute == size) & (z.imaginary.absolute == size) & (size > size.zero)
    let isWide = z.real.absolute == z.real.infinity
    return [(isWide, z.real), ((size == size.infinity) & !isWide, z.imaginary)].map { isAxis, part in
      let unit = isAxis.select(part.one.copySign(of: part), part.zero)
      return (isDiagonal | size.isNaN).select(part.nan, unit)
    }
  }
  return ComplexScalar(real: parts[0], imaginary: parts[1])
}

import RavelCore

/// z to the power w, with NumPy's special cases: repeated multiplication for small integers, e^(w log z) for others.
/// - Source: npy_cpow of numpy/_core/src/npymath/npy_math_complex.c.src.
func powerOfComplex(_ z: ComplexScalar, _ w: ComplexScalar) -> ComplexScalar {
  let (x, zero) = (w.real, w.real.zero)
  let isInteger = (w.imaginary == zero) & (x.absolute < x.constant(100)) & (x.trunc == x)
  let repeated = isInteger.rarely([x.one, zero]) { repeatedProduct(z, x).parts }
  let isNull = (z.real == zero) & (z.imaginary == zero)
  let general = (!isInteger & !isNull).rarely(repeated) {
    exponentialOfComplex(recoveringProduct(w, logarithmOfComplex(z))).parts
  }
  let isTrivial = isNull | ((x == zero) & (w.imaginary == zero))
  let result = isTrivial.rarely(general) {
    let ofNull = (x > zero).select(zero, x.nan)
    let isOne = (x == zero) & (w.imaginary == zero)
    return [isOne.select(x.one, ofNull), isOne.select(zero, ofNull)]
  }
  return ComplexScalar(real: result[0], imaginary: result[1])
}

extension ComplexScalar {
  fileprivate var parts: [Scalar] { [real, imaginary] }
}

/// Each product and sum rounded, as NumPy's scalar code has it.
private func product(_ a: ComplexScalar, _ b: ComplexScalar) -> ComplexScalar {
  ComplexScalar(
    real: a.real * b.real - a.imaginary * b.imaginary, imaginary: a.real * b.imaginary + a.imaginary * b.real)
}

/// The product by C99, Annex G: where both parts come out as NaN although a factor is infinite, so is the product.
func recoveringProduct(_ a: ComplexScalar, _ b: ComplexScalar) -> ComplexScalar {
  let plain = product(a, b)
  let parts = (plain.real.isNaN & plain.imaginary.isNaN).rarely(plain.parts) {
    let infinity = plain.real.infinity
    func isInfinite(_ x: Scalar) -> Scalar { x.absolute == infinity }
    func isInfinite(_ z: ComplexScalar) -> Scalar { isInfinite(z.real) | isInfinite(z.imaginary) }
    // The direction of an infinite factor; of another one beside it, what is left without NaNs.
    func direction(_ z: ComplexScalar, _ whether: Scalar) -> ComplexScalar {
      func part(_ x: Scalar) -> Scalar {
        let unit = isInfinite(x).select(x.one, x.zero).copySign(of: x)
        return isInfinite(z).select(unit, (whether & x.isNaN).select(x.zero.copySign(of: x), x))
      }
      return ComplexScalar(real: part(z.real), imaginary: part(z.imaginary))
    }
    let overflows = [a.real * b.real, a.imaginary * b.imaginary, a.real * b.imaginary, a.imaginary * b.real]
    let isOverflow = overflows.map { isInfinite($0) }.reduce(isInfinite(a) | isInfinite(b)) { $0 | $1 }
    let turned = product(direction(a, isOverflow), direction(b, isOverflow))
    return [turned.real, turned.imaginary].enumerated().map { isOverflow.select(infinity * $1, plain.parts[$0]) }
  }
  return ComplexScalar(real: parts[0], imaginary: parts[1])
}

/// z to an integral power of magnitude below 100, by repeated squaring, in NumPy's order.
private func repeatedProduct(_ z: ComplexScalar, _ exponent: Scalar) -> ComplexScalar {
  let n = exponent.absolute.convertPrimitive(.int32)
  let one = ComplexScalar(real: exponent.one, imaginary: exponent.zero)
  // From the first to the third power NumPy does not begin by multiplying with 1, which would make NaNs of infinities.
  let isFirst = (n < n.constant(4)) & (exponent > exponent.zero)
  let powers = exponent.builder.iterate(while: n > n.zero, one.parts + z.parts + [n, isFirst]) { carried in
    let result = ComplexScalar(real: carried[0], imaginary: carried[1])
    let square = ComplexScalar(real: carried[2], imaginary: carried[3])
    let (rest, isFirst) = (carried[4], carried[5])
    let isOdd = (rest & rest.one) != rest.zero
    let multiplied = ComplexScalar.select(isFirst, square, product(result, square))
    let next = ComplexScalar.select(isOdd, multiplied, result)
    let left = rest >> 1
    return (left > left.zero, next.parts + product(square, square).parts + [left, isFirst & !isOdd])
  }
  let result = ComplexScalar(real: powers[0], imaginary: powers[1])
  return ComplexScalar.select(exponent < exponent.zero, divideComplex(one, result), result)
}

import RavelCore

// Rough programs that stand in until each is replaced by an accurate one of the same name and signature in a file of its own family.

func arctangent2(_ y: Scalar, _ x: Scalar) -> Scalar { y / x }
func hypotenuse(_ x: Scalar, _ y: Scalar) -> Scalar { (x * x + y * y).squareRoot }
func fmodFloats(_ a: Scalar, _ b: Scalar) -> Scalar { a - (a / b).trunc * b }
func powerOfFloats(_ x: Scalar, _ y: Scalar) -> Scalar { exponential(y * logarithm(x)) }
func divideComplex(_ a: ComplexScalar, _ b: ComplexScalar) -> ComplexScalar {
  let scale = b.real * b.real + b.imaginary * b.imaginary
  let product = a * conjugate(b)
  return ComplexScalar(real: product.real / scale, imaginary: product.imaginary / scale)
}
private func conjugate(_ z: ComplexScalar) -> ComplexScalar { ComplexScalar(real: z.real, imaginary: -z.imaginary) }
func reciprocalOfComplex(_ z: ComplexScalar) -> ComplexScalar {
  divideComplex(ComplexScalar(real: z.real.one, imaginary: z.real.zero), z)
}
func signOfComplex(_ z: ComplexScalar) -> ComplexScalar {
  let size = hypotenuse(z.real, z.imaginary)
  return ComplexScalar(real: z.real / size, imaginary: z.imaginary / size)
}
func squareRootOfComplex(_ z: ComplexScalar) -> ComplexScalar {
  let size = hypotenuse(z.real, z.imaginary)
  return ComplexScalar(
    real: ((size + z.real) * 0.5).squareRoot, imaginary: ((size - z.real) * 0.5).squareRoot.copySign(of: z.imaginary))
}
func exponentialOfComplex(_ z: ComplexScalar) -> ComplexScalar {
  let size = exponential(z.real)
  return ComplexScalar(real: size * cosine(z.imaginary), imaginary: size * sine(z.imaginary))
}
func logarithmOfComplex(_ z: ComplexScalar) -> ComplexScalar {
  ComplexScalar(real: logarithm(hypotenuse(z.real, z.imaginary)), imaginary: arctangent2(z.imaginary, z.real))
}
func powerOfComplex(_ a: ComplexScalar, _ b: ComplexScalar) -> ComplexScalar {
  exponentialOfComplex(b * logarithmOfComplex(a))
}
func sineOfComplex(_ z: ComplexScalar) -> ComplexScalar { z }
func cosineOfComplex(_ z: ComplexScalar) -> ComplexScalar { z }
func hyperbolicTangentOfComplex(_ z: ComplexScalar) -> ComplexScalar { z }

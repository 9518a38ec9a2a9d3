import RavelCore

// Rough programs that stand in until each is replaced by an accurate one of the same name and signature in a file of its own family.

func exponential(_ x: Scalar) -> Scalar {
  let k = (x * 1.4426950408889634).rint
  let r = x - k * 0.6931471805599453
  var sum = x.one
  for n in stride(from: 14, through: 1, by: -1) { sum = sum.fusedMultiplyAdd(r / Double(n), x.one) }
  let bits = DType.integer(bits: x.dtype.bitWidth, signed: true)
  let mantissa = x.dtype == .float32 ? 23 : 52
  let scale = ((k.convertPrimitive(bits) + x.constant(x.dtype == .float32 ? 127 : 1023, bits)) << mantissa).bitcast(x.dtype)
  return sum * scale
}
func logarithm(_ x: Scalar) -> Scalar {
  let bits = DType.integer(bits: x.dtype.bitWidth, signed: true)
  let (mantissa, bias) = x.dtype == .float32 ? (23, 127) : (52, 1023)
  let raw = x.bitcast(bits)
  let e = ((raw >> mantissa) - raw.constant(bias)).convertPrimitive(x.dtype)
  let m = ((raw & raw.constant((1 << mantissa) - 1)) | (raw.constant(bias) << mantissa)).bitcast(x.dtype)
  let s = (m - x.one) / (m + x.one)
  let z = s * s
  var sum = x.constant(1.0 / 25)
  for n in stride(from: 23, through: 1, by: -2) { sum = sum.fusedMultiplyAdd(z, x.constant(1 / Double(n))) }
  return e * 0.6931471805599453 + sum * s * 2.0
}
func sine(_ x: Scalar) -> Scalar {
  let k = (x * 0.15915494309189535).rint
  let r = x - k * 6.283185307179586
  var sum = x.one
  for n in stride(from: 24, through: 2, by: -2) { sum = x.one - sum * (r * r) / Double(n * (n + 1)) }
  return sum * r
}
func cosine(_ x: Scalar) -> Scalar { sine(x + 1.5707963267948966) }
func hyperbolicTangent(_ x: Scalar) -> Scalar {
  let e = exponential(x * 2.0)
  return (e - x.one) / (e + x.one)
}
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
func powerOfComplex(_ a: ComplexScalar, _ b: ComplexScalar) -> ComplexScalar { exponentialOfComplex(b * logarithmOfComplex(a)) }
func sineOfComplex(_ z: ComplexScalar) -> ComplexScalar { z }
func cosineOfComplex(_ z: ComplexScalar) -> ComplexScalar { z }
func hyperbolicTangentOfComplex(_ z: ComplexScalar) -> ComplexScalar { z }

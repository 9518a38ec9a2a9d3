import RavelCore

/// The hyperbolic tangent: x + x^3 p(x^2) for |x| < 1, 1 - 2 / (e^2|x| + 1) with the sign of x beyond.
func hyperbolicTangent(_ x: Scalar) -> Scalar {
  let z = x * x
  let p = x.byFormat(tanhFloat32, tanhFloat64)
  let near = (x * z).fusedMultiplyAdd(
    z.fusedMultiplyAdd(z.fusedMultiplyAdd(z.polynomial(Array(p[2...])), p[1]), p[0]), x)

  // From the limit on the result rounds to 1. A NaN stays.
  let limit = x.constant(x.byFormat(18.5, 39))
  let magnitude = x.absolute
  let twice = magnitude + magnitude
  let reduced = ExponentialReduction((twice > limit).select(limit, twice))
  let scale = reduced.scale()
  let far = 1 - 2 / reduced.lessOne.fusedMultiplyAdd(scale, scale + 1)
  return (magnitude < 0.95).select(near, far).copySign(of: x)
}

// Benchmarks/Coefficients/tanh.py
private let tanhFloat32 = [
  -0x1.555552p-2, 0x1.11103cp-3, -0x1.b9f6dep-5, 0x1.64c088p-6, -0x1.18dd04p-7, 0x1.8f8f7ap-9, -0x1.aea628p-11,
  0x1.e7a1c2p-14
]
private let tanhFloat64 = [
  -0x1.555555555550fp-2, 0x1.111111110d7dfp-3, -0x1.ba1ba1b80fe65p-5, 0x1.664f48368a31dp-6, -0x1.226e2ebd50976p-7,
  0x1.d6d30fbffa8a8p-9, -0x1.7d9bca41ea949p-10, 0x1.352132b0fb113p-11, -0x1.f33627952ec2p-13, 0x1.8d7a8f955c2b5p-14,
  -0x1.2eb32a0db2bcbp-15, 0x1.9e0e2488880dfp-17, -0x1.cae00d9488f64p-19, 0x1.5f3e6f3bb5567p-21, -0x1.0d1b056d4c551p-24
]

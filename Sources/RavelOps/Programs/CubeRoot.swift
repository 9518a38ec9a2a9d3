import RavelCore

/// The cube root: x^(-1/3) by its bits, times a polynomial, and one of Newton's steps for the root with what its cube
/// lacks in two parts.
/// - Source: a third of the bits is nearly a third of the logarithm: C. Lomont, "Fast inverse square root" (2003).
func cubeRoot(_ x: Scalar) -> Scalar {
  let format = x.format
  let magnitude = x.absolute
  let bits = magnitude.unsignedBits
  let isPositiveNormal =
    bits - bits.constant(bits: format.leastNormal) < bits.constant(bits: format.infinity - format.leastNormal)
  let prepared = (!isPositiveNormal).rarely([magnitude, x.one, x.zero]) {
    let isSubnormal = (magnitude < 1) & (magnitude > 0)
    return [
      isSubnormal.select(magnitude * x.byFormat(0x1p27, 0x1p54), x.one),
      isSubnormal.select(x.constant(x.byFormat(0x1p-9, 0x1p-18)), x.zero), isSubnormal.select(x.zero, magnitude)
    ]
  }
  let y = prepared[0]
  let rough = y.roughInverseCubeRoot
  // (1 - e)^(-1/3), |e| < 0.1064
  let e = (-(y * rough)).fusedMultiplyAdd(rough * rough, y.one)
  let inverse = rough * e.polynomial(x.byFormat(inverseCubeRootFloat32, inverseCubeRootFloat64))
  let inverseSquare = inverse * inverse
  let root = y * inverseSquare
  let square = root * root
  let excess = root.fusedMultiplyAdd(root, -square).fusedMultiplyAdd(root, square.fusedMultiplyAdd(root, -y))
  let result = excess.fusedMultiplyAdd(inverseSquare * (-1.0 / 3), root)
  return result.fusedMultiplyAdd(prepared[1], prepared[2]).copySign(of: x)
}

extension Scalar {
  /// self^(-1/3) to one part in thirty, for positive normal values.
  fileprivate var roughInverseCubeRoot: Scalar {
    let bits = unsignedBits
    if !isDouble { return (bits.constant(0x54a2_1d2a) - bits / bits.constant(3)).bitcast(dtype) }
    // Of the upper half, a third by multiplication.
    let third = ((bits >> 32) * bits.constant(0x5555_5556)) >> 32
    return ((bits.constant(0x553e_f0ff) - third) << 32).bitcast(dtype)
  }
}

// Benchmarks/Coefficients/cbrt.py
private let inverseCubeRootFloat32 = [0x1.ffffb2p-1, 0x1.555334p-2, 0x1.ca7a1p-3, 0x1.665e7ep-3]
private let inverseCubeRootFloat64 = [
  0x1.ffffffffcb3d2p-1, 0x1.5555566c0df24p-2, 0x1.c71c78e926611p-3, 0x1.61f3ad07e3fcep-3, 0x1.26f07c507855fp-3,
  0x1.03c6823fc45bdp-3, 0x1.d04419fe7e833p-4
]

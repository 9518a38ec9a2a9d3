import RavelCore
import Testing

@testable import RavelOps

private let inf = Double.infinity
private let nan = Double.nan

/// Whether two values are the same one: NaN is NaN, and the zeros differ.
func same(_ a: Double, _ b: Double) -> Bool { a.isNaN ? b.isNaN : a == b && a.sign == b.sign }

private func check(
  _ name: String, _ cases: [(Double, Double)], _ program: (Scalar) -> Scalar,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  for dtype in [DType.float32, .float64] {
    for (x, expected) in cases {
      let got = value(dtype, { program($0[0]) }, x)
      #expect(
        same(got, expected), "\(name)(\(x)) in \(dtype) is \(got), not \(expected)", sourceLocation: sourceLocation)
    }
  }
}

@Test func exponentialOfSpecialValues() {
  check(
    "exp", [(0, 1), (-0.0, 1), (inf, inf), (-inf, 0), (nan, nan), (1e4, inf), (-1e4, 0), (1e30, inf), (-1e30, 0)],
    exponential)
  #expect(
    value(.float32, { exponential($0[0]) }, 88.7229) == inf && value(.float32, { exponential($0[0]) }, 88.72) < inf)
  #expect(
    value(.float64, { exponential($0[0]) }, -745.1) == 0x1p-1074 && value(.float64, { exponential($0[0]) }, -745.2) == 0
  )
}

@Test func logarithmOfSpecialValues() {
  check(
    "log", [(1, 0), (0, -inf), (-0.0, -inf), (inf, inf), (-inf, nan), (-1, nan), (-1e-40, nan), (nan, nan)], logarithm)
}

@Test func trigonometricFunctionsOfSpecialValues() {
  check(
    "sin", [(0, 0), (-0.0, -0.0), (inf, nan), (-inf, nan), (nan, nan), (0x1p-126, 0x1p-126), (-0x1p-140, -0x1p-140)],
    sine)
  check("cos", [(0, 1), (-0.0, 1), (inf, nan), (-inf, nan), (nan, nan), (0x1p-140, 1)], cosine)
}

@Test func hyperbolicTangentOfSpecialValues() {
  check(
    "tanh",
    [
      (0, 0), (-0.0, -0.0), (inf, 1), (-inf, -1), (nan, nan), (1e30, 1), (-50, -1), (0x1p-126, 0x1p-126),
      (-0x1p-140, -0x1p-140),
    ],
    hyperbolicTangent)
}

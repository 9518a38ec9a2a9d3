import RavelCore
import RavelTestSupport
import Testing

@testable import RavelOps

private let inf = Double.infinity
private let nan = Double.nan

private func check(
  _ name: String, _ cases: [([Double], Double)], _ program: @Sendable ([Scalar]) -> Scalar,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  for dtype in [DType.float32, .float64] {
    for (known, got) in zip(cases, values(dtype, program, cases.map(\.0))) {
      #expect(
        same(got, known.1), "\(name)(\(known.0)) in \(dtype) is \(got), not \(known.1)", sourceLocation: sourceLocation)
    }
  }
}

@Test func exponentialOfSpecialValues() {
  let cases = [
    (0, 1), (-0.0, 1), (inf, inf), (-inf, 0), (nan, nan), (1e4, inf), (-1e4, 0), (1e30, inf), (-1e30, 0)
  ]
  check("exp", cases.map { ([$0.0], $0.1) }) { exponential($0[0]) }
  let ends = values(.float32, { exponential($0[0]) }, [[88.7229], [88.72], [-103.9], [-104]])
  #expect(ends[0] == inf && ends[1] < inf && ends[2] == 0x1p-149 && ends[3] == 0)
  let wideEnds = values(.float64, { exponential($0[0]) }, [[709.79], [709.78], [-745.1], [-745.2]])
  #expect(wideEnds[0] == inf && wideEnds[1] < inf && wideEnds[2] == 0x1p-1074 && wideEnds[3] == 0)
}

@Test func logarithmOfSpecialValues() {
  let cases = [
    (1, 0), (0, -inf), (-0.0, -inf), (inf, inf), (-inf, nan), (-1, nan), (-0x1p-130, nan), (nan, nan)
  ]
  check("log", cases.map { ([$0.0], $0.1) }) { logarithm($0[0]) }
}

@Test func trigonometricFunctionsOfSpecialValues() {
  let tiny = [0, -0.0, 0x1p-126, -0x1p-140].map { ([$0], $0) }
  check("sin", tiny + [([inf], nan), ([-inf], nan), ([nan], nan)]) { sine($0[0]) }
  check("cos", [([0], 1), ([-0.0], 1), ([0x1p-140], 1), ([inf], nan), ([-inf], nan), ([nan], nan)]) { cosine($0[0]) }
  check("tanh", tiny + [([inf], 1), ([-inf], -1), ([nan], nan), ([1e30], 1), ([-50], -1)]) { hyperbolicTangent($0[0]) }
}

@Test func arctangentOfAxes() {
  let pi = Double(Float(Double.pi))
  let angles: [([Double], Double)] = [
    ([0, 1], 0), ([-0.0, 1], -0.0), ([0, 0], 0), ([-0.0, 0], -0.0), ([1, inf], 0), ([-1, inf], -0.0), ([nan, 1], nan),
    ([1, nan], nan), ([inf, nan], nan), ([nan, -inf], nan)
  ]
  check("arctan2", angles) { arctangent2($0[0], $0[1]) }
  let single: [([Double], Double)] = [
    ([0, -1], pi), ([-0.0, -1], -pi), ([0, -0.0], pi), ([-0.0, -0.0], -pi), ([1, 0], pi / 2),
    ([-1, -0.0], -pi / 2), ([inf, 1], pi / 2), ([-inf, -inf], -Double(Float(0.75 * Double.pi))),
    ([inf, inf], pi / 4), ([1, -inf], pi)
  ]
  let got = values(.float32, { arctangent2($0[0], $0[1]) }, single.map(\.0))
  for (known, angle) in zip(single, got) { #expect(same(angle, known.1), "arctan2 of \(known.0) is \(angle)") }
}

@Test func hypotenuseOfSpecialValues() {
  let cases: [([Double], Double)] = [
    ([3, -4], 5), ([0, -0.0], 0), ([inf, nan], inf), ([nan, -inf], inf), ([nan, 1], nan), ([-0.0, -2], 2),
    ([0x1p-149, 0], 0x1p-149), ([0x1p127, 0], 0x1p127), ([3e38, 0], Double(Float(3e38)))
  ]
  check("hypot", Array(cases.dropLast())) { hypotenuse($0[0], $0[1]) }
  #expect(values(.float32, { hypotenuse($0[0], $0[1]) }, [[3e38, 0], [3e38, 3e38]]) == [Double(Float(3e38)), inf])
}

@Test func powerOfSpecialValues() {
  let cases: [([Double], Double)] = [
    ([nan, 0], 1), ([0, 0], 1), ([inf, -0.0], 1), ([1, nan], 1), ([1, inf], 1), ([-1, inf], 1), ([-1, -inf], 1),
    ([-1, nan], nan), ([0, -3], inf), ([-0.0, -3], -inf), ([-0.0, -2], inf), ([-0.0, -inf], inf), ([-0.0, 3], -0.0),
    ([-0.0, 2.5], 0), ([-2, 0.5], nan), ([-2, 3], -8), ([-2, 2], 4), ([-inf, 3], -inf), ([-inf, -3], -0.0),
    ([-inf, 0.5], inf), ([-inf, -2], 0), ([0.5, inf], 0), ([0.5, -inf], inf), ([2, inf], inf), ([-2, -inf], 0),
    ([nan, 1], nan), ([2, nan], nan), ([2, 10], 1024), ([1.5, 1e30], inf), ([-1.5, -1e30], 0), ([3, 1], 3),
    ([0x1p-140, 1], 0x1p-140), ([-2, 0x1p60], inf), ([inf, 0.1], inf)
  ]
  check("power", cases) { powerOfFloats($0[0], $0[1]) }
}

@Test func remainderIsExact() {
  for dtype in [DType.float32, .float64] {
    let special = [0, -0.0, 1, -1, 0.1, -3.5, 5, inf, -inf, nan, 1e30, -1e-30, 0x1p-149, -0x1p-130, 3e38]
      .map { Constant($0, dtype).doubleValue }
    var pairs = special.flatMap { a in special.map { [a, $0] } }
    var random = SplitMix64(seed: 7)
    for _ in 0..<2000 {
      let bits = (0..<2).map { _ in Constant(dtype: dtype, bits: random.next()).doubleValue }
      pairs.append(bits)
    }
    for (pair, got) in zip(pairs, values(dtype, { fmodFloats($0[0], $0[1]) }, pairs)) {
      let expected = pair[0].truncatingRemainder(dividingBy: pair[1])
      #expect(same(got, expected), "fmod(\(pair[0]), \(pair[1])) in \(dtype) is \(got), not \(expected)")
    }
  }
}

@Test func complexPowerIsNumPys() {
  let cases: [([Double], [Double])] = [
    ([0, 0, 0, 0], [1, 0]), ([nan, 1, 0, -0.0], [1, 0]), ([0, -0.0, 2, 5], [0, 0]), ([0, 0, -1, 0], [nan, nan]),
    ([1, 2, 1, 0], [1, 2]), ([1, 2, 2, 0], [-3, 4]), ([1, 2, 3, 0], [-11, -2]), ([1, 2, -1, 0], [0.2, -0.4]),
    ([1, 1, 10, 0], [0, 32]), ([-1, 0, inf, inf], [0, 0]), ([-inf, 2, -1, -0.0], [nan, nan])
  ]
  let columns = (0..<4).map { i in cases.map { $0.0[i].bitPattern } }
  let results = run(
    Array(repeating: .float64, count: 4),
    {
      let result = powerOfComplex(
        ComplexScalar(real: $0[0], imaginary: $0[1]), ComplexScalar(real: $0[2], imaginary: $0[3]))
      return [result.real, result.imaginary]
    }, columns)
  for (index, known) in cases.enumerated() {
    for part in 0..<2 {
      let got = Double(bitPattern: results[part][index])
      #expect(same(got, known.1[part]), "power of \(known.0) has part \(part) \(got)")
    }
  }
}

import Ravel
import RavelIR
import RavelTestSupport
import Testing

/// Arrays with NumPy's texts of them.
private func expectSameTexts(_ arrays: [NDArray], sourceLocation: SourceLocation = #_sourceLocation) throws {
  let cases = try arrays.map { array in
    try array.evaluate()
    return NumPyCase("str(x), repr(x)", ["x": array.expression.storage!])
  }
  for (array, answer) in zip(arrays, try NumPyReference.answers(to: cases)) {
    guard case .values(let texts) = answer, case .text(let str) = texts[0], case .text(let repr) = texts[1] else {
      Issue.record("\(answer)", sourceLocation: sourceLocation)
      continue
    }
    #expect(array.description == str, sourceLocation: sourceLocation)
    #expect(array.debugDescription == repr, sourceLocation: sourceLocation)
  }
}

private func array(_ dtype: DType, _ shape: Shape, _ samples: Samples, seed: Int) throws -> NDArray {
  NDArray(Expression(try Storage(dtype, shape, samples, seed: seed)))
}

/// Two thousand arrays: every dtype in shapes that wrap, nest, are summarised, or are empty, then shapes, layouts and
/// values as they come.
@Test(.needsNumPy) func arraysPrintAsNumPys() throws {
  var arrays: [NDArray] = []
  let shapes: [Shape] = [
    [], [1], [2], [7], [40], [2, 3], [3, 1, 4], [2, 2, 2, 2], [1, 0, 2], [0], [1000], [1001], [30, 40], [2, 700],
    [700, 2], [7, 8, 20],
    [6, 6, 6, 6], [200, 2, 3]
  ]
  for dtype in DType.allCases {
    for (seed, shape) in shapes.enumerated() {
      for samples in [Samples.everything, .moderate, .small] where shape.reduce(1, *) < 1000 || samples == .moderate {
        arrays.append(try array(dtype, shape, samples, seed: seed))
      }
    }
  }
  var random = SplitMix64(seed: 12)
  for seed in arrays.count..<2000 {
    var shape = (0..<Int.random(in: 0...4, using: &random)).map { _ in Int.random(in: 0...4, using: &random) }
    if seed % 8 == 0 { shape = [Int.random(in: 1...60, using: &random)] }
    if seed % 50 == 0 { shape.insert(Int.random(in: 300...600, using: &random), at: 0) }
    let layout = LayoutCase.allCases.randomElement(using: &random)!
    let dtype = DType.allCases.randomElement(using: &random)!
    let samples = [Samples.everything, .moderate, .small].randomElement(using: &random)!
    arrays.append(NDArray(Expression(try layout.array(dtype, shape, samples, seed: seed))))
  }
  try expectSameTexts(arrays)
}

/// A few floats at a time, of sizes that make NumPy choose between points and exponents, and cut or fill up digits.
@Test(.needsNumPy) func floatsPrintAsNumPys() throws {
  var random = SplitMix64(seed: 11)
  var arrays: [NDArray] = []
  for dtype in [DType.float16, .float32, .float64, .complex64, .complex128] {
    for _ in 0..<400 {
      let (low, high) = (Int.random(in: -9...9, using: &random), Int.random(in: 0...4, using: &random))
      let digits = Int.random(in: 1...17, using: &random)
      let parts = (0..<(2 * Int.random(in: 1...5, using: &random))).map { _ in
        if Int.random(in: 0...15, using: &random) == 0 {
          return [0, -0.0, .nan, .infinity, -.infinity].randomElement(using: &random)!
        }
        let scale = tenTo(low + Int.random(in: 0...high, using: &random))
        let grid = tenTo(min(digits, 15))
        return (Double.random(in: -9...9, using: &random) * grid).rounded() / grid * scale
      }
      let real = NDArray(parts).astype(dtype.component)
      if !dtype.isComplex {
        arrays.append(real)
      } else {
        arrays.append(real[.slice(step: 2)] + real[.slice(1, step: 2)] * Complex<Float>(0, 1))
      }
    }
  }
  try expectSameTexts(arrays)
}

private func tenTo(_ exponent: Int) -> Double {
  exponent < 0
    ? 1 / (0..<(-exponent)).reduce(1) { power, _ in power * 10 } : (0..<exponent).reduce(1) { power, _ in power * 10 }
}

/// Scalars have all their digits: every seventh float16, and floats of any bits.
@Test(.needsNumPy) func scalarsPrintAsNumPys() throws {
  let half = NDArray(stride(from: UInt16(0), to: .max, by: 7).map(Float16.init(bitPattern:)))
  var columns = [("float16", half)]
  for dtype in [DType.float32, .float64, .complex64, .complex128] {
    columns.append((dtype.name, try array(dtype, [4000], .everything, seed: 3)))
    columns.append((dtype.name, try array(dtype, [1000], .moderate, seed: 3)))
  }
  let edges: [Double] = [
    1e-4, 9.999e-5, 1e16, 9_999_999_999_999_998, 1e6, 999999, 1e3, 999.5, 123_456_789, .leastNonzeroMagnitude,
    .greatestFiniteMagnitude
  ]
  columns += [DType.float16, .float32, .float64, .complex64, .complex128].map { ("edges", NDArray(edges).astype($0)) }
  let cases = try columns.map { _, column in
    try column.evaluate()
    return NumPyCase("'\\n'.join(str(v) for v in x)", ["x": column.expression.storage!])
  }
  for ((name, column), answer) in zip(columns, try NumPyReference.answers(to: cases)) {
    guard case .values(let texts) = answer, case .text(let text) = texts[0] else {
      Issue.record("\(answer)")
      continue
    }
    let expected = text.split(separator: "\n").map(String.init)
    let actual = (0..<column.size).map { column[$0].description }
    let differing = zip(actual, expected).filter { $0 != $1 }
    #expect(actual.count == expected.count && differing.isEmpty, "\(name): \(differing.prefix(5))")
  }
}

@Test func printingNeverFails() {
  let large = zeros([1 << 50])
  #expect(large.description.contains("Unable to allocate"))
  #expect("\(arange(3)) \(NDArray(true)) \(NDArray(2.5))" == "[0 1 2] True 2.5")
}

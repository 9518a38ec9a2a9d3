import Ravel
import RavelIR
import RavelTestSupport
import Testing

private func sample(
  _ dtype: DType, _ shape: Shape, _ layout: LayoutCase = .contiguous, _ samples: Samples = .moderate, seed: Int = 1
) throws -> NDArray {
  NDArray(Expression(try layout.array(dtype, shape, samples, seed: seed)))
}

/// Ranges as Python's numbers, NumPy's scalars, and none.
private let ranges: [(text: String, range: (any ArrayOperand, any ArrayOperand)?)] = [
  ("None", nil), ("(-2, 3)", (-2, 3)), ("(0.1, 2.7)", (0.1, 2.7)), ("(-500, 2.5)", (-500, 2.5)), ("(3, 3)", (3, 3)),
  ("(np.float64(-1), np.float32(1.5))", (NDArray([-1.0])[0], Float(1.5))), ("(1, -1)", (1, -1)),
  ("(np.uint8(2), np.uint8(2))", (UInt8(2), UInt8(2)))
]

/// Compares counts and edges, with weights if there are any.
private func histogram(
  _ x: NDArray, _ text: String, _ bins: HistogramBins, _ range: String = "None",
  _ ends: (any ArrayOperand, any ArrayOperand)? = nil, weights: NDArray? = nil, edges: NDArray? = nil,
  density: Bool = false
) -> Comparison {
  var arrays = ["x": x]
  if let weights { arrays["w"] = weights }
  if let edges { arrays["e"] = edges }
  let code =
    "np.histogram(x, \(text), range=\(range)\(weights == nil ? "" : ", weights=w"), density=\(density ? "True" : "None"))"
  return Comparison(
    code, arrays,
    several: {
      let (counts, edges) = try x.countedInBins(bins, range: ends, weights: weights, density: density)
      return [counts, edges]
    })
}

@Test(.needsNumPy, arguments: DType.allCases)
func evenBinsAreNumPys(dtype: DType) throws {
  var cases: [Comparison] = []
  for (number, layout) in LayoutCase.allCases.enumerated() {
    let x = try sample(dtype, [9, 11], layout, seed: number)
    let small = try sample(dtype, [60], .contiguous, .small, seed: number)
    for (place, (text, range)) in ranges.enumerated() {
      let count = [1, 3, 7, 10, 64, 999][(place + number) % 6]
      cases.append(histogram(x, "\(count)", .count(count), text, range, density: (place + number) % 3 == 0))
      cases.append(histogram(small, "10", 10, text, range))
    }
  }
  for length in [0, 1, 2, 300] {
    let x = try sample(dtype, [length], .contiguous, .everything, seed: length)
    cases.append(histogram(x, "5", 5))
    cases.append(histogram(x, "5", 5, "(-2, 2)", (-2, 2)))
  }
  // So few steps between values that the first place is often not the right one.
  if dtype.kind >= .float {
    let close = try NDArray.applying(
      .add, [NDArray.applying(.multiply, [sample(dtype, [500]), NDArray(Constant(0.01, dtype))]), 1])
    for count in [3, 7, 10, 30] { cases.append(histogram(close, "\(count)", .count(count))) }
  }
  try expectSame(cases)
}

@Test(.needsNumPy, arguments: DType.allCases)
func weightsOfEvenBinsAreNumPys(dtype: DType) throws {
  var cases: [Comparison] = []
  for (number, layout) in [LayoutCase.contiguous, .transposed, .reversed, .repeated, .empty].enumerated() {
    let x = try sample([DType.float64, .float32, .int8][number % 3], [9, 11], layout, seed: number)
    let weights = try sample(dtype, [9, 11], layout, seed: 8)
    for density in [false, true] {
      cases.append(histogram(x, "7", 7, weights: weights, density: density))
      cases.append(histogram(x, "10", 10, "(-1.5, 2)", (-1.5, 2), weights: weights, density: density))
    }
  }
  // More than one block.
  if [.bool, .int8, .float16, .float32, .complex64].contains(dtype) {
    let (x, weights) = (try sample(.float32, [150_000]), try sample(dtype, [150_000], seed: 5))
    cases.append(histogram(x, "11", 11, weights: weights))
  }
  cases.append(histogram(try sample(.float32, [5]), "7", 7, weights: try sample(dtype, [6])))
  try expectSame(cases)
}

/// Edges of every dtype, equal ones and NaNs among them; weights whose sums are exact, as NumPy leaves the order of
/// equal elements open.
@Test(.needsNumPy, arguments: DType.allCases)
func binsBetweenEdgesAreNumPys(dtype: DType) throws {
  var cases: [Comparison] = []
  for (number, other) in DType.allCases.enumerated() {
    let x = try sample(dtype, [7, 9], LayoutCase.allCases[number % 9], number % 2 == 0 ? .everything : .small)
    let edges = try sample(other, [6], .contiguous, .small, seed: 2).sorted()
    let weights = try sample(number % 2 == 0 ? other : .float64, x.shape, .contiguous, .small, seed: 4)
    cases.append(histogram(x, "e", .edges(edges), edges: edges, density: number % 3 == 0))
    cases.append(histogram(x, "e", .edges(edges), weights: weights, edges: edges))
  }
  let x = try sample(dtype, [50], .contiguous, .small)
  for edges in [
    NDArray([0.0, .nan]), NDArray([1.0, .nan, 2.0]), NDArray([2.0]), zeros([0]), NDArray([2.0, 1.0]),
    NDArray([-Double.infinity, 0, 1, 1, .infinity]), zeros([2, 2])
  ] {
    cases.append(histogram(x, "e", .edges(edges), edges: edges))
    cases.append(histogram(x, "e", .edges(edges), weights: x, edges: edges))
  }
  let many = try sample(dtype, [70_000], .contiguous, .small)
  let edges = NDArray([-3.0, 0, 0.5, 2, 3])
  cases.append(histogram(many, "e", .edges(edges), edges: edges))
  cases.append(histogram(many, "e", .edges(edges), weights: try sample(.int16, [70_000], seed: 3), edges: edges))
  try expectSame(cases)
}

/// The number of bins that each estimator finds, and those bins.
@Test(.needsNumPy, arguments: BinEstimator.allCases)
func estimatedBinsAreNumPys(estimator: BinEstimator) throws {
  var cases: [Comparison] = []
  // Stone's makes a hundred histograms.
  let dtypes = estimator == .stone ? [DType.int8, .float16, .float32] : DType.allCases
  for dtype in dtypes {
    for (number, length) in [0, 1, 2, 64, 150].enumerated() where estimator != .stone || number % 2 == 1 {
      let x = try sample(dtype, [length], .contiguous, number % 2 == 0 ? .moderate : .small, seed: number)
      cases.append(histogram(x, "'\(estimator)'", .estimated(estimator)))
      if estimator != .stone {
        cases.append(histogram(x, "'\(estimator)'", .estimated(estimator), "(-1, 2.5)", (-1, 2.5)))
      }
    }
  }
  let skewed = try NDArray.applying(.square, [sample(.float64, [1000])])
  let ones = try NDArray.filled([50], with: 1.0)
  for x in [skewed, ones] { cases.append(histogram(x, "'\(estimator)'", .estimated(estimator))) }
  try expectSame(cases)
}

/// Enough for several threads.
@Test(.needsNumPy) func manyElementsAreCounted() throws {
  let x = try sample(.float32, [400_000])
  try expectSame([histogram(x, "100", 100), histogram(x, "70000", .count(70_000))])
}

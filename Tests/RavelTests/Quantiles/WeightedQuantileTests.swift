import Ravel
import RavelIR
import RavelTestSupport
import Testing

private let fractions: [(text: String, q: any ArrayOperand)] = [
  ("0.3", 0.3), ("1", 1), ("0", 0), ("np.float32(0.7)", Float(0.7)), ("np.float16(0.3)", Float16(0.3)),
  ("np.array([0., 0.25, 0.9, 1.])", NDArray([0, 0.25, 0.9, 1])), ("np.array([[0.5], [0.1]])", NDArray([[0.5], [0.1]]))
]
private let axes: [(text: String, axes: [Int]?)] = [("None", nil), ("0", [0]), ("-1", [-1]), ("(1, 0)", [1, 0])]

/// Weights are whole numbers: whichever of equal elements NumPy puts first, sums are the same.
@Test(.needsNumPy, arguments: DType.allCases)
func weightedQuantilesAreNumPys(dtype: DType) throws {
  var cases: [Comparison] = []
  for (number, layout) in LayoutCase.allCases.enumerated() {
    for (name, ignoringNaN) in [("quantile", false), ("nanquantile", true)] {
      let shape = [[3, 5], [4, 7], [2, 3, 4]][number % 3]
      let elements = try layout.array(dtype, shape, .small, seed: number)
      let x = NDArray(Expression(ignoringNaN || number % 4 == 0 ? withNaNs(elements) : elements))
      let kind = [DType.uint8, .float32, .bool, .float64, .uint64][number % 5]
      let small = NDArray(Expression(try LayoutCase.contiguous.array(kind, x.shape, .small, seed: 7)))
      let weights = try NDArray.applying(.absolute, [small])
      for (place, (q, value)) in fractions.enumerated() {
        let (axis, axes) = axes[q.contains("[[") ? 0 : (place + number) % axes.count]
        let keepDims = place % 3 == 0
        cases.append(
          Comparison(
            "np.\(name)(x, \(q), axis=\(axis), method='inverted_cdf', weights=w, "
              + "keepdims=\(keepDims ? "True" : "False")) + 0", ["x": x, "w": weights],
            try .applying(
              .add,
              [
                x.quantiles(
                  value, axes: axes, method: .invertedCDF, weights: weights, keepDims: keepDims,
                  ignoringNaN: ignoringNaN), 0
              ])))
      }
    }
  }
  try expectSame(cases)
}

/// Weights that round, of elements that differ; enough for several threads.
@Test(.needsNumPy, arguments: [DType.int64, .float16, .float32, .float64])
func weightsAreAddedInOrder(dtype: DType) throws {
  var cases: [Comparison] = []
  for (rows, count) in [(1, 1000), (70, 1000), (3, 20)] {
    let numbers = (0..<rows * count).map { Constant($0 * 7 % count, dtype) }
    let x = NDArray(Expression(try Storage(numbers, dtype, [rows, count])))
    let moderate = NDArray(Expression(try Storage(.float32, [rows, count], .moderate, seed: rows)))
    let weights = try NDArray.applying(.square, [moderate])
    for (text, q) in [
      ("np.linspace(0, 1, 30)", NDArray((0..<30).map { $0 == 29 ? 1.0 : Double($0) * (1.0 / 29) })), ("0.25", 0.25)
    ] as [(String, any ArrayOperand)] {
      cases.append(
        Comparison(
          "np.quantile(x, \(text), axis=-1, method='inverted_cdf', weights=w)", ["x": x, "w": weights],
          try x.quantiles(q, axes: [-1], method: .invertedCDF, weights: weights)))
    }
  }
  try expectSame(cases)
}

/// Weights of the axis alone, which NumPy's `nanquantile` fails to spread over the others.
@Test(.needsNumPy) func weightsOfAnAxisAreSpread() throws {
  let x = NDArray(Expression(withNaNs(try LayoutCase.contiguous.array(.float32, [5, 7], .small, seed: 2))))
  let weights = NDArray([1.0, 0, 2, 5, 1, 3, 1])
  try expectSame([
    Comparison(
      "np.nanquantile(x, 0.5, axis=1, method='inverted_cdf', weights=np.broadcast_to(w, x.shape)) + 0",
      ["x": x, "w": weights],
      try .applying(
        .add, [x.quantiles(0.5, axes: [1], method: .invertedCDF, weights: weights, ignoringNaN: true), 0]))
  ])
}

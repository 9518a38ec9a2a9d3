import Ravel
import RavelIR
import RavelTestSupport
import Testing

private func sample(
  _ dtype: DType, _ shape: Shape, _ layout: LayoutCase = .contiguous, _ samples: Samples = .small
) throws -> NDArray {
  NDArray(Expression(try layout.array(dtype, shape, samples, seed: 3)))
}

/// An axis as NumPy and as Ravel take it.
private let axes: [(text: String, axes: [Int]?)] = [
  ("None", nil), ("0", [0]), ("-1", [-1]), ("(0, 1)", [0, 1]), ("(1, 0)", [1, 0]), ("()", []), ("3", [3]),
  ("(0, -2)", [0, -2])
]

/// Medians over every layout and axis, of odd and of even numbers of elements, some of them NaN. Which zero stands in
/// the middle is NumPy's secret; adding 0 makes them one.
@Test(.needsNumPy, arguments: DType.allCases)
func mediansAreNumPys(dtype: DType) throws {
  var cases: [Comparison] = []
  for layout in LayoutCase.allCases {
    for (shape, samples) in [([3, 4], Samples.everything), ([2, 5], .small), ([4, 3], .moderate)] {
      let x = try sample(dtype, shape, layout, samples)
      for (text, axes) in axes {
        for keepDims in [false, true] {
          cases.append(
            Comparison(
              "np.median(x, axis=\(text), keepdims=\(keepDims ? "True" : "False")) + 0", ["x": x],
              try .applying(.add, [x.median(axes: axes, keepDims: keepDims), 0])))
        }
      }
    }
  }
  for shape in [[0], [2, 0], [0, 2], []] as [Shape] {
    let x = try sample(dtype, shape)
    for (text, axes) in [("None", nil), ("-1", [-1])] as [(String, [Int]?)] {
      cases.append(Comparison("np.median(x, axis=\(text))", ["x": x], try x.median(axes: axes, keepDims: false)))
    }
  }
  try expectSame(cases)
}

/// Fractions as Python's numbers, NumPy's scalars, and arrays.
private let fractions: [(text: String, q: any ArrayOperand)] = [
  ("0.3", 0.3), ("1", 1), ("0.5", 0.5), ("np.float32(0.7)", Float(0.7)), ("np.float16(0.3)", Float16(0.3)),
  ("np.array([0., 0.25, 0.9, 1.])", NDArray([0, 0.25, 0.9, 1])),
  ("np.array([[0.5], [0.1]])", NDArray([[0.5], [0.1]])),
  ("np.array([0, 1])", NDArray([0, 1]))
]

/// Every method, of each dtype: bits, dtypes, shapes and errors.
@Test(.needsNumPy, arguments: DType.allCases)
func quantilesAreNumPys(dtype: DType) throws {
  var cases: [Comparison] = []
  for (layout, samples) in [
    (LayoutCase.contiguous, Samples.small), (.transposed, .moderate), (.contiguous, .everything)
  ] {
    let x = try sample(dtype, [3, 5], layout, samples)
    for method in QuantileMethod.allCases {
      for (place, (q, value)) in fractions.enumerated() {
        let (axis, axes) = axes[place % 5]
        let keepDims = place % 3 == 0
        cases.append(
          Comparison(
            "np.quantile(x, \(q), axis=\(axis), method='\(method.rawValue)', keepdims=\(keepDims ? "True" : "False")) + 0",
            ["x": x],
            try .applying(.add, [x.quantiles(value, axes: axes, method: method, keepDims: keepDims), 0])))
      }
    }
  }
  try expectSame(cases)
}

@Test(.needsNumPy) func percentilesAreNumPys() throws {
  var cases: [Comparison] = []
  for dtype in [DType.int8, .float16, .float32, .float64] {
    let x = try sample(dtype, [40], .contiguous, .moderate)
    for (text, q) in [
      ("30", 30), ("12.5", 12.5), ("np.float32(99)", Float(99)), ("np.array([0, 50, 100])", NDArray([0, 50, 100])),
      ("101", 101), ("np.array([-1.])", NDArray([-1.0]))
    ] as [(String, any ArrayOperand)] {
      for method in [QuantileMethod.linear, .hazen, .nearest] {
        cases.append(
          Comparison(
            "np.percentile(x, \(text), method='\(method.rawValue)') + 0", ["x": x],
            try .applying(.add, [x.quantiles(q, in: .percent, method: method), 0])))
      }
    }
  }
  let x = try sample(.float32, [3, 4])
  for (text, q) in [
    ("1.5", 1.5), ("-0.1", -0.1), ("np.nan", Double.nan), ("np.array([0.5, 2.])", NDArray([0.5, 2])),
    ("np.zeros((1, 1, 1))", zeros([1, 1, 1]))
  ] as [(String, any ArrayOperand)] {
    cases.append(Comparison("np.quantile(x, \(text))", ["x": x], try x.quantiles(q)))
  }
  for empty in [[0], [0, 3], [3, 0]] as [Shape] {
    let x = try sample(.float32, empty)
    for method in [QuantileMethod.linear, .lower] {
      cases.append(
        Comparison(
          "np.quantile(x, 0.5, axis=0, method='\(method.rawValue)')", ["x": x],
          try x.quantiles(0.5, axes: [0], method: method)))
    }
  }
  try expectSame(cases)
}

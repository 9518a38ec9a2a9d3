import Ravel
import RavelIR
import RavelTestSupport
import Testing

/// Samples with NaNs here and there, and with some in a row: one of few elements may have nothing else.
private func sample(
  _ dtype: DType, _ shape: Shape, _ layout: LayoutCase, _ samples: Samples = .moderate, seed: Int = 3
) throws -> NDArray {
  NDArray(Expression(withNaNs(try layout.array(dtype, shape, samples, seed: seed))))
}

private let axes: [(text: String, axes: [Int]?)] = [
  ("None", nil), ("0", [0]), ("-1", [-1]), ("(0, 1)", [0, 1]), ("()", []), ("3", [3]), ("(0, 0)", [0, 0])
]

/// Medians without NaNs: halves of sums and means, odd and even numbers of elements, samples of NaNs alone.
@Test(.needsNumPy, arguments: DType.allCases)
func mediansOfNumbersAreNumPys(dtype: DType) throws {
  var cases: [Comparison] = []
  func compare(_ x: NDArray, _ text: String, _ axes: [Int]?, _ keepDims: Bool) {
    cases.append(
      Comparison(
        "np.nanmedian(x, axis=\(text), keepdims=\(keepDims ? "True" : "False")) + 0", ["x": x],
        // Strides beside an axis of extent 1 may be another order's.
        strides: text != "()",
        try .applying(.add, [x.median(axes: axes, keepDims: keepDims, ignoringNaN: true), 0])))
  }
  for (turn, layout) in LayoutCase.allCases.enumerated() {
    let shapes: [Shape] = [[3, 4], [2, 5], [4, 1], [1, 3], [2, 3, 3]]
    for (number, shape) in shapes.enumerated() where (number + turn) % 3 == 0 {
      // NumPy has another order for complex infinities beside NaNs.
      let x = try sample(dtype, shape, layout, number == 1 && !dtype.isComplex ? .everything : .moderate, seed: number)
      for (text, axes) in axes { compare(x, text, axes, number % 2 == 0) }
    }
  }
  for shape in [[600, 3], [2, 599], [2, 601], [1200]] as [Shape] {
    let x = try sample(dtype, shape, .contiguous, .moderate)
    for (text, axes) in [("0", [0]), ("-1", [-1]), ("None", nil)] as [(String, [Int]?)] {
      compare(x, text, axes, false)
    }
  }
  for shape in [[0], [2, 0], [0, 2], []] as [Shape] {
    compare(try sample(dtype, shape, .contiguous), "-1", [-1], false)
  }
  if dtype.kind >= .float {
    let nothing = try NDArray.filled([3, 2], with: Double.nan, dtype: dtype)
    for (text, axes) in axes { compare(nothing, text, axes, false) }
  }
  try expectSame(cases)
}

private let fractions: [(text: String, q: any ArrayOperand)] = [
  ("0.3", 0.3), ("1", 1), ("0.5", 0.5), ("np.float32(0.7)", Float(0.7)), ("np.float16(0.3)", Float16(0.3)),
  ("np.array([0., 0.25, 0.9, 1.])", NDArray([0, 0.25, 0.9, 1])), ("np.array([0, 1])", NDArray([0, 1])),
  ("np.array([[0.5], [0.1]])", NDArray([[0.5], [0.1]])), ("np.array([0.5, 2.])", NDArray([0.5, 2])),
  ("np.int8(1)", Int8(1))
]

/// Every method of each dtype, where each sample has its own number of elements.
@Test(.needsNumPy, arguments: DType.allCases)
func quantilesOfNumbersAreNumPys(dtype: DType) throws {
  var cases: [Comparison] = []
  for (number, layout) in [LayoutCase.contiguous, .transposed, .fortran, .reversed].enumerated() {
    let x = try sample(dtype, [[3, 5], [4, 6], [7, 2], [2, 300]][number], layout, number == 2 ? .everything : .moderate)
    for (turn, method) in QuantileMethod.allCases.enumerated() {
      for (place, (q, value)) in fractions.enumerated() where (place + turn) % 5 == 0 {
        // NumPy turns the axes of fractions in rows where it joins axes.
        let (axis, axes) = axes[q.contains("[[") ? place % 3 : (place + number) % axes.count]
        let keepDims = place % 3 == 0
        cases.append(
          Comparison(
            "np.nanquantile(x, \(q), axis=\(axis), method='\(method.rawValue)', "
              + "keepdims=\(keepDims ? "True" : "False")) + 0", ["x": x],
            try .applying(
              .add, [x.quantiles(value, axes: axes, method: method, keepDims: keepDims, ignoringNaN: true), 0])))
      }
    }
  }
  try expectSame(cases)
}

/// More elements than a float16 counts, more than an int8 does, and none.
@Test(.needsNumPy) func countsOfNumbersAreNumPys() throws {
  var cases: [Comparison] = []
  func compare(_ x: NDArray, _ text: String, _ q: any ArrayOperand, _ method: QuantileMethod) {
    cases.append(
      Comparison(
        "np.nanquantile(x, \(text), axis=-1, method='\(method.rawValue)')", ["x": x],
        try x.quantiles(q, axes: [-1], method: method, ignoringNaN: true)))
  }
  for shape in [[3, 400], [2, 5460], [0, 3], [3, 0]] as [Shape] {
    let x = try sample(.float32, shape, .contiguous)
    for method in [QuantileMethod.linear, .lower, .invertedCDF, .hazen] {
      for (text, q) in [
        ("np.float16(1)", Float16(1)), ("np.float16(0.999)", Float16(0.999)), ("np.int8(1)", Int8(1)),
        ("np.uint8(0)", UInt8(0)), ("True", true)
      ] as [(String, any ArrayOperand)] { compare(x, text, q, method) }
    }
  }
  let nothing = try NDArray.filled([2, 3], with: Float.nan)
  compare(nothing, "0.5", 0.5, .linear)
  compare(nothing, "np.array([0.5])", NDArray([0.5]), .linear)
  let x = try sample(.float16, [40], .contiguous)
  for (text, q) in [("30", 30), ("12.5", 12.5), ("101", 101)] as [(String, any ArrayOperand)] {
    cases.append(
      Comparison("np.nanpercentile(x, \(text))", ["x": x], try x.quantiles(q, in: .percent, ignoringNaN: true)))
  }
  try expectSame(cases)
}

/// So many elements that a float16 has infinitely many of them, and none of their places.
@Test(.needsNumPy, arguments: [DType.float32, .int32])
func fractionsThatCannotCountAreNumPys(dtype: DType) throws {
  var cases: [Comparison] = []
  let x = NDArray(Expression(try Storage(dtype, [70_000], .moderate)))
  for (text, q) in [("0", Float16(0)), ("0.5", 0.5), ("1", 1)] {
    for method in QuantileMethod.allCases {
      for (name, ignoringNaN) in [("quantile", false), ("nanquantile", true)] {
        cases.append(
          Comparison(
            "np.\(name)(x, np.float16(\(text)), method='\(method.rawValue)') + 0", ["x": x],
            try .applying(.add, [x.quantiles(q, method: method, ignoringNaN: ignoringNaN), 0])))
      }
    }
  }
  try expectSame(cases)
}

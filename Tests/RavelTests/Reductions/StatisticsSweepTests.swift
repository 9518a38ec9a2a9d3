import Ravel
import RavelIR
import RavelTestSupport
import Testing

private let layouts: [LayoutCase] = [
  .contiguous, .transposed, .strided, .reversed, .fortran, .flipped, .broadcast, .scalar, .empty
]
private let shapes: [Shape] = [[7], [301], [9, 130], [35, 3], [2, 3, 5], [5, 5]]

/// A function of one array along an axis: Python's code of `x` and `k`, and the same in Swift.
private struct Case: Sendable, CustomTestStringConvertible {
  let code: String
  let swift: @Sendable (NDArray, Int) throws -> NDArray
  var testDescription: String { code }

  init(_ code: String, _ swift: @escaping @Sendable (NDArray, Int) throws -> NDArray) {
    (self.code, self.swift) = (code, swift)
  }
}

private let cases = [
  Case("np.cumsum(x)") { x, _ in try x.cumulated(by: .add) },
  Case("np.cumsum(x, axis=k)") { x, axis in try x.cumulated(by: .add, axis: axis) },
  Case("np.cumsum(x, axis=k, dtype='f4')") { x, axis in try x.cumulated(by: .add, axis: axis, dtype: .float32) },
  Case("np.cumprod(x, axis=k)") { x, axis in try x.cumulated(by: .multiply, axis: axis) },
  Case("np.nancumsum(x, axis=k)") { x, axis in try x.cumulated(by: .add, axis: axis, skippingNaN: true) },
  Case("np.nancumprod(x, axis=k)") { x, axis in
    try x.cumulated(by: .multiply, axis: axis, skippingNaN: true)
  },
  Case("np.cumulative_sum(x, axis=k, include_initial=True)") { x, axis in
    try x.cumulativelyCombined(by: .add, axis: axis, includeInitial: true)
  },
  Case("np.trace(x, offset=k)") { x, offset in try x.traced(offset: offset) },
  Case("np.trace(x, axis1=k, axis2=0, dtype='f8')") { x, axis in
    try x.traced(axis1: axis, axis2: 0, dtype: .float64)
  },
  Case("np.diff(x, axis=k)") { x, axis in try x.differences(axis: axis) },
  Case("np.diff(x, n=3, axis=k, prepend=2)") { x, axis in try x.differences(3, axis: axis, prepend: 2) },
  Case("np.diff(x, axis=k, append=x)") { x, axis in try x.differences(axis: axis, append: x) },
  Case("np.ediff1d(x, to_end=x)") { x, _ in try x.flatDifferences(toEnd: x) },
  Case("np.trapezoid(x, axis=k)") { x, axis in try x.trapezoidalIntegral(axis: axis) },
  Case("np.trapezoid(x, x, axis=k)") { x, axis in try x.trapezoidalIntegral(x: x, axis: axis) },
  Case("np.gradient(x, axis=k)") { x, axis in try x.gradients(axes: [axis])[0] },
  Case("np.gradient(x, 0.3, axis=k, edge_order=2)") { x, axis in
    try x.gradients([0.3], axes: [axis], edgeOrder: 2)[0]
  },
  Case("np.average(x, axis=k)") { x, axis in try x.averaged(axes: [axis]).average },
  Case("np.average(x, axis=k, weights=x.real * x.real + 1)") { x, axis in
    let real = try NDArray.applying(.real, [x])
    let weights = try NDArray.applying(.add, [NDArray.applying(.multiply, [real, real]), 1])
    return try x.averaged(axes: [axis], weights: weights).average
  },
  Case("np.nanargmax(x, axis=k)") { x, axis in try x.placeOfMaximum(axis: axis, ignoringNaN: true) },
  Case("np.nanargmin(x, axis=k)") { x, axis in try x.placeOfMinimum(axis: axis, ignoringNaN: true) },
  Case("np.nanargmax(x, keepdims=True)") { x, _ in try x.placeOfMaximum(axis: nil, keepDims: true, ignoringNaN: true) },
  Case("np.ptp(x, axis=k)") { x, axis in try x.reduced(.ptp, axes: [axis]) }
]

/// Functions that are made of reductions and scans, over every dtype, layouts and axes in turn, to the bit.
@Test(.needsNumPy, arguments: cases)
private func statisticsSweep(_ function: Case) throws {
  var generator = SplitMix64(seed: cases.firstIndex { $0.code == function.code }!)
  var comparisons: [NumPyComparison] = []
  for dtype in DType.allCases {
    for layout in layouts {
      let number = Int.random(in: 0..<1000, using: &generator)
      let numbers = try layout.array(dtype, shapes.randomElement(using: &generator)!, .moderate, seed: number)
      let array = function.code.contains("nan") || number % 7 == 0 ? withNaNs(numbers) : numbers
      let rank = array.layout.rank
      let axis = number % 13 == 0 ? rank : Int.random(in: -Swift.max(rank, 1)..<Swift.max(rank, 1), using: &generator)
      let code = function.code.replacing("=k", with: "=\(axis)")
      comparisons.append(
        NumPyComparison(
          "\(code) of \(dtype)\(array.layout.shape) \(layout)", code, ["x": array],
          engines: Engine.inTurn(comparisons.count, compiledEvery: 16)
        ) { try function.swift(NDArray(Expression(array)), axis).expression })
    }
  }
  try expectNumPys(comparisons)
}

/// Sums of products: integers to the bit, floats as near as sums of so many may be in another order.
@Test(.needsNumPy, arguments: DType.allCases)
func convolutionsAreNumPys(dtype: DType) throws {
  var comparisons: [Comparison] = []
  // The sign of a zero is all that may differ.
  let ulps: UInt64 = dtype.kind < .float ? 0 : 1
  for (number, (long, short)) in [(1, 1), (7, 3), (300, 5), (64, 64), (100, 41), (3, 40)].enumerated() {
    for mode in ConvolutionMode.allCases {
      let layout = [LayoutCase.contiguous, .strided, .reversed][number % 3]
      // Sums of small whole numbers are exact in any order.
      let a = NDArray(Expression(try layout.array(dtype, [long], .small, seed: number)))
      let v = NDArray(Expression(try layout.array(dtype, [short], .small, seed: number + 9)))
      let names = ["a": a, "v": v]
      comparisons += [
        Comparison(
          "np.convolve(a, v, '\(mode.rawValue)')", names, ulps: ulps, strides: false,
          try NDArray.convolution(a, v, mode: mode)),
        Comparison(
          "np.correlate(a, v, '\(mode.rawValue)')", names, ulps: ulps, strides: false,
          try NDArray.correlation(a, v, mode: mode))
      ]
    }
  }
  try expectSame(comparisons)
}

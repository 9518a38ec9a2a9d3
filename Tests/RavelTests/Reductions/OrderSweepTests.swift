import Ravel
import RavelIR
import RavelTestSupport
import Testing

import class Foundation.ProcessInfo

/// A function whose bits depend on the order in which elements are combined.
private enum Ordered: String, CaseIterable, Sendable {
  case sum, prod, mean, `var`, std, cumsum, cumprod

  var isScan: Bool { self == .cumsum || self == .cumprod }
  var isProduct: Bool { self == .prod || self == .cumprod }

  func result(_ x: NDArray, axes: [Int]?) throws -> NDArray {
    if isScan { return try x.cumulated(by: isProduct ? .multiply : .add, axis: axes?[0]) }
    return try x.reduced(ReductionFunction(rawValue: rawValue)!, axes: axes)
  }

  /// What is reduced or scanned along: each axis of several, pairs of three, and all.
  func axes(of rank: Int) -> [[Int]?] {
    let single = rank < 2 ? [] : (0..<rank).map { [$0] }
    return single + (isScan || rank < 3 ? [] : [[0, 1], [0, 2], [1, 2]]) + [nil]
  }
}

private let dtypes: [DType] = [.float16, .float32, .float64, .complex64, .complex128]

/// The memory under all arrays of a dtype. Sums are of numbers of either sign; products stay finite.
private let memories = Result {
  Dictionary(
    uniqueKeysWithValues: try [Samples.moderate, .nearOne].map { samples in
      (samples, try dtypes.map { try Storage($0, [50_000], samples) })
    })
}

/// Every length up to two vectors, then odd ones, and those at which NumPy's blocks and buffers end.
private let lengths =
  Array(0...33) + [
    45, 63, 64, 65, 71, 72, 99, 119, 120, 121, 127, 128, 129, 135, 136, 137, 255, 256, 257, 263, 264, 265, 511, 513,
    521, 1000, 1023, 1025, 2047, 2049, 2051, 4095, 4097, 5555, 8191, 8192, 8193, 8200, 9999, 12_289, 16_383, 16_385,
    19_999, 20_000
  ]

/// Tiny and odd extents as inner and as outer axes; at last those at which NumPy's buffer is too small for an axis.
private let shapes: [Shape] =
  [1, 3, 4, 7, 8, 9, 127, 128, 129].flatMap { extent in
    [
      [1, extent], [2, extent], [3, extent], [130, extent], [extent, 130], [3, 20, extent], [extent, 2, 33],
      [9, extent, 5]
    ]
  } + [[2, 2, 4096], [2, 2, 4097], [3, 2, 4096]]

/// Arrays of each shape and layout along its axes; one in so many of them, others for other functions and dtypes, if
/// `RAVEL_SWEEP` is not `all`.
private func cases(
  _ function: Ordered, _ dtype: DType, _ shapes: [Shape], _ layouts: [LayoutCase], oneIn period: Int
) throws -> [NumPyComparison] {
  let place = dtypes.firstIndex(of: dtype)!
  let memory = try memories.get()[function.isProduct ? .nearOne : .moderate]![place]
  let turn = Ordered.allCases.firstIndex(of: function)! * dtypes.count + place
  let all = shapes.flatMap { shape in
    layouts.flatMap { layout in function.axes(of: shape.count).map { (shape, layout, $0) } }
  }
  return all.indices.filter { isWhole || $0 % period == turn % period }.map { number in
    let (shape, layout, axes) = all[number]
    let array = layout.array(shape, over: memory)
    let axis = axes.map { $0.count == 1 ? "\($0[0])" : tupleText($0) } ?? "None"
    return NumPyComparison(
      "\(function) of \(dtype)\(shape) \(layout) axis \(axis)", "np.\(function)(x, axis=\(axis))",
      ["x": array],
      // The others take their time.
      engines: array.layout.count < 300 ? Engine.inTurn(number) : [Engine.tested.last!]
    ) { try function.result(NDArray(Expression(array)), axes: axes).expression }
  }
}

private let isWhole = ProcessInfo.processInfo.environment["RAVEL_SWEEP"] == "all"

/// Sums, products, moments and scans of each length.
@Test(.needsNumPy, arguments: Ordered.allCases, dtypes)
private func orderAtEveryLength(function: Ordered, dtype: DType) throws {
  try expectNumPys(cases(function, dtype, lengths.map { [$0] }, [.contiguous, .strided, .reversed], oneIn: 4))
}

/// The same over each axis, pairs of axes and all.
@Test(.needsNumPy, arguments: Ordered.allCases, dtypes)
private func orderOverAxes(function: Ordered, dtype: DType) throws {
  let layouts: [LayoutCase] = [.contiguous, .fortran, .transposed, .strided, .reversed, .flipped]
  try expectNumPys(cases(function, dtype, shapes, layouts, oneIn: 31))
}

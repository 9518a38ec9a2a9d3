import Ravel
import RavelIR
import RavelTestSupport
import Testing

private func sample(_ dtype: DType, _ shape: Shape, layout: LayoutCase = .contiguous, _ samples: Samples) throws
  -> NDArray
{
  NDArray(Expression(try layout.array(dtype, shape, samples, seed: 3)))
}

private func comparison(_ reduction: ReductionFunction, _ x: NDArray, _ axes: [Int]?, keepDims: Bool = false)
  -> Comparison
{
  let axis = axes.map { $0.count == 1 ? "\($0[0])" : tupleText($0) } ?? "None"
  return Comparison(
    "np.\(reduction.rawValue)(x, axis=\(axis), keepdims=\(keepDims ? "True" : "False"))", ["x": x],
    try x.reduced(reduction, axes: axes, keepDims: keepDims))
}

/// Every reduction of every dtype over several choices of axes.
@Test(.needsNumPy) func reductionsAreNumPys() throws {
  var comparisons: [Comparison] = []
  for dtype in DType.allCases {
    let x = try sample(dtype, [3, 4, 5], .moderate)
    let special = try sample(dtype, [4, 30], .everything)
    for reduction in ReductionFunction.allCases {
      for axes in [nil, [0], [-1], [0, 2], [], [2, 1, 0]] as [[Int]?] {
        comparisons.append(comparison(reduction, x, axes))
        comparisons.append(comparison(reduction, x, axes, keepDims: true))
      }
      if ![.sum, .prod, .mean].contains(reduction) || dtype.isInteger {
        comparisons += ([nil, [0], [1]] as [[Int]?]).map { comparison(reduction, special, $0) }
      }
    }
  }
  try expectSame(comparisons)
}

/// Sums long enough for every part of NumPy's order, over layouts that change it.
@Test(.needsNumPy) func sumsFollowNumPysOrder() throws {
  var comparisons: [Comparison] = []
  for dtype in [DType.float16, .float32, .float64, .complex64, .int32] {
    for layout in LayoutCase.allCases where layout != .scalar && layout != .empty {
      let x = try sample(dtype, [7, 301], layout: layout, .moderate)
      for reduction in [ReductionFunction.sum, .mean] {
        comparisons += [[0], [1]].map { comparison(reduction, x, $0) }
      }
    }
    comparisons.append(comparison(.sum, try sample(dtype, [10_007], .moderate), nil))
    comparisons.append(comparison(.mean, try sample(dtype, [10_007], .moderate), nil))
  }
  try expectSame(comparisons)
}

@Test(.needsNumPy) func reductionsOfNothing() throws {
  let x = zeros([0, 3], dtype: .float32)
  var comparisons: [Comparison] = []
  for reduction in ReductionFunction.allCases {
    comparisons += ([nil, [0], [1], [0, 1]] as [[Int]?]).map { comparison(reduction, x, $0) }
    comparisons.append(comparison(reduction, zeros([], dtype: .int16) + 5, nil))
  }
  comparisons += [
    comparison(.sum, x, [2]), comparison(.max, x, [-3]), comparison(.mean, x, [0, 0]), comparison(.any, x, [1, -1])
  ]
  try expectSame(comparisons)
}

@Test(.needsNumPy) func accumulatorsCanBeChosen() throws {
  let n = arange(300, dtype: .int16)
  let h = full([5000], 0.1, dtype: .float16)
  func check(_ code: String, _ actual: @autoclosure @escaping () throws -> NDArray) -> Comparison {
    Comparison(code, ["n": n, "h": h], try actual())
  }
  try expectSame([
    check("np.sum(n, dtype='b')", n.sum(dtype: .int8)), check("np.sum(n, dtype='f')", sum(n, dtype: .float32)),
    check("np.sum(n > 5, dtype=bool)", (n .> 5).sum(dtype: .bool)),
    check("np.sum(h, dtype='f')", h.sum(dtype: .float32)),
    check("np.sum(h)", h.sum()), check("np.mean(h)", h.mean()),
    check("np.mean(h, keepdims=True)", h.mean(keepDims: true)),
    check("np.mean(h.reshape(50, 100), axis=1)", mean(h.reshape(50, 100), axis: 1)),
    check("np.mean(h, dtype='d')", h.mean(dtype: .float64)),
    check("np.mean(h, dtype='e')", h.mean(dtype: .float16)), check("np.mean(n, dtype='i')", n.mean(dtype: .int32)),
    check("np.prod(n[1:9], dtype='B')", n[.slice(1, 9)].prod(dtype: .uint8)),
    check("np.mean(n, dtype='F')", n.mean(dtype: .complex64)),
    check("np.sum(h * 1j, dtype='d')", (h * Complex<Double>(0, 1)).sum(dtype: .float64)),
    check("np.max(n.reshape(3, 100), axis=(0,))", amax(n.reshape(3, 100), axis: [0])),
    check("np.amin(n, keepdims=True)", amin(n, keepDims: true)), check("np.any(n)", any(n)), check("np.all(n)", all(n))
  ])
  #expect(throws: ArrayError.type("max() got an unexpected keyword argument 'dtype'")) {
    try n.reduced(.max, dtype: .int8)
  }
  #expect(ReductionFunction(name: "amax") == .max)
  #expect(ReductionFunction(name: "median") == nil)
}

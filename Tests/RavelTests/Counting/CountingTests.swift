import Ravel
import RavelIR
import RavelTestSupport
import Testing

private func sample(
  _ dtype: DType, _ shape: Shape, _ layout: LayoutCase = .contiguous, _ samples: Samples = .everything, seed: Int = 1
) throws -> NDArray {
  NDArray(Expression(try layout.array(dtype, shape, samples, seed: seed)))
}

/// Values of every dtype among values of every dtype, NaNs among them, over every layout.
@Test(.needsNumPy, arguments: DType.allCases)
func searchingIsNumPys(dtype: DType) throws {
  var cases: [Comparison] = []
  for other in DType.allCases {
    let (a, v) = (try sample(dtype, [37]).sorted(kind: .stable), try sample(other, [3, 8], seed: 2))
    for side in SearchSide.allCases {
      cases.append(
        Comparison(
          "np.searchsorted(a, v, side='\(side)')", ["a": a, "v": v], try a.searchedSorted(for: v, side: side)))
    }
  }
  for layout in LayoutCase.allCases {
    let (a, v) = (try sample(dtype, [40], layout), try sample(dtype, [2, 30], layout, seed: 3))
    let order = try a.sortingOrder().evaluated()
    for side in SearchSide.allCases {
      cases.append(
        Comparison(
          "a.searchsorted(v, '\(side)', sorter=o)", ["a": a, "v": v, "o": order],
          try a.searchedSorted(for: v, side: side, sorter: order)))
    }
  }
  let (none, v) = (zeros([0], dtype: dtype), try sample(dtype, [5]))
  cases.append(Comparison("np.searchsorted(a, v)", ["a": none, "v": v], try none.searchedSorted(for: v)))
  cases.append(Comparison("np.searchsorted(v, a)", ["a": none, "v": v], try v.searchedSorted(for: none)))
  try expectSame(cases)
}

@Test(.needsNumPy, arguments: DType.allCases)
func digitizingIsNumPys(dtype: DType) throws {
  var cases: [Comparison] = []
  for layout in LayoutCase.allCases {
    let x = try sample(dtype, [4, 9], layout)
    for (other, number) in [(DType.float64, 6), (.int8, 3), (dtype, 9)] where !other.isComplex {
      let ascending = try sample(other, [number], .contiguous, .moderate, seed: 2).sorted().evaluated()
      for edges in [ascending, try ascending.flipped(), zeros([0], dtype: other)] {
        for right in [false, true] {
          cases.append(
            Comparison(
              "np.digitize(x, e, right=\(right ? "True" : "False"))", ["x": x, "e": edges],
              try x.digitized(into: edges, right: right)))
        }
      }
    }
  }
  try expectSame(cases)
}

@Test(.needsNumPy, arguments: DType.allCases)
func binCountsAreNumPys(dtype: DType) throws {
  var cases: [Comparison] = []
  for layout in LayoutCase.allCases {
    let places = try sample(.uint8, [300], layout)
    let weights = try sample(dtype, [300], layout, .moderate, seed: 2)
    let few = try sample(dtype, [30], layout, .small)
    cases += [
      Comparison("np.bincount(x, w)", ["x": places, "w": weights], try places.binCounts(weights: weights)),
      Comparison("np.bincount(x, minlength=300)", ["x": places], try places.binCounts(minLength: 300)),
      Comparison("np.bincount(x)", ["x": few], try few.binCounts())
    ]
  }
  try expectSame(cases)
}

/// Enough for several threads.
@Test(.needsNumPy) func manyValuesAreFoundAndCounted() throws {
  let (a, v) = (try sample(.float32, [5000]).sorted(kind: .stable), try sample(.float32, [150_000], seed: 4))
  let x = try a.searchedSorted(for: v).evaluated()
  try expectSame([
    Comparison("np.searchsorted(a, v)", ["a": a, "v": v], x),
    Comparison("np.bincount(x, v, 6000)", ["x": x, "v": v], try x.binCounts(weights: v, minLength: 6000))
  ])
}

extension NDArray {
  fileprivate func evaluated() throws -> NDArray {
    try evaluate()
    return self
  }
}

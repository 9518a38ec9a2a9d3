import Ravel
import RavelIR
import RavelTestSupport
import Testing

private func sample(
  _ dtype: DType, _ shape: Shape, _ layout: LayoutCase = .contiguous, _ samples: Samples = .everything, seed: Int = 1
) throws -> NDArray {
  NDArray(Expression(try layout.array(dtype, shape, samples, seed: seed)))
}

private func text(_ axis: Int?) -> String { axis.map(String.init) ?? "None" }

/// Sorted, partitioned and put in order, over every layout and axis. Where zeros of both signs go is NumPy's secret but
/// for stable sorts; adding 0 makes them one.
@Test(.needsNumPy, arguments: DType.allCases)
func sortingIsNumPys(dtype: DType) throws {
  var cases: [Comparison] = []
  for layout in LayoutCase.allCases {
    for (shape, samples) in [([4, 9], Samples.everything), ([3, 2, 5], .small)] {
      let x = try sample(dtype, shape, layout, samples)
      for axis in [nil, -1, 0, 1, 3] as [Int?] {
        let (arrays, place) = (["x": x], text(axis))
        cases += [
          Comparison("np.sort(x, axis=\(place), kind='stable')", arrays, try x.sorted(along: axis, kind: .stable)),
          Comparison("np.sort(x, axis=\(place)) + 0", arrays, try .applying(.add, [x.sorted(along: axis), 0])),
          Comparison("np.argsort(x, axis=\(place), stable=True)", arrays, try x.sortingOrder(along: axis))
        ]
        for rank in [0, 2, -1, 9] {
          cases.append(
            Comparison(
              "np.sort(np.partition(x, \(rank), axis=\(place)), axis=\(place), kind='stable') + 0", arrays,
              try .applying(.add, [x.partitioned(at: [rank], along: axis).sorted(along: axis, kind: .stable), 0])))
        }
      }
    }
  }
  try expectSame(cases)
}

/// Long enough for counting bytes, and for all elements of few values.
@Test(.needsNumPy, arguments: DType.allCases)
func longLanesAreSorted(dtype: DType) throws {
  var cases: [Comparison] = []
  for samples in [Samples.everything, .small] {
    let x = try sample(dtype, [2, 1500], .contiguous, samples)
    cases += [
      Comparison("np.sort(x, kind='stable')", ["x": x], try x.sorted(kind: .stable)),
      Comparison("np.argsort(x, kind='stable')", ["x": x], try x.sortingOrder())
    ]
    for ranks in [[0], [749, 750, -1], Array(stride(from: 0, to: 1500, by: 50))] {
      let low = ranks.map { $0 < 0 ? $0 + 1500 : $0 }.min()!
      cases += [
        Comparison(
          "np.partition(x, \(ranks), axis=1)[:, \(ranks)] + 0", ["x": x], strides: false,
          try .stacking(ranks.map { rank in try .applying(.add, [x.partitioned(at: ranks)[.all, rank], 0]) })),
        Comparison(
          "np.sort(np.partition(x, \(ranks))[:, :\(low)]) + 0", ["x": x],
          try .applying(.add, [x.partitioned(at: ranks)[.all, .slice(nil, low)].sorted(), 0]))
      ]
    }
  }
  try expectSame(cases)
}

extension NDArray {
  /// Columns side by side.
  fileprivate static func stacking(_ columns: [NDArray]) throws -> NDArray {
    var result = zeros([columns[0].size, columns.count], dtype: columns[0].dtype)
    for (place, column) in columns.enumerated() { result[.all, place] = column }
    return result
  }
}

/// A lane that several threads sort, in parts that are merged.
@Test(.needsNumPy) func lanesSortedByThreads() throws {
  var cases: [Comparison] = []
  for dtype in [DType.float32, .int64] {
    let x = try sample(dtype, [140_001], .contiguous, .moderate)
    cases += [
      Comparison("np.sort(x, kind='stable')", ["x": x], try x.sorted(kind: .stable)),
      Comparison("np.argsort(x, kind='stable')", ["x": x], try x.sortingOrder())
    ]
  }
  try expectSame(cases)
}

@Test func partitioningOrderFitsPartition() throws {
  for count in [1, 7, 300, 5000] {
    let x = try sample(.float32, [count], .contiguous, .moderate)
    for rank in [0, count / 2, count - 1] {
      let (values, places) = (try x.scalars(as: Float.self), try x.partitioningOrder(at: [rank]).scalars(as: Int.self))
      let partitioned = places.map { values[$0] }
      #expect(Set(places).count == count)
      #expect(partitioned.prefix(rank).allSatisfy { $0 <= partitioned[rank] })
      #expect(partitioned.dropFirst(rank).allSatisfy { $0 >= partitioned[rank] })
      #expect(try x.partitioned(at: [rank]).scalars(as: Float.self) == partitioned)
    }
  }
}

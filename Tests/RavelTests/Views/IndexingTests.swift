import Ravel
import RavelTestSupport
import Testing

private let x = arange(60, dtype: .int16).reshape(3, 4, 5)
private let names = ["x": x]

/// Python's text of an index.
private func text(_ indices: [Index]) -> String {
  let parts = indices.map { index in
    switch index {
    case .integer(let value): "\(value)"
    case .newAxis: "None"
    case .ellipsis: "..."
    case .slice(let start, let stop, let step):
      "\(start.map(String.init) ?? ""):\(stop.map(String.init) ?? "")" + (step.map { ":\($0)" } ?? "")
    }
  }
  return "[" + (parts.isEmpty ? "()" : parts.joined(separator: ", ") + (parts.count == 1 ? "," : "")) + "]"
}

private let chosen: [[Index]] = [
  [], [0], [-1], [3], [-4], [0, 1, 2], [0, 0, 0, 0], [.ellipsis, 0], [.ellipsis, .ellipsis], [.newAxis, 0, .newAxis],
  [0, .newAxis, 9],
  [.ellipsis, .newAxis], [.all, .all, .all, .newAxis], [.slice(step: 0)], [0, .ellipsis, -5],
  [.slice(Int.max, Int.min, step: -1)],
  [.slice(Int.min, Int.max, step: Int.max)], [.slice(nil, nil, step: Int.min)], [.slice(2, 1)],
  [1, .slice(3, 0, step: -2)],
  [.slice(nil, nil, step: -7), .slice(-3, -1)]
]

/// Indices drawn from small numbers inside and outside of the extents.
private func drawn(_ count: Int) -> [[Index]] {
  var random = SplitMix64(seed: 5)
  func number(_ range: ClosedRange<Int>) -> Int? {
    Int.random(in: 0...3, using: &random) == 0 ? nil : .random(in: range, using: &random)
  }
  return (0..<count).map { _ in
    (0..<Int.random(in: 1...4, using: &random)).map { _ in
      switch Int.random(in: 0...9, using: &random) {
      case 0: .newAxis
      case 1: .ellipsis
      case 2, 3: .integer(Int.random(in: -4...4, using: &random))
      default: .slice(start: number(-7...7), stop: number(-7...7), step: number(-3...3))
      }
    }
  }
}

@Test(.needsNumPy) func basicIndexingIsNumPys() throws {
  try expectSame(
    (chosen + drawn(300)).map { indices in Comparison("x\(text(indices))", names, try x.indexed(by: indices)) })
}

@Test(.needsNumPy) func assignmentIsNumPys() throws {
  let values: [(String, NDArray)] = [
    ("7", 7), ("np.arange(5, dtype='h')", arange(5, dtype: .int16)),
    ("np.ones((1, 4, 1), bool)", ones([1, 4, 1], dtype: .bool))
  ]
  try expectSame(
    (chosen + drawn(100)).enumerated().map { number, indices in
      let (code, value) = values[number % values.count]
      return Comparison(
        "y = x.copy(); y\(text(indices)) = \(code); result = y", names,
        several: {
          var y = x
          try y.assign(value, at: indices)
          return [y]
        })
    })
}

@Test(.needsNumPy) func scalarsAreStoredAsPythonStoresThem() throws {
  let values: [(String, any ScalarOperand)] = [
    ("300", 300), ("-1", -1), ("300.5", 300.5), ("-128.9", -128.9), ("127.9", 127.9), ("128.", 128.0),
    ("np.nan", Double.nan),
    ("-np.inf", -Double.infinity), ("1j", Complex<Double>(0, 1)), ("1e300", 1e300), ("True", true),
    ("np.float32(-5)", Float(-5)),
    ("np.int64(-5)", Int64(-5)), ("5", 5), ("0.4", 0.4)
  ]
  let dtypes: [DType] = [.bool, .int8, .uint8, .int64, .uint64, .float16, .float32, .complex64]
  try expectSame(
    dtypes.flatMap { dtype in
      values.filter { dtype.isComplex || $0.0 != "1e300" || dtype.kind >= .float }.map { code, value in
        Comparison(
          "y = np.zeros(2, '\(dtype)'); y[0] = \(code); result = y", [:],
          several: {
            var y = zeros([2], dtype: dtype)
            try y.assign(value, at: [0])
            return [y]
          })
      }
    })
}

@Test func assigningChangesThisVariableOnly() throws {
  let original = arange(6)
  var copy = original
  let view = copy[.slice(2, 4)]
  copy[0] = 10
  copy[.slice(2, 4)] = view + 100
  copy[.slice(1, nil)] = copy[.slice(nil, -1)]
  #expect(original.toArray(Int.self) == [0, 1, 2, 3, 4, 5])
  #expect(view.toArray(Int.self) == [2, 3])
  #expect(copy.toArray(Int.self) == [10, 10, 1, 102, 103, 4])
  copy[.all] += 1
  copy[-1] *= 2
  #expect(copy.toArray(Int.self) == [11, 11, 2, 103, 104, 10])
  let axis = 3
  #expect(try copy[axis].item(as: Int.self) == 103)
}

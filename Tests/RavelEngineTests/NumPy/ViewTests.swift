import RavelCore
import RavelIR
import RavelOps
import RavelRuntime
import RavelTestSupport
import Testing

/// A view of a view of an array `x`, and the Python code for it.
private struct View {
  var code = "x"
  var shape: Shape
  /// How to get there: a map of the view before, or a shape to take on.
  var steps: [Step] = []

  enum Step {
    case map(AccessMap)
    case reshape(Shape)
  }

  mutating func add(_ map: AccessMap, _ code: String) {
    steps.append(.map(map))
    shape = map.shape
    self.code = code
  }

  func expression(_ array: Expression) throws -> Expression {
    try steps.reduce(array) { value, step in
      switch step {
      case .map(let map): value.view(map)
      case .reshape(let shape): try value.reshaped(to: shape)
      }
    }
  }

  /// A slice, an index, a new axis, a transpose, a flip, a broadcast or another shape.
  mutating func addAny(_ random: inout SplitMix64) {
    let rank = shape.count
    let axis = rank == 0 ? 0 : Int.random(in: 0..<rank, using: &random)
    let before = String(repeating: ":, ", count: axis)
    switch Int.random(in: rank == 0 ? 6...8 : 0...8, using: &random) {
    case 0, 1:
      let step = [1, 2, 3, -1, -2][Int.random(in: 0..<5, using: &random)]
      let start = shape[axis] == 0 ? 0 : Int.random(in: 0..<shape[axis], using: &random)
      let most = step > 0 ? (shape[axis] - start + step - 1) / step : start / -step + 1
      let count = shape[axis] == 0 ? 0 : Int.random(in: 0...most, using: &random)
      let end = start + step * count
      let slice = count == 0 ? "0:0" : "\(start):\(end < 0 ? "" : "\(end)"):\(step)"
      add(
        AccessMap(slicing: shape, axis: axis, start: count == 0 ? 0 : start, step: step, count: count),
        "\(code)[\(before)\(slice)]")
    case 2 where shape[axis] > 0:
      let index = Int.random(in: 0..<shape[axis], using: &random)
      let whole = AccessMap(slicing: shape, axis: axis, start: index, step: 1, count: 1)
      var rest = shape
      rest.remove(at: axis)
      let axes = shape.indices.map { $0 == axis ? nil : $0 < axis ? $0 : $0 - 1 }
      add(whole.then(AccessMap(source: whole.shape, shape: rest, axes: axes)), "\(code)[\(before)\(index)]")
    case 3, 4:
      let axes = shape.indices.shuffled(using: &random)
      add(AccessMap(permuting: shape, axes), "np.transpose(\(code), \(tupleText(axes)))")
    case 5:
      let map = AccessMap(slicing: shape, axis: axis, start: max(shape[axis] - 1, 0), step: -1, count: shape[axis])
      add(map, "np.flip(\(code), \(axis))")
    case 6:
      var wider = shape
      wider.insert(1, at: axis)
      let axes = shape.indices.map { $0 < axis ? $0 : $0 + 1 }
      add(AccessMap(source: shape, shape: wider, axes: axes), "\(code)[\(before)None]")
    case 7 where rank < 4:
      let wider = [2] + shape.map { $0 == 1 ? 3 : $0 }
      add(AccessMap(broadcasting: shape, to: wider), "np.broadcast_to(\(code), \(tupleText(wider)))")
    default:
      let count = shape.reduce(1, *)
      shape = count % 2 == 0 && count > 0 ? [2, count / 2] : [count]
      steps.append(.reshape(shape))
      code = "np.reshape(\(code), \(tupleText(shape)))"
    }
  }
}

/// Views of arrays of every layout; what is computed from them; and views of what is yet to be computed.
@Test(.needsNumPy, arguments: LayoutCase.allCases)
func views(layout: LayoutCase) throws {
  var random = SplitMix64(seed: LayoutCase.allCases.firstIndex(of: layout)!)
  var comparisons: [NumPyComparison] = []
  for number in 0..<60 {
    let dtype = DType.allCases[number % DType.allCases.count]
    let array = try layout.array(dtype, [[4, 3, 5], [6], [2, 7]][number % 3], .small, seed: number)
    var drawn = View(shape: array.layout.shape)
    for _ in 0..<Int.random(in: 1...5, using: &random) { drawn.addAny(&random) }
    let view = drawn
    let engines = Engine.inTurn(number)
    func compare(_ code: String, _ make: @escaping @Sendable (Expression) throws -> Expression) {
      comparisons.append(
        NumPyComparison(
          "\(code) of \(layout) \(dtype)\(array.layout.shape)", code, ["x": array], engines: engines
        ) { try make(Expression(array)) })
    }
    compare(view.code) { try view.expression($0) }
    let whole = view.code
    compare("np.add(\(whole), \(whole).T.copy().T)") {
      let value = try view.expression($0)
      func transposed(_ value: Expression) -> Expression {
        value.view(AccessMap(permuting: value.shape, value.shape.indices.reversed()))
      }
      return try .ufunc(.add, [.array(value), .array(transposed(transposed(value).copied()))])
    }
    compare(view.code.replacingX(by: "(x + x)")) {
      try view.expression(.ufunc(.add, [.array($0), .array($0)]))
    }
    compare("np.maximum.reduce(\(whole), axis=())") {
      try view.expression($0).reduced(.maximum, axes: [], keepDims: false)
    }
    compare("np.logical_or.reduce(\(whole), axis=None)") {
      try view.expression($0).reduced(.logicalOr, axes: nil, keepDims: false)
    }
  }
  try expectNumPys(comparisons)
}

extension String {
  /// The code with another array in the place of `x`, which is the only name in it that is one letter long.
  fileprivate func replacingX(by code: String) -> String {
    replacing(#/\bx\b/#, with: code)
  }
}

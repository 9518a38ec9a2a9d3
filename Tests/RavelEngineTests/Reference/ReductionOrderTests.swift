import RavelCore
import RavelIR
import RavelOps
import RavelRuntime
import RavelTestSupport
import Testing

/// A reduction of an array that lies in any way: with gaps, against memory, its axes in any order.
private struct ReductionCase {
  var op: Op
  var operand: Storage
  var axes: [Int]
  var casting: DType?

  init(_ op: Op, _ operand: Storage, axes: [Int], casting: DType? = nil) {
    (self.op, self.operand, self.axes, self.casting) = (op, operand, axes, casting)
  }

  init(using generator: inout SplitMix64) throws {
    let rank = Int.random(in: 1...4, using: &generator)
    var shape = (0..<rank).map { _ in Int.random(in: 1...6, using: &generator) }
    shape[Int.random(in: 0..<rank, using: &generator)] = Int.random(in: 7...(rank < 3 ? 3000 : 300), using: &generator)
    let dtype = [DType.float16, .float32, .float64, .complex64, .complex128].randomElement(using: &generator)!
    let steps = shape.map { _ in Int.random(in: 0..<5, using: &generator) }
    op = Bool.random(using: &generator) ? .add : .multiply
    operand = try Self.storage(
      dtype, shape, steps: steps.map { [1, 1, 1, 2, -2][$0] }, order: Array(0..<rank).shuffled(using: &generator),
      &generator)
    axes = (0..<rank).filter { _ in Bool.random(using: &generator) }
    if Bool.random(using: &generator) {
      casting = dtype.isComplex ? .complex128 : [.float16, .float32, .float64].randomElement(using: &generator)!
    }
  }

  /// Numbers around 1, every `steps`th of memory along each axis.
  static func storage(
    _ dtype: DType, _ shape: Shape, steps: [Int], order: [Int], _ generator: inout SplitMix64
  ) throws -> Storage {
    let base = zip(shape, steps).map { $0 * abs($1) + ($1 == 1 ? 0 : 1) }
    let whole = try Storage(allocating: Layout(shape: base, axesOutermostFirst: order), dtype)
    let part = dtype.component
    for component in 0..<whole.layout.count * dtype.componentCount {
      let spread = Double(Int.random(in: -1000...1000, using: &generator)) / 20_000
      let bits = Constant(component % dtype.componentCount == 0 ? 1 + spread : spread, part).bits
      withUnsafeBytes(of: bits.littleEndian) {
        (whole.pointer + component * part.itemSize).copyMemory(from: $0.baseAddress!, byteCount: part.itemSize)
      }
    }
    let offset = shape.indices.reduce(0) { $0 + (steps[$1] < 0 ? (base[$1] - 1) * whole.layout.strides[$1] : 0) }
    let layout = Layout(shape: shape, strides: zip(whole.layout.strides, steps).map { $0 * $1 })
    return Storage(buffer: whole.buffer, dtype: dtype, layout: layout, offset: offset)
  }

  func result() throws -> Expression {
    try Expression(operand).reduced(op, axes: axes, keepDims: false, casting: casting)
  }

  var question: NumPyCase {
    let name = op == .add ? "add" : op == .multiply ? "multiply" : "minimum"
    let dtype = casting.map { ", dtype='\($0)'" } ?? ""
    return NumPyCase("np.\(name).reduce(x, axis=\(tupleText(axes))\(dtype))", ["x": operand])
  }
}

private func expectNumPys(_ cases: [ReductionCase], _ engines: [Engine]) throws {
  for (item, answer) in zip(cases, try NumPyReference.answers(to: cases.map(\.question))) {
    guard case .values(let values) = answer, case .array(let expected) = values[0] else {
      Issue.record("\(item.question.code): \(answer)")
      continue
    }
    for engine in engines {
      let result = try item.result()
      try evaluate([result], engine: engine)
      let difference = Elements(result.dtype, result.storage!.rowMajorBytes)
        .firstDifference(from: Elements(expected.dtype, expected.bytes))
      #expect(
        difference == nil && result.shape == expected.shape,
        "\(engine): \(item.question.code) of \(item.operand.dtype) \(item.operand.layout)")
    }
  }
}

/// The engines that this machine has.
private let engines: [Engine] = [.reference, .interpreter] + (Compilers.all.isEmpty ? [] : [.jit])

/// Where NumPy's inner loop begins and ends decides the bits: runs of axes, its buffer of 8192 elements, casts.
@Test(.needsNumPy) func reductionsOfPartsOfArraysAreNumPys() throws {
  var generator = SplitMix64(seed: 3)
  try expectNumPys((0..<120).map { _ in try ReductionCase(using: &generator) }, engines)
}

/// At the seams: runs of half a buffer and of more, several runs that fill the buffer more than once, pieces that do
/// not divide it.
@Test(.needsNumPy) func reductionsThroughNumPysBuffer() throws {
  var generator = SplitMix64(seed: 2)
  var cases: [ReductionCase] = []
  let shapes = [
    [3, 4096], [3, 4097], [3, 5000], [2, 8192], [3, 9000], [300, 31], [5, 20, 99], [3, 40, 300], [2, 2, 5000],
    [9000, 2]
  ]
  for shape in shapes {
    for (dtype, casting) in [(DType.float32, nil), (.float16, nil), (.float32, .float16), (.float32, .float64)]
      as [(DType, DType?)]
    {
      let steps = shape.indices.map { $0 == 0 ? 1 : 2 }
      let operand = try ReductionCase.storage(dtype, shape, steps: steps, order: Array(shape.indices), &generator)
      let all = Array(shape.indices)
      cases.append(ReductionCase(.add, operand, axes: all, casting: casting))
      cases.append(ReductionCase(.add, operand, axes: Array(all.dropFirst()), casting: casting))
      if dtype == .float16 { cases.append(ReductionCase(.multiply, operand, axes: all)) }
    }
  }
  try expectNumPys(cases, engines.filter { $0 != .interpreter })
}

@Test func planSaysWhatTheInnerLoopIsGiven() throws {
  func plan(_ shape: Shape, _ strides: [Int], _ axes: [Int], casts: Bool = false) -> String {
    let loop = UfuncLoop([.float32, .float32], .float32)
    return ReductionPlan(
      .add, loop: loop, axes: axes, keepDims: false, operand: Layout(shape: shape, strides: strides), casts: casts
    ).description
  }
  let pairwise = "order pairwise(8, 128) over"
  #expect(plan([3, 100], [100, 1], [0, 1]) == "add.reduce axes (0, 1) \(pairwise) [[0, 1]]")
  #expect(plan([3, 100], [120, 1], [0, 1]) == "add.reduce axes (0, 1) \(pairwise) [[0, 1]]")
  #expect(plan([300, 100], [120, 1], [0, 1]) == "add.reduce axes (0, 1) \(pairwise) [[0, 1]] by 8100")
  #expect(plan([3, 5000], [6000, 1], [0, 1]) == "add.reduce axes (0, 1) \(pairwise) [[0], [1]]")
  #expect(plan([3, 5000], [6000, 1], [0, 1], casts: true) == "add.reduce axes (0, 1) \(pairwise) [[0, 1]] by 5000")
  #expect(plan([3, 4, 100], [400, 100, 1], [0, 2]) == "add.reduce axes (0, 2) \(pairwise) [[0], [2]]")
  #expect(plan([3, 100], [100, 1], [1], casts: true) == "add.reduce axes (1,) \(pairwise) [[1]] by 8192")
  #expect(plan([3, 100], [100, 1], [0]) == "add.reduce axes (0,) order sequential over [[0]]")
}

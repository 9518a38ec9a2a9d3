import RavelCore
import RavelIR
import RavelOps

/// Runs a graph one node at a time, each by plain loops over its indices into memory of its own.
///
/// Nothing is simplified, fused, scheduled or merged, and no kernel is made: what this gives convicts whatever gives
/// something else.
public struct ReferenceExecutor: Sendable {
  /// A library's product of two matrices, written into the third; false where the library does not take them.
  public typealias MatrixProduct = @Sendable (Storage, Storage, Storage) throws(ArrayError) -> Bool

  private let graph: Graph
  private let product: MatrixProduct?

  /// - Parameters:
  ///   - graph: verified.
  ///   - product: what other engines call for matrix products; a plain loop serves where there is none.
  public init(_ graph: Graph, matrixProduct product: MatrixProduct? = nil) {
    self.graph = graph
    self.product = product
  }

  /// - Parameter inputs: the graph's, with the layouts that it states.
  /// - Returns: the graph's outputs, in their nodes' layouts.
  /// - Throws: `ArrayError.outOfMemory`, `ArrayError.tooLarge`.
  public func run(_ inputs: [Storage]) throws(ArrayError) -> [Storage] {
    var lastUses = graph.nodes.indices.map { $0 }
    for (number, node) in graph.nodes.enumerated() {
      for input in node.inputs { lastUses[input.index] = number }
    }
    for output in graph.outputs { lastUses[output.index] = graph.nodes.count }
    var results: [Storage?] = []
    for (number, node) in graph.nodes.enumerated() {
      results.append(try run(node, node.inputs.map { results[$0.index]! }, inputs))
      for input in node.inputs where lastUses[input.index] == number { results[input.index] = nil }
    }
    return graph.outputs.map { results[$0.index]! }
  }

  private func run(_ node: Node, _ operands: [Storage], _ inputs: [Storage]) throws(ArrayError) -> Storage {
    if case .input(let number) = node.kind { return inputs[number] }
    let result = try Storage(holding: node.layout, node.dtype)
    switch node.kind {
    case .input: break
    case .constant(let value):
      let part = value.dtype.component
      result.store(ElementValue(real: part.extended(value.bits), imaginary: value.imaginaryBits), at: 0)
    case .iota(let axis):
      var target = Walk(node.layout)
      for _ in 0..<target.count {
        result.store(ElementValue(real: UInt64(target.index[axis])), at: target.offset)
        target.advance()
      }
    case .ufunc(let op, let loop):
      map(operands, into: result, ElementFunction(loop.inputs) { op.expand($0, loop: loop) })
    case .cast:
      map(operands, into: result, ElementFunction([operands[0].dtype]) { $0[0].converted(to: node.dtype) })
    // A reshape pairs elements of two shapes in row-major order, a copy those of one.
    case .copy, .reshape:
      copy(operands[0], Walk(operands[0].layout), into: result, Walk(node.layout))
    case .view(let map):
      take(map, of: operands[0], into: result)
    case .reduce(let plan) where plan.places != nil:
      findPlaces(operands[0], by: plan, into: result)
    case .reduce(let plan):
      reduce(operands, by: plan, into: result)
    case .scan(let plan):
      scan(operands[0], by: plan, into: result)
    case .assign(let map):
      copy(operands[0], Walk(operands[0].layout), into: result, Walk(node.layout))
      put(operands[1], into: result, at: map)
    case .matmul:
      if result.layout.count > 0, try product?(operands[0], operands[1], result) != true {
        multiply(operands[0], operands[1], into: result)
      }
    }
    return result
  }
}

// MARK: Elements

/// Each element of the result from those of the operands at the same index.
private func map(_ operands: [Storage], into result: Storage, _ function: ElementFunction) {
  var walks = operands.map { Walk($0.layout) }
  var target = Walk(result.layout)
  let (sources, results) = (operands.map(\.elements), result.elements)
  withExtendedLifetime((operands, result)) {
    for _ in 0..<target.count {
      for place in sources.indices {
        function.set(place, sources[place].load(walks[place].offset))
        walks[place].advance()
      }
      results.store(function.result(), at: target.offset)
      target.advance()
    }
  }
}

private func copy(_ source: Storage, _ from: Walk, into result: Storage, _ to: Walk) {
  var (from, to) = (from, to)
  for _ in 0..<to.count {
    result.store(source.load(from.offset), at: to.offset)
    from.advance()
    to.advance()
  }
}

/// How far the map's element at an index of the view is from the source's first.
private func offset(_ map: AccessMap, _ index: [Int], in layout: Layout) -> Int {
  var sum = 0
  for axis in map.source.indices {
    let place = zip(map.steps[axis], index).reduce(map.offsets[axis]) { $0 + $1.0 * $1.1 }
    precondition(place >= 0 && place < map.source[axis], "\(map) leads out of \(map.source) at \(index)")
    sum += place * layout.strides[axis]
  }
  return sum
}

/// Along an axis that does not move in memory all elements are one, and are written once.
private func take(_ map: AccessMap, of source: Storage, into result: Storage) {
  let layout = result.layout
  let distinct = zip(layout.shape, layout.strides).map { $1 == 0 ? min($0, 1) : $0 }
  var target = Walk(shape: distinct, strides: layout.strides)
  for _ in 0..<target.count {
    result.store(source.load(offset(map, target.index, in: source.layout)), at: target.offset)
    target.advance()
  }
}

private func put(_ region: Storage, into result: Storage, at map: AccessMap) {
  var from = Walk(region.layout)
  for _ in 0..<from.count {
    result.store(region.load(from.offset), at: offset(map, from.index, in: result.layout))
    from.advance()
  }
}

/// Each element summed in the order of the inner index; float16 in float32, rounded once.
private func multiply(_ a: Storage, _ b: Storage, into result: Storage) {
  let loop = UfuncLoop([a.dtype, b.dtype], result.dtype)
  let wide: DType = result.dtype == .float16 ? .float32 : result.dtype
  let times = ElementFunction(loop.inputs) { Op.multiply.widened($0, loop: loop) }
  let plus = ElementFunction([wide, wide]) { Op.add.widened($0, loop: loop) }
  let rounded = ElementFunction([wide]) { $0[0].converted(to: result.dtype) }
  let zero = ElementValue(ReductionRule.identity(0).initial(wide))
  var target = Walk(result.layout)
  for _ in 0..<target.count {
    var sum = zero
    for inner in 0..<a.layout.shape[1] {
      let left = a.load(target.index[0] * a.layout.strides[0] + inner * a.layout.strides[1])
      let right = b.load(inner * b.layout.strides[0] + target.index[1] * b.layout.strides[1])
      sum = plus(sum, times(left, right))
    }
    result.store(rounded(sum), at: target.offset)
    target.advance()
  }
}

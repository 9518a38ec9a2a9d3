import RavelCore
import RavelIR
import RavelOps

/// A graph as one flat list of numbers: equal graphs have equal keys, and comparing and hashing them costs far less than comparing and hashing
/// the graphs.
struct GraphKey: Hashable {
  private var words: [Int] = []

  init(_ graph: Graph) {
    words.reserveCapacity(24 * graph.nodes.count)
    for node in graph.nodes {
      append(node.kind)
      for input in node.inputs { words.append(input.index) }
      append(node.layout)
      words.append(Int(node.dtype.rawValue))
    }
    for output in graph.outputs { words.append(output.index) }
  }

  private mutating func append(_ list: [Int]) {
    words.append(list.count)
    words.append(contentsOf: list)
  }

  private mutating func append(_ layout: Layout) {
    append(layout.shape)
    words.append(contentsOf: layout.strides)
  }

  private mutating func append(_ map: AccessMap) {
    append(map.source)
    append(map.shape)
    words.append(contentsOf: map.offsets)
    for row in map.steps { words.append(contentsOf: row) }
  }

  private mutating func append(_ op: Op, _ loop: UfuncLoop) {
    words.append(op.number)
    words.append(Int(loop.output.rawValue))
    for dtype in loop.inputs { words.append(Int(dtype.rawValue)) }
  }

  private mutating func append(_ kind: Node.Kind) {
    switch kind {
    case .input(let number): words.append(contentsOf: [0, number])
    case .constant(let value):
      words.append(contentsOf: [1, Int(bitPattern: UInt(value.bits)), Int(bitPattern: UInt(value.imaginaryBits))])
    case .iota(let axis): words.append(contentsOf: [2, axis])
    case .ufunc(let op, let loop):
      words.append(3)
      append(op, loop)
    case .cast: words.append(4)
    case .copy: words.append(5)
    case .view(let map):
      words.append(6)
      append(map)
    case .reshape: words.append(7)
    case .reduce(let plan):
      words.append(8)
      append(plan.op, plan.loop)
      append(plan.axes)
      words.append(plan.keepDims ? 1 : 0)
      // The order follows from these and from how NumPy would walk the operand.
      words.append((plan.isInner ? 1 : 0) + (plan.roundsProducts ? 2 : 0))
      words.append(plan.groups.count)
      for group in plan.groups { append(group) }
      words.append(plan.chunk ?? 0)
    case .assign(let map):
      words.append(9)
      append(map)
    case .matmul: words.append(10)
    }
  }
}

extension Op {
  /// Its place among all operations.
  fileprivate var number: Int { Self.numbers[self]! }
  private static let numbers = Dictionary(uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
}

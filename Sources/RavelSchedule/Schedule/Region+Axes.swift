import RavelCore
import RavelIR
import RavelOps

/// Memory that a kernel accesses: whose, from where, and how it moves along the axes of the iteration space.
struct Operand: Hashable {
  enum Source: Hashable {
    case node(NodeID)
    case constant(Constant)
  }
  var source: Source
  var dtype: DType
  /// In elements.
  var offset: Int
  var strides: [Axis: Int]
}

extension Region {
  /// The memory that a load reads; nil for a value of another kind.
  func operand(of value: Value, in graph: Graph) -> Operand? {
    guard case .load(let source, let access) = value.kind else { return nil }
    return operand(source, access, in: graph)
  }

  func operand(of result: Result, in graph: Graph) -> Operand { operand(result.target, result.access, in: graph) }

  private func operand(_ node: NodeID, _ access: Access, in graph: Graph) -> Operand {
    let (strides, offset) = access.strides(in: graph[node].layout)
    return Operand(
      source: .node(node), dtype: graph[node].dtype, offset: offset,
      strides: strides.filter { extents[$0.key.number] != 1 })
  }

  /// Every movement along axes that merging must respect: of loads, of results, and of indices used as values.
  func movements(_ graph: Graph) -> [[Axis: Int]] {
    results.map { operand(of: $0, in: graph).strides } + values.indices.compactMap { movement(of: $0, graph) }
  }

  private func movement(of value: Int, _ graph: Graph) -> [Axis: Int]? {
    if let operand = operand(of: values[value], in: graph) { return operand.strides }
    guard case .iota(let index) = values[value].kind else { return nil }
    return Dictionary(uniqueKeysWithValues: index.terms.map { ($0.axis, $0.step) })
  }

  /// The values that a value is computed from within its loops, itself included.
  func feeding(_ value: Int) -> Set<Int> {
    var found: Set<Int> = [value]
    var stack = [value]
    while let next = stack.popLast() {
      let inputs: [Int] =
        switch values[next].kind {
        case .ufunc(_, _, let operands): operands
        case .cast(let operand), .scan(_, let operand): [operand]
        case .load, .constant, .iota, .reduction: []
        }
      stack += inputs.filter { found.insert($0).inserted }
    }
    return found
  }

  /// The values that a reduction's loops compute.
  func feeding(_ reduction: Reduction) -> Set<Int> {
    feeding(reduction.operand).union(reduction.mask.map(feeding) ?? [])
  }

  /// Whether a step along `outer` is a whole run along `inner` everywhere, so that both are walked as one.
  func merges(_ outer: Axis, _ inner: Axis, _ movements: [[Axis: Int]]) -> Bool {
    movements.allSatisfy { ($0[outer] ?? 0) == ($0[inner] ?? 0) * extents[inner.number] }
  }

  /// - Throws: `CutNeeded` where NumPy's order walks axes as one that do not lie evenly in the memory read here: for
  ///   the reduction's operand if what it is computed from is at fault, else for a reduction that must then have a
  ///   kernel of its own.
  func checkAxes(_ graph: Graph, isStored: (NodeID) -> Bool) throws(CutNeeded) {
    let everything = movements(graph)
    var runs: [Axis: [Axis]] = [:]
    for reduction in reductions {
      let own = feeding(reduction).compactMap { movement(of: $0, graph) }
      for group in reduction.groups {
        let pairs = Array(zip(group, group.dropFirst()))
        if !pairs.allSatisfy({ merges($0, $1, own) }) {
          throw CutNeeded(node: graph.viewed(reduction.operandNode), reason: .axesDoNotMerge)
        }
        let agrees = group.allSatisfy { axis in runs.updateValue(group, forKey: axis).map { $0 == group } ?? true }
        if !agrees || !pairs.allSatisfy({ merges($0, $1, everything) }) {
          let inTheWay = isStored(reduction.node) ? reductions.first { !isStored($0.node) } : reduction
          throw CutNeeded(node: inTheWay?.node ?? graph.viewed(reduction.operandNode), reason: .axesDoNotMerge)
        }
      }
    }
  }
}

import RavelCore
import RavelIR
import RavelOps

/// Cuts a graph into groups, as few as can be: elementwise chains whole, with the reductions that they read where those
/// run over the same outer axes, and reductions with what feeds them.
///
/// A value is stored only for a reason, and each group carries its own. What several kernels read is stored if it costs
/// more than loading it.
public func fuse(_ graph: Graph) -> FusedGraph { Partition(graph).fused }

struct Partition {
  private(set) var fused: FusedGraph
  /// What each kernel computes, group by group; nil for a library's.
  private(set) var regions: [Region?] = []
  /// Whether reductions that are results share kernels: not if they turned out not to fit together.
  private var joinsReductions = true

  init(_ graph: Graph) {
    fused = FusedGraph(graph: graph, groups: [])
    var reasons = Self.needed(graph)
    while !attempt(&reasons) {}
  }

  /// The nodes that must be in memory whatever the kernels look like.
  private static func needed(_ graph: Graph) -> [NodeID: CutReason] {
    var reasons: [NodeID: CutReason] = [:]
    for (index, node) in graph.nodes.enumerated() {
      switch node.kind {
      case .matmul:
        reasons[NodeID(index)] = .library
        for input in node.inputs { reasons[graph.viewed(input)] = .library }
      case .scan: reasons[NodeID(index)] = .scan
      case .assign: reasons[NodeID(index)] = .assignment
      case .reshape: reasons[graph.viewed(node.inputs[0])] = .reshape
      default: break
      }
    }
    for output in graph.outputs { reasons[graph.viewed(output)] = .output }
    return reasons.filter { !graph[$0.key].isGiven }
  }

  /// Groups the nodes, given what is stored. False if a kernel cannot be made so, with one more node stored to try
  /// again.
  private mutating func attempt(_ reasons: inout [NodeID: CutReason]) -> Bool {
    let graph = fused.graph
    let stored = storingShared(&reasons)
    fused.groups = []
    regions = []
    for roots in grouped(stored, reasons) {
      if case .matmul = graph[roots[0].value].kind {
        fused.groups.append(
          FusedGraph.Group(roots: roots, members: [roots[0].value], reason: reasons[roots[0].target]!))
        regions.append(nil)
        continue
      }
      var builder = RegionBuilder(graph: graph) { stored.contains($0) || graph[$0].isGiven }
      do throws(CutNeeded) {
        let region = try builder.build(roots)
        try region.checkAxes(graph) { stored.contains($0) }
        fused.groups.append(
          FusedGraph.Group(roots: roots, members: region.members.sorted(), reason: reasons[roots[0].target]!))
        regions.append(region)
      } catch {
        if reasons[error.node] != nil, roots.count > 1, joinsReductions {
          joinsReductions = false
          return false
        }
        precondition(
          reasons[error.node] == nil, "internal error: \(error.node) is stored and still in the way\n\(graph)")
        reasons[error.node] = error.reason
        return false
      }
    }
    putInOrder()
    return true
  }

  /// Puts each group after those whose results it reads: joining results of one shape may have moved one too far
  /// forward.
  private mutating func putInOrder() {
    var writers: [NodeID: [Int]] = [:]
    for (number, group) in fused.groups.enumerated() {
      for root in group.roots { writers[root.target, default: []].append(number) }
    }
    var order: [Int] = []
    var isPlaced = fused.groups.map { _ in false }
    func place(_ number: Int) {
      if isPlaced[number] { return }
      isPlaced[number] = true
      let group = fused.groups[number]
      for earlier in writers[group.roots[0].target]! where earlier < number { place(earlier) }
      let members = Set(group.members)
      for read in group.members.flatMap({ fused.graph[$0].inputs }) + group.roots.map(\.value)
      where !members.contains(read) {
        for writer in writers[fused.graph.viewed(read)] ?? [] where writer != number { place(writer) }
      }
      order.append(number)
    }
    for number in fused.groups.indices { place(number) }
    (fused.groups, regions) = (order.map { fused.groups[$0] }, order.map { regions[$0] })
  }

  /// Adds what is worth keeping because several kernels read it.
  private func storingShared(_ reasons: inout [NodeID: CutReason]) -> Set<NodeID> {
    let graph = fused.graph
    var costs: [Int] = []
    for (index, node) in graph.nodes.enumerated() {
      let isThere = reasons[NodeID(index)] != nil || node.isGiven
      costs.append(isThere ? 1 : min(node.inputs.reduce(node.cost) { $0 + costs[$1.index] }, 1 << 20))
    }
    // The stored nodes that each node is computed for, from the last node to the first.
    var readers: [Set<NodeID>] = graph.nodes.map { _ in [] }
    for index in graph.nodes.indices.reversed() {
      let id = NodeID(index)
      let node = graph.nodes[index]
      if reasons[id] == nil, readers[index].count > 1, !node.isGiven, !node.isView {
        if case .reduce = node.kind { reasons[id] = .severalReaders }
        if costs[index] > Self.dearest { reasons[id] = .severalReaders }
      }
      let targets = reasons[id] == nil ? readers[index] : [id]
      for input in node.inputs { readers[input.index].formUnion(targets) }
    }
    return Set(reasons.keys)
  }

  /// Loading a value costs about as much as computing it from that many operations.
  private static let dearest = 8

  /// The roots of each group, in an order in which they can run.
  private func grouped(_ stored: Set<NodeID>, _ reasons: [NodeID: CutReason]) -> [[FusedGraph.Root]] {
    let graph = fused.graph
    var groups: [[FusedGraph.Root]] = []
    /// Elementwise results of one shape with as many barriers behind them are computed together.
    struct Peers: Hashable {
      var shape: Shape
      var barriers: Int
    }
    var peers: [Peers: Int] = [:]
    /// So are reductions of the same axes of what they all read, which is then read once.
    struct ReductionPeers: Hashable {
      var shape: Shape
      var operandShape: Shape
      var axes: [Int]
      var groups: [[Int]]
      var isInner: Bool
      var barriers: Int
    }
    var reductions: [ReductionPeers: [(group: Int, sources: Set<NodeID>)]] = [:]
    var barriers: [Int] = []
    for (index, node) in graph.nodes.enumerated() {
      let id = NodeID(index)
      let behind = node.inputs.map { barriers[$0.index] }.max() ?? 0
      // What another shape reads of a result, it reads from memory.
      let readsMemory = node.isView && stored.contains(graph.viewed(id))
      barriers.append(
        behind + (node.isBarrier || readsMemory || (stored.contains(id) && reasons[id] != .output) ? 1 : 0))
      guard stored.contains(id) else { continue }
      if case .assign(let map) = node.kind {
        if !graph.overwrites(id) { groups.append([FusedGraph.Root(value: node.inputs[0], target: id, region: nil)]) }
        groups.append([FusedGraph.Root(value: node.inputs[1], target: id, region: map)])
        continue
      }
      let root = FusedGraph.Root(value: id, target: id, region: nil)
      let key = Peers(shape: node.shape, barriers: behind)
      if node.isElementwise, reasons[id] == .output, let peer = peers[key] {
        groups[peer].append(root)
        continue
      }
      if node.isElementwise, reasons[id] == .output { peers[key] = groups.count }
      if case .reduce(let plan) = node.kind, reasons[id] == .output, joinsReductions {
        let key = ReductionPeers(
          shape: node.shape, operandShape: graph[node.inputs[0]].shape, axes: plan.axes, groups: plan.groups,
          isInner: plan.isInner, barriers: behind)
        let sources = sources(of: node.inputs[0], stored)
        if let peer = reductions[key]?.first(where: { !$0.sources.isDisjoint(with: sources) }) {
          groups[peer.group].append(root)
          continue
        }
        reductions[key, default: []].append((groups.count, sources))
      }
      groups.append([root])
    }
    return groups
  }

  /// The arrays in memory that a value is computed from.
  private func sources(of id: NodeID, _ stored: Set<NodeID>) -> Set<NodeID> {
    let graph = fused.graph
    var found: Set<NodeID> = []
    var seen: Set<NodeID> = [id]
    var pending = [id]
    while let next = pending.popLast() {
      if stored.contains(next) || graph[next].isGiven {
        if !graph[next].shape.isEmpty { found.insert(next) }
        continue
      }
      pending += graph[next].inputs.filter { seen.insert($0).inserted }
    }
    return found
  }
}

extension Graph {
  /// The node whose memory a node's elements are in: itself, unless it is a view of stored elements.
  func viewed(_ id: NodeID) -> NodeID {
    var id = id
    while self[id].isView { id = self[id].inputs[0] }
    return id
  }

  /// Whether an assignment may write into the memory of its base: another assignment's result that nobody else reads.
  func overwrites(_ id: NodeID) -> Bool {
    guard case .assign = self[id].kind else { return false }
    let base = self[id].inputs[0]
    guard case .assign = self[base].kind, self[base].layout == self[id].layout,
      !outputs.contains(where: { viewed($0) == base })
    else { return false }
    return nodes.reduce(0) { $0 + $1.inputs.count { $0 == base } } == 1
  }
}

extension Node {
  /// There without being computed.
  var isGiven: Bool {
    switch kind {
    case .input, .constant: true
    default: false
    }
  }

  var isView: Bool {
    switch kind {
    case .view, .reshape: true
    default: false
    }
  }

  var isElementwise: Bool {
    switch kind {
    case .ufunc, .cast, .copy, .iota: true
    default: false
    }
  }

  /// Whether its result is complete only when all of it has run.
  var isBarrier: Bool { !isElementwise && !isView && !isGiven }

  /// What an element of it costs, in simple operations.
  var cost: Int {
    switch kind {
    case .ufunc(let op, _): op.spec.traits.contains(.costly) ? 20 : 1
    case .reduce, .scan: 1000
    default: 1
    }
  }
}

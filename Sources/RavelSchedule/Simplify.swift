import RavelCore
import RavelIR
import RavelOps

/// The same outputs from fewer nodes: what is computed twice is computed once, what nobody reads is gone, views of
/// views are one view.
///
/// Nothing here changes a bit of any result, nor its layout.
public func simplify(_ graph: Graph) -> Graph {
  var known: [Node: NodeID] = [:]
  var nodes: [Node] = []
  var names: [NodeID] = []
  for node in graph.nodes {
    var node = node
    node.inputs = node.inputs.map { names[$0.index] }
    if node.shape.contains(0), !node.isGiven {
      // Without elements nothing is left to compute: a view of any value will do.
      let zero = Node(
        kind: .constant(Constant(0, node.dtype)), inputs: [], dtype: node.dtype, layout: Layout(contiguous: []))
      if known[zero] == nil {
        known[zero] = NodeID(nodes.count)
        nodes.append(zero)
      }
      node.kind = .view(AccessMap(broadcasting: [], to: node.shape))
      node.inputs = [known[zero]!]
    }
    simplify(&node, in: nodes)
    if let id = replacement(of: node, in: nodes) ?? known[node] {
      names.append(id)
      continue
    }
    let id = NodeID(nodes.count)
    nodes.append(node)
    known[node] = id
    names.append(id)
  }
  return withoutUnread(Graph(nodes: nodes, outputs: graph.outputs.map { names[$0.index] }))
}

/// Rewrites a node whose inputs are simple already.
private func simplify(_ node: inout Node, in nodes: [Node]) {
  if case .reshape = node.kind, let map = AccessMap(reshaping: nodes[node.inputs[0].index].shape, to: node.shape) {
    node.kind = .view(map)
  }
  if case .view(let outer) = node.kind {
    let source = nodes[node.inputs[0].index]
    if case .view(let inner) = source.kind {
      node.kind = .view(inner.then(outer))
      node.inputs = source.inputs
    }
  }
}

/// The earlier node that has the same elements and layout, if there is one.
private func replacement(of node: Node, in nodes: [Node]) -> NodeID? {
  guard node.inputs.count == 1 else { return nil }
  let input = nodes[node.inputs[0].index]
  switch node.kind {
  case .view(let map): return map.isIdentity && input.layout == node.layout ? node.inputs[0] : nil
  case .copy, .cast, .reshape:
    return input.layout == node.layout && input.dtype == node.dtype && isFresh(input) ? node.inputs[0] : nil
  default: return nil
  }
}

/// Whether a node's result is memory of its own, so that a copy of it is no different.
private func isFresh(_ node: Node) -> Bool {
  switch node.kind {
  case .ufunc, .cast, .copy, .reduce, .scan, .matmul, .assign, .iota: true
  case .input, .constant, .view, .reshape: false
  }
}

private func withoutUnread(_ graph: Graph) -> Graph {
  var isRead = graph.nodes.map { _ in false }
  for output in graph.outputs { isRead[output.index] = true }
  for index in graph.nodes.indices.reversed() where isRead[index] {
    for input in graph.nodes[index].inputs { isRead[input.index] = true }
  }
  var names = graph.nodes.map { _ in NodeID(-1) }
  var nodes: [Node] = []
  for (index, node) in graph.nodes.enumerated() where isRead[index] {
    names[index] = NodeID(nodes.count)
    var node = node
    node.inputs = node.inputs.map { names[$0.index] }
    nodes.append(node)
  }
  return Graph(nodes: nodes, outputs: graph.outputs.map { names[$0.index] })
}

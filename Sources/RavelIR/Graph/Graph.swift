import RavelCore
import RavelOps

/// Array operations, each on whole arrays: NumPy's semantics, resolved.
///
/// Dtypes, shapes, casts and broadcasts are explicit. Every node has the layout that NumPy's result would have, because
/// sums follow it. Nodes stand after their inputs.
public struct Graph: Stage {
  public static let name = "graph"

  public var nodes: [Node]
  public var outputs: [NodeID]

  public init(nodes: [Node], outputs: [NodeID]) {
    self.nodes = nodes
    self.outputs = outputs
  }

  public subscript(id: NodeID) -> Node { nodes[id.index] }
}

/// A node's place in its graph.
public struct NodeID: Hashable, Sendable, Comparable, CustomStringConvertible {
  public var index: Int
  public init(_ index: Int) { self.index = index }
  public static func < (a: NodeID, b: NodeID) -> Bool { a.index < b.index }
  public var description: String { "%\(index)" }
}

/// One array operation.
public struct Node: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// An array that is there: the graph's nth.
    case input(Int)
    /// One value, 0-d.
    case constant(Constant)
    /// The index along an axis, int64.
    case iota(axis: Int)
    /// An operation on elements: operands of the result's shape and the loop's dtypes.
    case ufunc(Op, UfuncLoop)
    /// The same elements in the node's dtype.
    case cast
    /// The same elements, laid out in memory as the node says.
    case copy
    /// Elements of the input, by an affine map of indices.
    case view(AccessMap)
    /// The input's elements in row-major order under another shape; the input lies so that nothing needs copying.
    case reshape
    /// The operand, then what the plan says: what to start from, and which elements take part.
    case reduce(ReductionPlan)
    case scan(ScanPlan)
    /// The first input with the region that the map selects replaced by the second.
    case assign(AccessMap)
    /// The matrix product of two matrices, by a library.
    case matmul
  }

  public var kind: Kind
  public var inputs: [NodeID]
  public var dtype: DType
  public var layout: Layout
  public var shape: Shape { layout.shape }

  public init(kind: Kind, inputs: [NodeID], dtype: DType, layout: Layout) {
    self.kind = kind
    self.inputs = inputs
    self.dtype = dtype
    self.layout = layout
  }
}

extension Node.Kind: CustomStringConvertible {
  public var description: String {
    switch self {
    case .input(let number): "input \(number)"
    case .constant(let value): "constant \(value)"
    case .iota(let axis): "iota axis \(axis)"
    case .ufunc(let op, _): "\(op)"
    case .cast: "cast"
    case .copy: "copy"
    case .view(let map): "view \(map) of"
    case .reshape: "reshape"
    case .reduce(let plan): "\(plan) of"
    case .scan(let plan): "\(plan) of"
    case .assign(let map): "assign \(map)"
    case .matmul: "matmul"
    }
  }
}

extension Graph {
  /// A line a node, with its dtype and shape, and its strides (in elements) where they are not row-major.
  public var description: String {
    var text = "graph\n"
    for (index, node) in nodes.enumerated() {
      let inputs = node.inputs.map { " \($0)" }.joined(separator: ",")
      let strides = node.layout.isContiguous ? "" : " strides \(tupleText(node.layout.strides))"
      text += "  \(NodeID(index)): \(node.dtype)\(tupleText(node.shape))\(strides) = \(node.kind)\(inputs)\n"
    }
    return text + "  return \(outputs.map(\.description).joined(separator: ", "))\n"
  }

  /// Inputs stand before their uses; dtypes and shapes are those that each operation takes and gives.
  public func verify() throws(VerifyError) {
    for (index, node) in nodes.enumerated() {
      if let problem = problem(with: node, at: index) {
        throw VerifyError(stage: Self.name, problem: "\(NodeID(index)) \(problem)", text: description)
      }
    }
    for output in outputs where !nodes.indices.contains(output.index) {
      throw VerifyError(stage: Self.name, problem: "there is no \(output) to return", text: description)
    }
  }

  private func problem(with node: Node, at index: Int) -> String? {
    if let late = node.inputs.first(where: { $0.index >= index || $0.index < 0 }) {
      return "reads \(late), which is not before it"
    }
    let inputs = node.inputs.map { self[$0] }
    let arity: Int =
      switch node.kind {
      case .input, .constant, .iota: 0
      case .ufunc(_, let loop): loop.inputs.count
      case .cast, .copy, .view, .reshape, .scan: 1
      case .reduce(let plan): 1 + (plan.startsFromInput ? 1 : 0) + (plan.isMasked ? 1 : 0)
      case .assign, .matmul: 2
      }
    if inputs.count != arity { return "has \(inputs.count) inputs, not \(arity)" }
    switch node.kind {
    case .input: return nil
    case .constant(let value): return value.dtype == node.dtype && node.shape.isEmpty ? nil : "is no 0-d \(value.dtype)"
    case .iota(let axis):
      return node.dtype == .int64 && node.shape.indices.contains(axis) ? nil : "has no axis \(axis) of int64"
    case .ufunc(_, let loop):
      if inputs.map(\.dtype) != loop.inputs || node.dtype != loop.output { return "is not of its loop's dtypes" }
      return inputs.allSatisfy { $0.shape == node.shape } ? nil : "has operands of other shapes"
    case .cast: return inputs[0].shape == node.shape ? nil : "changes the shape"
    case .copy: return inputs[0].shape == node.shape && inputs[0].dtype == node.dtype ? nil : "changes shape or dtype"
    case .view(let map):
      if inputs[0].shape != map.source || node.shape != map.shape { return "maps other shapes" }
      return inputs[0].dtype == node.dtype ? nil : "changes the dtype"
    case .reshape:
      if inputs[0].layout.count != node.layout.count || inputs[0].dtype != node.dtype {
        return "changes count or dtype"
      }
      return inputs[0].layout.reshaped(to: node.shape) == node.layout ? nil : "needs a copy"
    case .reduce(let plan):
      if inputs[0].dtype != plan.loop.inputs[0] || node.dtype != plan.output {
        return "is not of its loop's dtypes"
      }
      if plan.startsFromInput, inputs[1].shape != node.shape || inputs[1].dtype != node.dtype {
        return "starts from other elements than its own"
      }
      if plan.isMasked, inputs[inputs.count - 1].shape != inputs[0].shape || inputs[inputs.count - 1].dtype != .bool {
        return "has no bool for each element"
      }
      return plan.resultLayout(of: inputs[0].layout).shape == node.shape ? nil : "has another shape than its axes give"
    case .scan(let plan):
      if inputs[0].dtype != plan.loop.inputs[0] || node.dtype != plan.loop.output {
        return "is not of its loop's dtypes"
      }
      return inputs[0].shape == node.shape && node.shape.indices.contains(plan.axis) ? nil : "has another shape"
    case .assign(let map):
      if inputs[0].shape != node.shape || map.source != node.shape || map.shape != inputs[1].shape {
        return "maps other shapes"
      }
      return inputs.allSatisfy { $0.dtype == node.dtype } ? nil : "changes the dtype"
    case .matmul:
      let fits =
        inputs.allSatisfy { $0.shape.count == 2 && $0.dtype == node.dtype } && inputs[0].shape[1] == inputs[1].shape[0]
      return fits && node.shape == [inputs[0].shape[0], inputs[1].shape[1]] ? nil : "is no product of matrices"
    }
  }
}

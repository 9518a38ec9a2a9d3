import RavelCore
import RavelIR

/// What an evaluation does, step by step: launches of kernels and calls of libraries, on the memory of a graph's nodes.
public struct Plan: Sendable {
  public var graph: Graph
  public var steps: [Step]

  public enum Step: Sendable {
    case launch(Launch)
    /// The product of two matrices.
    case matmul(NodeID, NodeID, into: NodeID)
  }

  public init(graph: Graph, steps: [Step]) {
    self.graph = graph
    self.steps = steps
  }

  /// The kernels, in the order of their launches.
  public var kernels: [Kernel] {
    steps.compactMap { if case .launch(let launch) = $0 { launch.kernel } else { nil } }
  }
}

/// A kernel with its sizes, strides and memory.
public struct Launch: Sendable {
  public var kernel: Kernel
  /// For each of the kernel's dimensions.
  public var extents: [Int]
  /// For each of its parameters.
  public var operands: [LaunchOperand]

  public init(kernel: Kernel, extents: [Int], operands: [LaunchOperand]) {
    self.kernel = kernel
    self.extents = extents
    self.operands = operands
  }
}

/// A parameter's memory in a launch.
public struct LaunchOperand: Hashable, Sendable {
  public enum Source: Hashable, Sendable {
    /// A node's elements.
    case node(NodeID)
    /// One value.
    case constant(Constant)
    /// Memory of that many bytes for the launch alone, one piece for each thread.
    case scratch(byteCount: Int)
    /// Memory of that many bytes for the launch alone, which its threads share.
    case shared(byteCount: Int)
    /// Memory that whoever launches it has at hand.
    case given
  }

  public var source: Source
  public var dtype: DType
  /// From the node's first element, in elements.
  public var offset: Int
  /// For each of the kernel's dimensions, in elements.
  public var strides: [Int]

  public init(source: Source, dtype: DType, offset: Int, strides: [Int]) {
    self.source = source
    self.dtype = dtype
    self.offset = offset
    self.strides = strides
  }
}

extension Graph {
  /// The node that owns a node's memory: the source of a view, and the base of an assignment that may write into it.
  public func memory(of id: NodeID) -> NodeID {
    var id = viewed(id)
    while overwrites(id) { id = viewed(self[id].inputs[0]) }
    return id
  }
}

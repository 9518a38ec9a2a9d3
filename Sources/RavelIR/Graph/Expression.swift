import RavelCore
import Synchronization

/// Elements in memory: a buffer, where the first element stands in it, and how they lie.
public struct Storage: Sendable {
  public var buffer: Buffer
  public var dtype: DType
  public var layout: Layout
  /// In elements.
  public var offset: Int

  public init(buffer: Buffer, dtype: DType, layout: Layout, offset: Int = 0) {
    self.buffer = buffer
    self.dtype = dtype
    self.layout = layout
    self.offset = offset
  }

  /// Fresh memory for that layout, which must be dense.
  public init(allocating layout: Layout, _ dtype: DType) throws(ArrayError) {
    let count = try elementCount(of: layout.shape, dtype: dtype)
    self.init(buffer: try Buffer(byteCount: count * dtype.itemSize), dtype: dtype, layout: layout)
  }

  /// The element at index zero of every axis.
  public var pointer: UnsafeMutableRawPointer { buffer.address + offset * dtype.itemSize }

  /// A view by that map of the same memory.
  public func view(_ map: AccessMap) -> Storage {
    let (layout, further) = map.apply(to: layout)
    return Storage(buffer: buffer, dtype: dtype, layout: layout, offset: offset + further)
  }
}

/// An array to be: an operation on other expressions that has not run, or its stored result.
///
/// Building one checks everything and computes nothing. Evaluation stores the result and lets go of the operands; apart from that an
/// expression never changes, and it may be evaluated from several threads at once.
public final class Expression: Sendable {
  public let dtype: DType
  public let layout: Layout
  /// Pending operations on the longest way down to what is stored.
  public let depth: Int
  private let state: Mutex<State>

  public enum State: Sendable {
    case pending(Node.Kind, [Expression])
    case stored(Storage)
  }

  public init(_ kind: Node.Kind, _ inputs: [Expression] = [], dtype: DType, layout: Layout) {
    self.dtype = dtype
    self.layout = layout
    depth = (inputs.map { $0.storage == nil ? $0.depth : 0 }.max() ?? 0) + 1
    state = Mutex(.pending(kind, inputs))
  }

  public init(_ storage: Storage) {
    dtype = storage.dtype
    layout = storage.layout
    depth = 0
    state = Mutex(.stored(storage))
  }

  public var shape: Shape { layout.shape }

  public var current: State { state.withLock { $0 } }

  public var storage: Storage? {
    if case .stored(let storage) = current { storage } else { nil }
  }

  /// Replaces the operation by its result.
  public func store(_ storage: Storage) {
    let released: State = state.withLock { old in
      let before = old
      old = .stored(storage)
      return before
    }
    // The operands go after the lock: their deinitialisers take locks of their own.
    withExtendedLifetime(released) {}
  }
}

extension Graph {
  /// The pending operations under some expressions, and the stored arrays that they read, in the order of the graph's inputs.
  public init(_ roots: [Expression], inputs: inout [Storage]) {
    var ids: [ObjectIdentifier: NodeID] = [:]
    var nodes: [Node] = []
    // An explicit stack: expressions may be deep.
    var stack: [(expression: Expression, state: Expression.State?)] = roots.reversed().map { ($0, nil) }
    while let (expression, opened) = stack.popLast() {
      if ids[ObjectIdentifier(expression)] != nil { continue }
      // One look at the state serves both visits: another thread may store a result in between.
      let state = opened ?? expression.current
      let node: Node
      switch state {
      case .stored(let storage):
        node = Node(kind: .input(inputs.count), inputs: [], dtype: expression.dtype, layout: storage.layout)
        inputs.append(storage)
      case .pending(let kind, let operands):
        if opened == nil && !operands.isEmpty {
          stack.append((expression, state))
          for operand in operands.reversed() where ids[ObjectIdentifier(operand)] == nil { stack.append((operand, nil)) }
          continue
        }
        node = Node(
          kind: kind, inputs: operands.map { ids[ObjectIdentifier($0)]! }, dtype: expression.dtype, layout: expression.layout)
      }
      ids[ObjectIdentifier(expression)] = NodeID(nodes.count)
      nodes.append(node)
    }
    self.init(nodes: nodes, outputs: roots.map { ids[ObjectIdentifier($0)]! })
  }

  /// The pending operations under some expressions.
  public init(_ roots: [Expression]) {
    var inputs: [Storage] = []
    self.init(roots, inputs: &inputs)
  }
}

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
/// Building one checks everything and computes nothing. Evaluation stores the result and lets go of the operands; apart
/// from that an expression never changes, and it may be evaluated from several threads at once.
public final class Expression: Sendable {
  /// What gives the elements, or gave them.
  public let operation: Operation
  /// Pending operations on the longest way down to what is stored.
  public let depth: Int
  private let state: Mutex<Content>

  /// The state as it is kept: the operands of a trace's result are made when somebody wants them.
  private enum Content {
    case pending([Expression])
    case traced(TracedCall, place: Int)
    case stored(Storage)
  }

  public enum State: Sendable {
    /// The operation has yet to run on these.
    case pending([Expression])
    case stored(Storage)
  }

  public init(_ operation: Operation, _ inputs: [Expression]) {
    self.operation = operation
    var depth = 0
    for input in inputs where input.depth > depth && !input.isStored { depth = input.depth }
    self.depth = depth + 1
    state = Mutex(.pending(inputs))
  }

  public convenience init(_ kind: Node.Kind, _ inputs: [Expression] = [], dtype: DType, layout: Layout) {
    self.init(Operation(kind, dtype: dtype, layout: layout), inputs)
  }

  /// A result of a trace.
  init(_ operation: Operation, of call: TracedCall, _ place: Int) {
    self.operation = operation
    // What is between a trace's operands and its results counts as one.
    depth = (call.leaves.lazy.filter { !$0.isStored }.map(\.depth).max() ?? 0) + 1
    state = Mutex(.traced(call, place: place))
  }

  public init(_ storage: Storage) {
    operation = Operation(.input(0), dtype: storage.dtype, layout: storage.layout)
    depth = 0
    state = Mutex(.stored(storage))
  }

  public var dtype: DType { operation.dtype }
  public var layout: Layout { operation.layout }
  public var shape: Shape { operation.layout.shape }

  public var current: State {
    switch state.withLock({ $0 }) {
    case .pending(let inputs): .pending(inputs)
    case .traced(let call, let place): .pending(call.inputs(ofResult: place))
    case .stored(let storage): .stored(storage)
    }
  }

  /// The use of a trace that this is still to be computed as a result of.
  var tracedCall: (call: TracedCall, place: Int)? {
    if case .traced(let call, let place) = state.withLock({ $0 }) { (call, place) } else { nil }
  }

  public var isStored: Bool {
    state.withLock { if case .stored = $0 { true } else { false } }
  }

  public var storage: Storage? {
    state.withLock { if case .stored(let storage) = $0 { storage } else { nil } }
  }

  /// Where the stored elements start: their buffer, and how many bytes into it.
  public var origin: (buffer: Buffer, byteOffset: Int)? {
    state.withLock {
      if case .stored(let storage) = $0 { (storage.buffer, storage.offset * storage.dtype.itemSize) } else { nil }
    }
  }

  /// The value of a 0-d constant, which is known without evaluation.
  public var constantValue: Constant? {
    if case .constant(let value) = operation.kind { value } else { nil }
  }

  /// Replaces the operation by its result.
  /// - Parameter storage: laid out as the expression says, as far as strides matter: what was built on it relies on
  ///   that.
  public func store(_ storage: Storage) {
    assert(storage.layout.isEquivalent(to: layout), "\(storage.layout) was stored for \(layout)")
    var storage = storage
    storage.layout = layout
    let released: Content = state.withLock { old in
      let before = old
      old = .stored(storage)
      return before
    }
    // The operands go after the lock: their deinitialisers take locks of their own.
    withExtendedLifetime(released) {}
  }
}

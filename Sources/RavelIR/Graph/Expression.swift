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
  /// A hash of the pending operations under this one, as they were when it was built: expressions that a program builds
  /// again have the same. It is a hint and no more, for some of them may have been computed since.
  public let fingerprint: UInt64
  private let state: Mutex<Content>
  /// The address of the stored elements; 0 if they are not there. To look needs no lock: it is set once, after the state.
  private let address = Atomic<UInt>(0)

  /// The state as it is kept: the operands of a trace's result are made when somebody wants them.
  private enum Content {
    case pending(Operands)
    case traced(TracedCall, place: Int)
    /// The first element's place in bytes.
    case stored(Buffer, byteOffset: Int)
  }

  public enum State: Sendable {
    /// The operation has yet to run on these.
    case pending(Operands)
    case stored(Origin)
  }

  public init(_ operation: Operation, _ inputs: [Expression]) {
    self.operation = operation
    var height = Height(operation)
    for input in inputs { height.stand(on: input) }
    (depth, fingerprint) = (height.depth + 1, height.fingerprint.value)
    state = Mutex(.pending(Operands(inputs)))
  }

  public init(_ operation: Operation, _ input: Expression) {
    self.operation = operation
    var height = Height(operation)
    height.stand(on: input)
    (depth, fingerprint) = (height.depth + 1, height.fingerprint.value)
    state = Mutex(.pending(Operands(input)))
  }

  public init(_ operation: Operation, _ first: Expression, _ second: Expression) {
    self.operation = operation
    var height = Height(operation)
    height.stand(on: first)
    height.stand(on: second)
    (depth, fingerprint) = (height.depth + 1, height.fingerprint.value)
    state = Mutex(.pending(Operands(first, second)))
  }

  /// How high an operation stands, and on what.
  private struct Height {
    var depth = 0
    var fingerprint = Fingerprint()

    init(_ operation: Operation) { fingerprint.combine(operation.fingerprint) }

    mutating func stand(on input: Expression) {
      if input.depth > depth && !input.isStored { depth = input.depth }
      fingerprint.combine(input.fingerprint)
    }
  }

  public convenience init(_ kind: Node.Kind, _ inputs: [Expression] = [], dtype: DType, layout: Layout) {
    self.init(Operation(kind, dtype: dtype, layout: layout), inputs)
  }

  /// A result of a trace.
  init(_ operation: Operation, of call: TracedCall, _ place: Int) {
    self.operation = operation
    // What is between a trace's operands and its results counts as one.
    depth = (call.leaves.lazy.filter { !$0.isStored }.map(\.depth).max() ?? 0) + 1
    fingerprint = operation.fingerprint
    state = Mutex(.traced(call, place: place))
  }

  public convenience init(_ storage: Storage) {
    self.init(
      Operation(.input(0), dtype: storage.dtype, layout: storage.layout), storedIn: storage.buffer,
      byteOffset: storage.offset * storage.dtype.itemSize)
  }

  /// What an operation gave, or memory that somebody brought.
  public init(_ operation: Operation, storedIn buffer: Buffer, byteOffset: Int) {
    depth = 0
    fingerprint = operation.type.fingerprint
    self.operation = operation
    let start = UInt(bitPattern: buffer.address + byteOffset)
    state = Mutex(.stored(buffer, byteOffset: byteOffset))
    address.store(start, ordering: .relaxed)
  }

  public var dtype: DType { operation.type.dtype }
  public var layout: Layout { operation.type.layout }
  public var shape: Shape { operation.type.layout.shape }
  public var type: TypedLayout { operation.type }

  public var current: State {
    switch state.withLock({ $0 }) {
    case .pending(let inputs): .pending(inputs)
    case .traced(let call, let place): .pending(call.inputs(ofResult: place))
    case .stored(let buffer, let offset): .stored(Origin(buffer: buffer, byteOffset: offset))
    }
  }

  /// The use of a trace that this is still to be computed as a result of.
  var tracedCall: (call: TracedCall, place: Int)? {
    if case .traced(let call, let place) = state.withLock({ $0 }) { (call, place) } else { nil }
  }

  public var isStored: Bool { storedAddress != nil }

  public var storage: Storage? { origin.map { $0.storage(of: type) } }

  /// Where the stored elements start.
  public var origin: Origin? {
    state.withLock {
      if case .stored(let buffer, let offset) = $0 { Origin(buffer: buffer, byteOffset: offset) } else { nil }
    }
  }

  /// Where the stored elements start; nil if they are not there. It stays so as long as the expression lives.
  public var storedAddress: UnsafeMutableRawPointer? {
    UnsafeMutableRawPointer(bitPattern: address.load(ordering: .acquiring))
  }

  /// The value of a 0-d constant, which is known without evaluation.
  public var constantValue: Constant? { operation.constant }

  /// Replaces the operation by its result.
  /// - Parameter storage: laid out as the expression says, as far as strides matter: what was built on it relies on
  ///   that.
  public func store(_ storage: Storage) {
    assert(storage.layout.isEquivalent(to: layout), "\(storage.layout) was stored for \(layout)")
    store(storage.buffer, byteOffset: storage.offset * storage.dtype.itemSize)
  }

  /// As `store(_:)`, of elements that lie as the expression's type says. What was stored first stays.
  public func store(_ buffer: Buffer, byteOffset: Int) {
    let released: Content? = state.withLock { content in
      if case .stored = content { return nil }
      let before = content
      content = .stored(buffer, byteOffset: byteOffset)
      address.store(UInt(bitPattern: buffer.address + byteOffset), ordering: .releasing)
      return before
    }
    // The operands go after the lock: their deinitialisers take locks of their own.
    withExtendedLifetime(released) {}
  }
}

/// Where the elements of an array start whose type is known.
public struct Origin: Sendable {
  public let buffer: Buffer
  public let byteOffset: Int

  public init(buffer: Buffer, byteOffset: Int) {
    self.buffer = buffer
    self.byteOffset = byteOffset
  }

  public init(_ storage: Storage) {
    self.init(buffer: storage.buffer, byteOffset: storage.offset * storage.dtype.itemSize)
  }

  public func storage(of type: TypedLayout) -> Storage {
    Storage(
      buffer: buffer, dtype: type.dtype, layout: type.layout, offset: byteOffset / type.dtype.itemSize)
  }
}

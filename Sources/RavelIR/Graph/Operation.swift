import RavelCore
import RavelOps
import Synchronization

/// A node of a graph without its inputs: what is done, and what comes of it. Expressions that are built again share it.
public final class Operation: Sendable {
  public let kind: Node.Kind
  public let type: TypedLayout
  /// What a constant's elements are.
  public let constant: Constant?
  /// The kind as one flat list of numbers: comparing and hashing those costs far less than comparing and hashing the
  /// parts.
  private let words: [Int]
  /// A hash of kind and type.
  public let fingerprint: UInt64

  public init(_ kind: Node.Kind, _ type: TypedLayout) {
    self.kind = kind
    self.type = type
    constant = if case .constant(let value) = kind { value } else { nil }
    var words: [Int] = []
    words.append(kind)
    var fingerprint = Fingerprint(words)
    fingerprint.combine(type.fingerprint)
    self.fingerprint = fingerprint.value
    self.words = words
  }

  public convenience init(_ kind: Node.Kind, dtype: DType, layout: Layout) {
    self.init(kind, TypedLayout.of(dtype, layout))
  }

  /// One value, 0-d. A program writes the same few over and over.
  static func constant(_ value: Constant) -> Operation {
    var fingerprint = Fingerprint()
    fingerprint.combine(UInt64(value.dtype.rawValue))
    fingerprint.combine(value.bits)
    let place = Int(truncatingIfNeeded: fingerprint.value % UInt64(constantCount))
    if let known = constants.withLock({ $0[place] }), known.constant == value { return known }
    let operation = Operation(.constant(value), dtype: value.dtype, layout: Layout(contiguous: []))
    constants.withLock { $0[place] = operation }
    return operation
  }

  /// The constants met last, each in the one place that it can have.
  private static let constants = Mutex<[Operation?]>(Array(repeating: nil, count: constantCount))
  private static let constantCount = 256

  public var dtype: DType { type.dtype }
  public var layout: Layout { type.layout }
}

extension Operation: Hashable {
  public static func == (a: Operation, b: Operation) -> Bool {
    a === b || (a.fingerprint == b.fingerprint && a.type == b.type && a.words == b.words)
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }
}

extension [Int] {
  private mutating func append(list: [Int]) {
    append(list.count)
    append(contentsOf: list)
  }

  private mutating func append(_ map: AccessMap) {
    append(list: map.source)
    append(list: map.shape)
    append(contentsOf: map.offsets)
    for row in map.steps { append(contentsOf: row) }
  }

  private mutating func append(_ op: Op, _ loop: UfuncLoop) {
    append(op.number)
    append(Int(loop.output.rawValue))
    for dtype in loop.inputs { append(Int(dtype.rawValue)) }
  }

  fileprivate mutating func append(_ kind: Node.Kind) {
    switch kind {
    case .input(let number):
      append(0)
      append(number)
    case .constant(let value):
      append(1)
      append(Int(bitPattern: UInt(value.bits)))
      append(Int(bitPattern: UInt(value.imaginaryBits)))
    case .iota(let axis):
      append(2)
      append(axis)
    case .ufunc(let op, let loop):
      append(3)
      append(op, loop)
    case .cast: append(4)
    case .copy: append(5)
    case .view(let map):
      append(6)
      append(map)
    case .reshape: append(7)
    case .reduce(let plan):
      append(8)
      append(plan.op, plan.loop)
      append(list: plan.axes)
      append(plan.keepDims ? 1 : 0)
      // The order follows from these and from how NumPy would walk the operand.
      append(
        (plan.isInner ? 1 : 0) + (plan.roundsProducts ? 2 : 0) + (plan.startsFromInput ? 4 : 0)
          + (plan.isMasked ? 8 : 0) + (plan.places == nil ? 0 : 16) + (plan.isBranched ? 32 : 0))
      append(plan.groups.count)
      for group in plan.groups { append(list: group) }
      append(plan.chunk ?? 0)
    case .assign(let map):
      append(9)
      append(map)
    case .matmul: append(10)
    case .scan(let plan):
      append(11)
      append(plan.op, plan.loop)
      append(plan.axis)
      append(plan.roundsProducts ? 1 : 0)
    }
  }
}

import RavelCore
import RavelOps

/// A node of a graph without its inputs: what is done, and what comes of it. Expressions that are built again share it.
public final class Operation: Sendable {
  public let kind: Node.Kind
  public let dtype: DType
  public let layout: Layout
  /// All of it as one flat list of numbers: comparing and hashing those costs far less than comparing and hashing the
  /// parts.
  private let words: [Int]
  /// A hash of the dtype and the layout.
  public let typeFingerprint: UInt64
  /// A hash of all.
  public let fingerprint: UInt64

  public init(_ kind: Node.Kind, dtype: DType, layout: Layout) {
    self.kind = kind
    self.dtype = dtype
    self.layout = layout
    var words: [Int] = []
    words.reserveCapacity(16)
    words.append(Int(dtype.rawValue))
    words.append(layout)
    var fingerprint = Fingerprint(words)
    typeFingerprint = fingerprint.value
    let typeCount = words.count
    words.append(kind)
    for word in words[typeCount...] { fingerprint.combine(UInt64(bitPattern: Int64(word))) }
    self.fingerprint = fingerprint.value
    self.words = words
  }
}

extension Operation: Hashable {
  public static func == (a: Operation, b: Operation) -> Bool {
    a === b || (a.fingerprint == b.fingerprint && a.words == b.words)
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }
}

/// A hash of numbers that need not withstand an adversary: a collision costs a comparison.
public struct Fingerprint {
  public private(set) var value: UInt64

  public init() { value = 0 }

  public init(_ words: [Int]) {
    self.init()
    for word in words { combine(UInt64(bitPattern: Int64(word))) }
  }

  /// The multiplication spreads a word's bits over all higher ones, the shift back over the lower.
  public mutating func combine(_ word: UInt64) {
    value = (value ^ word ^ 0x6A09_E667_F3BC_C908) &* 0x9E37_79B9_7F4A_7C15
    value ^= value >> 29
  }
}

extension [Int] {
  fileprivate mutating func append(list: [Int]) {
    append(list.count)
    append(contentsOf: list)
  }

  fileprivate mutating func append(_ layout: Layout) {
    append(list: layout.shape)
    append(contentsOf: layout.strides)
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
      append((plan.isInner ? 1 : 0) + (plan.roundsProducts ? 2 : 0))
      append(plan.groups.count)
      for group in plan.groups { append(list: group) }
      append(plan.chunk ?? 0)
    case .assign(let map):
      append(9)
      append(map)
    case .matmul: append(10)
    }
  }
}

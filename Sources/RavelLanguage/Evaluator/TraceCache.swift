import Ravel
import RavelCore
import RavelIR
import RavelRuntime
import Synchronization

/// The arguments of one call, and the arrays that its operations may start from.
struct CallArguments {
  let given: [KernelValue]
  /// For each argument, the memory of an array that lies with gaps; see `ArrayObject.memory(of:)`.
  private let memories: [RavelIR.Expression?]
  /// Each array's elements, and the memory that they lie in if that is another array.
  let leaves: [RavelIR.Expression]

  init(_ given: [KernelValue]) {
    self.given = given
    var memories: [RavelIR.Expression?] = []
    var leaves: [RavelIR.Expression] = []
    memories.reserveCapacity(given.count)
    leaves.reserveCapacity(given.count)
    for value in given {
      guard case .array(let array) = value else {
        memories.append(nil)
        continue
      }
      let memory = ArrayObject.memory(of: array)
      memories.append(memory)
      leaves.append(array.expression)
      if let memory { leaves.append(memory) }
    }
    self.memories = memories
    self.leaves = leaves
  }

  /// As the function gets them: each call has objects of its own.
  var values: [Value] {
    zip(given, memories).map { value, memory in
      if case .array(let array) = value { .array(ArrayObject.argument(array, in: memory)) } else { value.value }
    }
  }

  /// Whether no array is given twice.
  var areDistinct: Bool {
    leaves.indices.allSatisfy { place in !leaves[..<place].contains { $0 === leaves[place] } }
  }
}

/// What a call that looks at no elements depends on: the function, the arrays' dtypes and layouts, and all other
/// arguments.
struct TraceKey: Hashable {
  fileprivate enum Entry: Hashable {
    case array(TypedLayout)
    case word(UInt64)
  }

  private let entries: [Entry]
  private let fingerprint: UInt64

  /// nil where an array is yet to be computed, or stands within a sequence: such calls are rare, and run.
  init?(_ function: Program.Function, _ arguments: CallArguments) {
    var builder = Builder()
    builder.entries.reserveCapacity(4 * arguments.given.count + 1)
    guard builder.take(function, arguments) else { return nil }
    entries = builder.entries
    fingerprint = builder.fingerprint.value
  }

  func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }

  /// Whether it is the key of that call, which is found out without making another.
  func matches(_ function: Program.Function, _ arguments: CallArguments) -> Bool {
    var matcher = Matcher(entries: entries)
    return matcher.take(function, arguments) && matcher.place == entries.count
  }

  private struct Builder: TraceKeyVisitor {
    var entries: [Entry] = []
    var fingerprint = Fingerprint()

    mutating func word(_ word: UInt64) -> Bool {
      entries.append(.word(word))
      fingerprint.combine(word)
      return true
    }

    mutating func array(_ expression: RavelIR.Expression) -> Bool {
      entries.append(.array(expression.type))
      fingerprint.combine(expression.type.fingerprint)
      return true
    }
  }

  private struct Matcher: TraceKeyVisitor {
    let entries: [Entry]
    var place = 0

    mutating func word(_ word: UInt64) -> Bool {
      defer { place += 1 }
      guard place < entries.count, case .word(word) = entries[place] else { return false }
      return true
    }

    mutating func array(_ expression: RavelIR.Expression) -> Bool {
      defer { place += 1 }
      guard place < entries.count, case .array(let type) = entries[place] else { return false }
      return type == expression.type
    }
  }
}

/// Is given what a call depends on, part by part, until it has had enough.
private protocol TraceKeyVisitor {
  mutating func word(_ word: UInt64) -> Bool
  mutating func array(_ expression: RavelIR.Expression) -> Bool
}

extension TraceKeyVisitor {
  mutating func take(_ function: Program.Function, _ arguments: CallArguments) -> Bool {
    guard word(UInt64(function.place.start)) else { return false }
    for value in arguments.given {
      guard take(value, isNested: false) else { return false }
    }
    return true
  }

  private mutating func take(_ value: KernelValue, isNested: Bool) -> Bool {
    switch value {
    case .array(let array):
      return !isNested && array.expression.isStored && self.array(array.expression)
    case .none: return word(1)
    case .boolean(let value): return word(value ? 2 : 3)
    case .integer(let value):
      return word(4) && word(UInt64(truncatingIfNeeded: value)) && word(UInt64(truncatingIfNeeded: value >> 64))
    case .float(let value): return word(5) && word(value.bitPattern)
    case .complex(let real, let imaginary): return word(6) && word(real.bitPattern) && word(imaginary.bitPattern)
    case .string(let text):
      return word(7) && word(UInt64(text.utf8.count)) && text.utf8.allSatisfy { word(UInt64($0)) }
    case .tuple(let members): return take(members, tag: 8)
    case .list(let members): return take(members, tag: 9)
    }
  }

  private mutating func take(_ members: [KernelValue], tag: UInt64) -> Bool {
    word(tag) && word(UInt64(members.count)) && members.allSatisfy { take($0, isNested: true) }
  }
}

/// What is known of calls with some key.
final class RecordedCall: Sendable {
  /// Their operations; nil if they look at elements: then the function decides anew in every call.
  private let trace: RepeatedTrace?
  /// What the outputs are called.
  private let names: [String]

  static let untraceable = RecordedCall(trace: nil, names: [])

  private init(trace: RepeatedTrace?, names: [String]) { (self.trace, self.names) = (trace, names) }

  convenience init(_ outputs: [NamedOutput], _ arguments: CallArguments) {
    self.init(
      trace: RepeatedTrace(Trace(outputs.map(\.array.expression), over: arguments.leaves)),
      names: outputs.map(\.name))
  }

  /// The outputs of a call with these arguments; nil if only running the function tells.
  func replay(_ arguments: CallArguments) -> [NamedOutput]? {
    guard let results = trace?.trace(arguments.leaves) else { return nil }
    return names.indices.map { NamedOutput(name: names[$0], array: NDArray(results[$0])) }
  }

  /// As `replay`, and has the outputs computed.
  func evaluate(_ arguments: CallArguments, engine: Engine) throws -> (outputs: [NamedOutput], report: Report)? {
    guard let trace else { return nil }
    let leaves = arguments.leaves
    return try withUnsafeTemporaryAllocation(of: Unmanaged<RavelIR.Expression>.self, capacity: leaves.count) { list in
      for place in leaves.indices { list.initializeElement(at: place, to: Unmanaged.passUnretained(leaves[place])) }
      var outputs: [NamedOutput] = []
      outputs.reserveCapacity(names.count)
      let report = try trace.evaluate(over: UnsafeBufferPointer(list), engine: engine) {
        outputs.append(NamedOutput(name: names[$0], array: NDArray($1)))
      }
      return withExtendedLifetime(leaves) { (outputs, report) }
    }
  }
}

/// The calls of a program that were traced.
final class TraceCache: Sendable {
  private final class Last: Sendable {
    let key: TraceKey
    let call: RecordedCall

    init(_ key: TraceKey, _ call: RecordedCall) { (self.key, self.call) = (key, call) }
  }

  private struct State {
    var calls: [TraceKey: RecordedCall] = [:]
    /// The last one found: most calls are like the one before.
    var last: Last?
  }

  private let state = Mutex(State())
  /// A program may be called with ever new shapes.
  private static let limit = 256

  func find(_ function: Program.Function, _ arguments: CallArguments) -> (key: TraceKey, call: RecordedCall?)? {
    if let last = state.withLock({ $0.last }), last.key.matches(function, arguments) { return (last.key, last.call) }
    guard let key = TraceKey(function, arguments) else { return nil }
    return state.withLock { state in
      let call = state.calls[key]
      if let call { state.last = Last(key, call) }
      return (key, call)
    }
  }

  func record(_ call: RecordedCall, for key: TraceKey) {
    state.withLock { state in
      if state.calls.count >= Self.limit { state.calls = [:] }
      state.calls[key] = call
    }
  }
}

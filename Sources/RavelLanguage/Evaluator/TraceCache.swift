import Ravel
import RavelCore
import RavelIR
import RavelRuntime
import Synchronization

/// The arguments of one call, and the arrays that its operations may start from.
struct CallArguments {
  let given: [KernelValue]
  /// For each argument, the memory of an array that lies with gaps; see `ArrayObject.memory(of:)`.
  fileprivate let memories: [RavelIR.Expression?]
  /// Each array's elements.
  let arrays: [RavelIR.Expression]

  /// The arrays, and the memory that they lie in if that is another array.
  var leaves: [RavelIR.Expression] { arrays + memories.compactMap { $0 } }

  init(_ given: [KernelValue]) {
    self.given = given
    var memories: [RavelIR.Expression?] = []
    var arrays: [RavelIR.Expression] = []
    memories.reserveCapacity(given.count)
    arrays.reserveCapacity(given.count)
    for value in given {
      guard case .array(let array) = value else {
        memories.append(nil)
        continue
      }
      memories.append(ArrayObject.memory(of: array))
      arrays.append(array.expression)
    }
    self.memories = memories
    self.arrays = arrays
  }

  /// As the function gets them: each call has objects of its own.
  var values: [Value] {
    zip(given, memories).map { value, memory in
      if case .array(let array) = value { .array(ArrayObject.argument(array, in: memory)) } else { value.value }
    }
  }

  /// Whether no array is given twice.
  var areDistinct: Bool {
    arrays.indices.allSatisfy { place in !arrays[..<place].contains { $0 === arrays[place] } }
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
  init?(_ function: Program.Function, _ arguments: [KernelValue]) {
    var builder = Builder()
    builder.entries.reserveCapacity(4 * arguments.count + 1)
    guard builder.take(function, arguments) else { return nil }
    entries = builder.entries
    fingerprint = builder.fingerprint.value
  }

  func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }

  /// Whether it is the key of that call, which is found out without making another.
  func matches(_ function: Program.Function, _ arguments: [KernelValue]) -> Bool {
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
  mutating func take(_ function: Program.Function, _ arguments: [KernelValue]) -> Bool {
    guard word(UInt64(function.place.start)) else { return false }
    for value in arguments {
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
  /// Whether the operations start from the memory that an array lies in, too.
  private let takesMemories: Bool
  /// What the outputs are called.
  private let names: [String]

  static let untraceable = RecordedCall()

  private init() { (trace, takesMemories, names) = (nil, false, []) }

  init(_ outputs: [NamedOutput], _ arguments: CallArguments) {
    let results = outputs.map(\.array.expression)
    var trace = Trace(results, over: arguments.leaves)
    takesMemories = (arguments.arrays.count..<arguments.leaves.count).contains(where: trace.uses)
    if !takesMemories { trace = Trace(results, over: arguments.arrays) }
    self.trace = RepeatedTrace(trace)
    names = outputs.map(\.name)
  }

  /// The outputs of a call with these arguments; nil if only running the function tells.
  func replay(_ arguments: CallArguments) -> [NamedOutput]? {
    guard let trace else { return nil }
    let results = trace.trace(takesMemories ? arguments.leaves : arguments.arrays)
    return names.indices.map { NamedOutput(name: names[$0], array: NDArray(results[$0])) }
  }

  /// As `replay`, and has the outputs computed.
  ///
  /// nil, too, for arguments that had better be looked at more closely: an array given twice.
  func evaluate(_ given: [KernelValue], engine: Engine) throws -> (outputs: [NamedOutput], report: Report)? {
    guard let trace else { return nil }
    let memories = takesMemories ? CallArguments(given).memories : []
    return try withUnsafeTemporaryAllocation(
      of: Unmanaged<RavelIR.Expression>.self, capacity: given.count + memories.count
    ) { leaves -> (outputs: [NamedOutput], report: Report)? in
      var count = 0
      for value in given {
        guard case .array(let array) = value else { continue }
        let leaf = Unmanaged.passUnretained(array.expression)
        if leaves[..<count].contains(where: { $0.toOpaque() == leaf.toOpaque() }) { return nil }
        leaves.initializeElement(at: count, to: leaf)
        count += 1
      }
      for case let memory? in memories {
        leaves.initializeElement(at: count, to: .passUnretained(memory))
        count += 1
      }
      var outputs: [NamedOutput] = []
      outputs.reserveCapacity(names.count)
      let report = try trace.evaluate(over: UnsafeBufferPointer(rebasing: leaves[..<count]), engine: engine) {
        outputs.append(NamedOutput(name: names[$0], array: NDArray($1)))
      }
      return withExtendedLifetime((given, memories)) { (outputs, report) }
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

  func find(_ function: Program.Function, _ arguments: [KernelValue]) -> (key: TraceKey, call: RecordedCall?)? {
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

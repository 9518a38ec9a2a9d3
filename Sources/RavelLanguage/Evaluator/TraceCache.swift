import Ravel
import RavelCore
import RavelIR
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

/// What a call that looks at no elements depends on: the function, the arrays' dtypes and layouts, and all other arguments.
struct TraceKey: Hashable {
  private enum Entry: Hashable {
    case array(DType, Layout)
    case word(UInt64)
  }

  private let entries: [Entry]
  private let fingerprint: UInt64

  /// nil where an array is yet to be computed, stands within a sequence, or is two arguments at once, so that a trace could not tell which
  /// was meant: such calls are rare, and run.
  init?(_ function: Program.Function, _ arguments: CallArguments) {
    guard arguments.areDistinct else { return nil }
    var builder = Builder()
    builder.entries.reserveCapacity(4 * arguments.given.count + 1)
    builder.append(UInt64(function.place.start))
    for value in arguments.given {
      guard builder.append(value, isNested: false) else { return nil }
    }
    entries = builder.entries
    fingerprint = builder.fingerprint.value
  }

  func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }

  private struct Builder {
    var entries: [Entry] = []
    var fingerprint = Fingerprint()

    mutating func append(_ word: UInt64) {
      entries.append(.word(word))
      fingerprint.combine(word)
    }

    private mutating func append(tag: UInt64, _ first: UInt64, _ second: UInt64 = 0) {
      append(tag)
      append(first)
      append(second)
    }

    /// False for an array still to be computed, or within a sequence.
    mutating func append(_ value: KernelValue, isNested: Bool) -> Bool {
      switch value {
      case .array(let array):
        let expression = array.expression
        guard !isNested, expression.isStored else { return false }
        entries.append(.array(expression.dtype, expression.layout))
        fingerprint.combine(expression.operation.typeFingerprint)
      case .none: append(1)
      case .boolean(let value): append(value ? 2 : 3)
      case .integer(let value): append(tag: 4, UInt64(truncatingIfNeeded: value), UInt64(truncatingIfNeeded: value >> 64))
      case .float(let value): append(tag: 5, value.bitPattern)
      case .complex(let real, let imaginary): append(tag: 6, real.bitPattern, imaginary.bitPattern)
      case .string(let text):
        append(tag: 7, UInt64(text.utf8.count))
        for byte in text.utf8 { append(UInt64(byte)) }
      case .tuple(let members): return append(members, tag: 8)
      case .list(let members): return append(members, tag: 9)
      }
      return true
    }

    private mutating func append(_ members: [KernelValue], tag: UInt64) -> Bool {
      append(tag: tag, UInt64(members.count))
      return members.allSatisfy { append($0, isNested: true) }
    }
  }
}

/// What is known of calls with some key.
enum RecordedCall: Sendable {
  /// Their operations, and what the outputs are called.
  case traced(Trace, names: [String])
  /// They look at elements: the function decides anew in every call.
  case untraceable

  init(_ outputs: [NamedOutput], _ arguments: CallArguments) {
    self = .traced(Trace(outputs.map(\.array.expression), over: arguments.leaves), names: outputs.map(\.name))
  }

  /// The outputs of a call with these arguments; nil if only running the function tells.
  func replay(_ arguments: CallArguments) -> [NamedOutput]? {
    guard case .traced(let trace, let names) = self else { return nil }
    let results = trace(arguments.leaves)
    var outputs: [NamedOutput] = []
    outputs.reserveCapacity(names.count)
    for place in names.indices { outputs.append(NamedOutput(name: names[place], array: NDArray(results[place]))) }
    return outputs
  }
}

/// The calls of a program that were traced.
final class TraceCache: Sendable {
  private let calls = Mutex<[TraceKey: RecordedCall]>([:])
  /// A program may be called with ever new shapes.
  private static let limit = 256

  func find(_ key: TraceKey) -> RecordedCall? { calls.withLock { $0[key] } }

  func record(_ call: RecordedCall, for key: TraceKey) {
    calls.withLock { calls in
      if calls.count >= Self.limit { calls = [:] }
      calls[key] = call
    }
  }
}

import RavelCore
import RavelOps
import Synchronization

/// Operations on elements that were built before, by what decided on them: the operation, the types of its arrays and
/// the values of its scalars. To build one again takes no promotion, no broadcasting and no layout.
final class UfuncMemo: Sendable {
  static let shared = UfuncMemo()

  /// An operation and its operands, as far as they decide what is built.
  struct Key: Equatable {
    /// Arrays count by the identity of their type, scalars by their kind and bits.
    private struct Part: Equatable {
      var what: UInt
      var bits: UInt64
    }

    private let op: Int
    private let first: Part
    private let second: Part
    fileprivate let fingerprint: UInt64

    /// nil for operands that are too rare to be remembered.
    init?(_ op: Op, _ first: Operand, _ second: Operand?) {
      guard let first = Self.part(first), let second = second.map(Self.part) ?? Part(what: 0, bits: 0) else {
        return nil
      }
      self.op = op.number
      self.first = first
      self.second = second
      var fingerprint = Fingerprint()
      fingerprint.combine(UInt64(self.op))
      fingerprint.combine(UInt64(first.what) ^ first.bits)
      fingerprint.combine(UInt64(second.what) ^ second.bits)
      self.fingerprint = fingerprint.value
    }

    private static func part(_ operand: Operand) -> Part? {
      switch operand {
      case .array(let expression):
        return Part(what: UInt(bitPattern: ObjectIdentifier(expression.type)), bits: 0)
      case .integer(let value):
        guard let magnitude = value.magnitude else { return nil }
        // No object stands at so low an address.
        return Part(what: value.isNegative ? 1 : 2, bits: magnitude)
      case .float(let value): return Part(what: 3, bits: value.bitPattern)
      case .complex: return nil
      }
    }
  }

  /// What was built.
  private final class Recipe: Sendable {
    enum Source: Sendable {
      /// The operand in that place, after some operations on it alone: casts and views.
      case operand([Operation])
      /// What a scalar became.
      case constant(Expression)
    }

    let key: Key
    let operation: Operation
    let sources: [Source]
    /// The arrays' types, held so that their identities stay theirs.
    private let types: [TypedLayout]

    init?(_ key: Key, _ built: Expression, _ operands: [Operand]) {
      guard case .ufunc = built.operation.kind, case .pending(let inputs) = built.current,
        inputs.count == operands.count
      else { return nil }
      var sources: [Source] = []
      for (place, input) in inputs.enumerated() {
        guard let source = Self.source(input, operands[place]) else { return nil }
        sources.append(source)
      }
      self.key = key
      operation = built.operation
      self.sources = sources
      types = operands.compactMap { if case .array(let array) = $0 { array.type } else { nil } }
    }

    private static func source(_ input: Expression, _ operand: Operand) -> Source? {
      guard case .array(let array) = operand else { return .constant(input) }
      var chain: [Operation] = []
      var expression = input
      while expression !== array {
        guard case .pending(let inputs) = expression.current, inputs.count == 1 else { return nil }
        chain.append(expression.operation)
        expression = inputs[0]
      }
      return .operand(chain.reversed())
    }
  }

  private let recipes = Mutex<[Recipe?]>(Array(repeating: nil, count: size))
  /// Each key has one place; programs use a few hundred operations over and over.
  private static let size = 1024

  /// The operation built anew on these operands; nil if it is not remembered.
  func expression(_ key: Key, _ first: Operand, _ second: Operand?) -> Expression? {
    let place = Int(truncatingIfNeeded: key.fingerprint & UInt64(Self.size - 1))
    guard let recipe = recipes.withLock({ $0[place] }), recipe.key == key else { return nil }
    func input(_ number: Int) -> Expression {
      switch recipe.sources[number] {
      case .constant(let expression): return expression
      case .operand(let chain):
        guard case .array(let array) = number == 0 ? first : second else { preconditionFailure("an array's recipe") }
        return chain.reduce(array) { Expression($1, Operands($0)) }
      }
    }
    let operands = second == nil ? Operands(input(0)) : Operands(input(0), input(1))
    return Expression(recipe.operation, operands)
  }

  /// Remembers what was built for a key.
  func remember(_ key: Key, _ built: Expression, _ operands: [Operand]) {
    guard let recipe = Recipe(key, built, operands) else { return }
    let place = Int(truncatingIfNeeded: key.fingerprint & UInt64(Self.size - 1))
    recipes.withLock { $0[place] = recipe }
  }
}

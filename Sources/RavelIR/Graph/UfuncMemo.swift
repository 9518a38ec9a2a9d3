import RavelCore
import RavelOps
import Synchronization

/// Operations on elements that were built before, by what decided on them: the operation, the types of its arrays and
/// the values of its scalars. To build one again takes no promotion, no broadcasting and no layout.
final class UfuncMemo: Sendable {
  static let shared = UfuncMemo()

  /// An operand, as far as it decides what is built: an array by its type's identity, a scalar by its kind and bits.
  struct Part: Equatable {
    fileprivate let what: UInt
    fileprivate let bits: UInt64

    private init(_ what: UInt, _ bits: UInt64) { (self.what, self.bits) = (what, bits) }

    init(_ array: Expression) { self.init(UInt(bitPattern: ObjectIdentifier(array.operation.type)), 0) }

    /// nil for scalars that are too rare to be remembered.
    init?(_ operand: Operand) {
      // No object stands at so low an address.
      switch operand {
      case .array(let array): self.init(array)
      case .integer(let value):
        guard let magnitude = value.magnitude else { return nil }
        self.init(value.isNegative ? 1 : 2, magnitude)
      case .float(let value): self.init(3, value.bitPattern)
      case .complex: return nil
      }
    }

    /// In place of a second operand.
    static let none = Part(0, 0)
  }

  struct Key: Equatable {
    private let op: Int
    private let first: Part
    private let second: Part
    fileprivate let fingerprint: UInt64

    init(_ op: Op, _ first: Part, _ second: Part) {
      (self.op, self.first, self.second) = (op.number, first, second)
      var fingerprint = Fingerprint()
      fingerprint.combine(UInt64(self.op))
      fingerprint.combine(UInt64(first.what) ^ first.bits)
      fingerprint.combine(UInt64(second.what) ^ second.bits)
      self.fingerprint = fingerprint.value
    }
  }

  private let recipes = Mutex<[UfuncRecipe?]>(Array(repeating: nil, count: size))
  /// Each key has one place; programs use a few hundred operations over and over.
  private static let size = 1024

  /// How the operation was built before.
  func recipe(_ key: Key) -> UfuncRecipe? {
    let place = Int(truncatingIfNeeded: key.fingerprint & UInt64(Self.size - 1))
    guard let recipe = recipes.withLock({ $0[place] }), recipe.key == key else { return nil }
    return recipe
  }

  /// Remembers what was built for a key.
  func remember(_ key: Key, _ built: Expression, _ operands: [Operand]) {
    guard let recipe = UfuncRecipe(key, built, operands) else { return }
    let place = Int(truncatingIfNeeded: key.fingerprint & UInt64(Self.size - 1))
    recipes.withLock { $0[place] = recipe }
  }
}

/// What an operation on elements came to.
final class UfuncRecipe: Sendable {
  private enum Source: Sendable {
    /// The operand in that place itself.
    case operand
    /// The operand after some operations on it alone: casts and views.
    case converted([Operation])
    /// What a scalar became.
    case constant(Expression)
  }

  fileprivate let key: UfuncMemo.Key
  private let operation: Operation
  private let first: Source
  private let second: Source?
  /// Whether the operands are taken as they are.
  private let isDirect: Bool
  /// The arrays' types, held so that their identities stay theirs.
  private let types: [TypedLayout]

  fileprivate init?(_ key: UfuncMemo.Key, _ built: Expression, _ operands: [Operand]) {
    guard case .ufunc = built.operation.kind, case .pending(let inputs) = built.current,
      inputs.count == operands.count, let first = Self.source(inputs[0], operands[0])
    else { return nil }
    self.first = first
    if operands.count == 2 {
      guard let source = Self.source(inputs[1], operands[1]) else { return nil }
      second = source
    } else {
      second = nil
    }
    isDirect = [first, second ?? .operand].allSatisfy { if case .operand = $0 { true } else { false } }
    self.key = key
    operation = built.operation
    types = operands.compactMap { if case .array(let array) = $0 { array.type } else { nil } }
  }

  private static func source(_ input: Expression, _ operand: Operand) -> Source? {
    guard case .array(let array) = operand else { return .constant(input) }
    if input === array { return .operand }
    var chain: [Operation] = []
    var expression = input
    while expression !== array {
      guard case .pending(let inputs) = expression.current, inputs.count == 1 else { return nil }
      chain.append(expression.operation)
      expression = inputs[0]
    }
    return .converted(chain.reversed())
  }

  /// The operation on an array.
  func callAsFunction(_ array: Expression) -> Expression {
    Expression(operation, isDirect ? array : Self.input(first, array))
  }

  /// The operation on two operands.
  /// - Parameters: the arrays; nil for scalars.
  func callAsFunction(_ first: Expression?, _ second: Expression?) -> Expression {
    if isDirect, let first, let second { return Expression(operation, first, second) }
    guard let source = self.second else { preconditionFailure("an operation with two operands") }
    return Expression(operation, Self.input(self.first, first), Self.input(source, second))
  }

  private static func input(_ source: Source, _ array: Expression?) -> Expression {
    if case .constant(let expression) = source { return expression }
    guard let array else { preconditionFailure("an operation on an array") }
    guard case .converted(let chain) = source else { return array }
    return chain.reduce(array) { Expression($1, $0) }
  }
}

import RavelCore
import RavelOps

/// Builds a kernel: a scalar program whose scopes are loops.
///
/// Scopes are opened as the nest deepens; a value goes to the outermost loop in which its operands are known, so what
/// is invariant in a loop stands before it without a pass to move it.
public final class KernelBuilder: ScalarBuilder {
  private var scopes: [[Statement]] = [[]]
  public var parameters: [Parameter] = []
  /// The dimensions of the open loops, outermost first; nil for a tiles loop, and for a scope that is an iteration's
  /// body.
  private var dimensions: [Int?] = []

  public override init() { super.init() }

  public override func append(_ statement: ScalarStatement, level: Int) { scopes[level].append(.scalar(statement)) }
  public override func scopeOpened() {
    scopes.append([])
    if dimensions.count < scopes.count - 1 { dimensions.append(nil) }
  }

  public override func scopeClosed() -> [ScalarStatement] {
    dimensions.removeLast()
    return scopes.removeLast().map {
      guard case .scalar(let statement) = $0 else { preconditionFailure("a loop inside a scalar program") }
      return statement
    }
  }

  /// The component of a parameter's element at the enclosing loops' indices, loaded in the outermost loop over which it
  /// varies.
  public func load(_ parameter: Int, _ component: Component = .real) -> Scalar {
    let level = level(where: { parameters[parameter].strides[$0] != .zero })
    return emit(.load(parameter: parameter, component: component), parameters[parameter].dtype.component, level: level)
  }

  /// The enclosing loop's index in that dimension.
  public func index(_ dimension: Int) -> Scalar {
    emit(.index(dimension: dimension), .int64, level: level(where: { $0 == dimension }))
  }

  /// The scope of the innermost open loop whose dimension is such.
  private func level(where condition: (Int) -> Bool) -> Int {
    (dimensions.lastIndex { $0.map(condition) ?? false }).map { $0 + 1 } ?? 0
  }

  public func store(_ parameter: Int, _ values: [Scalar]) {
    scopes[level].append(.store(parameter: parameter, values: values.map(\.id)))
  }

  /// A loop around what `body` builds.
  public func loop(_ dimension: Int, _ kind: Loop.Kind, body: () throws -> Void) rethrows {
    let statements = try nest(Self.moving(dimension, kind), body)
    scopes[level].append(.loop(Loop(dimension: dimension, kind: kind, body: statements)))
  }

  /// Within a tiles loop nothing moves in the dimension yet: the loop over its pieces does that.
  private static func moving(_ dimension: Int, _ kind: Loop.Kind) -> Int? {
    if case .tiles = kind { nil } else { dimension }
  }

  /// A serial or tiles loop whose iterations hand values on (see `Carry`).
  /// - Parameter body: from the values that an iteration finds, those that the next one finds.
  /// - Returns: the values after the last iteration.
  public func carry(
    _ dimension: Int, _ kind: Loop.Kind, _ initial: [Scalar], body: ([Scalar]) throws -> [Scalar]
  ) rethrows -> [Scalar] {
    var carried: [BlockArgument] = []
    var next: [Scalar] = []
    let statements = try nest(Self.moving(dimension, kind)) {
      carried = newArguments(initial)
      next = try body(carried.map { scalar($0.id) })
    }
    let results = newArguments(initial)
    let carry = Carry(results: results, initial: initial.map(\.id), carried: carried, next: next.map(\.id))
    scopes[level].append(.loop(Loop(dimension: dimension, kind: kind, body: statements, carry: carry)))
    return results.map { scalar($0.id) }
  }

  /// New values of the same dtypes, known in the current scope.
  private func newArguments(_ like: [Scalar]) -> [BlockArgument] {
    like.map { BlockArgument(id: newValue($0.dtype, level: level), dtype: $0.dtype) }
  }

  /// One of a reduce loop's reductions, before the loop is built.
  public struct Reducing {
    public var initial: Start
    public var neutral: [Constant]
    /// The binary operation, from the components of its two operands.
    public var combine: ([Scalar], [Scalar]) -> [Scalar]
    /// As `Reduction.merge`.
    public var merge: (([Scalar], [Scalar]) -> [Scalar])?

    public enum Start {
      case constants([Constant])
      case values([Scalar])
    }

    public init(initial: [Constant], neutral: [Constant], combine: @escaping ([Scalar], [Scalar]) -> [Scalar]) {
      self.init(from: .constants(initial), neutral: neutral, combine: combine)
    }

    public init(
      from initial: Start, neutral: [Constant], combine: @escaping ([Scalar], [Scalar]) -> [Scalar],
      merge: (([Scalar], [Scalar]) -> [Scalar])? = nil
    ) {
      self.initial = initial
      self.neutral = neutral
      self.combine = combine
      self.merge = merge
    }
  }

  /// A reduce loop; `body` gives each reduction's operand.
  /// - Returns: the components of each reduction's result.
  public func reduce(
    _ dimension: Int, _ order: ReductionOrder, _ reducing: [Reducing], body: () throws -> [[Scalar]]
  ) rethrows -> [[Scalar]] {
    let initial = reducing.map { reducing in
      switch reducing.initial {
      case .constants(let constants): constants.map { constant($0).id }
      case .values(let values): values.map(\.id)
      }
    }
    var operands: [[Scalar]] = []
    let statements = try nest(dimension) { operands = try body() }
    let reductions = reducing.indices.map { number in
      Reduction(
        results: newArguments(operands[number]), operands: operands[number].map(\.id), initial: initial[number],
        neutral: reducing[number].neutral, combine: combine(reducing[number].combine, operands[number].map(\.dtype)),
        merge: reducing[number].merge.map { combine($0, operands[number].map(\.dtype)) })
    }
    scopes[level].append(
      .loop(Loop(dimension: dimension, kind: .reduce(order), body: statements, reductions: reductions)))
    return reductions.map { $0.results.map { scalar($0.id) } }
  }

  private func nest(_ dimension: Int?, _ body: () throws -> Void) rethrows -> [Statement] {
    dimensions.append(dimension)
    openScope()
    try body()
    let statements = scopes[level]
    scopes[level] = []
    _ = closeScope()
    return statements
  }

  private func combine(_ operation: ([Scalar], [Scalar]) -> [Scalar], _ dtypes: [DType]) -> Combine {
    // A builder of its own: the program reads its arguments and nothing else, so its constants must not be moved out.
    let inner = ScalarBuilder()
    let left = dtypes.map { inner.argument($0) }
    let right = dtypes.map { inner.argument($0) }
    let results = operation(left, right)
    var names: [ValueID: ValueID] = [:]
    return Combine(
      left: left.map { adopt($0, &names) }, right: right.map { adopt($0, &names) },
      body: inner.program.map { adopt($0, inner, &names) }, results: results.map { names[$0.id]! })
  }

  private func adopt(_ value: Scalar, _ names: inout [ValueID: ValueID]) -> BlockArgument {
    let id = newValue(value.dtype, level: level)
    names[value.id] = id
    return BlockArgument(id: id, dtype: value.dtype)
  }

  private func adopt(_ statement: ScalarStatement, _ inner: ScalarBuilder, _ names: inout [ValueID: ValueID])
    -> ScalarStatement
  {
    switch statement {
    case .define(let old):
      let instruction = old.instruction.mappingOperands { names[$0]! }
      let id = adopt(inner.scalar(old.id), &names).id
      return .define(Definition(id: id, dtype: old.dtype, instruction: instruction))
    case .iterate(let old):
      let active = names[old.active]!
      let initial = old.initial.map { names[$0]! }
      let carried = old.carried.map { adopt(inner.scalar($0.id), &names) }
      let body = old.body.map { adopt($0, inner, &names) }
      let (again, next) = (names[old.again]!, old.next.map { names[$0]! })
      let results = old.results.map { adopt(inner.scalar($0), &names).id }
      return .iterate(
        Iteration(
          results: results, active: active, initial: initial, carried: carried, body: body, again: again, next: next))
    }
  }

  /// The kernel as built so far, its values numbered in order.
  public func kernel() -> Kernel { Kernel(parameters: parameters, body: scopes[0]).numbered() }
}

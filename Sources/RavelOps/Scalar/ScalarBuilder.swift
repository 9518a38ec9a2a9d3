import RavelCore

/// Builds a scalar program, instruction by instruction, in nested scopes.
///
/// An instruction goes to the outermost scope that has all its operands, so what does not change in a loop stands
/// before it, and an instruction that stands there already is not written twice. The body of an iteration keeps its
/// own: what is rare stays rare.
open class ScalarBuilder {
  /// The dtype of every value, by number.
  public private(set) var dtypes: [DType] = []
  private var levels: [Int] = []
  private var known: [[Key: ValueID]] = [[:]]
  /// The scope below which nothing may be moved out, for each open scope.
  private var floors: [Int] = [0]
  private var statements: [[ScalarStatement]] = [[]]

  private struct Key: Hashable {
    var instruction: Instruction
    var dtype: DType
  }

  public init() {}

  /// How good the results of the program under construction have to be.
  public enum Precision: Sendable {
    /// For their own dtype.
    case full
    /// For float16, which the operand came from, too: the float32 that rounds to the nearest float16.
    case half
  }

  /// What programs are written for; they ask it as they ask for dtypes.
  public private(set) var precision = Precision.full

  /// What `body` writes, for that precision.
  public func building<Result>(for precision: Precision, _ body: () -> Result) -> Result {
    let outer = self.precision
    self.precision = precision
    defer { self.precision = outer }
    return body()
  }

  /// The innermost open scope; 0 is the whole program.
  public var level: Int { known.count - 1 }

  /// Puts a statement at the end of an open scope. A kernel's builder keeps loops among them.
  open func append(_ statement: ScalarStatement, level: Int) { statements[level].append(statement) }

  /// A scope has been opened, or closed: for builders that keep statements themselves.
  open func scopeOpened() { statements.append([]) }
  open func scopeClosed() -> [ScalarStatement] { statements.removeLast() }

  /// Opens a scope. In a pinned one all that is built stays, constants apart.
  public func openScope(pinned: Bool = false) {
    known.append([:])
    floors.append(pinned ? known.count - 1 : floors.last!)
    scopeOpened()
  }

  public func closeScope() -> [ScalarStatement] {
    known.removeLast()
    floors.removeLast()
    return scopeClosed()
  }

  /// The statements of the outermost scope.
  public var program: [ScalarStatement] { statements[0] }

  public func newValue(_ dtype: DType, level: Int) -> ValueID {
    dtypes.append(dtype)
    levels.append(level)
    return ValueID(dtypes.count - 1)
  }

  public func scalar(_ id: ValueID) -> Scalar { Scalar(builder: self, id: id) }

  /// A value that the current scope receives from outside.
  public func argument(_ dtype: DType) -> Scalar { scalar(newValue(dtype, level: level)) }

  public func level(of id: ValueID) -> Int { levels[id.index] }

  /// The value of that instruction: the one that is there already, or a new one in the outermost scope that will do.
  public func emit(_ instruction: Instruction, _ dtype: DType, level least: Int = 0) -> Scalar {
    var target = max(least, instruction.operands.map { levels[$0.index] }.max() ?? 0)
    if case .constant = instruction {} else { target = max(target, floors.last!) }
    let key = Key(instruction: instruction, dtype: dtype)
    for outer in stride(from: level, through: 0, by: -1) {
      if let id = known[outer][key] { return scalar(id) }
    }
    let id = newValue(dtype, level: target)
    known[target][key] = id
    append(.define(Definition(id: id, dtype: dtype, instruction: instruction)), level: target)
    return scalar(id)
  }

  public func constant(_ constant: Constant) -> Scalar { emit(.constant(constant), constant.dtype) }

  /// Repeats `body` while its condition holds, element by element (see `Iteration`).
  /// - Parameters:
  ///   - active: whether the body runs at all, a bool.
  ///   - initial: the values carried from one turn to the next.
  ///   - body: from the carried values, whether to go on and the next values.
  /// - Returns: the carried values at the end.
  public func iterate(
    while active: Scalar, _ initial: [Scalar], body: ([Scalar]) -> (again: Scalar, next: [Scalar])
  ) -> [Scalar] {
    let outside = level
    openScope(pinned: true)
    let carried = initial.map { BlockArgument(id: newValue($0.dtype, level: level), dtype: $0.dtype) }
    let (again, next) = body(carried.map { scalar($0.id) })
    precondition(next.map(\.dtype) == initial.map(\.dtype), "an iteration keeps the dtypes of its values")
    let statements = closeScope()
    var iteration = Iteration(
      results: [], active: active.id, initial: initial.map(\.id), carried: carried, body: statements, again: again.id,
      next: next.map(\.id))
    let reads = iteration.operands.map { levels[$0.index] }.filter { $0 <= outside }
    let home = reads.reduce(floors.last!, max)
    iteration.results = initial.map { newValue($0.dtype, level: home) }
    append(.iterate(iteration), level: home)
    return iteration.results.map(scalar)
  }
}

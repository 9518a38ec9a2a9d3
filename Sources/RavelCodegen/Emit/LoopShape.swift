import RavelCore
import RavelIR
import RavelOps

/// What a loop's body does, as far as the choice of vectors hangs on it.
struct LoopShape {
  let dimension: Int
  /// Lanes of one vector: a register's worth of the widest dtype that the body handles. Masks do not count. Half of
  /// that, where dividing takes the time: a loop of it was slower in the widest registers.
  let lanes: Int
  /// Parameters that are loaded or stored, in order.
  private(set) var accessed: [Int] = []
  private(set) var stored: Set<Int> = []
  /// Values that the body reads and does not define.
  private(set) var outside: Set<ValueID> = []
  private(set) var defined: Set<ValueID> = []
  /// Statements, those of inner loops included.
  private(set) var length = 0
  private(set) var hasInnerLoop = false
  private(set) var hasIteration = false
  private let hasFreeMasks: Bool
  /// Whether no access leaves elements out.
  let isContiguous: Bool
  /// Whether every access can leave lanes out.
  private(set) var isMaskable = true

  init(_ loop: Loop, _ kernel: Kernel, _ target: CodegenTarget) {
    self.init(loop.dimension, loop.body, loop.reductions, kernel, target)
  }

  /// Of statements, or of a reduction's operands and their combination, that run for each index of a dimension.
  init(_ dimension: Int, _ body: [Statement], _ reductions: [Reduction], _ kernel: Kernel, _ target: CodegenTarget) {
    self.dimension = dimension
    hasFreeMasks = target.hasMaskRegisters
    var walk = Walk()
    walk.visit(body)
    for reduction in reductions { walk.visit(reduction) }
    accessed = walk.accessed.sorted()
    stored = walk.stored
    defined = walk.defined
    outside = walk.used.subtracting(walk.defined)
    length = walk.length
    hasInnerLoop = walk.hasLoop
    hasIteration = walk.hasIteration
    let stored = walk.stored.map { kernel.parameters[$0].dtype.component.itemSize }
    let registerBytes = walk.waitsForDivider ? min(target.vectorBytes, 32) : target.vectorBytes
    lanes = max(registerBytes / max(walk.widest, stored.max() ?? 1), 1)
    isContiguous = accessed.allSatisfy { !kernel.parameters[$0].strides[dimension].isSpaced }
    isMaskable = accessed.allSatisfy { number in
      let parameter = kernel.parameters[number]
      let component = parameter.dtype.component.itemSize
      return switch parameter.strides[dimension] {
      case .zero: !walk.stored.contains(number)
      case .unit, .lane, .reversed: target.masks(itemSize: component)
      case .alternate, .any: target.gathers(itemSize: component)
      }
    }
  }

  /// How a vector loop is written.
  enum Form {
    /// Whole vectors, `copies` of them a turn, one after another, so that a short body shares the cost of the loop
    /// around it; then a tail.
    case mainAndTail(copies: Int)
    /// One loop whose every turn is masked, the last one by another mask: a long body is compiled once only.
    case masked
  }

  var form: Form {
    if length >= Self.longLength, case .masked = shortForm { return .masked }
    let isUnrolled = isMaskable && isContiguous && !hasIteration && !hasInnerLoop
    return .mainAndTail(copies: !isUnrolled || length > 10 ? 1 : length > 6 ? 2 : 4)
  }

  /// The form with the least code. Under a mask, elements a stride apart would be gathered, which is slow.
  var shortForm: Form { hasFreeMasks && isMaskable && isContiguous ? .masked : .mainAndTail(copies: 1) }

  private static var longLength: Int { 16 }

  /// How many of that many accumulator vectors, a power of two, one turn of a reduction serves: all of them, each with
  /// a copy of the body, if it is short.
  func copies(of vectors: Int) -> Int { length * vectors <= 32 ? vectors : 1 }

  /// The dimensions that loops run over, in order.
  static func dimensions(of body: [Statement]) -> [Int] {
    var walk = Walk()
    walk.visit(body)
    return walk.dimensions.sorted()
  }
}

/// Collects what statements do.
private struct Walk {
  var accessed: Set<Int> = []
  var stored: Set<Int> = []
  var used: Set<ValueID> = []
  var defined: Set<ValueID> = []
  var dimensions: Set<Int> = []
  var widest = 1
  var length = 0
  var hasLoop = false
  var hasIteration = false
  /// Divisions and square roots of floats: how many, and the time they take in that of other instructions.
  private var divisions = 0
  private var divisionTime = 0
  /// Whether a loop within has none of them: it runs more often than what stands around it.
  private var worksElsewhere = false

  /// Whether all else may be done while the divider works, in registers of 32 bytes too: the time of a quotient or root
  /// is taken for that of 16 other instructions of float64, of 8 of float32.
  var waitsForDivider: Bool { divisions > 0 && !worksElsewhere && length - divisions <= divisionTime }

  mutating func visit(_ statements: [Statement]) {
    for statement in statements {
      length += 1
      switch statement {
      case .scalar(let scalar): visit(scalar)
      case .store(let parameter, let values):
        accessed.insert(parameter)
        stored.insert(parameter)
        used.formUnion(values)
      case .loop(let loop):
        hasLoop = true
        dimensions.insert(loop.dimension)
        let divisionsBefore = divisions
        visit(loop.body)
        for reduction in loop.reductions { visit(reduction) }
        if divisions == divisionsBefore { worksElsewhere = true }
        if let carry = loop.carry {
          used.formUnion(carry.initial + carry.next)
          define(carry.results + carry.carried)
        }
      }
    }
  }

  mutating func visit(_ reduction: Reduction) {
    used.formUnion(reduction.operands + reduction.initial)
    define(reduction.results)
    define(reduction.combine.left + reduction.combine.right)
    for statement in reduction.combine.body { visit(statement) }
    // Accumulated values meet once a loop, operands once an index: only those count.
    let outer = (length, divisions, divisionTime)
    for statement in reduction.merge?.body ?? [] { visit(statement) }
    (length, divisions, divisionTime) = outer
    define((reduction.merge?.left ?? []) + (reduction.merge?.right ?? []))
  }

  mutating func visit(_ statement: ScalarStatement) {
    switch statement {
    case .define(let definition):
      switch definition.instruction {
      case .load(let parameter, _): accessed.insert(parameter)
      case .binary(.divide, _, _) where definition.dtype.isFloat, .unary(.squareRoot, _):
        divisions += 1
        divisionTime += 2 * definition.dtype.itemSize
      default: break
      }
      used.formUnion(definition.instruction.operands)
      define([BlockArgument(id: definition.id, dtype: definition.dtype)])
    case .iterate(let iteration):
      hasIteration = true
      length += iteration.body.count
      used.formUnion([iteration.active, iteration.again] + iteration.initial + iteration.next)
      // What is computed within counts for nothing: it is rare, or as wide as what it carries.
      let outer = widest
      for inner in iteration.body { visit(inner) }
      widest = outer
      define(iteration.carried)
      defined.formUnion(iteration.results)
    }
  }

  mutating func define(_ arguments: [BlockArgument]) {
    for argument in arguments {
      defined.insert(argument.id)
      if argument.dtype != .bool { widest = max(widest, argument.dtype.itemSize) }
    }
  }
}

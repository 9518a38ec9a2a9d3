import RavelCore
import RavelIR
import RavelOps

/// What a loop's body does, as far as the choice of vectors hangs on it.
struct LoopShape {
  let dimension: Int
  /// Lanes of one vector: a register's worth of the widest dtype that the body handles. Masks do not count.
  let lanes: Int
  /// Parameters that are loaded or stored, in order.
  private(set) var accessed: [Int] = []
  private(set) var stored: Set<Int> = []
  /// Values that the body reads and does not define.
  private(set) var outside: Set<ValueID> = []
  /// Statements, those of inner loops included.
  private(set) var length = 0
  private(set) var hasInnerLoop = false
  private(set) var hasIteration = false
  /// Whether every access can leave lanes out.
  private(set) var isMaskable = true

  init(_ loop: Loop, _ kernel: Kernel, _ target: CodegenTarget) {
    dimension = loop.dimension
    var walk = Walk()
    walk.visit(loop.body)
    for reduction in loop.reductions { walk.visit(reduction) }
    accessed = walk.accessed.sorted()
    stored = walk.stored
    outside = walk.used.subtracting(walk.defined)
    length = walk.length
    hasInnerLoop = walk.hasLoop
    hasIteration = walk.hasIteration
    let stored = walk.stored.map { kernel.parameters[$0].dtype.component.itemSize }
    lanes = max(target.vectorBytes / max(walk.widest, stored.max() ?? 1), 1)
    isMaskable = accessed.allSatisfy { number in
      let parameter = kernel.parameters[number]
      let component = parameter.dtype.component.itemSize
      return switch parameter.strides[loop.dimension] {
      case .zero: !walk.stored.contains(number)
      case .unit, .reversed: target.masks(itemSize: component)
      case .any: target.gathers(itemSize: component)
      }
    }
  }

  /// Lanes of a main loop's vectors, and how many such vectors a turn runs one after another. An inner loop shares its own cost among more
  /// lanes; a short body shares that of the loop around it.
  var mainLoop: (width: Int, copies: Int) {
    (lanes, 1)
  }

  /// How many of that many accumulator vectors, a power of two, one turn of a reduction serves: all of them, each with a copy of the body, if
  /// it is short.
  func copies(of vectors: Int) -> Int { length * vectors <= 64 ? vectors : 1 }

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
        visit(loop.body)
        for reduction in loop.reductions { visit(reduction) }
      }
    }
  }

  mutating func visit(_ reduction: Reduction) {
    used.formUnion(reduction.operands)
    define(reduction.results)
    define(reduction.combine.left + reduction.combine.right)
    for statement in reduction.combine.body { visit(statement) }
  }

  mutating func visit(_ statement: ScalarStatement) {
    switch statement {
    case .define(let definition):
      length += 1
      if case .load(let parameter, _) = definition.instruction { accessed.insert(parameter) }
      used.formUnion(definition.instruction.operands)
      define([BlockArgument(id: definition.id, dtype: definition.dtype)])
    case .iterate(let iteration):
      hasIteration = true
      used.formUnion([iteration.active, iteration.again] + iteration.initial + iteration.next)
      define(iteration.carried)
      defined.formUnion(iteration.results)
      for inner in iteration.body { visit(inner) }
    }
  }

  mutating func define(_ arguments: [BlockArgument]) {
    for argument in arguments {
      defined.insert(argument.id)
      if argument.dtype != .bool { widest = max(widest, argument.dtype.itemSize) }
    }
  }
}

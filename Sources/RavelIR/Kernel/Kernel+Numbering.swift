import RavelCore
import RavelOps

extension Kernel {
  /// The same kernel with its values numbered in the order of their definitions, so that equal kernels have equal
  /// texts.
  public func numbered() -> Kernel {
    var numbering = Numbering()
    return Kernel(parameters: parameters, body: numbering.statements(body))
  }
}

/// Renames values in the order in which a reader of the text meets their definitions.
private struct Numbering {
  var names: [ValueID: ValueID] = [:]

  mutating func define(_ id: ValueID) -> ValueID {
    let name = ValueID(names.count)
    names[id] = name
    return name
  }

  mutating func define(_ argument: BlockArgument) -> BlockArgument {
    BlockArgument(id: define(argument.id), dtype: argument.dtype)
  }

  func use(_ id: ValueID) -> ValueID { names[id]! }

  mutating func statements(_ list: [Statement]) -> [Statement] {
    var result: [Statement] = []
    for statement in list {
      switch statement {
      case .scalar(let inner): result.append(.scalar(scalar(inner)))
      case .store(let parameter, let values): result.append(.store(parameter: parameter, values: values.map(use)))
      case .loop(let inner): result.append(.loop(loop(inner)))
      }
    }
    return result
  }

  mutating func loop(_ old: Loop) -> Loop {
    var new = old
    if let carry = old.carry {
      let initial = carry.initial.map(use)
      let results = carry.results.map { define($0) }
      let carried = carry.carried.map { define($0) }
      new.body = statements(old.body)
      new.carry = Carry(results: results, initial: initial, carried: carried, next: carry.next.map(use))
    } else {
      new.body = statements(old.body)
    }
    for (number, reduction) in old.reductions.enumerated() {
      let operands = reduction.operands.map(use)
      let results = reduction.results.map { define($0) }
      let combine = combine(reduction.combine)
      let merge = reduction.merge.map { self.combine($0) }
      new.reductions[number] = Reduction(
        results: results, operands: operands, initial: reduction.initial.map(use), neutral: reduction.neutral,
        combine: combine, merge: merge)
    }
    return new
  }

  mutating func combine(_ old: Combine) -> Combine {
    let left = old.left.map { define($0) }
    let right = old.right.map { define($0) }
    let body = old.body.map { scalar($0) }
    return Combine(left: left, right: right, body: body, results: old.results.map(use))
  }

  mutating func scalar(_ statement: ScalarStatement) -> ScalarStatement {
    switch statement {
    case .define(let definition):
      let instruction = definition.instruction.mappingOperands(use)
      return .define(Definition(id: define(definition.id), dtype: definition.dtype, instruction: instruction))
    case .iterate(let old):
      let active = use(old.active)
      let initial = old.initial.map(use)
      let results = old.results.map { define($0) }
      let carried = old.carried.map { define($0) }
      let body = old.body.map { scalar($0) }
      return .iterate(
        Iteration(
          results: results, active: active, initial: initial, carried: carried, body: body, again: use(old.again),
          next: old.next.map(use)))
    }
  }
}

extension Instruction {
  /// The same instruction on other operands.
  public func mappingOperands(_ map: (ValueID) -> ValueID) -> Instruction {
    switch self {
    case .constant, .load, .index: self
    case .unary(let operation, let a): .unary(operation, map(a))
    case .binary(let operation, let a, let b): .binary(operation, map(a), map(b))
    case .compare(let comparison, let a, let b): .compare(comparison, map(a), map(b))
    case .select(let a, let b, let c): .select(map(a), map(b), map(c))
    case .fusedMultiplyAdd(let a, let b, let c): .fusedMultiplyAdd(map(a), map(b), map(c))
    case .convert(let a): .convert(map(a))
    case .bitcast(let a): .bitcast(map(a))
    }
  }
}

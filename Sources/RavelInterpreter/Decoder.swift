import RavelCore
import RavelOps

/// Turns scalar statements into flat operations on numbered registers.
struct Decoder {
  var listing = Listing()
  private var registers: [ValueID: Int] = [:]
  private var dtypes: [ValueID: DType] = [:]
  /// Dimensions of the open tiles loops.
  var tiled: Set<Int> = []

  /// The register of a value that is defined already.
  func register(_ id: ValueID) -> Int { registers[id]! }

  /// Registers that follow one another.
  mutating func newRegisters(_ count: Int) -> Int {
    listing.registerCount += count
    return listing.registerCount - count
  }

  mutating func define(_ id: ValueID, _ dtype: DType, register: Int) {
    registers[id] = register
    dtypes[id] = dtype
  }

  /// Registers that follow one another for those values; the first one.
  mutating func define(_ arguments: [BlockArgument]) -> Int {
    let first = newRegisters(arguments.count)
    for (number, argument) in arguments.enumerated() { define(argument.id, argument.dtype, register: first + number) }
    return first
  }

  /// Keeps the registers' numbers in the list of lists; where they start.
  mutating func list(_ ids: [ValueID]) -> Int {
    listing.lists += ids.map(register)
    return listing.lists.count - ids.count
  }

  mutating func emit(_ operation: Operation) { listing.operations.append(operation) }

  var position: Int { listing.operations.count }

  mutating func decode(_ statements: [ScalarStatement]) {
    for statement in statements {
      switch statement {
      case .define(let definition): decode(definition)
      case .iterate(let iteration): decode(iteration)
      }
    }
  }

  mutating func block(_ statements: [ScalarStatement]) -> Stretch {
    let start = position
    decode(statements)
    return Stretch(start: start, end: position)
  }

  private mutating func decode(_ iteration: Iteration) {
    let number = listing.iterations.count
    emit(Operation(code: .iterate, a: number))
    let results = zip(iteration.results, iteration.carried).map { BlockArgument(id: $0, dtype: $1.dtype) }
    listing.iterations.append(
      PreparedIteration(
        count: results.count, active: register(iteration.active), carried: define(iteration.carried),
        results: define(results), initial: list(iteration.initial)))
    listing.iterations[number].body = block(iteration.body)
    listing.iterations[number].again = register(iteration.again)
    listing.iterations[number].next = list(iteration.next)
  }

  private mutating func decode(_ definition: Definition) {
    let dtype = definition.dtype
    var operation = Operation(
      code: .constant, result: newRegisters(1), mask: dtype.registerMask, sign: dtype.registerSign)
    for (place, id) in definition.instruction.operands.enumerated() {
      switch place {
      case 0: operation.a = register(id)
      case 1: operation.b = register(id)
      default: operation.c = register(id)
      }
    }
    switch definition.instruction {
    case .constant(let value):
      operation.mask = operation.wrap(value.bits)
    case .load(let parameter, let component):
      operation.code = dtype.loadCode
      operation.a = parameter
      operation.b = component.rawValue * dtype.itemSize
    case .index(let dimension):
      operation.code = .index
      operation.a = dimension
    case .unary(let unary, _):
      operation.code = Opcode(unary, dtype)
      if dtype.isFloat { operation.mask = 1 << UInt64(dtype.bitWidth - 1) }
    case .binary(let binary, _, _):
      operation.code = Opcode(binary, dtype)
      if dtype.isFloat { operation.mask = 1 << UInt64(dtype.bitWidth - 1) }
    case .compare(let comparison, let a, _):
      operation.code = Opcode(comparison, dtypes[a]!)
      if comparison == .greater || comparison == .greaterEqual { swap(&operation.a, &operation.b) }
    case .select: operation.code = .select
    case .fusedMultiplyAdd: operation.code = dtype == .float32 ? .fusedMultiplyAdd32 : .fusedMultiplyAdd64
    case .convert(let a): operation.code = Opcode(converting: dtypes[a]!, to: dtype)
    case .bitcast: operation.code = .wrap
    }
    emit(operation)
    define(definition.id, dtype, register: operation.result)
  }
}

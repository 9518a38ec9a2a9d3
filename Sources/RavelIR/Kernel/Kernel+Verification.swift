import RavelCore
import RavelOps

extension Kernel {
  /// Values are defined once and before their uses, in a scope that reaches them; dtypes are what each instruction
  /// takes and gives; accesses are to parameters that exist, within loops over every dimension in which they move;
  /// reductions are as long as their operands.
  public func verify() throws(VerifyError) {
    var verifier = KernelVerifier(parameters: parameters, dimensions: dimensionCount)
    do throws(Problem) {
      for (number, parameter) in parameters.enumerated() where parameter.strides.count != dimensionCount {
        throw Problem("p\(number) has \(parameter.strides.count) strides in \(dimensionCount) dimensions")
      }
      for (number, parameter) in parameters.enumerated()
      where parameter.role != .scratch && parameter.strides.contains(.lane) {
        throw Problem("p\(number) is no scratch memory, and has a place for each lane")
      }
      try verifier.phases(body)
      try verifier.statements(body)
    } catch {
      throw VerifyError(stage: Self.name, problem: error.text, text: description)
    }
  }
}

private struct Problem: Error {
  var text: String
  init(_ text: String) { self.text = text }
}

private struct KernelVerifier {
  let parameters: [Parameter]
  let dimensions: Int
  var dtypes: [ValueID: DType] = [:]
  var defined: Set<ValueID> = []
  var open: [Int] = []
  /// Dimensions that a tiles loop has cut and no tile loop runs over yet.
  var tiled: [Int] = []
  /// The dimension of branches loops, if there are any.
  var branched: Int?

  init(parameters: [Parameter], dimensions: Int) {
    self.parameters = parameters
    self.dimensions = dimensions
  }

  mutating func define(_ id: ValueID, _ dtype: DType) throws(Problem) {
    if dtype.isComplex { throw Problem("\(id) is complex: values are real components") }
    if !defined.insert(id).inserted { throw Problem("\(id) is defined twice") }
    dtypes[id] = dtype
  }

  func dtype(_ id: ValueID) throws(Problem) -> DType {
    guard let dtype = dtypes[id] else { throw Problem("\(id) is used where it is not known") }
    return dtype
  }

  func expect(_ id: ValueID, _ wanted: DType, in place: String) throws(Problem) {
    let actual = try dtype(id)
    if actual != wanted { throw Problem("\(place): \(id) is \(actual), not \(wanted)") }
  }

  /// Runs `body`, then forgets what was defined within, except as values that were defined.
  mutating func scope(_ body: (inout KernelVerifier) throws(Problem) -> Void) throws(Problem) {
    let outside = dtypes
    try body(&self)
    dtypes = outside
  }

  mutating func statements(_ list: [Statement]) throws(Problem) {
    for statement in list {
      switch statement {
      case .scalar(let inner): try scalar(inner)
      case .store(let number, let values): try store(number, values)
      case .loop(let inner): try loop(inner)
      }
    }
  }

  /// Nothing before branches stores: every thread runs it.
  func phases(_ body: [Statement]) throws(Problem) {
    let last = body.lastIndex { if case .loop(let loop) = $0, case .branches = loop.kind { true } else { false } }
    for statement in body[..<(last ?? 0)] {
      switch statement {
      case .scalar: continue
      case .loop(let loop):
        switch loop.kind {
        case .branches: continue
        case .reduce where !loop.body.contains(where: { if case .scalar = $0 { false } else { true } }): continue
        default: throw Problem("d\(loop.dimension) is looped over before branches, in every phase")
        }
      case .store(let parameter, _): throw Problem("store p\(parameter) before branches, in every phase")
      }
    }
  }

  func access(_ number: Int) throws(Problem) -> Parameter {
    guard parameters.indices.contains(number) else { throw Problem("there is no p\(number)") }
    for (dimension, pattern) in parameters[number].strides.enumerated()
    where pattern != .zero && !open.contains(dimension) {
      throw Problem("p\(number) moves in d\(dimension), but no loop over it encloses the access")
    }
    return parameters[number]
  }

  mutating func store(_ number: Int, _ values: [ValueID]) throws(Problem) {
    let parameter = try access(number)
    if parameter.role == .input { throw Problem("p\(number) is an input, and is stored to") }
    if values.count != parameter.dtype.componentCount { throw Problem("store p\(number): \(values.count) components") }
    for value in values { try expect(value, parameter.dtype.component, in: "store p\(number)") }
  }

  mutating func loop(_ loop: Loop) throws(Problem) {
    if loop.dimension < 0 || loop.dimension >= dimensions { throw Problem("there is no d\(loop.dimension)") }
    if open.contains(loop.dimension) { throw Problem("d\(loop.dimension) is looped over within itself") }
    let isTile = tiled.contains(loop.dimension)
    switch loop.kind {
    case .tile where !isTile:
      throw Problem("d\(loop.dimension): a tile loop outside of tiles loops of the same dimension")
    case .parallel where isTile, .serial where isTile, .scan where isTile, .vector where isTile, .tiles where isTile,
      .branches where isTile:
      throw Problem(
        "d\(loop.dimension): tile and reduce loops stand within tiles loops of the same dimension, and nothing else does"
      )
    case .branches(let cut, let levels, let multiple):
      if !(open + tiled).isEmpty { throw Problem("d\(loop.dimension): branches within a loop") }
      let isPower = multiple > 0 && multiple & (multiple - 1) == 0
      guard cut != loop.dimension, 0..<dimensions ~= cut, 1...16 ~= levels, isPower else {
        throw Problem("d\(loop.dimension): 2^\(levels) branches of d\(cut) in multiples of \(multiple)")
      }
      if let other = branched, other != loop.dimension {
        throw Problem("branches in both d\(other) and d\(loop.dimension)")
      }
      branched = loop.dimension
    case .scan where loop.carry?.next.count != 1: throw Problem("d\(loop.dimension): a scan carries one value")
    case .parallel, .serial, .scan, .vector, .tiles, .tile, .reduce: break
    }
    if let carry = loop.carry {
      switch loop.kind {
      case .serial, .scan, .tiles: try start(carry)
      default: throw Problem("d\(loop.dimension): only serial, scan and tiles loops carry values")
      }
    }
    if case .tiles(let size) = loop.kind {
      if size < 1 { throw Problem("d\(loop.dimension): tiles of \(size)") }
      tiled.append(loop.dimension)
      try body(of: loop)
      tiled.removeLast()
      return
    }
    let outerTiles = tiled
    tiled.removeAll { $0 == loop.dimension }
    if case .branches(let cut, _, _) = loop.kind { tiled.append(cut) }
    if case .reduce(let order) = loop.kind {
      try check(order)
    } else if !loop.reductions.isEmpty {
      throw Problem("d\(loop.dimension): reductions in a loop that is not a reduce loop")
    }
    for reduction in loop.reductions {
      if reduction.initial.count != reduction.results.count {
        throw Problem("a reduction's components differ in number")
      }
      for (value, result) in zip(reduction.initial, reduction.results) {
        try expect(value, result.dtype, in: "accumulate")
      }
    }
    open.append(loop.dimension)
    try body(of: loop)
    open.removeLast()
    tiled = outerTiles
    for reduction in loop.reductions {
      for result in reduction.results { try define(result.id, result.dtype) }
      for program in reduction.combines { try combine(program, reduction) }
    }
  }

  func start(_ carry: Carry) throws(Problem) {
    let counts = [carry.initial.count, carry.carried.count, carry.next.count]
    if counts.contains(where: { $0 != carry.results.count }) {
      throw Problem("a loop's carried values differ in number")
    }
    for (value, argument) in zip(carry.initial, carry.carried) { try expect(value, argument.dtype, in: "carrying") }
  }

  /// A loop's body with what it is given and gives; defines the results of what it carries.
  mutating func body(of loop: Loop) throws(Problem) {
    try scope { (inner) throws(Problem) in
      for argument in loop.carry?.carried ?? [] { try inner.define(argument.id, argument.dtype) }
      try inner.statements(loop.body)
      for reduction in loop.reductions { try inner.operands(of: reduction) }
      guard let carry = loop.carry else { return }
      for (value, argument) in zip(carry.next, carry.carried) { try inner.expect(value, argument.dtype, in: "next") }
    }
    guard let carry = loop.carry else { return }
    for (result, argument) in zip(carry.results, carry.carried) {
      if result.dtype != argument.dtype { throw Problem("\(result.id): a carried value's dtypes differ") }
      try define(result.id, result.dtype)
    }
  }

  func check(_ order: ReductionOrder) throws(Problem) {
    switch order {
    case .sequential: return
    case .pairwise(let accumulators, let block):
      let isPower = accumulators > 0 && accumulators & (accumulators - 1) == 0
      if !isPower || block < 2 * accumulators || block % accumulators != 0 {
        throw Problem("\(order) is no order")
      }
    case .interleaved(let lanes):
      if lanes <= 0 || lanes & (lanes - 1) != 0 { throw Problem("\(order) is no order") }
    }
  }

  func operands(of reduction: Reduction) throws(Problem) {
    let programs = reduction.combines.flatMap { [$0.left.count, $0.right.count, $0.results.count] }
    let counts = [reduction.operands.count, reduction.neutral.count] + programs
    if counts.contains(where: { $0 != reduction.results.count }) {
      throw Problem("a reduction's components differ in number")
    }
    for (index, result) in reduction.results.enumerated() {
      try expect(reduction.operands[index], result.dtype, in: "accumulate")
      let dtypes =
        [reduction.neutral[index].dtype]
        + reduction.combines.flatMap { [$0.left[index].dtype, $0.right[index].dtype] }
      if dtypes.contains(where: { $0 != result.dtype }) { throw Problem("\(result.id): a reduction's dtypes differ") }
    }
  }

  mutating func combine(_ program: Combine, _ reduction: Reduction) throws(Problem) {
    try scope { (inner) throws(Problem) in
      inner.dtypes = [:]
      for argument in program.left + program.right { try inner.define(argument.id, argument.dtype) }
      for statement in program.body { try inner.scalar(statement) }
      for (value, result) in zip(program.results, reduction.results) {
        try inner.expect(value, result.dtype, in: "yield")
      }
    }
  }

  mutating func scalar(_ statement: ScalarStatement) throws(Problem) {
    switch statement {
    case .define(let definition):
      try check(definition)
      try define(definition.id, definition.dtype)
    case .iterate(let iteration): try iterate(iteration)
    }
  }

  mutating func iterate(_ iteration: Iteration) throws(Problem) {
    let counts = [iteration.initial.count, iteration.carried.count, iteration.next.count]
    if counts.contains(where: { $0 != iteration.results.count }) {
      throw Problem("an iteration's values differ in number")
    }
    try expect(iteration.active, .bool, in: "iterate")
    for (value, argument) in zip(iteration.initial, iteration.carried) {
      try expect(value, argument.dtype, in: "iterate")
    }
    try scope { (inner) throws(Problem) in
      for argument in iteration.carried { try inner.define(argument.id, argument.dtype) }
      for statement in iteration.body { try inner.scalar(statement) }
      try inner.expect(iteration.again, .bool, in: "again")
      for (value, argument) in zip(iteration.next, iteration.carried) {
        try inner.expect(value, argument.dtype, in: "again")
      }
    }
    for (result, argument) in zip(iteration.results, iteration.carried) { try define(result, argument.dtype) }
  }

  func check(_ definition: Definition) throws(Problem) {
    let place = "\(definition.id) = \(definition.instruction)"
    let dtype = definition.dtype
    func require(_ condition: Bool) throws(Problem) {
      if !condition { throw Problem("\(place): not of \(dtype)") }
    }
    // float16 is stored and converted, never computed in.
    let isComputedFloat = dtype == .float32 || dtype == .float64
    switch definition.instruction {
    case .constant(let value): try require(value.dtype == dtype)
    case .load(let number, let component):
      let parameter = try access(number)
      try require(parameter.dtype.component == dtype && (component == .real || parameter.dtype.isComplex))
    case .index(let dimension):
      if !open.contains(dimension) { throw Problem("\(place): no loop over d\(dimension) encloses it") }
      try require(dtype == .int64)
    case .unary(let operation, let a):
      try expect(a, dtype, in: place)
      switch operation {
      case .negate: try require(isComputedFloat || dtype.isInteger)
      case .not: try require(dtype.isInteger || dtype == .bool)
      default: try require(isComputedFloat)
      }
    case .binary(let operation, let a, let b):
      try expect(a, dtype, in: place)
      try expect(b, dtype, in: place)
      switch operation {
      case .add, .subtract, .multiply, .divide: try require(isComputedFloat || dtype.isInteger)
      case .and, .or, .xor: try require(dtype.isInteger || dtype == .bool)
      case .remainder, .shiftLeft, .shiftRight: try require(dtype.isInteger)
      case .copySign: try require(isComputedFloat)
      }
    case .compare(_, let a, let b):
      try expect(b, try self.dtype(a), in: place)
      try require(dtype == .bool)
      if try self.dtype(a) == .float16 { throw Problem("\(place): float16 is compared as float32") }
    case .select(let a, let b, let c):
      try expect(a, .bool, in: place)
      try expect(b, dtype, in: place)
      try expect(c, dtype, in: place)
    case .fusedMultiplyAdd(let a, let b, let c):
      for operand in [a, b, c] { try expect(operand, dtype, in: place) }
      try require(isComputedFloat)
    case .bitcast(let a):
      let from = try self.dtype(a)
      try require(from.bitWidth == dtype.bitWidth && dtype != .bool && from != .bool)
    case .convert(let a):
      let from = try self.dtype(a)
      switch (from.kind, dtype) {
      case (_, .bool): try require(false)
      case (.float, .int32), (.float, .int64): try require(from != .float16)
      case (.float, _):
        try require(
          dtype.isFloat && !(from == .float64 && dtype == .float16) && !(from == .float16 && dtype == .float64))
      case (_, .float16): try require(false)
      default: break
      }
    }
  }
}

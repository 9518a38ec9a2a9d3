import LLVM
import RavelCore
import RavelIR
import RavelOps

/// Writes one kernel as LLVM IR.
///
/// Code is written in the order in which it runs. The state says where the code being written stands: how many
/// iterations run at once, where each parameter's pointer has moved to, and the IR value of each of the kernel's
/// values. A value is a vector only where it differs between lanes; scalars are splatted where they meet vectors.
final class KernelEmitter {
  /// A kernel's value as IR: of the dtype's register type (see `registerType`), over one lane or all.
  struct Value {
    var ir: IRValue
    var dtype: DType
  }

  struct Splat: Hashable {
    var scalar: IRValue
    var count: Int
  }

  let kernel: Kernel
  let target: CodegenTarget
  let context: Context
  let module: Module
  let builder: Builder
  let function: Function
  let dimensionCount: Int

  var values: [ValueID: Value] = [:]
  var lanes = Lanes()
  /// Each parameter's element at the current indices of the open loops, and at zero of the other dimensions. That of
  /// lane 0 in vector code.
  var pointers: [IRValue] = []
  /// The current index of each dimension that an open loop runs over. That of lane 0 in vector code.
  var indices: [Int: IRValue] = [:]
  /// Both components of complex elements that were loaded in vector code and may be used again.
  var loadedPairs: [Int: [IRValue]] = [:]
  /// Operands whose elements at the current indices were loaded in a block with others; see `TransposedTile`.
  var transposed: [Int: IRValue] = [:]
  /// Scalars that were splatted before the loop which takes them.
  var splats: [Splat: IRValue] = [:]
  /// Where that was.
  var splatBlock: BasicBlock?
  /// What those of them became that are divided by; see `divideShortly`.
  var sharedDivisors: [Splat: SharedDivisor] = [:]
  /// The current piece of each dimension that a tiles loop has cut.
  var tiles: [Int: (from: IRValue, to: IRValue)] = [:]
  /// What the loops of the current iteration of the loop around them read.
  var repeatedRows: RepeatedRows?
  private var extents: [Int: IRValue] = [:]
  private var openStrides: [Int: IRValue] = [:]
  private var openLoops = 0

  init(_ kernel: Kernel, _ target: CodegenTarget, in context: Context) {
    self.kernel = kernel
    self.target = target
    self.context = context
    dimensionCount = kernel.dimensionCount
    module = Module(CompiledKernel.entryName, in: context)
    builder = Builder(module)
    let pointer = context.pointer
    function = module.addFunction(
      CompiledKernel.entryName, [pointer, pointer, pointer, context.i64, context.i64, context.i64],
      returning: context.void)
    function.add(.nounwind)
    for (argument, name) in zip(function.parameters, ["pointers", "extents", "strides", "begin", "end", "phase"]) {
      argument.named(name)
    }
  }

  /// Writes the whole function.
  func emit() {
    builder.position(atEnd: function.appendBlock("entry"))
    loadArguments()
    var phase = 0
    for statement in kernel.body {
      guard case .loop(let loop) = statement, case .branches = loop.kind else {
        emit([statement])
        continue
      }
      emit([statement], inPhase: phase)
      phase += 1
    }
    // Others see what was stored past the caches no later than that the kernel has ended.
    if kernel.parameters.contains(where: \.isNontemporal) { builder.fence() }
    builder.ret()
  }

  /// What ends a phase.
  private func emit(_ statements: [Statement], inPhase phase: Int) {
    let body = function.appendBlock("phase\(phase)")
    let following = function.appendBlock("phase\(phase).after")
    builder.condbr(builder.icmp(.eq, function.parameters[5], i64(phase)), body, following)
    builder.position(atEnd: body)
    emit(statements)
    builder.ret()
    builder.position(atEnd: following)
  }

  /// What the launch gives, read once: nothing that the kernel stores can change it then.
  private func loadArguments() {
    let arguments = function.parameters
    pointers = kernel.parameters.indices.map { number in
      let place = builder.gep(context.pointer, arguments[0], i64(number))
      return builder.load(context.pointer, place, alignment: 8).named("p\(number)")
    }
    func load(_ argument: IRValue, _ position: Int, _ name: String) -> IRValue {
      builder.load(context.i64, builder.gep(context.i64, argument, i64(position)), alignment: 8).named(name)
    }
    for dimension in LoopShape.dimensions(of: kernel.body) {
      extents[dimension] = load(arguments[1], dimension, "n\(dimension)")
    }
    for (number, parameter) in kernel.parameters.enumerated() {
      for (dimension, pattern) in parameter.strides.enumerated() where pattern == .any {
        let position = number * dimensionCount + dimension
        openStrides[position] = load(arguments[2], position, "s\(number).\(dimension)")
      }
    }
  }

  // MARK: Statements

  func emit(_ statements: [Statement]) {
    for statement in statements {
      switch statement {
      case .scalar(let scalar): emit(scalar)
      case .store(let parameter, let values): store(parameter, values)
      case .loop(let loop):
        loadedPairs = [:]
        openLoops += 1
        emit(loop)
        openLoops -= 1
        loadedPairs = [:]
      }
    }
  }

  func emit(_ statement: ScalarStatement) {
    switch statement {
    case .define(let definition): define(definition.id, definition.dtype, emit(definition))
    case .iterate(let iteration): emit(iteration)
    }
  }

  private func emit(_ loop: Loop) {
    let shape = LoopShape(loop, kernel, target)
    repeatedRows?.enter(loop, shape, kernel)
    defer { repeatedRows?.leave() }
    switch loop.kind {
    case .reduce(let order): reduce(loop, order, shape)
    case .vector where lanes.count == 1: emitVector(loop, shape)
    case .vector, .parallel, .serial, .tile:
      if let tile = TransposedTile(loop, shape, lanes, kernel) { return emitTransposed(tile, loop, shape) }
      emitScalar(loop, shape)
    case .scan: emitScan(loop, shape)
    case .tiles(let size): emitTiles(loop, size)
    case .branches(let cut, let levels, let multiple): emitBranches(loop, shape, of: cut, levels, multiple)
    }
  }

  // MARK: Values

  func define(_ id: ValueID, _ dtype: DType, _ ir: IRValue) { values[id] = Value(ir: ir, dtype: dtype) }

  func bind(_ arguments: [BlockArgument], _ irs: [IRValue]) {
    for (argument, ir) in zip(arguments, irs) { define(argument.id, argument.dtype, ir) }
  }

  func dtype(_ id: ValueID) -> DType { values[id]!.dtype }

  /// The value as it is: a vector, or a scalar that is the same in all lanes.
  func use(_ id: ValueID) -> IRValue { values[id]!.ir }

  /// The value in every lane.
  func vector(_ id: ValueID) -> IRValue { splat(use(id), lanes.count) }

  func splat(_ value: IRValue, _ count: Int) -> IRValue {
    if count == 1 || value.type.isVector { return value }
    return splats[Splat(scalar: value, count: count)] ?? builder.splat(value, count)
  }

  /// Operands over equally many lanes: if one is a vector, all are.
  func matched(_ ids: ValueID...) -> [IRValue] {
    let irs = ids.map(use)
    let count = irs.map(\.type.lanes).max() ?? 1
    return irs.map { splat($0, count) }
  }

  // MARK: Arguments

  /// The indices that a loop runs over: what the launch divides, if it is that loop; else the whole extent.
  func bounds(_ loop: Loop) -> (from: IRValue, to: IRValue) {
    if let piece = tiles[loop.dimension] { return piece }
    if openLoops == 1, kernel.divisibleDimension == loop.dimension, !isWhole(loop) {
      return (function.parameters[3], function.parameters[4])
    }
    return (i64(0), extent(loop.dimension))
  }

  /// Whether a launch gives all of an outermost loop to who runs it: what reads the branches that others left.
  private func isWhole(_ loop: Loop) -> Bool {
    if case .branches = loop.kind { return false }
    return kernel.phaseCount > 0
  }

  func extent(_ dimension: Int) -> IRValue { extents[dimension]! }

  /// How many bytes the parameter moves from one index of the dimension to the next.
  func stride(_ parameter: Int, _ dimension: Int) -> IRValue {
    let itemSize = kernel.parameters[parameter].dtype.itemSize
    switch kernel.parameters[parameter].strides[dimension] {
    case .zero: return i64(0)
    case .unit, .lane: return i64(itemSize)
    case .reversed: return i64(-itemSize)
    case .alternate: return i64(2 * itemSize)
    case .any: return openStrides[parameter * dimensionCount + dimension]!
    }
  }

  // MARK: Types

  func i64(_ value: Int) -> IRValue { context.i64.constant(value) }

  /// The type of a real dtype's values in code. A float16 is kept as its bits: it is converted, never computed in, and
  /// LLVM would otherwise convert it back and forth where the processor has no such arithmetic.
  func registerType(_ dtype: DType) -> IRType {
    switch dtype {
    case .bool: context.i1
    case .float32: context.float
    case .float64: context.double
    default: context.integer(dtype.bitWidth)
    }
  }

  /// The type of a real dtype's elements in memory.
  func memoryType(_ dtype: DType) -> IRType { dtype == .bool ? context.i8 : registerType(dtype) }

  func constant(_ constant: Constant) -> IRValue { registerType(constant.dtype).constant(bits: constant.bits) }
}

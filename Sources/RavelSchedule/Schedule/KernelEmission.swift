import RavelCore
import RavelIR
import RavelOps

/// Writes a region as a kernel.
///
/// Outer loops stand around everything; within them come the reductions, each in its loops, and then the loops of the
/// results. Where reductions run across rows, the innermost outer loop is the vector loop and the reductions run inside
/// it, a lane each.
struct KernelEmission {
  private let region: Region
  private let graph: Graph
  let dimensions: Dimensions
  /// Reductions that share loops, in the order of the loops.
  private let batches: [[Int]]
  let builder = KernelBuilder()
  private var operands: [LaunchOperand] = []
  private var parameters: [Operand: Int] = [:]
  /// Values written so far, by scope: what a closed loop computed is not there for the next.
  private var known: [[Int: ScalarValue]] = [[:]]
  private var reduced: [Int: ScalarValue] = [:]
  /// Constants that are worth being part of the kernel.
  private var immediates: Set<Int> = []
  /// Values that a later loop reads back from a row of scratch memory instead of computing them again, and their
  /// parameters.
  private var kept: [Int: KeptRow] = [:]
  private var packing: Packing?
  /// Packed operands' copies: parameters of scratch memory.
  private var packed: [Operand: Int] = [:]

  private struct KeptRow {
    var parameter: Int
    var isWritten = false
  }

  init(_ region: Region, _ graph: Graph) {
    self.region = region
    self.graph = graph
    dimensions = Dimensions(region, graph)
    batches = region.batches(dimensions)
    packing = Packing(region, graph, dimensions)
    for value in region.values {
      guard case .ufunc(let op, _, let operands) = value.kind, op.spec.traits.contains(.specializesOnConstants) else {
        continue
      }
      immediates.formUnion(operands.filter { region.values[$0].dtype.isInteger })
    }
  }

  mutating func launch() -> Launch {
    for index in region.values.indices { declare(index) }
    let targets = region.results.map { parameter(region.operand(of: $0, in: graph), .output) }
    for (value, dimension) in region.valuesWorthKeeping(dimensions, batches) {
      kept[value] = KeptRow(parameter: row(value, dimension))
    }
    if let packing {
      for operand in packing.operands { packed[operand] = copy(of: operand, along: packing.reduced) }
    }
    if let tiled = packing?.shared ?? dimensions.tiled {
      emit(tiled: tiled.dimension, tiled.size, targets)
    } else {
      emit(outer: dimensions.outer[...], targets)
    }
    return Launch(kernel: builder.kernel(), extents: dimensions.extents, operands: operands)
  }

  // MARK: Parameters

  private mutating func declare(_ index: Int) {
    let value = region.values[index]
    if let operand = region.operand(of: value, in: graph) { _ = parameter(operand, .input) }
    if case .constant(let constant) = value.kind, !immediates.contains(index) {
      _ = parameter(Self.operand(constant), .input)
    }
  }

  private static func operand(_ constant: Constant) -> Operand {
    Operand(source: .constant(constant), dtype: constant.dtype, offset: 0, strides: [:])
  }

  private mutating func parameter(_ operand: Operand, _ role: Parameter.Role) -> Int {
    if role == .input, let known = parameters[operand] { return known }
    let strides = dimensions.strides(operand.strides)
    let source: LaunchOperand.Source =
      switch operand.source {
      case .node(let node): .node(node)
      case .constant(let constant): .constant(constant)
      }
    operands.append(LaunchOperand(source: source, dtype: operand.dtype, offset: operand.offset, strides: strides))
    builder.parameters.append(Parameter(role: role, dtype: operand.dtype, strides: strides.map(StridePattern.init)))
    if role == .input { parameters[operand] = operands.count - 1 }
    return operands.count - 1
  }

  /// A row of scratch memory for a value's elements along a dimension.
  private mutating func row(_ value: Int, _ dimension: Int) -> Int {
    let strides = dimensions.extents.indices.map { $0 == dimension ? 1 : 0 }
    return scratch(
      region.values[value].dtype, count: dimensions.extents[dimension], strides, strides.map(StridePattern.init))
  }

  /// Scratch memory for an operand's elements along a dimension, for each lane of the vectors.
  private mutating func copy(of operand: Operand, along dimension: Int) -> Int {
    let lanes = StridePattern.lanes(of: operand.dtype)
    let strides = dimensions.extents.indices.map { $0 == dimension ? lanes : 0 }
    var patterns = strides.map { $0 == 0 ? StridePattern.zero : .any }
    patterns[dimensions.outer.last!] = .lane
    return scratch(operand.dtype, count: dimensions.extents[dimension] * lanes, strides, patterns)
  }

  private mutating func scratch(
    _ dtype: DType, count: Int, _ strides: [Int], _ patterns: [StridePattern]
  ) -> Int {
    let source = LaunchOperand.Source.scratch(byteCount: count * dtype.itemSize)
    operands.append(LaunchOperand(source: source, dtype: dtype, offset: 0, strides: strides))
    builder.parameters.append(Parameter(role: .scratch, dtype: dtype, strides: patterns))
    return operands.count - 1
  }

  /// Memory for one value of each branch.
  mutating func shared(_ dtype: DType) -> Int {
    let strides = dimensions.extents.indices.map { $0 == dimensions.branches ? 1 : 0 }
    let bytes = dtype.itemSize << ReductionPlan.branchLevels
    operands.append(LaunchOperand(source: .shared(byteCount: bytes), dtype: dtype, offset: 0, strides: strides))
    builder.parameters.append(Parameter(role: .shared, dtype: dtype, strides: strides.map(StridePattern.init)))
    return operands.count - 1
  }

  // MARK: Loops

  mutating func loop(_ dimension: Int, _ kind: Loop.Kind, _ body: (inout KernelEmission) -> Void) {
    enter()
    builder.loop(dimension, kind) { body(&self) }
    leave()
  }

  mutating func carry(
    _ dimension: Int, _ kind: Loop.Kind, _ start: [Scalar], _ body: (inout KernelEmission, [Scalar]) -> [Scalar]
  ) -> [Scalar] {
    enter()
    defer { leave() }
    return builder.carry(dimension, kind, start) { body(&self, $0) }
  }

  mutating func enter() { known.append([:]) }
  mutating func leave() { known.removeLast() }

  private mutating func emit(outer loops: ArraySlice<Int>, _ targets: [Int]) {
    guard let dimension = loops.first else { return emitBody(targets) }
    let rest = loops.dropFirst()
    let runsAlongVectors =
      rest.isEmpty && (region.scannedAxis == nil ? dimensions.inner.isEmpty : !scansAlongRows(dimension))
      && !region.reductions.contains { $0.plan.isInner }
    loop(dimension, runsAlongVectors ? .vector : .parallel) { $0.emit(outer: rest, targets) }
  }

  /// Other loops, then pieces of the tiled dimension, and within each the vector loop around the piece.
  private mutating func emit(tiled: Int, _ size: Int, _ targets: [Int]) {
    func nest(_ kinds: ArraySlice<(Int, Loop.Kind)>, _ emission: inout KernelEmission) {
      guard let (dimension, kind) = kinds.first else { return emission.emitBody(targets) }
      if kind == .tile { emission.pack() }
      emission.loop(dimension, kind) { nest(kinds.dropFirst(), &$0) }
    }
    let others = dimensions.outer.dropLast().filter { $0 != tiled }.map { ($0, Loop.Kind.parallel) }
    nest((others + [(tiled, .tiles(size: size)), (dimensions.outer.last!, .vector), (tiled, .tile)])[...], &self)
  }

  /// Copies what the lanes that are at work will read over and over.
  private mutating func pack() {
    guard let packing else { return }
    loop(packing.reduced, .serial) { emission in
      for operand in packing.operands {
        let element = emission.load(emission.parameters[operand]!, operand.dtype)
        emission.builder.store(emission.packed[operand]!, element.components)
      }
    }
  }

  private mutating func emitBody(_ targets: [Int]) {
    for batch in batches {
      for (number, value) in zip(batch, emit(batch.map { region.reductions[$0] }, dimensions.reduced[batch[0]][...])) {
        reduced[number] = value
      }
    }
    if region.scannedAxis == nil { emit(inner: dimensions.inner[...], targets) } else { emitScan(into: targets[0]) }
  }

  private mutating func emit(inner loops: ArraySlice<Int>, _ targets: [Int]) {
    guard let dimension = loops.first else {
      for (result, target) in zip(region.results, targets) { builder.store(target, value(result.value).components) }
      return
    }
    let rest = loops.dropFirst()
    loop(dimension, rest.isEmpty ? .vector : dimensions.outer.isEmpty ? .parallel : .serial) {
      $0.emit(inner: rest, targets)
    }
  }

  // MARK: Scans

  /// Whether neighbours in the result lie along the scanned axis rather than along the innermost of the other
  /// dimensions: then there is nothing for vectors to do.
  private func scansAlongRows(_ other: Int) -> Bool {
    let strides = dimensions.strides(region.operand(of: region.results[0], in: graph).strides)
    return abs(strides[dimensions.inner[0]]) < abs(strides[other])
  }

  /// A loop that carries the last element, and stores each.
  private mutating func emitScan(into target: Int) {
    guard case .scan(let plan, let index) = region.values[region.results[0].value].kind else {
      preconditionFailure("internal error: a scan is a result\n\(graph)")
    }
    let dimension = dimensions.inner[0]
    let components = Array(repeating: Constant(0, plan.accumulated.component), count: plan.loop.output.componentCount)
    let start = (plan.neutral ?? components).map { builder.constant($0) }
    _ = carry(dimension, plan.isAssociative ? .scan : .serial, start) { emission, carried in
      let operand = emission.widened(emission.value(index)).components
      var next = plan.combine(ScalarValue(components: carried), ScalarValue(components: operand)).components
      if plan.neutral == nil {
        let position = emission.builder.index(dimension)
        let isFirst = position == position.zero
        next = zip(operand, next).map { isFirst.select($0, $1) }
      }
      let element = ScalarValue(components: next)
      let stored = plan.loop.output == .float16 ? element.converted(to: .float16) : element
      emission.builder.store(target, stored.components)
      return next
    }
  }

  // MARK: Values

  func widened(_ value: ScalarValue) -> ScalarValue {
    value.dtype == .float16 ? value.converted(to: .float32) : value
  }

  mutating func value(_ index: Int) -> ScalarValue {
    for scope in known.reversed() {
      if let value = scope[index] { return value }
    }
    let value = kept[index] == nil ? write(index) : readOrKeep(index)
    // What the builder moved out of loops is known as far out as it was moved.
    let level = value.components.map { builder.level(of: $0.id) }.max()!
    known[min(level, known.count - 1)][index] = value
    return value
  }

  /// A kept value: computed and stored in the first loop that needs it, loaded in the others.
  private mutating func readOrKeep(_ index: Int) -> ScalarValue {
    let row = kept[index]!
    if row.isWritten { return load(row.parameter, region.values[index].dtype) }
    let value = write(index)
    builder.store(row.parameter, value.components)
    kept[index]!.isWritten = true
    return value
  }

  private mutating func write(_ index: Int) -> ScalarValue {
    let value = region.values[index]
    switch value.kind {
    case .load:
      let operand = region.operand(of: value, in: graph)!
      return load(packed[operand] ?? parameters[operand]!, value.dtype)
    case .constant(let constant):
      if !immediates.contains(index) { return load(parameters[Self.operand(constant)]!, value.dtype) }
      return ScalarValue(
        components: value.dtype.isComplex
          ? [builder.constant(constant.real), builder.constant(constant.imaginary)] : [builder.constant(constant)])
    case .iota(let terms):
      var sum = builder.constant(Constant(terms.offset, .int64))
      for (dimension, step) in dimensions.terms(terms) {
        let position = builder.index(dimension)
        sum = sum + (step == 1 ? position : position * position.constant(step))
      }
      return .real(sum)
    case .cast(let operand): return self.value(operand).converted(to: value.dtype)
    case .ufunc(let op, let loop, let operands):
      return op.expand(operands.map { self.value($0) }, loop: loop)
    case .reduction(let number): return reduced[number]!
    case .scan: preconditionFailure("internal error: a scan is stored\n\(graph)")
    }
  }

  private func load(_ parameter: Int, _ dtype: DType) -> ScalarValue {
    let real = builder.load(parameter)
    return dtype.isComplex
      ? .complex(ComplexScalar(real: real, imaginary: builder.load(parameter, .imaginary))) : .real(real)
  }
}

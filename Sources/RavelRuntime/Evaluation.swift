import RavelCore
import RavelIR
import RavelInterpreter
import RavelSchedule

/// An engine that cannot do what it was asked for.
public struct EngineError: Error, CustomStringConvertible {
  public var description: String
}

/// Runs the pending operations of some expressions together and stores their results: afterwards each has its `storage`.
///
/// Safe from several threads at once: an expression that two of them evaluate is computed by each, to the same bits, and one result stays.
/// - Returns: what was done.
/// - Throws: `ArrayError.outOfMemory`; `EngineError` where the engine asked for cannot be had.
@discardableResult
public func evaluate(_ expressions: [Expression], engine: Engine = .automatic) throws -> Report {
  var report = Report()
  let pending = expressions.filter { $0.storage == nil }
  if pending.isEmpty { return report }
  var inputs: [Storage] = []
  var nodes: [Expression] = []
  let graph = Graph(pending, inputs: &inputs, nodes: &nodes)
  let results: [Storage]
  if engine == .reference {
    try graph.verify()
    let executor = ReferenceExecutor(graph) { (a, b, result) throws(ArrayError) in
      try BLAS.shared?.multiply(a, b, into: result) ?? false
    }
    results = try executor.run(inputs)
  } else {
    var execution = Execution(plan: try lower(graph), inputs: inputs, runners: try Runners(engine))
    results = try execution.run()
    report = execution.report
  }
  for (expression, storage) in zip(pending, results) { expression.store(storage) }
  return report
}

/// One run of a plan.
struct Execution {
  let plan: Plan
  let inputs: [Storage]
  let runners: Runners
  private(set) var report = Report()
  private var stored: [NodeID: Storage] = [:]
  /// The last step that reads each stored node; its memory goes back to the pool after it.
  private var lastUses: [Int: [NodeID]] = [:]

  init(plan: Plan, inputs: [Storage], runners: Runners) {
    self.plan = plan
    self.inputs = inputs
    self.runners = runners
    var uses: [NodeID: Int] = [:]
    for (number, step) in plan.steps.enumerated() {
      for node in step.nodes { uses[plan.graph.memory(of: node)] = number }
    }
    let outputs = Set(plan.graph.outputs.map(plan.graph.memory))
    for (node, step) in uses where !outputs.contains(node) { lastUses[step, default: []].append(node) }
  }

  /// - Returns: the graph's outputs.
  mutating func run() throws -> [Storage] {
    for (number, step) in plan.steps.enumerated() {
      switch step {
      case .launch(let launch): try run(launch)
      case .matmul(let a, let b, let target):
        report.libraryCalls += 1
        try matrixProduct(storage(a), storage(b), into: target)
      }
      for node in lastUses[number] ?? [] { stored[node] = nil }
    }
    return try plan.graph.outputs.map { try storage($0) }
  }

  /// A node's elements: given, or stored by a step before, or fresh memory that a step is about to fill.
  private mutating func storage(_ id: NodeID) throws(ArrayError) -> Storage {
    let node = plan.graph[id]
    switch node.kind {
    case .input(let number): return inputs[number]
    case .view(let map): return try storage(node.inputs[0]).view(map)
    case .reshape:
      let source = try storage(node.inputs[0])
      return Storage(buffer: source.buffer, dtype: node.dtype, layout: node.layout, offset: source.offset)
    default: break
    }
    let owner = plan.graph.memory(of: id)
    if let storage = stored[owner] { return storage }
    let storage = try Storage(allocating: node.layout, node.dtype)
    if case .constant(let value) = node.kind { value.write(to: storage.pointer) }
    stored[owner] = storage
    return storage
  }

  private mutating func run(_ launch: Launch) throws {
    let kernel = try runners.kernel(launch.kernel, report: &report)
    var constants = try ConstantBlock(launch)
    var held: [Buffer] = []
    var pointers: [UnsafeMutableRawPointer] = []
    var strides: [Int] = []
    for operand in launch.operands {
      let size = operand.dtype.itemSize
      switch operand.source {
      case .node(let node):
        let storage = try storage(node)
        pointers.append(storage.pointer + operand.offset * size)
        held.append(storage.buffer)
      case .constant(let value): pointers.append(constants.place(value))
      case .scratch, .given: pointers.append(constants.none)
      }
      for stride in operand.strides { strides.append(stride * size) }
    }
    let arguments = KernelArguments(pointers: pointers, extents: launch.extents, strides: strides)
    try withExtendedLifetime((held, constants)) { () throws(ArrayError) in try launch.run(kernel, arguments) }
    report.count(launch)
  }

  private mutating func matrixProduct(_ a: Storage, _ b: Storage, into target: NodeID) throws {
    let result = try storage(target)
    if result.layout.count == 0 { return }
    if try BLAS.shared?.multiply(a, b, into: result) == true { return }
    let launch = Launch.matrixProduct(a, b, into: result)
    let kernel = try runners.kernel(launch.kernel, report: &report)
    let arguments = KernelArguments(
      pointers: [a.pointer, b.pointer, result.pointer], extents: launch.extents,
      strides: launch.operands.flatMap { operand in operand.strides.map { $0 * operand.dtype.itemSize } })
    try withExtendedLifetime((a, b, result)) { () throws(ArrayError) in try launch.run(kernel, arguments) }
    report.count(launch)
  }
}

/// The constants of a launch, in memory where the kernel can load them.
private struct ConstantBlock {
  private let buffer: Buffer
  private var used = 0

  init(_ launch: Launch) throws(ArrayError) {
    buffer = try Buffer(byteCount: 16 * launch.operands.count)
  }

  /// An address that stands for memory yet to be given.
  var none: UnsafeMutableRawPointer { buffer.address }

  mutating func place(_ value: Constant) -> UnsafeMutableRawPointer {
    let address = buffer.address + used
    value.write(to: address)
    used += 16
    return address
  }
}

extension Constant {
  /// Writes the element's bytes.
  func write(to address: UnsafeMutableRawPointer) {
    let part = dtype.component.itemSize
    withUnsafeBytes(of: bits.littleEndian) { address.copyMemory(from: $0.baseAddress!, byteCount: part) }
    guard dtype.isComplex else { return }
    withUnsafeBytes(of: imaginaryBits.littleEndian) { (address + part).copyMemory(from: $0.baseAddress!, byteCount: part) }
  }
}

extension Plan.Step {
  /// The nodes whose memory the step reads or writes.
  var nodes: [NodeID] {
    switch self {
    case .matmul(let a, let b, let target): [a, b, target]
    case .launch(let launch):
      launch.operands.compactMap { if case .node(let node) = $0.source { node } else { nil } }
    }
  }
}

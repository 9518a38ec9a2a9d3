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
  let graph = Graph(pending, inputs: &inputs)
  let results: [Storage]
  if engine == .reference {
    try graph.verify()
    let executor = ReferenceExecutor(graph) { (a, b, result) throws(ArrayError) in
      try BLAS.shared?.multiply(a, b, into: result) ?? false
    }
    results = try executor.run(inputs)
  } else {
    let runners = try Runners(engine)
    let prepared = try runners.plans.plan(for: graph) { try PreparedPlan(lower($0), runners, report: &report) }
    var execution = Execution(prepared, inputs, runners, report)
    results = try execution.run()
    report = execution.report
  }
  for (expression, storage) in zip(pending, results) { expression.store(storage) }
  return report
}

/// One run of a plan.
private struct Execution {
  private let prepared: PreparedPlan
  private let inputs: [Storage]
  private let runners: Runners
  private(set) var report: Report
  /// Memory of nodes, by the node that owns it.
  private var stored: [NodeID: Storage] = [:]
  private var graph: Graph { prepared.plan.graph }

  init(_ prepared: PreparedPlan, _ inputs: [Storage], _ runners: Runners, _ report: Report) {
    self.prepared = prepared
    self.inputs = inputs
    self.runners = runners
    self.report = report
  }

  /// - Returns: the graph's outputs.
  mutating func run() throws -> [Storage] {
    for (number, step) in prepared.plan.steps.enumerated() {
      switch step {
      case .launch: try run(prepared.launches[number]!)
      case .matmul(let a, let b, let target):
        report.libraryCalls += 1
        try matrixProduct(storage(a), storage(b), into: target)
      }
      for node in prepared.finished[number] { stored[node] = nil }
    }
    return try graph.outputs.map { try storage($0) }
  }

  /// A node's elements: given, or stored by a step before, or fresh memory that a step is about to fill.
  private mutating func storage(_ id: NodeID) throws(ArrayError) -> Storage {
    let node = graph[id]
    switch node.kind {
    case .input(let number): return inputs[number]
    case .view(let map): return try storage(node.inputs[0]).view(map)
    case .reshape:
      let source = try storage(node.inputs[0])
      return Storage(buffer: source.buffer, dtype: node.dtype, layout: node.layout, offset: source.offset)
    default: break
    }
    let owner = graph.memory(of: id)
    if let storage = stored[owner] { return storage }
    let storage = try Storage(allocating: node.layout, node.dtype)
    if case .constant(let value) = node.kind { value.write(to: storage.pointer) }
    stored[owner] = storage
    return storage
  }

  private mutating func run(_ prepared: PreparedLaunch) throws {
    var held: [Buffer] = []
    var pointers: [UnsafeMutableRawPointer] = []
    pointers.reserveCapacity(prepared.launch.operands.count)
    for (number, operand) in prepared.launch.operands.enumerated() {
      guard case .node(let node) = operand.source else {
        pointers.append(prepared.constantAddress(number))
        continue
      }
      let storage = try storage(node)
      pointers.append(storage.pointer + operand.offset * operand.dtype.itemSize)
      held.append(storage.buffer)
    }
    try run(prepared, pointers, keeping: held)
  }

  private mutating func run(_ prepared: PreparedLaunch, _ pointers: [UnsafeMutableRawPointer], keeping held: [Buffer]) throws {
    let arguments = KernelArguments(pointers: pointers, extents: prepared.launch.extents, strides: prepared.strides)
    try withExtendedLifetime((held, prepared)) { () throws(ArrayError) in try prepared.run(arguments) }
    report.count(prepared)
  }

  private mutating func matrixProduct(_ a: Storage, _ b: Storage, into target: NodeID) throws {
    let result = try storage(target)
    if result.layout.count == 0 { return }
    if try BLAS.shared?.multiply(a, b, into: result) == true { return }
    let launch = Launch.matrixProduct(a, b, into: result)
    let prepared = try PreparedLaunch(launch, try runners.kernel(launch.kernel, report: &report))
    try run(prepared, [a.pointer, b.pointer, result.pointer], keeping: [a.buffer, b.buffer, result.buffer])
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

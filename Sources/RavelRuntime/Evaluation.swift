import RavelCore
import RavelIR
import RavelInterpreter
import RavelSchedule

/// An engine that cannot do what it was asked for.
public struct EngineError: Error, CustomStringConvertible {
  public var description: String
}

/// Runs the pending operations of some expressions together and stores their results: afterwards each has its
/// `storage`.
///
/// Safe from several threads at once: an expression that two of them evaluate is computed by each, to the same bits,
/// and one result stays.
/// - Returns: what was done.
/// - Throws: `ArrayError.outOfMemory`; `EngineError` where the engine asked for cannot be had.
@discardableResult
public func evaluate(_ expressions: [Expression], engine: Engine = .automatic) throws -> Report {
  var report = Report()
  let pending = expressions.contains { $0.isStored } ? expressions.filter { !$0.isStored } : expressions
  if pending.isEmpty { return report }
  let results: [Storage]
  if engine == .reference {
    results = try referenceResults(Snapshot(pending))
  } else {
    let runners = try Runners(engine)
    let (plan, inputs) = try preparedPlan(for: pending, runners, &report)
    var execution = Execution(plan, inputs, report)
    results = try execution.run()
    report = execution.report
  }
  for (expression, storage) in zip(pending, results) { expression.store(storage) }
  Profile.count(report)
  return report
}

private func referenceResults(_ snapshot: Snapshot) throws -> [Storage] {
  var inputs: [Storage] = []
  let graph = Graph(snapshot, inputs: &inputs)
  try graph.verify()
  let executor = ReferenceExecutor(graph) { (a, b, result) throws(ArrayError) in
    try BLAS.shared?.multiply(a, b, into: result) ?? false
  }
  return try executor.run(inputs)
}

/// The plan that computes some pending expressions, and the arrays that it reads.
private func preparedPlan(
  for pending: [Expression], _ runners: Runners, _ report: inout Report
) throws -> (PreparedPlan, inputs: [Origin]) {
  let call = TracedCall.results(pending)
  if let call, let traced = runners.plans.plan(for: call.trace), let inputs = traced.origins(call) {
    return (traced.plan, inputs)
  }
  let snapshot = Snapshot(pending)
  let plan = try runners.plans.plan(for: snapshot) { try PreparedPlan(lower($0), runners, report: &report) }
  if let call, let traced = TracedPlan(call, snapshot, plan) { runners.plans.keep(traced) }
  let inputs: [Origin] = snapshot.members.compactMap {
    if case .stored(let storage) = $0.state { Origin(storage) } else { nil }
  }
  return (plan, inputs)
}

/// One run of a plan.
private struct Execution {
  private let plan: PreparedPlan
  private let inputs: [Origin]
  private(set) var report: Report
  /// The memory of slots, while they have any.
  private var buffers: [Buffer?]

  init(_ plan: PreparedPlan, _ inputs: [Origin], _ report: Report) {
    self.plan = plan
    self.inputs = inputs
    self.report = report
    buffers = Array(repeating: nil, count: plan.slots.count)
  }

  /// - Returns: the graph's outputs.
  mutating func run() throws -> [Storage] {
    for step in plan.steps {
      for slot in step.taken { try take(slot) }
      for donation in step.donations { buffers[donation.to] = buffers[donation.from] }
      switch step.work {
      case .launch(let launch): try run(launch)
      case .library(let a, let b, let target):
        report.libraryCalls += 1
        let isDone = try BLAS.shared?.multiply(storage(a), storage(b), into: storage(target)) ?? false
        precondition(isDone, "a plan calls a library only for what it takes")
      }
      for slot in step.released { buffers[slot] = nil }
    }
    for slot in plan.unused { try take(slot) }
    return plan.outputs.map(storage)
  }

  private mutating func take(_ number: Int) throws(ArrayError) {
    let slot = plan.slots[number]
    let buffer = try Buffer(byteCount: slot.byteCount)
    slot.value?.write(to: buffer.address)
    buffers[number] = buffer
  }

  private func storage(_ place: Place) -> Storage {
    switch place.memory {
    case .input(let number):
      Storage(
        buffer: inputs[number].buffer, dtype: place.dtype, layout: place.layout,
        offset: inputs[number].byteOffset / place.dtype.itemSize + place.offset)
    case .slot(let number):
      Storage(buffer: buffers[number]!, dtype: place.dtype, layout: place.layout, offset: place.offset)
    }
  }

  /// Inputs and slots outlive the run: nothing but pointers to them goes into the kernel.
  private mutating func run(_ launch: PreparedLaunch) throws {
    var pointers: [UnsafeMutableRawPointer] = []
    pointers.reserveCapacity(launch.operands.count)
    for (number, operand) in launch.operands.enumerated() {
      switch operand {
      case .memory(.input(let input), let offset):
        pointers.append(inputs[input].buffer.address + inputs[input].byteOffset + offset)
      case .memory(.slot(let slot), let offset): pointers.append(buffers[slot]!.address + offset)
      case .constant: pointers.append(launch.constantAddress(number))
      }
    }
    try withExtendedLifetime((inputs, buffers, launch)) { () throws(ArrayError) in try launch.run(pointers) }
    report.count(launch)
  }
}

extension Constant {
  /// Writes the element's bytes.
  func write(to address: UnsafeMutableRawPointer) {
    let part = dtype.component.itemSize
    withUnsafeBytes(of: bits.littleEndian) { address.copyMemory(from: $0.baseAddress!, byteCount: part) }
    guard dtype.isComplex else { return }
    withUnsafeBytes(of: imaginaryBits.littleEndian) {
      (address + part).copyMemory(from: $0.baseAddress!, byteCount: part)
    }
  }
}

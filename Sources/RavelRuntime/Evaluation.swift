import Logging
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
  if engine == .reference {
    for (expression, storage) in zip(pending, try referenceResults(Snapshot(pending))) { expression.store(storage) }
    return report
  }
  let runners = try Runners(engine)
  func store(_ place: Int, _ origin: Origin) { pending[place].store(origin.buffer, byteOffset: origin.byteOffset) }
  let call = TracedCall.results(pending)
  if call == nil, let hint = runners.plans.hint(for: pending),
    try hint.key.withInputs(
      of: pending, { addresses, origin in try hint.plan.run(addresses, origin: origin, &report, store) })
  {
    Counters.count(report)
    return report
  }
  let (plan, inputs) = try preparedPlan(for: pending, call, runners, &report)
  try plan.run(inputs, &report, store)
  Counters.count(report)
  return report
}

/// The plan that computes some pending expressions, and the arrays that it reads.
/// - Parameter call: the use of a trace that they are the results of, if they are.
private func preparedPlan(
  for pending: [Expression], _ call: TracedCall?, _ runners: Runners, _ report: inout Report
) throws -> (PreparedPlan, inputs: [Origin]) {
  func prepare(_ graph: Graph) throws -> PreparedPlan {
    let start = ContinuousClock.now
    let plan = try PreparedPlan(lower(graph), runners, report: &report)
    report.plansMade += 1
    let time = ContinuousClock.now - start
    Logger.ravel.debug("a plan was made in \(time.millisecondsText); its steps: \(plan.steps.count)")
    return plan
  }
  if let call, let known = try runners.plans.plan(for: call, pending, prepare) { return known }
  return try runners.plans.plan(for: pending, prepare)
}

private func referenceResults(_ snapshot: Snapshot) throws -> [Storage] {
  var inputs: [Storage] = []
  let graph = Graph(snapshot, inputs: &inputs)
  try graph.verify()
  let executor = ReferenceExecutor(graph) { (a, b, result) throws(ArrayError) in
    BLAS.shared?.multiply(a, b, into: result) ?? false
  }
  return try executor.run(inputs)
}

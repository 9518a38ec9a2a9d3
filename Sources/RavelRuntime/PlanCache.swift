import RavelCore
import RavelIR
import Synchronization

/// Plans by the graphs they are for: the same operations on arrays of the same types are planned once.
final class PlanCache: Sendable {
  static let compiled = PlanCache()
  static let interpreted = PlanCache()

  private struct State {
    var plans: [GraphKey: PreparedPlan] = [:]
    /// Those found last, each in the one place that its expressions' fingerprints give it.
    var hinted = [Hinted?](repeating: nil, count: hintCount)
    /// Each holds its trace, so that no other one comes to have its identity.
    var traced: [ObjectIdentifier: TracedPlan] = [:]
  }

  /// A plan with the graph that it is for.
  final class Hinted: Sendable {
    let key: GraphKey
    let plan: PreparedPlan

    init(_ key: GraphKey, _ plan: PreparedPlan) { (self.key, self.plan) = (key, plan) }
  }

  private let state = Mutex(State())
  /// Graphs are small beside what they compute, but a program may make up new ones for ever.
  private static let limit = 1024
  private static let hintCount = 1024

  /// The plan that is probably the one for the pending operations of some expressions.
  func hint(for expressions: [Expression]) -> Hinted? {
    let place = Self.hintPlace(expressions)
    return state.withLock { $0.hinted[place] }
  }

  private static func hintPlace(_ expressions: [Expression]) -> Int {
    var hint = Fingerprint()
    for expression in expressions { hint.combine(expression.fingerprint) }
    return Int(truncatingIfNeeded: hint.value & UInt64(hintCount - 1))
  }

  /// The plan for the pending operations of some expressions, prepared now if it is new, and the arrays that it reads.
  func plan(
    for expressions: [Expression], _ prepare: (Graph) throws -> PreparedPlan
  ) rethrows -> (PreparedPlan, inputs: [Origin]) {
    let snapshot = Snapshot(expressions)
    let key = GraphKey(snapshot)
    let plan = try plan(for: snapshot, key, prepare)
    let place = Self.hintPlace(expressions)
    state.withLock { $0.hinted[place] = Hinted(key, plan) }
    return (plan, snapshot.origins)
  }

  private func plan(
    for snapshot: Snapshot, _ key: GraphKey, _ prepare: (Graph) throws -> PreparedPlan
  ) rethrows -> PreparedPlan {
    if let known = state.withLock({ $0.plans[key] }) { return known }
    var inputs: [Storage] = []
    let prepared = try prepare(Graph(snapshot, inputs: &inputs))
    state.withLock { state in
      if state.plans.count >= Self.limit { state.plans = [:] }
      state.plans[key] = prepared
    }
    return prepared
  }

  /// The plan for all results of a trace, if it was used before, and the arrays that it reads; nil also if an operand is
  /// yet to be computed.
  func plan(for trace: Trace, over leaves: [Expression]) -> (plan: PreparedPlan, inputs: [Origin])? {
    guard let known = tracedPlan(for: trace) else { return nil }
    return known.inputs(leaves).map { (known.plan, $0) }
  }

  /// The plan for all results of a trace, if it was used before.
  func tracedPlan(for trace: Trace) -> TracedPlan? { state.withLock { $0.traced[ObjectIdentifier(trace)] } }

  /// The plan for all the results of a use of a trace, and the arrays that it reads; nil if an operand is yet to be
  /// computed.
  func plan(
    for call: TracedCall, _ results: [Expression], _ prepare: (Graph) throws -> PreparedPlan
  ) rethrows -> (PreparedPlan, inputs: [Origin])? {
    if let known = plan(for: call.trace, over: call.leaves) { return known }
    let snapshot = Snapshot(results)
    guard TracedPlan.isFor(call, snapshot) else { return nil }
    let plan = try plan(for: snapshot, GraphKey(snapshot), prepare)
    let traced = TracedPlan(call, snapshot, plan)
    state.withLock { state in
      if state.traced.count >= Self.limit { state.traced = [:] }
      state.traced[ObjectIdentifier(call.trace)] = traced
    }
    return (plan, snapshot.origins)
  }

  func clear() {
    state.withLock { $0 = State() }
    Self.clearings.wrappingAdd(1, ordering: .relaxed)
  }

  /// Lets go of the plans that have a kernel which is no longer kept.
  func forgetPlans<Prepared: ExecutableKernel>(of type: Prepared.Type, keeping kept: Set<ObjectIdentifier>) {
    func isWhole(_ plan: PreparedPlan) -> Bool {
      plan.steps.allSatisfy { step in
        guard case .launch(let launch) = step.work else { return true }
        return launch.kernel.parts.allSatisfy { !($0 is Prepared) || kept.contains(ObjectIdentifier($0)) }
      }
    }
    state.withLock { state in
      state.plans = state.plans.filter { isWhole($0.value) }
      for (place, hinted) in state.hinted.enumerated() where hinted.map({ !isWhole($0.plan) }) ?? false {
        state.hinted[place] = nil
      }
      state.traced = state.traced.filter { isWhole($0.value.plan) }
    }
    Self.clearings.wrappingAdd(1, ordering: .relaxed)
  }

  /// How often plans were forgotten: what somebody remembers of it holds as long as this stays.
  static let clearings = Atomic<Int>(0)
}

extension Snapshot {
  /// The arrays that the graph reads, in the order of its inputs.
  fileprivate var origins: [Origin] {
    members.compactMap { if case .stored(let origin) = $0.state { origin } else { nil } }
  }
}

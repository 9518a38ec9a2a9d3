import RavelCore
import RavelIR
import Synchronization

/// Plans by the graphs they are for: the same operations on arrays of the same types are planned once.
final class PlanCache: Sendable {
  static let compiled = PlanCache()
  static let interpreted = PlanCache()

  private struct State {
    var plans: [GraphKey: PreparedPlan] = [:]
    /// The same plans by what their expressions' fingerprints were.
    var hinted: [UInt64: [Hinted]] = [:]
    /// Each holds its trace, so that no other one comes to have its identity.
    var traced: [ObjectIdentifier: TracedPlan] = [:]
  }

  private struct Hinted {
    let key: GraphKey
    let plan: PreparedPlan
  }

  private let state = Mutex(State())
  /// Graphs are small beside what they compute, but a program may make up new ones for ever.
  private static let limit = 1024
  /// Expressions of one fingerprint whose operands were computed to different extents in between.
  private static let hintLimit = 4

  /// The plan for the pending operations of some expressions, prepared now if it is new, and the arrays that it reads.
  func plan(
    for expressions: [Expression], _ prepare: (Graph) throws -> PreparedPlan
  ) rethrows -> (PreparedPlan, inputs: [Origin]) {
    var hint = Fingerprint()
    for expression in expressions { hint.combine(expression.fingerprint) }
    for known in state.withLock({ $0.hinted[hint.value] }) ?? [] {
      if let inputs = known.key.inputs(of: expressions) { return (known.plan, inputs) }
    }
    let snapshot = Snapshot(expressions)
    let key = GraphKey(snapshot)
    let plan = try plan(for: snapshot, key, prepare)
    state.withLock { state in
      if state.hinted.count >= Self.limit { state.hinted = [:] }
      var known = state.hinted[hint.value] ?? []
      if known.count == Self.hintLimit { known.removeFirst() }
      state.hinted[hint.value] = known + [Hinted(key: key, plan: plan)]
    }
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
    guard let known = state.withLock({ $0.traced[ObjectIdentifier(trace)] }) else { return nil }
    return known.inputs(leaves).map { (known.plan, $0) }
  }

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

  func clear() { state.withLock { $0 = State() } }
}

extension Snapshot {
  /// The arrays that the graph reads, in the order of its inputs.
  fileprivate var origins: [Origin] {
    members.compactMap { if case .stored(let origin) = $0.state { origin } else { nil } }
  }
}

/// A plan for all the results of a trace, over stored operands.
private final class TracedPlan: Sendable {
  /// Held, so that its identity stays its own.
  private let trace: Trace
  let plan: PreparedPlan
  private let inputs: [Input]

  private enum Input: Sendable {
    case leaf(Int)
    case captured(Origin)
  }

  /// Whether a snapshot of the results of a use of a trace ends at its operands: if it goes on below one, which was
  /// still to be computed, the plan is for that use alone.
  static func isFor(_ call: TracedCall, _ snapshot: Snapshot) -> Bool {
    snapshot.members.allSatisfy { member in
      if case .stored = member.state { return true }
      return !call.leaves.contains { $0 === member.expression }
    }
  }

  init(_ call: TracedCall, _ snapshot: Snapshot, _ plan: PreparedPlan) {
    trace = call.trace
    self.plan = plan
    inputs = snapshot.members.compactMap { member in
      guard case .stored(let origin) = member.state else { return nil }
      return call.leaves.firstIndex { $0 === member.expression }.map(Input.leaf) ?? .captured(origin)
    }
  }

  /// The arrays that the plan reads; nil if one of them is still to be computed.
  func inputs(_ leaves: [Expression]) -> [Origin]? {
    var origins: [Origin] = []
    origins.reserveCapacity(inputs.count)
    for input in inputs {
      switch input {
      case .captured(let origin): origins.append(origin)
      case .leaf(let number):
        guard let origin = leaves[number].origin else { return nil }
        origins.append(origin)
      }
    }
    return origins
  }
}

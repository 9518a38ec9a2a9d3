import RavelCore
import RavelIR
import Synchronization

/// Plans by the graphs they are for: the same operations on arrays of the same shapes are planned once.
final class PlanCache: Sendable {
  static let compiled = PlanCache()
  static let interpreted = PlanCache()

  private struct State {
    var plans: [GraphKey: PreparedPlan] = [:]
    /// Each holds its trace, so that no other one comes to have its identity.
    var traced: [ObjectIdentifier: TracedPlan] = [:]
  }

  private let state = Mutex(State())
  /// Graphs are small beside what they compute, but a program may make up new ones for ever.
  private static let limit = 1024

  /// The plan for a snapshot's graph, prepared now if it is new.
  func plan(for snapshot: Snapshot, _ prepare: (Graph) throws -> PreparedPlan) rethrows -> PreparedPlan {
    let key = GraphKey(snapshot)
    if let known = state.withLock({ $0.plans[key] }) { return known }
    var inputs: [Storage] = []
    let prepared = try prepare(Graph(snapshot, inputs: &inputs))
    state.withLock { state in
      if state.plans.count >= Self.limit { state.plans = [:] }
      state.plans[key] = prepared
    }
    return prepared
  }

  /// The plan for a trace's results.
  func plan(for trace: Trace) -> TracedPlan? { state.withLock { $0.traced[ObjectIdentifier(trace)] } }

  func keep(_ plan: TracedPlan) {
    state.withLock { state in
      if state.traced.count >= Self.limit { state.traced = [:] }
      state.traced[ObjectIdentifier(plan.trace)] = plan
    }
  }

  func clear() { state.withLock { $0 = State() } }
}

/// Where an input's elements start.
struct Origin: Sendable {
  let buffer: Buffer
  let byteOffset: Int
}

extension Origin {
  init(_ storage: Storage) {
    self.init(buffer: storage.buffer, byteOffset: storage.offset * storage.dtype.itemSize)
  }
}

/// A plan for all the results of a trace, over stored operands.
final class TracedPlan: Sendable {
  let trace: Trace
  let plan: PreparedPlan
  private let inputs: [Input]

  private enum Input: Sendable {
    case leaf(Int)
    case captured(Origin)
  }

  /// - Parameter snapshot: of the results of a use of the trace. nil if it goes on below an operand, which was still to
  ///   be computed: then the plan is for that use alone.
  init?(_ call: TracedCall, _ snapshot: Snapshot, _ plan: PreparedPlan) {
    for member in snapshot.members {
      if case .pending = member.state, call.leaves.contains(where: { $0 === member.expression }) { return nil }
    }
    trace = call.trace
    self.plan = plan
    inputs = snapshot.members.compactMap { member in
      guard case .stored(let storage) = member.state else { return nil }
      return call.leaves.firstIndex { $0 === member.expression }.map(Input.leaf) ?? .captured(Origin(storage))
    }
  }

  /// The arrays that the plan reads; nil if one of them is still to be computed.
  func origins(_ call: TracedCall) -> [Origin]? {
    var origins: [Origin] = []
    origins.reserveCapacity(inputs.count)
    for input in inputs {
      switch input {
      case .captured(let origin): origins.append(origin)
      case .leaf(let number):
        guard let origin = call.leaves[number].origin else { return nil }
        origins.append(Origin(buffer: origin.buffer, byteOffset: origin.byteOffset))
      }
    }
    return origins
  }
}

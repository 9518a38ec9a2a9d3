import RavelIR
import Synchronization

/// A trace that is run over and over: what there is to find out about that is remembered.
public final class RepeatedTrace: Sendable {
  public let trace: Trace

  private struct Known {
    let plan: TracedPlan
    let engine: Engine
    /// See `PlanCache.clearings`.
    let clearings: Int
  }

  private let known = Mutex<Known?>(nil)

  public init(_ trace: Trace) { self.trace = trace }

  /// Runs the operations on operands that are in memory.
  /// - Parameters:
  ///   - leaves: as many as the trace was taken over, of the same types, held by the caller.
  ///   - take: is given the number of each result, and the result, stored.
  /// - Throws: as `evaluate(_:engine:)`.
  @discardableResult
  public func evaluate(
    over leaves: UnsafeBufferPointer<Unmanaged<Expression>>, engine: Engine,
    _ take: (Int, consuming Expression) -> Void
  ) throws -> Report {
    var report = Report()
    if let plan = plan(engine), try plan.run(leaves, &report, take) {
      Counters.count(report)
      return report
    }
    let results = trace(leaves.map { $0.takeUnretainedValue() })
    report = try RavelRuntime.evaluate(results, engine: engine)
    for (place, result) in results.enumerated() { take(place, result) }
    return report
  }

  private func plan(_ engine: Engine) -> TracedPlan? {
    let clearings = PlanCache.clearings.load(ordering: .relaxed)
    let last = known.withLock { known -> TracedPlan? in
      guard let known, known.engine == engine, known.clearings == clearings else { return nil }
      return known.plan
    }
    if let last { return last }
    guard engine != .reference, let plan = try? Runners(engine).plans.tracedPlan(for: trace) else { return nil }
    known.withLock { $0 = Known(plan: plan, engine: engine, clearings: clearings) }
    return plan
  }
}

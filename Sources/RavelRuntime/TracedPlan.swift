import RavelCore
import RavelIR

/// A plan for all the results of a trace, over stored operands.
final class TracedPlan: Sendable {
  /// Held, so that its identity stays its own.
  private let trace: Trace
  let plan: PreparedPlan
  private let sources: [Source]
  private let captured: [Origin]
  /// The same in one launch, if that is all.
  private let direct: DirectLaunch?

  /// Where an array that the plan reads comes from.
  enum Source: Sendable {
    /// It is that operand of the trace.
    case leaf(Int)
    /// The trace brought it; its place in `captured`.
    case captured(Int)
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
    var captured: [Origin] = []
    sources = snapshot.members.compactMap { member in
      guard case .stored(let origin) = member.state else { return nil }
      if let leaf = call.leaves.firstIndex(where: { $0 === member.expression }) { return .leaf(leaf) }
      captured.append(origin)
      return .captured(captured.count - 1)
    }
    self.captured = captured
    direct = DirectLaunch(plan, sources, captured: captured, results: trace.results)
  }

  /// The arrays that the plan reads; nil if one of them is still to be computed.
  func inputs(_ leaves: [Expression]) -> [Origin]? {
    var origins: [Origin] = []
    origins.reserveCapacity(sources.count)
    for number in sources.indices {
      switch sources[number] {
      case .captured(let place): origins.append(captured[place])
      case .leaf(let leaf):
        guard let origin = leaves[leaf].origin else { return nil }
        origins.append(origin)
      }
    }
    return origins
  }

  /// Runs the plan on operands that the caller holds.
  /// - Parameters:
  ///   - leaves: the trace's operands, of the types that it was taken over.
  ///   - take: is given the number of each result, and the result.
  /// - Returns: whether all operands were there; if not, nothing was done.
  func run(
    _ leaves: UnsafeBufferPointer<Unmanaged<Expression>>, _ report: inout Report,
    _ take: (Int, consuming Expression) -> Void
  ) throws(ArrayError) -> Bool {
    if let direct { return try direct.run(leaves, &report, take) }
    let result: Result<Bool, ArrayError> = withUnsafeTemporaryAllocation(
      of: UnsafeMutableRawPointer.self, capacity: sources.count
    ) { addresses in
      for number in sources.indices {
        let address =
          switch sources[number] {
          case .leaf(let leaf): leaves[leaf]._withUnsafeGuaranteedRef { $0.storedAddress }
          case .captured(let place): captured[place].buffer.address + captured[place].byteOffset
          }
        guard let address else { return .success(false) }
        addresses.initializeElement(at: number, to: address)
      }
      return Result { () throws(ArrayError) in
        try plan.run(
          UnsafeBufferPointer(addresses), origin: { origin($0, leaves) }, &report
        ) { place, origin in
          take(place, Expression(trace.results[place], storedIn: origin.buffer, byteOffset: origin.byteOffset))
        }
        return true
      }
    }
    return try result.get()
  }

  private func origin(_ number: Int, _ leaves: UnsafeBufferPointer<Unmanaged<Expression>>) -> Origin {
    switch sources[number] {
    case .captured(let place): return captured[place]
    case .leaf(let leaf):
      guard let origin = leaves[leaf]._withUnsafeGuaranteedRef({ $0.origin }) else {
        preconditionFailure("a plan runs on arrays that are there")
      }
      return origin
    }
  }
}

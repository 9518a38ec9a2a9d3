import RavelCore
import RavelIR

/// A plan for all the results of a trace, over stored operands.
final class TracedPlan: Sendable {
  /// Held, so that its identity stays its own.
  private let trace: Trace
  let plan: PreparedPlan
  /// For each array that the plan reads, which of the trace's operands it is; nil for one that the trace brought.
  private let leafNumbers: [Int?]
  private let captured: [Origin?]

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
    var leafNumbers: [Int?] = []
    var captured: [Origin?] = []
    for member in snapshot.members {
      guard case .stored(let origin) = member.state else { continue }
      let leaf = call.leaves.firstIndex { $0 === member.expression }
      leafNumbers.append(leaf)
      captured.append(leaf == nil ? origin : nil)
    }
    self.leafNumbers = leafNumbers
    self.captured = captured
  }

  /// The arrays that the plan reads; nil if one of them is still to be computed.
  func inputs(_ leaves: [Expression]) -> [Origin]? {
    var origins: [Origin] = []
    origins.reserveCapacity(leafNumbers.count)
    for number in leafNumbers.indices {
      guard let origin = captured[number] ?? leafNumbers[number].flatMap({ leaves[$0].origin }) else { return nil }
      origins.append(origin)
    }
    return origins
  }

  /// Runs the plan on operands that the caller holds.
  /// - Parameters:
  ///   - leaves: the trace's operands, of the types that it was taken over.
  ///   - take: is given the number of each result, and the result.
  /// - Returns: whether all operands were there; if not, nothing was done.
  func run(
    _ leaves: UnsafeBufferPointer<Unmanaged<Expression>>, _ report: inout Report, _ take: (Int, Expression) -> Void
  ) throws(ArrayError) -> Bool {
    let result: Result<Bool, ArrayError> = withUnsafeTemporaryAllocation(
      of: UnsafeMutableRawPointer.self, capacity: leafNumbers.count
    ) { addresses in
      for number in leafNumbers.indices {
        guard let address = address(number, leaves) else { return .success(false) }
        addresses.initializeElement(at: number, to: address)
      }
      return Result { () throws(ArrayError) in
        try plan.run(
          UnsafeBufferPointer(addresses), origin: { origin($0, leaves) }, &report
        ) { place, origin in
          take(
            place, Expression(trace.results[place], storedIn: origin.buffer, byteOffset: origin.byteOffset))
        }
        return true
      }
    }
    return try result.get()
  }

  private func address(
    _ number: Int, _ leaves: UnsafeBufferPointer<Unmanaged<Expression>>
  ) -> UnsafeMutableRawPointer? {
    guard let leaf = leafNumbers[number] else { return captured[number].map { $0.buffer.address + $0.byteOffset } }
    return leaves[leaf]._withUnsafeGuaranteedRef { $0.storedAddress }
  }

  private func origin(_ number: Int, _ leaves: UnsafeBufferPointer<Unmanaged<Expression>>) -> Origin {
    guard let origin = captured[number] ?? leafNumbers[number].flatMap({ leaves[$0].takeUnretainedValue().origin })
    else { preconditionFailure("a plan runs on arrays that are there") }
    return origin
  }
}

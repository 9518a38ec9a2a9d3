import Synchronization

/// Operations that were built once, to be asked for again over other operands: nothing is resolved, promoted or checked
/// anew.
///
/// Whoever keeps a trace answers for it that the same operations would be built: the operands must have the dtypes and
/// layouts of those that it was taken over, and no decision on the way may have depended on their elements.
public final class Trace: Sendable {
  fileprivate enum Step: Sendable {
    /// An array that no operand brought: it is the same for all.
    case captured(Expression)
    case operation(Operation, operands: [Int])
  }

  fileprivate let leafCount: Int
  fileprivate let steps: [Step]
  /// The results, by their numbers among leaves and steps.
  fileprivate let roots: [Int]
  /// What gives the results.
  public let results: [Operation]

  /// - Parameters:
  ///   - roots: the results.
  ///   - leaves: the operands, each once. They may be operations themselves, which stay outside.
  public init(_ roots: [Expression], over leaves: [Expression]) {
    let snapshot = Snapshot(roots, leaves: leaves)
    leafCount = leaves.count
    steps = snapshot.members.dropFirst(leaves.count).map { member in
      switch member.state {
      case .stored: .captured(member.expression)
      case .pending: .operation(member.expression.operation, operands: Array(snapshot.operands[member.operands]))
      }
    }
    self.roots = snapshot.roots
    results = roots.map(\.operation)
  }

  /// Whether the operations start from the operand of that number, or it is a result.
  public func uses(_ leaf: Int) -> Bool {
    roots.contains(leaf)
      || steps.contains { if case .operation(_, let operands) = $0 { operands.contains(leaf) } else { false } }
  }

  /// Fresh expressions of the results.
  /// - Parameter leaves: as many as the trace was taken over.
  public func callAsFunction(_ leaves: [Expression]) -> [Expression] {
    precondition(leaves.count == leafCount, "\(leafCount) operands expected")
    let call = TracedCall(self, leaves)
    return roots.indices.map { place in
      let root = roots[place]
      if root < leafCount { return leaves[root] }
      if case .captured(let expression) = steps[root - leafCount] { return expression }
      return Expression(results[place], of: call, place)
    }
  }
}

/// One use of a trace: operands, and results that are expressions of their own only if somebody looks into them.
public final class TracedCall: Sendable {
  public let trace: Trace
  public let leaves: [Expression]
  /// The operands of each result's operation, once they were asked for.
  private let inputs = Mutex<[Operands]?>(nil)

  fileprivate init(_ trace: Trace, _ leaves: [Expression]) {
    self.trace = trace
    self.leaves = leaves
  }

  /// The operands of a result's operation.
  func inputs(ofResult place: Int) -> Operands {
    inputs.withLock { known in
      if known == nil { known = built() }
      return known![place]
    }
  }

  private func built() -> [Operands] {
    var built = leaves
    var operands = leaves.map { _ in Operands.none }
    for step in trace.steps {
      switch step {
      case .captured(let expression):
        built.append(expression)
        operands.append(.none)
      case .operation(let operation, let numbers):
        let inputs = numbers.map { built[$0] }
        operands.append(Operands(inputs))
        built.append(Expression(operation, inputs))
      }
    }
    return trace.roots.map { operands[$0] }
  }

  /// The use of a trace that these are all the results of, in order; nil if they are anything else.
  public static func results(_ expressions: [Expression]) -> TracedCall? {
    guard let call = expressions.first?.tracedCall?.call, expressions.count == call.trace.roots.count else {
      return nil
    }
    for (place, expression) in expressions.enumerated() {
      guard let other = expression.tracedCall, other.call === call, other.place == place else { return nil }
    }
    return call
  }
}

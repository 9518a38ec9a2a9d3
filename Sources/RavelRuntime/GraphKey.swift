import RavelCore
import RavelIR

/// The graph of a snapshot, to find what was prepared for it: made, compared and hashed for far less than a graph.
struct GraphKey: Hashable {
  private enum Entry: Hashable {
    case stored(TypedLayout)
    case operation(Operation)
  }

  private var entries: [Entry] = []
  /// The operands of all entries, one after another, by their numbers among the entries.
  private let operands: [Int]
  /// Where each entry's operands start.
  private var starts: [Int] = []
  private let roots: [Int]
  private let fingerprint: UInt64

  init(_ snapshot: Snapshot) {
    entries.reserveCapacity(snapshot.members.count)
    starts.reserveCapacity(snapshot.members.count)
    var fingerprint = Fingerprint()
    for member in snapshot.members {
      starts.append(member.operands.lowerBound)
      switch member.state {
      case .stored:
        // Other types are read by other operations, which tell the graphs apart most of the time.
        entries.append(.stored(member.expression.type))
      case .pending:
        let operation = member.expression.operation
        fingerprint.combine(operation.fingerprint)
        entries.append(.operation(operation))
      }
    }
    operands = snapshot.operands
    roots = snapshot.roots
    for operand in operands { fingerprint.combine(UInt64(operand)) }
    self.fingerprint = fingerprint.value
  }

  func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }

  /// The arrays that the graph of some expressions reads, in the order of the graph's inputs, if this is its key; nil
  /// if it is not. Nothing is numbered or hashed: this costs far less than another key.
  ///
  /// What the key's graph has twice, the expressions may share: then this graph computes it twice, to the same bits.
  func inputs(of expressions: [Expression]) -> [Origin]? {
    guard expressions.count == roots.count else { return nil }
    var members = [Expression?](repeating: nil, count: entries.count)
    func put(_ expression: Expression, _ number: Int) -> Bool {
      if let known = members[number] { return known === expression }
      members[number] = expression
      return true
    }
    for (root, expression) in zip(roots, expressions) {
      guard put(expression, root) else { return nil }
    }
    var inputs: [Origin] = []
    // Uses come after operands, so going back finds every member's expression by one of its uses.
    for number in entries.indices.reversed() {
      guard let expression = members[number] else { return nil }
      switch (entries[number], expression.current) {
      case (.stored(let type), .stored(let origin)):
        guard expression.type == type else { return nil }
        inputs.append(origin)
      case (.operation(let operation), .pending(let actual)):
        let end = number + 1 < starts.count ? starts[number + 1] : operands.count
        guard expression.operation == operation, actual.count == end - starts[number] else { return nil }
        for (place, operand) in actual.enumerated() {
          guard put(operand, operands[starts[number] + place]) else { return nil }
        }
      default: return nil
      }
    }
    inputs.reverse()
    return inputs
  }
}

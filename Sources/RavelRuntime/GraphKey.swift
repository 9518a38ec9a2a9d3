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
  private var inputCount = 0

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
        inputCount += 1
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
    for place in roots.indices {
      guard Self.put(expressions[place], at: roots[place], &members) else { return nil }
    }
    var inputs: [Origin] = []
    inputs.reserveCapacity(inputCount)
    // Uses come after operands, so going back finds every member's expression by one of its uses.
    var end = operands.count
    for number in entries.indices.reversed() {
      guard let expression = members[number] else { return nil }
      let start = starts[number]
      switch entries[number] {
      case .stored(let type):
        guard let origin = expression.origin, expression.operation.type == type else { return nil }
        inputs.append(origin)
      case .operation(let operation):
        guard expression.operation == operation, case .pending(let actual) = expression.current,
          actual.count == end - start
        else { return nil }
        for place in 0..<actual.count {
          guard Self.put(actual[place], at: operands[start + place], &members) else { return nil }
        }
      }
      end = start
    }
    inputs.reverse()
    return inputs
  }

  private static func put(_ expression: Expression, at number: Int, _ members: inout [Expression?]) -> Bool {
    if let known = members[number] { return known === expression }
    members[number] = expression
    return true
  }
}

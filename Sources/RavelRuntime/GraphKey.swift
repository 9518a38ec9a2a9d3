import RavelCore
import RavelIR

/// The graph of a snapshot, to find what was prepared for it: made, compared and hashed for far less than a graph.
final class GraphKey: Sendable {
  private enum Entry: Hashable {
    case stored(TypedLayout)
    case operation(Operation)
  }

  private let entries: [Entry]
  /// The operands of all entries, one after another, by their numbers among the entries.
  private let operands: [Int]
  /// Where each entry's operands start.
  private let starts: [Int]
  private let roots: [Int]
  private let fingerprint: UInt64
  /// How many arrays the graph reads.
  private let inputCount: Int

  init(_ snapshot: Snapshot) {
    var entries: [Entry] = []
    var starts: [Int] = []
    var inputCount = 0
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
    (self.entries, self.starts, self.inputCount) = (entries, starts, inputCount)
    operands = snapshot.operands
    roots = snapshot.roots
    for operand in operands { fingerprint.combine(UInt64(operand)) }
    self.fingerprint = fingerprint.value
  }

  /// Finds the arrays that the graph of some expressions reads, if this is its key. Nothing is numbered, hashed or
  /// allocated: this costs far less than another key.
  ///
  /// What the key's graph has twice, the expressions may share: then this graph computes it twice, to the same bits.
  /// - Parameter body: is given where the arrays start, in the order of the graph's inputs, and a function that gives
  ///   such an array by its number. They last through the call.
  /// - Returns: whether this is the key; if not, nothing was done.
  func withInputs(
    of expressions: [Expression],
    _ body: (UnsafeBufferPointer<UnsafeMutableRawPointer>, (Int) -> Origin) throws -> Void
  ) rethrows -> Bool {
    guard expressions.count == roots.count else { return false }
    return try withUnsafeTemporaryAllocation(of: Expression?.self, capacity: entries.count) { members in
      members.initialize(repeating: nil)
      defer { members.deinitialize() }
      return try withUnsafeTemporaryAllocation(of: UnsafeMutableRawPointer.self, capacity: inputCount) { addresses in
        guard find(expressions, members, addresses) else { return false }
        try body(UnsafeBufferPointer(addresses)) { number in
          var rest = number
          for place in entries.indices {
            guard case .stored = entries[place] else { continue }
            if rest == 0, let origin = members[place]?.origin { return origin }
            rest -= 1
          }
          preconditionFailure("a plan reads arrays that are there")
        }
        return true
      }
    }
  }

  private func find(
    _ expressions: [Expression], _ members: UnsafeMutableBufferPointer<Expression?>,
    _ addresses: UnsafeMutableBufferPointer<UnsafeMutableRawPointer>
  ) -> Bool {
    for place in roots.indices {
      guard Self.put(expressions[place], at: roots[place], members) else { return false }
    }
    // Uses come after operands, so going back finds every member's expression by one of its uses.
    var end = operands.count
    var input = inputCount
    for number in entries.indices.reversed() {
      guard let expression = members[number] else { return false }
      let start = starts[number]
      switch entries[number] {
      case .stored(let type):
        guard let address = expression.storedAddress, expression.operation.type == type else { return false }
        input -= 1
        addresses.initializeElement(at: input, to: address)
      case .operation(let operation):
        guard expression.operation == operation, case .pending(let actual) = expression.current,
          actual.count == end - start
        else { return false }
        for place in 0..<actual.count {
          guard Self.put(actual[place], at: operands[start + place], members) else { return false }
        }
      }
      end = start
    }
    return true
  }

  private static func put(
    _ expression: Expression, at number: Int, _ members: UnsafeMutableBufferPointer<Expression?>
  ) -> Bool {
    if let known = members[number] { return known === expression }
    members[number] = expression
    return true
  }
}

extension GraphKey: Hashable {
  static func == (a: GraphKey, b: GraphKey) -> Bool {
    a === b
      || (a.fingerprint == b.fingerprint && a.entries == b.entries && a.operands == b.operands
        && a.starts == b.starts && a.roots == b.roots)
  }

  func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }
}

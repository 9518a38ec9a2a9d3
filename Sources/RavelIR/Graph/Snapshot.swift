/// The pending operations under some expressions as they are at one moment, operands before their uses.
///
/// Another thread may store a result at any time. Whoever needs a graph and its key takes one snapshot and makes both
/// of that.
public struct Snapshot {
  /// An expression whose state was looked at once.
  public struct Member {
    public let expression: Expression
    public let state: Expression.State
    /// Where its operands' numbers stand in `operands`.
    public let operands: Range<Int>
  }

  public private(set) var members: [Member] = []
  /// The operands of all members, one after another, by their numbers among the members.
  public private(set) var operands: [Int] = []
  /// The expressions asked for, by their numbers.
  public private(set) var roots: [Int] = []
  private var numbers = Numbering()

  /// - Parameter leaves: where to stop, whether or not they are stored; they are the first members, in this order.
  public init(_ expressions: [Expression], leaves: [Expression] = []) {
    members.reserveCapacity(16)
    operands.reserveCapacity(16)
    for leaf in leaves {
      numbers.append(leaf)
      members.append(Member(expression: leaf, state: .pending(.none), operands: 0..<0))
    }
    roots.reserveCapacity(expressions.count)
    for expression in expressions { roots.append(numbers[expression] ?? add(expression)) }
  }

  /// An expression some of whose operands are still to be numbered.
  private struct Opened {
    let expression: Expression
    let inputs: Operands
    let state: Expression.State
    var next = 0

    init(_ expression: Expression) {
      self.expression = expression
      state = expression.current
      if case .pending(let inputs) = state { self.inputs = inputs } else { inputs = .none }
    }
  }

  /// Adds an expression after what it stands on.
  private mutating func add(_ expression: Expression) -> Int {
    // A list of what is open and no recursion: expressions may be deep.
    var opened = [Opened(expression)]
    while true {
      let top = opened.count - 1
      let place = opened[top].next
      if place < opened[top].inputs.count {
        opened[top].next += 1
        let input = opened[top].inputs[place]
        if numbers[input] == nil { opened.append(Opened(input)) }
        continue
      }
      let done = opened.removeLast()
      let start = operands.count
      for input in done.inputs { operands.append(numbers[input]!) }
      numbers.append(done.expression)
      members.append(Member(expression: done.expression, state: done.state, operands: start..<operands.count))
      if opened.isEmpty { return members.count - 1 }
    }
  }
}

/// The numbers of expressions. Most snapshots are small, and looking through a short list is faster than hashing.
private struct Numbering {
  private var list: [ObjectIdentifier] = []
  private var table: [ObjectIdentifier: Int] = [:]
  private static let longList = 24

  subscript(expression: Expression) -> Int? {
    let identity = ObjectIdentifier(expression)
    return list.count > Self.longList ? table[identity] : list.lastIndex(of: identity)
  }

  mutating func append(_ expression: Expression) {
    let identity = ObjectIdentifier(expression)
    list.append(identity)
    if list.count == Self.longList + 1 {
      table = Dictionary(uniqueKeysWithValues: list.enumerated().map { ($1, $0) })
    } else if list.count > Self.longList + 1 {
      table[identity] = list.count - 1
    }
  }
}

extension Graph {
  /// A snapshot's operations, and the stored arrays that they read, in the order of the graph's inputs.
  public init(_ snapshot: Snapshot, inputs: inout [Storage]) {
    var nodes: [Node] = []
    nodes.reserveCapacity(snapshot.members.count)
    for member in snapshot.members {
      switch member.state {
      case .stored(let origin):
        let type = member.expression.type
        nodes.append(Node(kind: .input(inputs.count), inputs: [], dtype: type.dtype, layout: type.layout))
        inputs.append(origin.storage(of: type))
      case .pending:
        let operation = member.expression.operation
        nodes.append(
          Node(
            kind: operation.kind, inputs: snapshot.operands[member.operands].map(NodeID.init), dtype: operation.dtype,
            layout: operation.layout))
      }
    }
    self.init(nodes: nodes, outputs: snapshot.roots.map(NodeID.init))
  }

  /// The pending operations under some expressions.
  public init(_ roots: [Expression]) {
    var inputs: [Storage] = []
    self.init(Snapshot(roots), inputs: &inputs)
  }
}

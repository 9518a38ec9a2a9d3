import RavelCore
import RavelIR

/// The graph of a snapshot, to find what was prepared for it: made, compared and hashed for far less than a graph.
struct GraphKey: Hashable {
  private enum Entry: Hashable {
    case stored(DType, Layout)
    case operation(Operation)
  }

  private var entries: [Entry] = []
  private let operands: [Int]
  private let roots: [Int]
  private let fingerprint: UInt64

  init(_ snapshot: Snapshot) {
    entries.reserveCapacity(snapshot.members.count)
    var fingerprint = Fingerprint()
    for member in snapshot.members {
      switch member.state {
      case .stored(let storage):
        // Other dtypes and layouts are read by other operations, which tell the graphs apart most of the time.
        entries.append(.stored(storage.dtype, storage.layout))
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
}

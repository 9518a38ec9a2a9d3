import RavelCore
import RavelIR

/// A graph cut into groups: each group is one kernel, or one call of a library.
public struct FusedGraph: Stage {
  public static let name = "fused"

  public var graph: Graph
  /// In the order in which they run.
  public var groups: [Group]

  public struct Group: Hashable, Sendable {
    /// What the group writes; more than one where a kernel has several results.
    public var roots: [Root]
    /// Nodes computed within, in the graph's order. A node may be computed in several groups where that is cheaper than
    /// keeping it.
    public var members: [NodeID]
    /// Why the group ends here and its result is not computed where it is read.
    public var reason: CutReason
  }

  /// A value and where it goes.
  public struct Root: Hashable, Sendable {
    public var value: NodeID
    /// The node whose memory is written.
    public var target: NodeID
    /// The region of the target, or nil for all of it.
    public var region: AccessMap?
  }

  public init(graph: Graph, groups: [Group]) {
    self.graph = graph
    self.groups = groups
  }
}

/// Why a value is stored rather than computed inside the kernels that read it.
public enum CutReason: Hashable, Sendable, CustomStringConvertible {
  case output
  case library
  case assignment
  case scan
  case reshape
  case severalReaders
  case feedsEveryElement
  case otherOuterAxes
  case otherDirection
  case axesDoNotMerge
  case tooLarge

  public var description: String {
    switch self {
    case .output: "it is a result"
    case .library: "a library computes or reads it"
    case .assignment: "it is assigned into"
    case .scan: "each of its elements goes on from another"
    case .reshape: "a reshape merges its axes"
    case .severalReaders: "several kernels read it"
    case .feedsEveryElement: "a reduction must end before its readers begin"
    case .otherOuterAxes: "its readers reduce or run over other outer axes"
    case .otherDirection: "it is reduced across rows, its readers along them"
    case .axesDoNotMerge: "it is reduced over axes that its operands do not lie evenly in"
    case .tooLarge: "the kernel would be too large"
    }
  }
}

extension FusedGraph {
  public var description: String {
    var text = graph.description
    for (number, group) in groups.enumerated() {
      text += "group \(number): \(group.members.map(\.description).joined(separator: " "))\n"
      for root in group.roots {
        let region = root.region.map { " at \($0)" } ?? ""
        text += "  \(root.value) to \(root.target)\(region), because \(group.reason)\n"
      }
    }
    return text
  }

  /// Every value that a group reads and does not compute was stored by a group before it, or was there.
  public func verify() throws(VerifyError) {
    try graph.verify()
    var stored: Set<NodeID> = []
    for group in groups {
      let members = Set(group.members)
      for member in group.members {
        for input in graph[member].inputs where !members.contains(input) {
          let source = graph.viewed(input)
          if stored.contains(source) || graph[source].isGiven { continue }
          throw VerifyError(
            stage: Self.name, problem: "\(member) reads \(input), which is not there yet", text: description)
        }
      }
      stored.formUnion(group.roots.map(\.target))
    }
  }
}

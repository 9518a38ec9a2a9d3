import RavelCore
import RavelIR
import RavelOps

/// What one kernel computes, as a list of values over an iteration space: a group of the graph with its views resolved
/// into accesses.
struct Region {
  /// A value, computed from values before it.
  struct Value {
    enum Kind {
      case load(source: NodeID, access: Access)
      case constant(Constant)
      case iota(Access.Index)
      case ufunc(Op, UfuncLoop, [Int])
      case cast(Int)
      case reduction(Int)
      case scan(ScanPlan, Int)
    }
    var kind: Kind
    var dtype: DType
  }

  /// A reduction within the kernel: its operand runs over the outer axes and its own.
  struct Reduction {
    var node: NodeID
    var plan: ReductionPlan
    var operand: Int
    /// What it starts from, if not from what the operation's rule says: a value outside of its loops.
    var start: Int?
    /// Which elements take part, if not all do.
    var mask: Int?
    /// The node that the operand is the value of.
    var operandNode: NodeID
    /// Axes walked as one, group by group, outermost first.
    var groups: [[Axis]]
  }

  struct Result {
    var value: Int
    var target: NodeID
    var access: Access
  }

  var values: [Value] = []
  /// In an order in which each may read those before it.
  var reductions: [Reduction] = []
  var results: [Result] = []
  var extents: [Int] = []
  /// The axes of the results' shape.
  var shapeAxes: [Axis] = []
  /// Those of them along which reductions are kept apart; all, if there are none.
  var outerAxes: Set<Axis> = []
  /// The axis of the results that a scan runs along.
  var scannedAxis: Axis?
  /// The nodes computed here.
  var members: Set<NodeID> = []
}

/// A reduction that cannot be computed inside the kernel that reads it.
struct CutNeeded: Error {
  var node: NodeID
  var reason: CutReason
}

/// Walks a group from its roots to what is stored.
struct RegionBuilder {
  let graph: Graph
  let isStored: (NodeID) -> Bool
  private(set) var region = Region()
  private var known: [Key: Int] = [:]
  private var knownReductions: [NodeID: Int] = [:]

  private struct Key: Hashable {
    var node: NodeID
    var access: Access
  }

  /// More values than this make a kernel that takes longer to compile than it saves.
  static let largest = 2000

  init(graph: Graph, isStored: @escaping (NodeID) -> Bool) {
    self.graph = graph
    self.isStored = isStored
  }

  /// - Throws: `CutNeeded` for a node that must be stored before.
  mutating func build(_ roots: [FusedGraph.Root]) throws(CutNeeded) -> Region {
    let shape = roots[0].region?.shape ?? graph[roots[0].target].shape
    region.shapeAxes = shape.map { newAxis($0) }
    let access = Access(zip(region.shapeAxes, shape).map { $1 == 1 ? nil : $0 })
    region.outerAxes = Set(zip(region.shapeAxes, shape).filter { $1 != 1 }.map(\.0))
    for root in roots {
      let value = try value(root.value, access, isRoot: root.value == root.target)
      region.results.append(
        Region.Result(value: value, target: root.target, access: root.region.map(access.through) ?? access))
    }
    return region
  }

  private mutating func newAxis(_ extent: Int) -> Axis {
    region.extents.append(extent)
    return Axis(number: region.extents.count - 1)
  }

  private mutating func value(_ id: NodeID, _ access: Access, isRoot: Bool = false) throws(CutNeeded) -> Int {
    let key = Key(node: id, access: access)
    if let value = known[key] { return value }
    let node = graph[id]
    let kind: Region.Value.Kind
    if case .input = node.kind {
      kind = .load(source: id, access: access)
    } else if case .constant(let constant) = node.kind {
      kind = .constant(constant)
    } else if isStored(id) && !isRoot {
      kind = .load(source: id, access: access)
    } else {
      region.members.insert(id)
      switch node.kind {
      case .view(let map):
        let value = try value(node.inputs[0], access.through(map))
        known[key] = value
        return value
      case .copy:
        let value = try value(node.inputs[0], access)
        known[key] = value
        return value
      case .iota(let axis): kind = .iota(access.indices[axis])
      case .cast: kind = .cast(try value(node.inputs[0], access))
      case .ufunc(let op, let loop):
        var operands: [Int] = []
        for input in node.inputs { operands.append(try value(input, access)) }
        kind = .ufunc(op, loop, operands)
      case .reduce(let plan): kind = .reduction(try reduction(id, plan, access))
      case .scan(let plan):
        let axis = region.shapeAxes[plan.axis]
        if region.extents[axis.number] == 1 { return try value(node.inputs[0], access) }
        region.outerAxes.remove(axis)
        region.scannedAxis = axis
        kind = .scan(plan, try value(node.inputs[0], access))
      // What it reads is stored, so its elements are in memory too.
      case .reshape: kind = .load(source: id, access: access)
      case .matmul, .assign, .input, .constant:
        preconditionFailure("internal error: \(id) is not in memory\n\(graph)")
      }
    }
    if region.values.count >= Self.largest { throw CutNeeded(node: id, reason: .tooLarge) }
    region.values.append(Region.Value(kind: kind, dtype: node.dtype))
    known[key] = region.values.count - 1
    return region.values.count - 1
  }

  private mutating func reduction(_ id: NodeID, _ plan: ReductionPlan, _ access: Access) throws(CutNeeded) -> Int {
    // A scan carries one value and no more.
    if region.scannedAxis != nil { throw CutNeeded(node: id, reason: .feedsEveryElement) }
    let operandID = graph[id].inputs[0]
    let operand = graph[operandID]
    // Kept axes must be axes of the results' shape, whole and each by itself; all reductions of a kernel keep the same.
    var kept: Set<Axis> = []
    var operandAxes: [Axis?] = []
    for (axis, resultAxis) in plan.resultAxes(operandRank: operand.shape.count).enumerated() {
      guard let resultAxis else {
        operandAxes.append(nil)
        continue
      }
      let index = access.indices[resultAxis]
      if operand.shape[axis] == 1 {
        operandAxes.append(nil)
      } else if index.offset == 0, index.terms.count == 1, index.terms[0].step == 1,
        region.shapeAxes.contains(index.terms[0].axis),
        region.extents[index.terms[0].axis.number] == operand.shape[axis],
        kept.insert(index.terms[0].axis).inserted
      {
        operandAxes.append(index.terms[0].axis)
      } else {
        throw CutNeeded(node: id, reason: .otherOuterAxes)
      }
    }
    if let number = knownReductions[id] {
      if kept != region.outerAxes { throw CutNeeded(node: id, reason: .otherOuterAxes) }
      return number
    }
    if region.reductions.isEmpty && knownReductions.isEmpty {
      if kept.isEmpty && !region.outerAxes.isEmpty { throw CutNeeded(node: id, reason: .feedsEveryElement) }
      if kept != region.outerAxes && !plan.isInner && !plan.groups.isEmpty {
        throw CutNeeded(node: id, reason: .otherDirection)
      }
      region.outerAxes = kept
    } else {
      if kept != region.outerAxes { throw CutNeeded(node: id, reason: .otherOuterAxes) }
      if let other = region.reductions.first(where: { !$0.plan.groups.isEmpty }), !plan.groups.isEmpty,
        other.plan.isInner != plan.isInner
      {
        throw CutNeeded(node: id, reason: .otherDirection)
      }
    }
    // Reduced axes are shared with those of other loops of the same extent, so that one parameter serves them all.
    var free = (0..<region.extents.count).map(Axis.init(number:)).filter {
      !region.outerAxes.contains($0) && region.extents[$0.number] != 1
    }
    for axis in plan.axes where operand.shape[axis] != 1 {
      if let position = free.firstIndex(where: { region.extents[$0.number] == operand.shape[axis] }) {
        operandAxes[axis] = free[position]
        free.removeSubrange(...position)
      } else {
        operandAxes[axis] = newAxis(operand.shape[axis])
        free.removeAll()
      }
    }
    knownReductions[id] = -1
    let start = plan.startsFromInput ? try value(graph[id].inputs[1], access) : nil
    let mask = plan.isMasked ? try value(graph[id].inputs.last!, Access(operandAxes)) : nil
    let value = try value(operandID, Access(operandAxes))
    let groups = plan.groups.map { $0.map { operandAxes[$0]! } }
    region.reductions.append(
      Region.Reduction(
        node: id, plan: plan, operand: value, start: start, mask: mask, operandNode: operandID, groups: groups))
    knownReductions[id] = region.reductions.count - 1
    return region.reductions.count - 1
  }
}

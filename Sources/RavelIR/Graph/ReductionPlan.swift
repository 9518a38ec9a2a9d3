import RavelCore
import RavelOps

/// What a reduction combines, and in which order: NumPy's order, which follows how the operand lies in memory.
///
/// NumPy walks an operand by its strides, the smallest innermost, with neighbouring axes merged where they lie evenly. If the innermost
/// walk is along a reduced axis, floats are summed pairwise along it, walk after walk; else row is added to row.
public struct ReductionPlan: Hashable, Sendable {
  public var op: Op
  public var loop: UfuncLoop
  /// The operand's reduced axes, ascending.
  public var axes: [Int]
  public var keepDims: Bool
  /// Reduced axes of more than one index, in groups that are walked as one, outermost first; so are the axes of a group.
  public var groups: [[Int]]
  /// The order along the last group. Outer groups are walked one after another.
  public var innerOrder: ReductionOrder
  /// Whether the last group is what NumPy's inner loop runs along: a float16 is then rounded once for the whole of it, not at every step.
  public var isInner: Bool

  /// - Parameters:
  ///   - operand: the operand's layout.
  ///   - casts: whether NumPy would cast the operand on its way, which it does through a buffer of 8192 elements.
  public init(_ op: Op, loop: UfuncLoop, axes: [Int], keepDims: Bool, operand: Layout, casts: Bool) {
    self.op = op
    self.loop = loop
    self.axes = axes
    self.keepDims = keepDims
    let order = Layout.iterationOrder(rank: operand.rank, strides: [operand.strides]).filter { operand.shape[$0] != 1 }
    groups = []
    var previous: Int?
    for axis in order {
      defer { previous = axis }
      guard axes.contains(axis) else { continue }
      if let previous, axes.contains(previous), !groups.isEmpty,
        operand.strides[previous] == operand.strides[axis] * operand.shape[axis]
      {
        groups[groups.count - 1].append(axis)
      } else {
        groups.append([axis])
      }
    }
    isInner = order.last.map(axes.contains) ?? false
    innerOrder = isInner ? Self.innerOrder(op, loop.output, casts: casts) : .sequential
  }

  /// Elements that NumPy casts at a time.
  static let bufferSize = 8192

  private static func innerOrder(_ op: Op, _ dtype: DType, casts: Bool) -> ReductionOrder {
    let chunk = casts ? bufferSize : nil
    switch (op, dtype.kind) {
    case (.add, .complex): return .pairwise(accumulators: 4, block: 64, chunk: chunk)
    case (.add, .float): return .pairwise(accumulators: 8, block: 128, chunk: chunk)
    case (.multiply, .float), (.multiply, .complex): return .sequential
    // Of several complex values with a NaN in them the first is the result.
    case (.maximum, .complex), (.minimum, .complex): return .sequential
    // The rest combine to the same bits in any order, or in one that NumPy leaves open: two cache lines of accumulators hide the latency.
    default: return .interleaved(lanes: 128 / dtype.component.itemSize)
    }
  }

  /// The result's layout: the kept axes in the order in which they were walked.
  public func resultLayout(of operand: Layout) -> Layout {
    let order = Layout.iterationOrder(rank: operand.rank, strides: [operand.strides])
    if keepDims {
      let shape = operand.shape.enumerated().map { axes.contains($0.offset) ? 1 : $0.element }
      return Layout(shape: shape, axesOutermostFirst: order)
    }
    let kept = operand.shape.indices.filter { !axes.contains($0) }
    return Layout(
      shape: kept.map { operand.shape[$0] }, axesOutermostFirst: order.compactMap { kept.firstIndex(of: $0) })
  }

  /// For each of the operand's axes, the result's axis it is kept as, or nil if it is reduced away.
  public func resultAxes(operandRank: Int) -> [Int?] {
    var next = 0
    return (0..<operandRank).map { axis in
      if axes.contains(axis) {
        if keepDims { next += 1 }
        return nil
      }
      next += 1
      return next - 1
    }
  }
}

extension ReductionPlan: CustomStringConvertible {
  public var description: String {
    "\(op).reduce axes \(tupleText(axes))\(keepDims ? " keepdims" : "") order \(innerOrder) over \(groups)"
  }
}

import RavelCore
import RavelOps

/// What a reduction combines, and in which order: NumPy's order, which follows how the operand lies in memory.
///
/// NumPy walks an operand by its strides, the smallest innermost, with neighbouring axes merged where they lie evenly.
/// If the innermost walk is along a reduced axis, floats are summed pairwise along it, and each walk goes on from what
/// those before it gave; else row is added to row. What it has to cast, or what makes short walks, it copies into a
/// buffer first, and walks that (`ReductionPlan+Buffer.swift`).
public struct ReductionPlan: Hashable, Sendable {
  public var op: Op
  public var loop: UfuncLoop
  /// The operand's reduced axes, ascending.
  public var axes: [Int]
  public var keepDims: Bool
  /// Reduced axes of more than one index, in groups that are walked as one, outermost first; so are the axes of a
  /// group.
  public var groups: [[Int]]
  /// The order along the last group. Outer groups are walked one after another.
  public var innerOrder: ReductionOrder
  /// Elements of the last group that NumPy's inner loop is given at a time, each time going on from the result so far;
  /// nil for all of them.
  public var chunk: Int?
  /// Whether all there is is reduced to one element, and is so much that its branches are worth computing apart, by
  /// several threads: those that halving it `branchLevels` times leaves. A pairwise sum is the same in branches; what
  /// is interleaved is so within each, and branches are combined as a tree.
  public var isBranched = false
  /// Whether the last group is what NumPy's inner loop runs along: a float16 is then rounded once for all that it is
  /// given, not at every step.
  public var isInner: Bool
  /// Whether a complex product rounds each of its parts: NumPy fuses them only in vector loops, which run along kept
  /// axes, and of complex64 not against memory's direction.
  public var roundsProducts: Bool
  /// Whether the second input is what it starts from, an element for each of the result's; else the operation's rule
  /// says it.
  public var startsFromInput: Bool
  /// Whether the last input says which elements take part, for an operation that has no neutral value to put in their
  /// place.
  public var isMasked: Bool
  /// The dtype that places are counted in, if the result is where along the axis the first extreme is, rather than the
  /// extreme. See `ReductionPlan+Places.swift`.
  public var places: DType?

  /// - Parameters:
  ///   - operand: the operand's layout.
  ///   - casts: whether NumPy would cast the operand on its way.
  ///   - isAlone: whether each lane is an inner loop of its own, however it lies: the segments of `reduceat`.
  public init(
    _ op: Op, loop: UfuncLoop, axes: [Int], keepDims: Bool, operand: Layout, casts: Bool,
    startsFromInput: Bool = false, isMasked: Bool = false, isAlone: Bool = false
  ) {
    self.op = op
    self.loop = loop
    self.axes = axes
    self.keepDims = keepDims
    self.startsFromInput = startsFromInput
    self.isMasked = isMasked
    var runs = Self.runs(operand, reduced: axes)
    if isAlone { runs = runs.filter { !$0.isReduced } + runs.filter(\.isReduced) }
    groups = runs.filter(\.isReduced).map(\.axes)
    isInner = runs.last?.isReduced ?? false
    let isBackwards = loop.output == .complex64 && !casts && (runs.last?.stride ?? 0) < 0
    // What is copied into the buffer lies forwards there.
    roundsProducts = isInner || isAlone || isBackwards && Self.buffering(runs.reversed(), casts: false).runs == 1
    innerOrder = isInner && !isMasked && op.spec.reduction != nil ? Self.innerOrder(op, loop.output) : .sequential
    defer { isBranched = isWorthBranching(operand) }
    guard isInner, dependsOnWalks, !isCarried else { return }
    let buffered = Self.buffering(runs.reversed(), casts: casts)
    groups = groups.dropLast(buffered.runs) + [Array(groups.suffix(buffered.runs).joined())]
    chunk = buffered.chunk
  }

  /// Branches of a branched reduction: 2 to that power.
  public static var branchLevels: Int { 6 }

  /// What branches are multiples of, as far as they go.
  public var branchMultiple: Int {
    switch innerOrder {
    case .pairwise(let accumulators, _): accumulators
    case .interleaved(let lanes): lanes
    case .sequential: 1
    }
  }

  private func isWorthBranching(_ operand: Layout) -> Bool {
    let isWhole = operand.shape.indices.allSatisfy { operand.shape[$0] == 1 || axes.contains($0) }
    return isWhole && operand.count >= 1 << 16 && groups.count == 1 && chunk == nil && innerOrder != .sequential
      && !isCarried
  }

  /// What fills up, to the bit, what does not take part; nil if the operation has no such value.
  public var neutral: [Constant]? {
    op.spec.reduction?.neutral(accumulated).map { $0 + (places.map { [Constant(0, $0)] } ?? []) }
  }

  /// What it starts from, if not from an input.
  public var initial: [Constant]? {
    places == nil ? op.spec.reduction?.initial(accumulated) : neutral
  }

  /// The result's dtype.
  public var output: DType { places == nil ? loop.output : .int64 }

  /// The dtype that is accumulated in.
  public var accumulated: DType { loop.output == .float16 ? .float32 : loop.output }

  /// Whether elements are combined strictly one after another, each step from the result of the one before.
  public var isCarried: Bool { isMasked || neutral == nil }

  /// When a float16 result is rounded: NumPy's inner loops of these four go on in float32 along reduced axes, all
  /// others store each step.
  private var staysWide: Bool { [.add, .subtract, .multiply, .divide].contains(op) }

  /// Whether a float16 result is rounded after each run of the inner loop.
  public var roundsRuns: Bool { loop.output == .float16 && isInner && staysWide }

  /// Whether a float16 result is rounded after every step. Extremes are exact without.
  public var roundsSteps: Bool { loop.output == .float16 && !(isInner && staysWide) && !isExtreme }

  private var isExtreme: Bool { [.maximum, .minimum, .fmax, .fmin].contains(op) }

  /// One step on components: what there is so far and the next operand.
  public func step(_ left: [Scalar], _ right: [Scalar]) -> [Scalar] {
    if places != nil { return better(left, right) }
    let value = combine(ScalarValue(components: left), ScalarValue(components: right)).components
    return roundsSteps ? value.map { $0.converted(to: .float16).converted(to: .float32) } : value
  }

  /// How two accumulated values are combined, if not as one with an operand is.
  public var merge: (([Scalar], [Scalar]) -> [Scalar])? {
    places == nil ? nil : { first($0, $1) }
  }

  /// One step: what there is so far and the next operand. float16 values come and go as float32.
  public func combine(_ left: ScalarValue, _ right: ScalarValue) -> ScalarValue {
    if roundsProducts, op == .multiply, case .complex(let a) = left, case .complex(let b) = right {
      return .complex(.roundedProduct(a, b))
    }
    return op.widened([left, right], loop: loop)
  }

  /// Whether it makes a difference where one run of the inner loop ends and the next begins.
  private var dependsOnWalks: Bool {
    if case .pairwise = innerOrder { true } else { roundsRuns }
  }

  private static func innerOrder(_ op: Op, _ dtype: DType) -> ReductionOrder {
    switch (op, dtype.kind) {
    case (.add, .complex): return .pairwise(accumulators: 4, block: 64)
    case (.add, .float): return .pairwise(accumulators: 8, block: 128)
    case (.multiply, .float), (.multiply, .complex): return .sequential
    // Of several complex values with a NaN in them the first is the result.
    case (.maximum, .complex), (.minimum, .complex), (.fmax, .complex), (.fmin, .complex): return .sequential
    case (_, .float) where ![.maximum, .minimum, .fmax, .fmin].contains(op): return .sequential
    // The rest combine to the same bits in any order, or in one that NumPy leaves open: two cache lines of accumulators
    // hide the latency.
    default: return .interleaved(lanes: 128 / dtype.component.itemSize)
    }
  }

  /// Whether the axes that the inner loop runs along lie evenly in memory.
  public func isEven(in operand: Layout) -> Bool {
    let axes = groups.last ?? []
    return zip(axes, axes.dropFirst()).allSatisfy { operand.strides[$0] == operand.strides[$1] * operand.shape[$1] }
  }

  /// The result's layout: the kept axes in the order in which they were walked.
  public func resultLayout(of operand: Layout) -> Layout {
    let order = Layout.iterationOrder(of: operand.shape, strides: [operand.strides])
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
    let further = [
      keepDims ? " keepdims" : "", " order \(innerOrder) over \(groups)", chunk.map { " by \($0)" } ?? "",
      startsFromInput ? " from an input" : "", isMasked ? " masked" : "",
      isBranched ? " in branches" : ""
    ]
    return "\(verb) axes \(tupleText(axes))" + further.joined()
  }

  /// What it does, by NumPy's names.
  public var verb: String {
    if places == nil { return "\(op).reduce" }
    return op == .maximum ? "argmax" : "argmin"
  }
}

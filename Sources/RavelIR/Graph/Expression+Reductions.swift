import RavelCore
import RavelOps

extension Expression {
  /// Combines along axes, all of them for nil, in NumPy's order: from `initial` if there is one, else from what the
  /// operation's rule says, else from the first element.
  /// - Parameters:
  ///   - op: an operation of two operands.
  ///   - casting: the dtype to accumulate in, if the operand is to be cast to it first.
  ///   - target: the dtype of the array that the result is to be stored in, which has a say in what is accumulated in.
  ///   - initial: a 0-d expression; cast to the accumulator's dtype.
  ///   - mask: bools, broadcast to the operand: which elements take part.
  ///   - isSegment: whether this is one of the segments of `reduceat`: each lane goes on from its first element, in one
  ///     run of the inner loop.
  /// - Throws: `ArrayError.axisOutOfBounds`, `.duplicateAxis`, `.zeroSizeReduction`, `.noLoop`, `.type` and `.value`
  ///   with NumPy's texts for an operation that has no accumulating loop, several axes where the order counts, and a
  ///   mask without anything to start from.
  public func reduced(
    _ op: Op, axes: [Int]?, keepDims: Bool, casting: DType? = nil, target: DType? = nil, initial: Expression? = nil,
    where mask: Expression? = nil, isSegment: Bool = false
  ) throws(ArrayError) -> Expression {
    let axes = try normalizedAxes(axes, rank: shape.count)
    let loop = try op.accumulatingLoop(of: dtype, casting: casting, target: target)
    let rule = isSegment ? nil : op.spec.reduction
    if rule == nil, axes.count > 1 {
      throw .value("reduction operation '\(op)' is not reorderable, so at most one axis may be specified")
    }
    if mask != nil, initial == nil, rule?.hasIdentity != true {
      throw .value(
        "reduction operation '\(op)' does not have an identity, so to use a where mask one has to specify 'initial'")
    }
    let cast = self.cast(to: loop.inputs[0])
    var (source, operand, start) = (self, cast, initial?.cast(to: loop.output))
    if initial == nil, rule?.hasIdentity != true, axes.contains(where: { shape[$0] == 0 }) {
      throw .zeroSizeReduction(op.rawValue)
    }
    if rule == nil, initial == nil {
      guard let axis = axes.first else { return ReductionPlan.nothing(op, loop, keepDims, self, cast) }
      // What comes first is what the rest is combined with.
      let rest = AccessMap(slicing: shape, axis: axis, start: 1, step: 1, count: shape[axis] - 1)
      start = cast.view(AccessMap(taking: 0, of: shape, axis: axis, keepDims: keepDims))
      (source, operand) = (view(rest), cast.view(rest))
    }
    var isMasked = false
    if let mask {
      if let neutral = rule?.neutral(loop.output) {
        let fill = Expression.constant(Constant(parts: neutral, loop.output))
        operand = try .ufunc(.where, [.array(mask), .array(operand), .array(fill)])
      } else {
        isMasked = true
      }
    }
    // The plan is made for the operand as it lies; a cast keeps that order, and so does a copy for what NumPy would
    // buffer.
    let plan = ReductionPlan(
      op, loop: loop, axes: axes, keepDims: keepDims, operand: source.layout,
      casts: loop.inputs[0] != dtype && !isSegment, startsFromInput: start != nil, isMasked: isMasked,
      isAlone: isSegment)
    if !plan.isEven(in: operand.layout) {
      let order = Layout.iterationOrder(of: source.shape, strides: [source.layout.strides])
      operand = Expression(
        .copy, [operand], dtype: operand.dtype, layout: Layout(shape: source.shape, axesOutermostFirst: order))
    }
    let result = plan.resultLayout(of: source.layout)
    var inputs = [operand]
    if let start { inputs.append(try start.broadcast(to: result.shape)) }
    if isMasked, let mask { inputs.append(try mask.broadcast(to: operand.shape)) }
    return Expression(.reduce(plan), inputs, dtype: loop.output, layout: result)
  }

  /// Combines along one axis and keeps every step: NumPy's `accumulate`.
  /// - Parameters: as `reduced`.
  /// - Throws: `ArrayError.axisOutOfBounds`, `.noLoop`, `.type` for an operation that has no accumulating loop.
  public func scanned(
    _ op: Op, axis: Int, casting: DType? = nil, target: DType? = nil
  ) throws(ArrayError) -> Expression {
    let axis = try normalizedAxes([axis], rank: shape.count)[0]
    let loop = try op.accumulatingLoop(of: dtype, casting: casting, target: target)
    let plan = ScanPlan(op, loop: loop, axis: axis, operand: layout, casts: loop.inputs[0] != dtype)
    return Expression(
      .scan(plan), [cast(to: loop.inputs[0])], dtype: loop.output,
      layout: Layout(resultOf: shape, operands: [layout.strides]))
  }
}

extension ReductionPlan {
  /// A reduction along no axis: the elements in the accumulator's dtype.
  fileprivate static func nothing(
    _ op: Op, _ loop: UfuncLoop, _ keepDims: Bool, _ source: Expression, _ operand: Expression
  ) -> Expression {
    let plan = ReductionPlan(op, loop: loop, axes: [], keepDims: keepDims, operand: source.layout, casts: false)
    return Expression(.copy, [operand], dtype: operand.dtype, layout: plan.resultLayout(of: source.layout))
  }
}

extension AccessMap {
  /// One index of an axis, which goes, or stays with one index.
  fileprivate init(taking index: Int, of source: Shape, axis: Int, keepDims: Bool) {
    self.init(slicing: source, axis: axis, start: index, step: 1, count: 1)
    if keepDims { return }
    shape.remove(at: axis)
    for row in steps.indices { steps[row].remove(at: axis) }
  }
}

extension Op {
  /// The loop that a reduction by the operation goes by: one that takes its own results as operands.
  /// - Parameters:
  ///   - dtype: the operand's.
  ///   - casting: the dtype asked for.
  ///   - target: the dtype of the array that the result is to be stored in.
  /// - Throws: `ArrayError.noLoop`, `.type`.
  public func accumulatingLoop(
    of dtype: DType, casting: DType?, target: DType?
  ) throws(ArrayError) -> UfuncLoop {
    let loops = spec.loops.filter { loop in loop.inputs.count == 2 && loop.inputs.allSatisfy { $0 == loop.output } }
    let noLoop = ArrayError.type("No loop matching the specified signature and casting was found for ufunc \(self)")
    // What asks only if elements are zero asks it of bools.
    if isLogical {
      if let casting, casting != .bool { throw noLoop }
      return loops[0]
    }
    if let casting {
      if let loop = loops.first(where: { $0.output == casting }) { return loop }
      // NumPy has advice for some operations on bools.
      if casting == .bool { _ = try loop(for: [.dtype(.bool), .dtype(.bool)]) }
      throw noLoop
    }
    let usual: UfuncLoop
    do throws(ArrayError) {
      usual = try loop(for: [.dtype(target ?? dtype), .dtype(dtype)])
    } catch {
      throw spec.traits.contains(.promotesFirst) ? noLoop : error
    }
    guard let loop = loops.first(where: { $0.output == usual.output }), canCast(dtype, to: loop.output) else {
      throw noLoop
    }
    return loop
  }
}

extension Constant {
  /// From its parts' values.
  fileprivate init(parts: [Constant], _ dtype: DType) {
    self.init(dtype: dtype, bits: parts[0].bits, imaginaryBits: parts.count > 1 ? parts[1].bits : 0)
  }
}

import RavelCore
import RavelIR
import RavelOps

/// Reductions: batch after batch, those of one batch in the same loops.
extension KernelEmission {
  /// The results of a batch. float16 is accumulated in float32.
  mutating func emit(_ batch: [Region.Reduction], _ loops: ArraySlice<Int>) -> [ScalarValue] {
    var starts: [[Scalar]] = []
    for reduction in batch {
      starts.append(
        reduction.start.map { widened(value($0)).components }
          ?? reduction.plan.initial!.map { builder.constant($0) })
    }
    return zip(batch, combine(batch, loops, onto: starts)).map { reduction, components in
      if reduction.plan.places != nil { return .real(components.last!.convertPrimitive(.int64)) }
      let result = ScalarValue(components: components)
      return reduction.plan.loop.output == .float16 ? result.converted(to: .float16) : result
    }
  }

  /// The reductions over their remaining loops, going on from values.
  private mutating func combine(
    _ batch: [Region.Reduction], _ loops: ArraySlice<Int>, onto starts: [[Scalar]]
  ) -> [[Scalar]] {
    let reduction = batch[0]
    guard let dimension = loops.first else { return [step(reduction, onto: starts[0])] }
    if reduction.plan.isBranched { return combineBranches(batch, dimension, onto: starts) }
    if batch.count > 1 { return rounded(reduceLoop(batch, dimension, onto: starts), batch) }
    return [combine(reduction, loops, onto: starts[0])]
  }

  /// A reduction that is alone in its loops.
  private mutating func combine(
    _ reduction: Region.Reduction, _ loops: ArraySlice<Int>, onto start: [Scalar]
  ) -> [Scalar] {
    let dimension = loops.first!
    if loops.count > 1 {
      return carry(dimension, .serial, start) { $0.combine(reduction, loops.dropFirst(), onto: $1) }
    }
    guard let chunk = reduction.plan.chunk else { return reduce(reduction, dimension, onto: start) }
    return carry(dimension, .tiles(size: chunk), start) { $0.reduce(reduction, dimension, onto: $1) }
  }

  /// What one run of NumPy's inner loop does: a float16 is rounded at its end if it runs along the reduced axes, else
  /// after every step.
  private mutating func reduce(_ reduction: Region.Reduction, _ dimension: Int, onto start: [Scalar]) -> [Scalar] {
    let result =
      reduction.plan.isCarried
      ? carry(dimension, .serial, start) { $0.step(reduction, dimension, onto: $1) }
      : reduceLoop([reduction], dimension, onto: [start])[0]
    return rounded([result], [reduction])[0]
  }

  private func rounded(_ results: [[Scalar]], _ batch: [Region.Reduction]) -> [[Scalar]] {
    zip(results, batch).map { $1.plan.roundsRuns ? $0.map(\.roundedToHalf) : $0 }
  }

  private mutating func reduceLoop(
    _ batch: [Region.Reduction], _ dimension: Int, onto starts: [[Scalar]]
  ) -> [[Scalar]] {
    let reducing = zip(batch, starts).map { reduction, start in
      KernelBuilder.Reducing(
        from: .values(start), neutral: reduction.plan.neutral!, combine: reduction.plan.step,
        merge: reduction.plan.merge)
    }
    enter()
    defer { leave() }
    return builder.reduce(dimension, batch[0].plan.innerOrder, reducing) {
      batch.map { operand(of: $0, along: dimension) }
    }
  }

  // MARK: Branches

  /// Branch by branch, each leaving what it came to for all to read; then the tree over the branches.
  private mutating func combineBranches(
    _ batch: [Region.Reduction], _ dimension: Int, onto starts: [[Scalar]]
  ) -> [[Scalar]] {
    let (plan, branches) = (batch[0].plan, dimensions.branches!)
    let places = batch.map { $0.plan.neutral!.map { shared($0.dtype) } }
    loop(branches, .branches(of: dimension, levels: ReductionPlan.branchLevels, multiple: plan.branchMultiple)) {
      emission in
      let nothing = batch.map { $0.plan.neutral!.map { emission.builder.constant($0) } }
      let values = emission.reduceLoop(batch, dimension, onto: nothing)
      for (place, value) in zip(places.joined(), values.joined()) { emission.builder.store(place, [value]) }
    }
    let reducing = zip(batch, starts).map { reduction, start in
      KernelBuilder.Reducing(
        from: .values(start), neutral: reduction.plan.neutral!, combine: reduction.plan.merge ?? reduction.plan.step)
    }
    let results = builder.reduce(branches, .pairwise(accumulators: 1, block: 2), reducing) {
      places.map { $0.map { builder.load($0) } }
    }
    return rounded(results, batch)
  }

  // MARK: Steps

  /// One element combined with what there is so far, if it takes part.
  private mutating func step(
    _ reduction: Region.Reduction, _ dimension: Int? = nil, onto start: [Scalar]
  ) -> [Scalar] {
    let next = reduction.plan.step(start, operand(of: reduction, along: dimension))
    guard let mask = reduction.mask.map({ value($0).components[0] }) else { return next }
    return zip(next, start).map { mask.select($0, $1) }
  }

  /// The element, and its place along the dimension if that is asked for.
  private mutating func operand(of reduction: Region.Reduction, along dimension: Int?) -> [Scalar] {
    let element = widened(value(reduction.operand)).components
    guard let places = reduction.plan.places else { return element }
    let place = dimension.map { builder.index($0).convertPrimitive(places) } ?? builder.constant(Constant(0, places))
    return element + [place]
  }
}

extension Scalar {
  fileprivate var roundedToHalf: Scalar { converted(to: .float16).converted(to: .float32) }
}

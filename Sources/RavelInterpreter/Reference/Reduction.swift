import RavelCore
import RavelIR
import RavelOps

extension ElementValue {
  /// From a constant a component.
  init(_ components: [Constant]) {
    real = components[0].dtype.extended(components[0].bits)
    imaginary = components.count > 1 ? components[1].bits : 0
  }
}

/// Each of the result's elements from its own part of the operand: walk after walk along the plan's last group of
/// axes, chunk after chunk of a walk, each going on from what those before it gave, in NumPy's way.
///
/// float16 is accumulated in float32, and rounded where NumPy puts it back to memory: after every chunk if its inner
/// loop runs along them, else after every step.
/// - Parameter operands: the elements; then, as far as the plan has them, what to start from, and which elements take
///   part.
func reduce(_ operands: [Storage], by plan: ReductionPlan, into result: Storage) {
  let operand = operands[0]
  let starts = plan.startsFromInput ? operands[1] : nil
  let mask = plan.isMasked ? operands[operands.count - 1] : nil
  let dtype = plan.loop.output
  let wide = plan.accumulated
  let input: DType = operand.dtype == .float16 ? .float32 : operand.dtype
  func rounded(_ value: ScalarValue) -> ScalarValue { value.converted(to: dtype).converted(to: wide) }

  let widen = ElementFunction([operand.dtype]) { $0[0].converted(to: input) }
  let round = ElementFunction([wide]) { rounded($0[0]) }
  let narrow = ElementFunction([wide]) { $0[0].converted(to: dtype) }
  let combine = ElementFunction([wide, input]) { values in
    let value = plan.combine(values[0], values[1])
    return plan.roundsSteps ? rounded(value) : value
  }
  let neutral = plan.neutral.map(ElementValue.init) ?? ElementValue()
  let fold = OrderedFold(
    order: plan.innerOrder, levels: plan.isBranched ? ReductionPlan.branchLevels : 0, neutral: neutral,
    combine: combine)
  let initial = plan.op.spec.reduction.map { ElementValue($0.initial(wide)) } ?? ElementValue()
  let widenStart = ElementFunction([dtype]) { $0[0].converted(to: wide) }

  var values = ReducedPlaces(operand.layout, plan, result.layout)
  var masked = mask.map { ReducedPlaces($0.layout, plan, result.layout) }
  var target = Walk(result.layout)
  var first = starts.map { Walk($0.layout) }
  for _ in 0..<target.count {
    var sum = initial
    if let starts, let place = first?.offset { sum = widenStart(starts.load(place)) }
    for run in 0..<values.runCount {
      let elements = values.run(run).map { widen(operand.load($0)) }
      let takesPart = mask.flatMap { mask in masked?.run(run).map { mask.load($0).real != 0 } }
      var rest = takesPart.map { zip(elements, $0).filter(\.1).map(\.0)[...] } ?? elements[...]
      while !rest.isEmpty {
        let chunk = rest.prefix(plan.chunk ?? rest.count)
        sum = fold(sum, chunk)
        if plan.roundsRuns { sum = round(sum) }
        rest = rest.dropFirst(chunk.count)
      }
    }
    result.store(narrow(sum), at: target.offset)
    values.advance()
    masked?.advance()
    first?.advance()
    target.advance()
  }
}

/// Each of the result's elements from its own part of the operand: where the first element is that nothing beats.
func findPlaces(_ operand: Storage, by plan: ReductionPlan, into result: Storage) {
  let wide: DType = operand.dtype == .float16 ? .float32 : operand.dtype
  let widen = ElementFunction([operand.dtype]) { $0[0].converted(to: wide) }
  let isBetter = ElementFunction([wide, wide]) { .real(plan.isBetter($0[0], than: $0[1])) }
  var values = ReducedPlaces(operand.layout, plan, result.layout)
  var target = Walk(result.layout)
  for _ in 0..<target.count {
    let elements = values.run(0).map { widen(operand.load($0)) }
    var best = 0
    for place in elements.indices where isBetter(elements[place], elements[best]).real != 0 { best = place }
    result.store(ElementValue(real: UInt64(best)), at: target.offset)
    values.advance()
    target.advance()
  }
}

/// Where the elements lie that a reduction combines to one element of its result, run by run.
private struct ReducedPlaces {
  private let outer: [Int]
  private let inner: [Int]
  private var first: Walk

  init(_ operand: Layout, _ plan: ReductionPlan, _ result: Layout) {
    func offsets(_ axes: [Int]) -> [Int] {
      var walk = Walk(operand, axes: axes)
      return (0..<walk.count).map { _ in
        defer { walk.advance() }
        return walk.offset
      }
    }
    outer = offsets(plan.groups.dropLast().flatMap { $0 })
    inner = offsets(plan.groups.last ?? [])
    let resultAxes = plan.resultAxes(operandRank: operand.rank)
    first = Walk(
      shape: result.shape,
      strides: result.shape.indices.map { axis in
        resultAxes.firstIndex(of: axis).map { operand.strides[$0] } ?? 0
      })
  }

  var runCount: Int { outer.count }

  func run(_ number: Int) -> [Int] { inner.map { first.offset + outer[number] + $0 } }

  /// Goes on to the next element of the result.
  mutating func advance() { first.advance() }
}

/// Each element from the one before it along the axis, lane by lane.
func scan(_ operand: Storage, by plan: ScanPlan, into result: Storage) {
  let dtype = plan.loop.output
  let widen = ElementFunction([dtype]) { $0[0].converted(to: plan.accumulated) }
  let narrow = ElementFunction([plan.accumulated]) { $0[0].converted(to: dtype) }
  let combine = ElementFunction([plan.accumulated, plan.accumulated]) { plan.combine($0[0], $0[1]) }
  let others = operand.layout.shape.indices.filter { $0 != plan.axis }
  var from = Walk(operand.layout, axes: others)
  var to = Walk(result.layout, axes: others)
  for _ in 0..<to.count {
    var last = ElementValue()
    for index in 0..<operand.layout.shape[plan.axis] {
      let value = widen(operand.load(from.offset + index * operand.layout.strides[plan.axis]))
      last = index == 0 ? value : combine(last, value)
      result.store(narrow(last), at: to.offset + index * result.layout.strides[plan.axis])
    }
    from.advance()
    to.advance()
  }
}

/// The orders of `ReductionOrder` over values in an array, as they are worded there.
private struct OrderedFold {
  let order: ReductionOrder
  /// How many times values are halved first, if they are interleaved.
  let levels: Int
  let neutral: ElementValue
  let combine: ElementFunction

  func callAsFunction(_ initial: ElementValue, _ values: ArraySlice<ElementValue>) -> ElementValue {
    switch order {
    case .sequential: return values.reduce(initial) { combine($0, $1) }
    case .pairwise(let accumulators, let block): return combine(initial, pairwise(values, accumulators, block))
    case .interleaved(let lanes): return combine(initial, interleaved(values, lanes, levels))
    }
  }

  private func interleaved(_ values: ArraySlice<ElementValue>, _ lanes: Int, _ levels: Int) -> ElementValue {
    if levels > 0 {
      let half = values.count / 2
      let head = half - half % lanes
      return combine(
        interleaved(values.prefix(head), lanes, levels - 1), interleaved(values.dropFirst(head), lanes, levels - 1))
    }
    var sums = lanewise(values, lanes)
    while sums.count > 1 {
      let half = sums.count / 2
      sums = (0..<half).map { combine(sums[$0], sums[$0 + half]) }
    }
    return sums[0]
  }

  private func pairwise(_ values: ArraySlice<ElementValue>, _ accumulators: Int, _ block: Int) -> ElementValue {
    if values.count > block {
      let half = values.count / 2
      let head = half - half % accumulators
      return combine(
        pairwise(values.prefix(head), accumulators, block), pairwise(values.dropFirst(head), accumulators, block))
    }
    let grouped = values.count - values.count % accumulators
    var sums = lanewise(values.prefix(grouped), accumulators)
    while sums.count > 1 { sums = (0..<sums.count / 2).map { combine(sums[2 * $0], sums[2 * $0 + 1]) } }
    return values.dropFirst(grouped).reduce(sums[0]) { combine($0, $1) }
  }

  /// Value number i in accumulator i mod `lanes`.
  private func lanewise(_ values: ArraySlice<ElementValue>, _ lanes: Int) -> [ElementValue] {
    var sums = Array(repeating: neutral, count: lanes)
    for (number, value) in values.enumerated() { sums[number % lanes] = combine(sums[number % lanes], value) }
    return sums
  }
}

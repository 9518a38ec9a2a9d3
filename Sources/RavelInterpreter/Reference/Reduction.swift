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
func reduce(_ operand: Storage, by plan: ReductionPlan, into result: Storage) {
  let dtype = plan.loop.output
  let isHalf = dtype == .float16
  let wide: DType = isHalf ? .float32 : dtype
  let input: DType = operand.dtype == .float16 ? .float32 : operand.dtype
  func rounded(_ value: ScalarValue) -> ScalarValue { value.converted(to: dtype).converted(to: wide) }

  let widen = ElementFunction([operand.dtype]) { $0[0].converted(to: input) }
  let round = ElementFunction([wide]) { rounded($0[0]) }
  let narrow = ElementFunction([wide]) { $0[0].converted(to: dtype) }
  let combine = ElementFunction([wide, input]) { values in
    let value = plan.combine(values[0], values[1])
    return plan.isInner ? value : rounded(value)
  }
  let rule = plan.op.spec.reduction!
  let fold = OrderedFold(order: plan.innerOrder, neutral: ElementValue(rule.neutral(wide)), combine: combine)
  let initial = ElementValue(rule.initial(wide))

  let outer = Walk(operand.layout, axes: plan.groups.dropLast().flatMap { $0 })
  let inner = Walk(operand.layout, axes: plan.groups.last ?? [])
  let resultAxes = plan.resultAxes(operandRank: operand.layout.rank)
  var target = Walk(result.layout)
  var first = Walk(
    shape: target.shape,
    strides: target.shape.indices.map { axis in
      resultAxes.firstIndex(of: axis).map { operand.layout.strides[$0] } ?? 0
    })
  var values: [ElementValue] = []
  for _ in 0..<target.count {
    var sum = initial
    var start = outer
    for _ in 0..<start.count {
      var place = inner
      values.removeAll(keepingCapacity: true)
      for _ in 0..<place.count {
        values.append(widen(operand.load(first.offset + start.offset + place.offset)))
        place.advance()
      }
      var rest = values[...]
      while !rest.isEmpty {
        let chunk = rest.prefix(plan.chunk ?? rest.count)
        sum = fold(sum, chunk)
        if isHalf { sum = round(sum) }
        rest = rest.dropFirst(chunk.count)
      }
      start.advance()
    }
    result.store(narrow(sum), at: target.offset)
    first.advance()
    target.advance()
  }
}

/// The orders of `ReductionOrder` over values in an array, as they are worded there.
private struct OrderedFold {
  let order: ReductionOrder
  let neutral: ElementValue
  let combine: ElementFunction

  func callAsFunction(_ initial: ElementValue, _ values: ArraySlice<ElementValue>) -> ElementValue {
    switch order {
    case .sequential: return values.reduce(initial) { combine($0, $1) }
    case .pairwise(let accumulators, let block): return combine(initial, pairwise(values, accumulators, block))
    case .interleaved(let lanes):
      var sums = lanewise(values, lanes)
      while sums.count > 1 {
        let half = sums.count / 2
        sums = (0..<half).map { combine(sums[$0], sums[$0 + half]) }
      }
      return combine(initial, sums[0])
    }
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

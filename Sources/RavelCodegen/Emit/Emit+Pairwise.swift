import LLVM
import RavelCore
import RavelIR

/// Pairwise summation: a binary tree over blocks, each block eight (or so) accumulators side by side.
extension KernelEmitter {
  /// Combines that many operands, at most a block, from an index on.
  private typealias Leaf = (_ position: IRValue, _ count: IRValue) -> Accumulators

  func reducePairwise(
    _ loop: Loop, _ shape: LoopShape, _ accumulators: Int, block: Int, isVectorised: Bool
  ) -> Accumulators {
    let (from, to) = bounds(loop)
    let initial = initial(loop)
    // A tree of single operands has nothing for vectors to do.
    let isVectorised = isVectorised && accumulators > 1
    let width = isVectorised ? max(shape.lanes, accumulators) : lanes.count
    let isShort = shape.length * accumulators <= Self.longestLeaf
    let leaf =
      isVectorised
      ? vectorLeaf(loop, shape, accumulators, width)
      : isShort ? registerLeaf(loop, shape, accumulators) : memoryLeaf(loop, shape, accumulators)
    return withSplats(shape, width) {
      when(builder.icmp(.slt, from, to), "pairwise", otherwise: initial) {
        let count = builder.subNSW(to, from)
        return merge(loop, initial, pairwiseTree(loop, from: from, count: count, accumulators, block: block, leaf))
      }
    }
  }

  /// The recursion p(n) = p(m) • p(n - m), walked with a stack of its own: for each level that is open, how many
  /// operands of its right branch wait (0 once that is under way), and what its left branch gave.
  private func pairwiseTree(
    _ loop: Loop, from: IRValue, count: IRValue, _ accumulators: Int, block: Int, _ leaf: Leaf
  ) -> Accumulators {
    // Every level halves what is left, but for less than the accumulators' number.
    let levels = 64
    let waiting = builder.alloca(context.i64.array(levels), alignment: 8, "waiting")
    let lefts = AccumulatorSlots(self, loop, count: levels, lanes: lanes.count)
    func waitingPlace(_ level: IRValue) -> IRValue { builder.gep(context.i64, waiting, level) }
    let names = ["descend", "split", "leaf", "ascend", "parent", "right", "join", "pairwise.end"]
    let blocks = Dictionary(uniqueKeysWithValues: names.map { ($0, function.appendBlock($0)) })
    func enter(_ name: String) { builder.position(atEnd: blocks[name]!) }
    let before = builder.insertBlock!
    builder.br(blocks["descend"]!)

    enter("descend")
    let (position, size, level) = (builder.phi(context.i64), builder.phi(context.i64), builder.phi(context.i64))
    for (phi, start) in [(position, from), (size, count), (level, i64(0))] {
      builder.addIncoming(phi, start, from: before)
    }
    builder.condbr(builder.icmp(.sgt, size, i64(block)), blocks["split"]!, blocks["leaf"]!)

    enter("split")
    let half = builder.and(builder.lshr(size, i64(1)), i64(-accumulators))
    builder.store(builder.subNSW(size, half), waitingPlace(level), alignment: 8)
    let deeper = builder.addNSW(level, i64(1))
    for (phi, next) in [(position, position), (size, half), (level, deeper)] {
      builder.addIncoming(phi, next, from: blocks["split"]!)
    }
    builder.br(blocks["descend"]!)

    enter("leaf")
    let sum = leaf(position, size)
    let following = builder.addNSW(position, size)
    let leafEnd = builder.insertBlock!
    builder.br(blocks["ascend"]!)

    enter("ascend")
    let height = builder.phi(context.i64)
    let value = sum.map { builder.phi($0.type) }
    for (phi, start) in zip([height] + value, [level] + sum) { builder.addIncoming(phi, start, from: leafEnd) }
    builder.condbr(builder.icmp(.eq, height, i64(0)), blocks["pairwise.end"]!, blocks["parent"]!)

    enter("parent")
    let parent = builder.subNSW(height, i64(1))
    let right = builder.load(context.i64, waitingPlace(parent), alignment: 8)
    builder.condbr(builder.icmp(.eq, right, i64(0)), blocks["join"]!, blocks["right"]!)

    enter("right")
    lefts.store(value, parent)
    builder.store(i64(0), waitingPlace(parent), alignment: 8)
    for (phi, next) in [(position, following), (size, right), (level, height)] {
      builder.addIncoming(phi, next, from: blocks["right"]!)
    }
    builder.br(blocks["descend"]!)

    enter("join")
    let joined = merge(loop, lefts.load(parent), value)
    let joinEnd = builder.insertBlock!
    for (phi, next) in zip([height] + value, [parent] + joined) { builder.addIncoming(phi, next, from: joinEnd) }
    builder.br(blocks["ascend"]!)

    enter("pairwise.end")
    return value
  }

  // MARK: Leaves

  /// Operands as vectors of `width` lanes: whole groups fold into a vector of accumulators, those that are left over
  /// follow one by one.
  private func vectorLeaf(_ loop: Loop, _ shape: LoopShape, _ accumulators: Int, _ width: Int) -> Leaf {
    let neutral = neutral(loop, lanes: accumulators)
    let components = neutral.count
    func part(_ values: Accumulators, _ number: Int) -> Accumulators {
      values.map { self.part($0, from: number * accumulators, count: accumulators) }
    }
    func fold(_ bank: Accumulators, _ values: Accumulators) -> Accumulators {
      (0..<width / accumulators).reduce(bank) { combine(loop, $0, part(values, $1)) }
    }
    return { [self] position, count in
      let end = builder.addNSW(position, count)
      let middle = builder.addNSW(position, builder.and(count, i64(-width)))
      let whole = withLanes(Lanes(count: width, dimension: loop.dimension)) {
        walk(shape, "block", from: position, to: middle, step: width, carrying: neutral) { fold($0, operands(loop)) }
      }
      if !shape.isMaskable { return finish(loop, shape, whole, from: middle, to: end, accumulators) }

      let carried = walk(shape, "rest", from: middle, to: end, step: width, isSingle: true, carrying: whole + neutral) {
        _ in
        let rest = builder.subNSW(end, middle)
        return withLanes(maskedLanes(width, shape, remaining: rest)) {
          // The lanes after the last operand are neutral. So are, in `groups`, those after the last whole group.
          let values = operands(loop)
          if width == accumulators { return whole + values }
          let grouped = builder.and(rest, i64(-accumulators))
          let isGrouped = mask(width, grouped)
          let groups = zip(values, self.neutral(loop, lanes: width)).map { builder.select(isGrouped, $0, $1) }
          let left = (1..<width / accumulators).reduce(part(values, 0)) { left, number in
            let isIt = builder.icmp(.eq, grouped, i64(number * accumulators))
            return zip(part(values, number), left).map { builder.select(isIt, $0, $1) }
          }
          return fold(whole, groups) + left
        }
      }
      let sum = combineLanes(loop, Array(carried.prefix(components)), neighbours: true)
      if accumulators == 1 { return sum }
      let leftOver = builder.and(count, i64(accumulators - 1))
      return when(builder.icmp(.ne, leftOver, i64(0)), "left", otherwise: sum) {
        (0..<accumulators - 1).reduce(sum) { sum, lane in
          combine(loop, sum, carried.dropFirst(components).map { builder.extractElement($0, lane) })
        }
      }
    }
  }

  private func part(_ vector: IRValue, from first: Int, count: Int) -> IRValue {
    if count == vector.type.lanes { return vector }
    return count == 1 ? builder.extractElement(vector, first) : builder.slice(vector, from: first, count: count)
  }

  /// The rest of a leaf, element by element, on processors without masks.
  private func finish(
    _ loop: Loop, _ shape: LoopShape, _ bank: Accumulators, from: IRValue, to: IRValue, _ accumulators: Int
  ) -> Accumulators {
    let slots = AccumulatorSlots(self, loop, count: accumulators, lanes: 1)
    slots.store(bank, i64(0))
    let grouped = builder.and(builder.subNSW(to, from), i64(-accumulators))
    let middle = builder.addNSW(from, grouped)
    slots.combineOperands(shape, from: from, to: middle)
    let sum = combineLanes(loop, slots.load(i64(0), width: accumulators), neighbours: true)
    return walk(shape, "left", from: middle, to: to, step: 1, carrying: sum) { combine(loop, $0, operands(loop)) }
  }

  /// Statements of a leaf that has a copy of the body for each accumulator.
  private static var longestLeaf: Int { 64 }

  /// A group of indices a turn, accumulators in registers.
  private func registerLeaf(_ loop: Loop, _ shape: LoopShape, _ accumulators: Int) -> Leaf {
    let neutral = neutral(loop, lanes: lanes.count)
    return { [self] position, count in
      let middle = builder.addNSW(position, builder.and(count, i64(-accumulators)))
      let start = (0..<accumulators).flatMap { _ in neutral }
      let bank = walk(shape, "group", from: position, to: middle, step: accumulators, carrying: start) { bank in
        (0..<accumulators).flatMap { number in
          let own = Array(bank[number * neutral.count..<(number + 1) * neutral.count])
          var next: Accumulators = []
          shifted(shape, by: number) { next = combine(loop, own, operands(loop)) }
          return next
        }
      }
      var values = (0..<accumulators).map { Array(bank[$0 * neutral.count..<($0 + 1) * neutral.count]) }
      while values.count > 1 {
        values = Swift.stride(from: 0, to: values.count, by: 2).map { merge(loop, values[$0], values[$0 + 1]) }
      }
      let end = builder.addNSW(position, count)
      return walk(shape, "left", from: middle, to: end, step: 1, carrying: values[0]) {
        combine(loop, $0, operands(loop))
      }
    }
  }

  /// Index by index, accumulators in memory.
  private func memoryLeaf(_ loop: Loop, _ shape: LoopShape, _ accumulators: Int) -> Leaf {
    let slots = AccumulatorSlots(self, loop, count: accumulators, lanes: lanes.count)
    let neutral = neutral(loop, lanes: lanes.count)
    return { [self] position, count in
      let grouped = builder.and(count, i64(-accumulators))
      let middle = builder.addNSW(position, grouped)
      let sum = when(builder.icmp(.ne, grouped, i64(0)), "groups", otherwise: neutral) {
        slots.fill(neutral)
        slots.combineOperands(shape, from: position, to: middle)
        slots.combineSlots(neighbours: true)
        return slots.load(i64(0))
      }
      let end = builder.addNSW(position, count)
      return walk(shape, "left", from: middle, to: end, step: 1, carrying: sum) { combine(loop, $0, operands(loop)) }
    }
  }
}

import RavelIR

/// Loops: whatever their kind, they run element by element, and move each parameter by its stride as they go.
extension Machine {
  func run(_ loop: PreparedLoop) {
    let whole = 0..<max(extents[loop.dimension], 0)
    let piece = tileStarts[loop.dimension]..<tileEnds[loop.dimension]
    let range = loop.isTile ? piece : loop.isDivisible ? self.range ?? whole : whole
    if let branches = loop.branches { return run(loop, branches, range) }
    if let carry = loop.carry { gather(carry.initial, count: carry.count, into: carry.results) }
    if loop.tileSize > 0 {
      for start in stride(from: range.lowerBound, to: range.upperBound, by: loop.tileSize) {
        tileStarts[loop.dimension] = start
        tileEnds[loop.dimension] = min(start + loop.tileSize, range.upperBound)
        iterate(loop)
      }
      return
    }
    begin(loop, at: range.lowerBound)
    if let order = loop.order {
      reduce(loop, order, count: range.count)
    } else {
      for _ in range { turn(loop) }
    }
    leave(loop, at: range.upperBound)
  }

  private func run(_ loop: PreparedLoop, _ branches: PreparedBranches, _ range: Range<Int>) {
    if branches.phase != phase { return }
    begin(loop, at: range.lowerBound)
    for number in range {
      let piece = branches.piece(number, of: max(extents[branches.dimension], 0))
      tileStarts[branches.dimension] = piece.lowerBound
      tileEnds[branches.dimension] = piece.upperBound
      turn(loop)
    }
    leave(loop, at: range.upperBound)
  }

  private func begin(_ loop: PreparedLoop, at index: Int) {
    indices[loop.dimension] = index
    move(loop, by: index)
  }

  private func leave(_ loop: PreparedLoop, at index: Int) { move(loop, by: 0 &- index) }

  /// The body, once, and a step to the next element.
  @inline(__always) private func turn(_ loop: PreparedLoop) {
    iterate(loop)
    indices[loop.dimension] &+= 1
    move(loop, by: 1)
  }

  /// The body, once, and what it hands on.
  @inline(__always) private func iterate(_ loop: PreparedLoop) {
    guard let carry = loop.carry else { return run(loop.body) }
    registers.copy(carry.results, count: carry.count, to: carry.carried)
    run(loop.body)
    gather(carry.next, count: carry.count, into: carry.results)
  }

  @inline(__always) private func move(_ loop: PreparedLoop, by elements: Int) {
    for place in loop.moving.indices { offsets[code.lists[place]] &+= elements &* steps[place] }
  }
}

// MARK: Reductions

/// The orders of `ReductionOrder`, to the letter. The body runs once for each index, in increasing order.
extension Machine {
  private func reduce(_ loop: PreparedLoop, _ order: ReductionOrder, count: Int) {
    forEach(loop) { gather($0.initial, count: $0.count, into: $0.results) }
    switch order {
    case .sequential:
      for _ in 0..<count {
        turn(loop)
        forEach(loop) { accumulate($0, into: $0.results) }
      }
    case .pairwise(let accumulators, let block):
      if count == 0 { return }
      pairwise(loop, count: count, accumulators: accumulators, block: block, depth: 0)
      forEach(loop) { combine($0, $0.results, with: $0.branches) }
    case .interleaved(let lanes):
      fillAccumulators(loop, lanes)
      for start in stride(from: 0, to: count, by: lanes) { accumulateLanes(loop, min(lanes, count - start)) }
      forEach(loop) { reduction in
        var width = lanes / 2
        while width > 0 {
          for lane in 0..<width { combineAccumulators(reduction, lane, with: lane + width) }
          width /= 2
        }
        combine(reduction, reduction.results, with: reduction.accumulators)
      }
    }
  }

  /// The sum (if it is one) of the next `count` operands, left in the branch at that depth of the tree.
  private func pairwise(_ loop: PreparedLoop, count: Int, accumulators: Int, block: Int, depth: Int) {
    if count > block {
      let half = count / 2 / accumulators * accumulators
      pairwise(loop, count: half, accumulators: accumulators, block: block, depth: depth)
      pairwise(loop, count: count - half, accumulators: accumulators, block: block, depth: depth + 1)
      forEach(loop) { combine($0, $0.branches + depth * $0.count, with: $0.branches + (depth + 1) * $0.count) }
      return
    }
    fillAccumulators(loop, accumulators)
    for _ in 0..<count / accumulators { accumulateLanes(loop, accumulators) }
    forEach(loop) { reduction in
      var width = 1
      while width < accumulators {
        for lane in stride(from: 0, to: accumulators, by: 2 * width) {
          combineAccumulators(reduction, lane, with: lane + width)
        }
        width *= 2
      }
    }
    for _ in 0..<count % accumulators {
      turn(loop)
      forEach(loop) { accumulate($0, into: $0.accumulators) }
    }
    forEach(loop) { registers.copy($0.accumulators, count: $0.count, to: $0.branches + depth * $0.count) }
  }

  @inline(__always) private func forEach(_ loop: PreparedLoop, _ body: (PreparedReduction) -> Void) {
    for number in loop.reductions.indices { body(code.reductions[number]) }
  }

  private func fillAccumulators(_ loop: PreparedLoop, _ lanes: Int) {
    forEach(loop) { reduction in
      for lane in 0..<lanes {
        let target = reduction.accumulators + lane * reduction.count
        registers.copy(reduction.neutral, count: reduction.count, to: target)
      }
    }
  }

  /// The next operands, each into an accumulator of its own.
  private func accumulateLanes(_ loop: PreparedLoop, _ lanes: Int) {
    for lane in 0..<lanes {
      turn(loop)
      forEach(loop) { accumulate($0, into: $0.accumulators &+ lane &* $0.count) }
    }
  }

  private func combineAccumulators(_ reduction: PreparedReduction, _ lane: Int, with other: Int) {
    let first = reduction.accumulators
    combine(reduction, first + lane * reduction.count, with: first + other * reduction.count)
  }

  /// Combines the accumulated value that starts in one register with that in another, and leaves the result in the
  /// first.
  private func combine(_ reduction: PreparedReduction, _ value: Int, with other: Int) {
    registers.copy(other, count: reduction.count, to: reduction.merge.right)
    combine(reduction.merge, reduction.count, into: value)
  }

  /// Combines the value that starts in that register with the operand that the body has given.
  @inline(__always) private func accumulate(_ reduction: PreparedReduction, into value: Int) {
    gather(reduction.operands, count: reduction.count, into: reduction.combine.right)
    combine(reduction.combine, reduction.count, into: value)
  }

  @inline(__always) private func combine(_ program: PreparedCombine, _ count: Int, into value: Int) {
    registers.copy(value, count: count, to: program.left)
    run(program.body)
    gather(program.yields, count: count, into: value)
  }
}

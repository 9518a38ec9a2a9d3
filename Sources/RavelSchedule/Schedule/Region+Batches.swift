extension Region {
  /// The reductions in the order in which they are computed, with those of one batch sharing a loop: they run over the
  /// same dimension in the same order, and none of them needs another.
  func batches(_ dimensions: Dimensions) -> [[Int]] {
    var batches: [[Int]] = []
    var isDone = reductions.map { _ in false }
    for number in reductions.indices where !isDone[number] {
      var batch = [number]
      for other in reductions.indices.dropFirst(number + 1) where !isDone[other] && batch.count < Self.largestBatch {
        let isReady = needed(by: other).allSatisfy { isDone[$0] }
        if isReady, sharesLoop(number, other, dimensions) { batch.append(other) }
      }
      for member in batch { isDone[member] = true }
      batches.append(batch)
    }
    return batches
  }

  /// More accumulators than this would not stay in registers.
  private static var largestBatch: Int { 4 }

  private func sharesLoop(_ a: Int, _ b: Int, _ dimensions: Dimensions) -> Bool {
    let (first, second) = (reductions[a].plan, reductions[b].plan)
    return dimensions.reduced[a].count == 1 && dimensions.reduced[a] == dimensions.reduced[b]
      && first.innerOrder == second.innerOrder && first.isBranched == second.isBranched
      && [first, second].allSatisfy { $0.chunk == nil && !$0.isCarried }
  }

  /// The reductions whose results go into a reduction.
  private func needed(by number: Int) -> [Int] {
    let reduction = reductions[number]
    let values = feeding(reduction).union(reduction.start.map(feeding) ?? [])
    return values.compactMap { if case .reduction(let other) = self.values[$0].kind { other } else { nil } }
  }
}

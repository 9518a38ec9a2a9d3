import RavelOps

extension Region {
  /// Costly values that several of a row's loops need, and the dimension that those loops share: computing an
  /// exponential once and keeping the row of them, which stays in the cache, beats computing it in each loop.
  func valuesWorthKeeping(_ dimensions: Dimensions, _ batches: [[Int]]) -> [(value: Int, dimension: Int)] {
    guard !reductions.isEmpty else { return [] }
    var loops = batches.map { batch in
      let values = batch.reduce(into: Set<Int>()) { $0.formUnion(feeding(reductions[$1])) }
      return (values: values, dimensions: dimensions.reduced[batch[0]])
    }
    if !dimensions.inner.isEmpty {
      loops.append((results.map { feeding($0.value) }.reduce([]) { $0.union($1) }, dimensions.inner))
    }
    return values.indices.compactMap { index in
      guard case .ufunc(let op, _, _) = values[index].kind, op.spec.traits.contains(.costly) else { return nil }
      let needing = loops.filter { $0.values.contains(index) && dependsOnLoops(index) }
      guard needing.count > 1, needing[0].dimensions.count == 1,
        needing.allSatisfy({ $0.dimensions == needing[0].dimensions })
      else { return nil }
      return (index, needing[0].dimensions[0])
    }
  }

  /// Whether a value changes along an axis within the outer loops; one that does not is computed once a row anyway.
  private func dependsOnLoops(_ value: Int) -> Bool {
    feeding(value).contains {
      switch values[$0].kind {
      case .load(_, let access): access.indices.contains { $0.terms.contains { !outerAxes.contains($0.axis) } }
      case .iota(let index): index.terms.contains { !outerAxes.contains($0.axis) }
      default: false
      }
    }
  }
}

import RavelIR
import RavelOps
import RavelRuntime

extension NDArray {
  /// How many elements are in each bin, or the sums of the weights of those: NumPy's `histogram`. A bin contains its
  /// lesser edge, and the last one its greater edge, too. It computes at once.
  /// - Parameters:
  ///   - bins: their number, their edges, or how to find a number.
  ///   - range: of bins of equal width, outside of which elements do not count; nil for the least and the greatest one.
  ///   - weights: of the elements, in their shape.
  ///   - density: whether counts are divided by the bins' widths and by the sum of all counts.
  /// - Returns: counts of shape `(n)` and the bins' edges, of shape `(n + 1)`.
  /// - DType:  of counts int64, or that of the weights; float64 at least of densities.
  /// - Order:  weights are added one after another in each 65,536 elements, and these sums one after another.
  /// - Throws: as `binEdges`; `ArrayError.value` for weights of another shape.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.histogram.html
  public func countedInBins(
    _ bins: HistogramBins = 10, range: (any ArrayOperand, any ArrayOperand)? = nil, weights: NDArray? = nil,
    density: Bool = false
  ) throws(ArrayError) -> (counts: NDArray, edges: NDArray) {
    let (elements, weights) = try histogramElements(weights)
    let (edges, outer) = try elements.edges(of: bins, range, isWeighted: weights != nil)
    let counts: NDArray
    if let outer {
      counts = try elements.counts(in: edges, outer, weights)
    } else {
      counts = try elements.counts(between: edges, weights)
    }
    if !density { return (counts, edges) }
    let widths = try edges.differences().cast(to: .float64)
    let shares = try Self.applying(.divide, [Self.applying(.divide, [counts, widths]), counts.reduced(.sum)])
    return (shares, edges)
  }

  // MARK: Bins of equal width

  /// The places that arithmetic gives elements, which comparisons with the edges put right.
  func counts(in edges: NDArray, _ outer: OuterEdges, _ weights: NDArray?) throws(ArrayError) -> NDArray {
    let bins = edges.size - 1
    let span = try Self.distance(outer.last, from: outer.first)
    let values = try cast(to: edges.dtype)
    let shares = try Self.applying(.divide, [Self.distance(values, from: outer.first), span])
    let number = try NDArray(scalars: [bins], shape: []).counting(beside: shares)
    let places = try Self.applying(
      .where, [isWithin(outer), Self.applying(.multiply, [shares, number]).cast(to: .int64), Storage.outside])
    try Self.whileBuilding { try Ravel.evaluate([places, values]) }
    let (about, lain) = (try places.rowMajor(.int64), try values.rowMajor(edges.dtype))
    let sorted = try edges.rowMajor(edges.dtype)
    guard let weights else { return NDArray(Expression(try about.histogram(of: lain, edges: sorted, in: 0..<size))) }
    func sums(_ weights: NDArray, _ dtype: DType, castFirst: Bool) throws(ArrayError) -> NDArray {
      let weight = try weights.rowMajor(.float64)
      var sums = try NDArray.filled([bins], with: 0, dtype: dtype)
      for block in blocks {
        let part = NDArray(Expression(try about.histogram(of: lain, edges: sorted, weights: weight, in: block)))
        sums = try Self.applying(
          .add, [sums, castFirst ? part.cast(to: dtype) : part], UfuncKeywords(), onto: sums)
        try Self.whileBuilding { try sums.evaluate() }
      }
      return sums
    }
    guard weights.dtype.isComplex else { return try sums(weights, weights.dtype, castFirst: true) }
    let parts = try [Op.real, .imag].map { part throws(ArrayError) in
      try sums(Self.applying(part, [weights]), weights.dtype.component, castFirst: false)
    }
    return try Self.applying(.complexOf, parts)
  }

  /// The elements that NumPy takes at a time, which sums of weights depend on.
  private var blocks: [Range<Int>] {
    stride(from: 0, to: size, by: 1 << 16).map { $0..<Swift.min($0 + 1 << 16, size) }
  }

  // MARK: Bins of any width

  private func counts(between edges: NDArray, _ weights: NDArray?) throws(ArrayError) -> NDArray {
    if let weights { return try sums(of: weights, between: edges) }
    if edges.size < 2 { return try NDArray.filled([0], with: 0, dtype: .int64) }
    let isUnordered = try Self.applying(.isnan, [edges]).reduced(.any)
    if try Self.whileBuilding({ try isUnordered.scalar(as: Bool.self) }) {
      return try sorted(along: 0).places(of: edges).differences()
    }
    let common = promoteTypes(dtype, edges.dtype)
    let (values, sorted) = (try cast(to: common), try edges.cast(to: common))
    // Place 0 is before the first edge; the place behind the last one is the last bin's greater edge, or beyond.
    let places = try sorted.searchedSorted(for: values, side: .right).rowMajor(.int64)
    let counts = NDArray(Expression(try places.binCounts(edges.size)))
    let onLast = try Self.applying(.equal, [values, sorted.indexed(by: [.integer(-1)])]).reduced(.countNonzero)
    var result = try counts.withoutFirst
    try result.assign(Self.applying(.add, [result.indexed(by: [.integer(-1)]), onLast]), at: [.integer(-1)])
    return result
  }

  /// How many of these elements, which are in order, are before each edge, and of the last one not behind it.
  private func places(of edges: NDArray) throws(ArrayError) -> NDArray {
    let last = try edges.part(0, from: Swift.max(edges.size - 1, 0), count: Swift.min(edges.size, 1))
    return try .joined(
      [searchedSorted(for: edges.withoutLast), searchedSorted(for: last, side: .right)], axis: 0)
  }

  private func sums(of weights: NDArray, between edges: NDArray) throws(ArrayError) -> NDArray {
    let nothing = try NDArray.filled([1], with: 0, dtype: weights.dtype)
    var sums = try NDArray.filled(edges.shape, with: 0, dtype: weights.dtype)
    for block in blocks {
      let elements = try part(0, from: block.lowerBound, count: block.count)
      let order = try elements.sortingOrder(along: 0).rowMajor(.int64)
      let part = try weights.part(0, from: block.lowerBound, count: block.count).rowMajor(weights.dtype)
      let inOrder = NDArray(Expression(try elements.rowMajor(dtype).elementsOfLanes(at: order)))
      let running = try NDArray(Expression(part.elementsOfLanes(at: order))).cumulated(by: .add, axis: 0)
      let reached = try NDArray.joined([nothing, running], axis: 0)
      let places = try inOrder.places(of: edges).rowMajor(.int64)
      let below = NDArray(Expression(try reached.rowMajor(reached.dtype).elementsOfLanes(at: places)))
      sums = try Self.applying(.add, [sums, below], UfuncKeywords(), onto: sums)
      try Self.whileBuilding { try sums.evaluate() }
    }
    return try sums.differences()
  }
}

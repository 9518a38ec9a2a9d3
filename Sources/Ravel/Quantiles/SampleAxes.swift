import RavelIR
import RavelRuntime

// What order statistics along several axes need: those axes as one, and results in an array's shape.

extension NDArray {
  /// What a statistic of whole lanes is taken along.
  struct SampleAxes {
    /// The array whose axis `place` holds the elements of each sample.
    let samples: NDArray
    let place: Int
    /// The axes that are gone from the result, in the array that was given.
    let dropped: [Int]
    let rank: Int

    /// How many elements a sample has.
    var count: Int { samples.shape[place] }
    /// The shape of one statistic.
    var kept: Shape { samples.shape.enumerated().filter { $0.offset != place }.map(\.element) }
  }

  /// Axes as one; all elements in row-major order for nil.
  /// - Throws: `ArrayError.axisOutOfBounds`; `.value` for repeated axes, and where NumPy can't join axes of nothing.
  func sampleAxes(_ axes: [Int]?) throws(ArrayError) -> SampleAxes {
    guard let axes else {
      return SampleAxes(samples: try raveled(), place: 0, dropped: Array(0..<ndim), rank: ndim)
    }
    var dropped: [Int] = []
    for axis in axes { dropped.append(try normalizedAxis(axis, rank: ndim)) }
    if Set(dropped).count < dropped.count { throw .value("repeated axis") }
    if dropped.count == 1 { return SampleAxes(samples: self, place: dropped[0], dropped: dropped, rank: ndim) }
    dropped.sort()
    let places = shape.indices.filter { !dropped.contains($0) }
    let (kept, extents) = (places.map { shape[$0] }, dropped.map { shape[$0] })
    if kept.contains(0) { throw .cannotReshape(count: 0, kept + [-1]) }
    let joined = try transposed(places + dropped).reshaped(to: kept + [extents.reduce(1, *)])
    return SampleAxes(samples: joined, place: kept.count, dropped: dropped, rank: ndim)
  }
}

extension NDArray.SampleAxes {
  /// What `compute` gives for a target, with one index in place of each axis that is gone if `keepDims`.
  /// - Throws: as `compute`; `ArrayError.tooManyIndices`, `.indexOutOfBounds` for targets without those axes.
  func keeping(
    _ keepDims: Bool, onto target: NDArray?, _ compute: (NDArray?) throws(ArrayError) -> NDArray
  ) throws(ArrayError) -> NDArray {
    guard keepDims else { return try compute(target) }
    if var target {
      let indices = [.ellipsis] + (0..<rank).map { dropped.contains($0) ? Index.integer(0) : .all }
      try target.assign(compute(target.indexed(by: indices)), at: indices)
      return target
    }
    let result = try compute(nil)
    let leading = result.ndim - (rank - dropped.count)
    return try result.expandingDims(dropped.map { $0 + leading })
  }

  /// Elements at some ranks of each sample.
  /// - Parameter ranks: int64, along one axis for all samples alike, or for each sample its own along the first axis.
  /// - Returns: with the ranks along the first axis.
  func elements(ranked ranks: NDArray) throws(ArrayError) -> NDArray {
    let rows = try ranks.movingAxes([0], to: [-1]).rowMajor(.int64)
    let lanes = try samples.lanes(along: place)
    return try NDArray(Expression(try lanes.elementsOfLanes(ranked: rows))).movingAxes([-1], to: [0])
  }

  /// How many elements of each sample are no NaN, as int64, computed.
  func numbers() throws(ArrayError) -> NDArray {
    let numbers = try samples.numbers([place], ReductionKeywords())
    try NDArray.whileBuilding { try numbers.evaluate() }
    return numbers
  }
}

extension NDArray {
  /// The elements of a target replaced by a statistic, cast as assignment casts them and broadcast; the statistic for
  /// no target.
  func assigned(to target: NDArray?) throws(ArrayError) -> NDArray {
    guard var target else { return self }
    try target.assign(self, at: [.ellipsis])
    return target
  }

  /// Statistics with those of samples that hold a NaN replaced by it.
  /// - Parameter last: each sample's last element in order.
  /// - Throws: `ArrayError.cannotCast` where there is a NaN to store that the dtype has no room for.
  func takingNaN(from last: NDArray) throws(ArrayError) -> NDArray {
    guard last.dtype.kind >= .float else { return self }
    let isNaN = try Self.applying(.isnan, [last])
    if !canCast(last.dtype, to: dtype, casting: .sameKind) {
      if try Self.whileBuilding({ try isNaN.reduced(.any).scalar(as: Bool.self) }) {
        throw .cannotCast(
          from: last.dtype, to: dtype, casting: .sameKind, what: last.ndim == 0 ? "scalar" : "array data")
      }
      return self
    }
    let result = try Self.applying(.where, [isNaN, last.cast(to: dtype), self])
    return NDArray(result.expression.stored(like: self))
  }
}

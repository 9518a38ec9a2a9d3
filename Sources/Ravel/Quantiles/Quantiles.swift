import RavelIR
import RavelOps

// By the steps that NumPy goes, so that each rounding and each dtype is one of NumPy's.
// Source: numpy/lib/_function_base_impl.py.

/// The units that quantiles are counted in.
public enum QuantileScale: Sendable {
  /// From 0 to 1.
  case fraction
  /// From 0 to 100.
  case percent
}

extension NDArray {
  /// The elements, or what is between them, that stand at fractions of the way through what is in order along axes. It
  /// computes at once.
  /// - Parameters:
  ///   - q: a number or an array of at most two axes. Swift's `Int` and `Double` count in promotion by kind alone.
  ///   - scale: `percent` for NumPy's `percentile`.
  ///   - axes: taken as one; nil for all of them.
  ///   - method: how to find what is between elements.
  ///   - weights: how much each element counts, of the array's shape or of the axes' extents, for `invertedCDF` alone.
  ///   - keepDims: whether the axes stay, with one index.
  ///   - ignoringNaN: whether NaNs are left out.
  ///   - target: an array whose dtype, shape and order the result has: NumPy's `out`.
  /// - Shape:  that of `q`, followed by the array's without the axes, or with 1 there if `keepDims`.
  /// - DType:  the array's for methods that give elements; otherwise what it promotes to with `q` as fractions, floats
  ///   at least unless all are integers. Where NaNs are left out and the first sample has nothing else, the array's.
  /// - NaN:    where there is a NaN that counts, or nothing that does, quantiles are NaN.
  /// - Throws: `ArrayError.axisOutOfBounds`; `.value` with NumPy's texts for fractions out of range, repeated axes, and
  ///   weights that are negative or have no finite sum; `.type` for complex elements, weights of another shape, and for
  ///   bools where elements are subtracted; `.index` for samples of nothing.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.quantile.html
  public func quantiles(
    _ q: any ArrayOperand, in scale: QuantileScale = .fraction, axes: [Int]? = nil, method: QuantileMethod = .linear,
    weights: (any ArrayOperand)? = nil, keepDims: Bool = false, ignoringNaN: Bool = false, onto target: NDArray? = nil
  ) throws(ArrayError) -> NDArray {
    if dtype.isComplex { throw .type("a must be an array of real numbers") }
    let fractions = try Self.fractions(q, in: scale)
    let weights = try weights.map { weights throws(ArrayError) in try sampleWeights(weights, axes, method) }
    if ignoringNaN, size == 0 {
      return try reduced(.nanmean, axes: axes, ReductionKeywords(keepDims: keepDims), onto: target)
    }
    let lanes = try sampleAxes(axes)
    if fractions.ndim > 2 { throw .value("q must be a scalar or 1d") }
    var countsByKind = false
    switch q.operand {
    case .integer, .float: countsByKind = true
    default: break
    }
    return try lanes.keeping(keepDims, onto: target) { target throws(ArrayError) in
      if let weights {
        return try lanes.quantiles(
          fractions, weights: weights.sampleAxes(axes), ignoringNaN: ignoringNaN, onto: target)
      }
      let result = try lanes.quantiles(
        fractions, isWeak: countsByKind, method, ignoringNaN: ignoringNaN, onto: ignoringNaN ? nil : target)
      // NumPy computes what has no NaNs by itself, and assigns it.
      return ignoringNaN ? try result.assigned(to: target) : result
    }
  }

  /// Fractions in the dtype that NumPy has them in, each of them between 0 and 1.
  static func fractions(_ q: any ArrayOperand, in scale: QuantileScale) throws(ArrayError) -> NDArray {
    var fractions = NDArray(try q.operand.converted(to: nil))
    if scale == .percent { fractions = try applying(.divide, [fractions, 100]) }
    if fractions.dtype.isComplex { throw .noLoop(function: "floor", operands: [fractions.dtype]) }
    let values = try whileBuilding { try fractions.cast(to: .float64).scalars(as: Double.self) }
    guard values.allSatisfy({ 0 <= $0 && $0 <= 1 }) else {
      throw .value(
        scale == .percent ? "Percentiles must be in the range [0, 100]" : "Quantiles must be in the range [0, 1]")
    }
    return fractions
  }
}

extension NDArray.SampleAxes {
  /// - Parameters:
  ///   - isWeak: whether fractions count in promotion by kind alone.
  ///   - ignoringNaN: whether NaNs are left out; each sample of floats then has its own number of elements.
  fileprivate func quantiles(
    _ q: NDArray, isWeak: Bool, _ method: QuantileMethod, ignoringNaN: Bool, onto target: NDArray?
  ) throws(ArrayError) -> NDArray {
    let fractions = try q.reshaped(to: q.shape + kept.map { _ in 1 })
    let isOfFloats = samples.dtype.kind >= .float
    let seesNaN = isOfFloats && !ignoringNaN
    let numbers = isOfFloats && ignoringNaN ? try numbers() : nil
    // The first element of what has no numbers in it is NaN.
    let counts =
      try numbers.map { numbers throws(ArrayError) in try NDArray.applying(.maximum, [numbers, 1]) }
      ?? NDArray(Constant(count, .int64))
    let virtual = try method.virtualIndexes(fractions, counts: counts)
    let takesElements = method.isDiscrete || method == .linear && virtual.dtype.kind < .float
    if count == 0 {
      throw .index(
        takesElements && !seesNaN
          ? "cannot do a non-empty take from an empty axes." : "index -1 is out of bounds for axis 0 with size 0")
    }
    let places = takesElements ? [virtual] : try neighbours(of: virtual, counts)
    var ranks = try Self.ranks(places, counts, [q.size] + (numbers == nil ? [] : kept))
    if seesNaN { ranks = try .joined([ranks, NDArray(scalars: [count - 1], shape: [1])], axis: 0) }
    var found = try elements(ranked: ranks)
    // NumPy computes with copies in row-major order; without NaNs, one sample after another.
    if !ignoringNaN { found = try found.copied() }
    let parts = try places.indices.map { place throws(ArrayError) in
      try found.part(0, from: place * q.size, count: q.size).reshaped(to: q.shape + kept)
    }
    var result: NDArray
    if takesElements {
      result = try target.map { target throws(ArrayError) in try target.takingElements(parts[0]) } ?? parts[0]
    } else {
      let distances = try NDArray.applying(.subtract, [virtual, places[0]])
      let weights = try method.weights(distances, of: virtual).cast(to: virtual.dtype)
      result = try .interpolated(parts[0], parts[1], weights, isWeak: isWeak, onto: target)
    }
    if ignoringNaN {
      let (leading, trailing) = (Array(0..<q.ndim), Array(kept.count..<kept.count + q.ndim))
      result = try result.movingAxes(leading, to: trailing).copied().movingAxes(trailing, to: leading)
    }
    if let numbers {
      // NumPy's result has the dtype of its first element.
      let first = try NDArray.whileBuilding { try numbers.raveled().indexed(by: [.integer(0)]).scalar(as: Int.self) }
      return first == 0 ? try result.cast(to: samples.dtype) : result
    }
    return seesNaN ? try result.passingNaN(from: found.indexed(by: [.integer(-1)]), isNew: target == nil) : result
  }

  /// The places before and after virtual indexes, as int64; -1 is the last one.
  private func neighbours(of virtual: NDArray, _ counts: NDArray) throws(ArrayError) -> [NDArray] {
    let last = try NDArray.applying(.subtract, [counts, 1]).counting(beside: virtual)
    let previous = try NDArray.applying(.floor, [virtual])
    // A float16 of more elements than it can count is NaN, which NumPy takes for the last place of floats.
    let isLast =
      try samples.dtype.kind < .float
      ? NDArray.applying(.greaterEqual, [virtual, last])
      : NDArray.applying(.logicalNot, [NDArray.applying(.less, [virtual, last])])
    let isFirst = try NDArray.applying(.less, [virtual, 0])
    return try [previous, NDArray.applying(.add, [previous, 1])].map { places throws(ArrayError) in
      let within = try NDArray.applying(.where, [isFirst, 0, places.cast(to: .int64)])
      return try NDArray.applying(.where, [isLast, -1, within])
    }
  }

  /// Places counted from the front, all along the first axis, computed.
  /// - Parameter shape: of the ranks of each of the places.
  /// - Throws: `ArrayError.value` for ranks that samples do not have.
  private static func ranks(_ places: [NDArray], _ counts: NDArray, _ shape: Shape) throws(ArrayError) -> NDArray {
    let ranks = try NDArray.joined(
      places.map { places throws(ArrayError) in
        let places = try places.cast(to: .int64)
        let fromEnd = try NDArray.applying(.add, [places, counts])
        return try NDArray.applying(.where, [NDArray.applying(.less, [places, 0]), fromEnd, places]).reshaped(to: shape)
      }, axis: 0)
    let isOutside = try NDArray.applying(
      .logicalOr, [NDArray.applying(.less, [ranks, 0]), NDArray.applying(.greaterEqual, [ranks, counts])])
    let isAnyOutside = try NDArray.whileBuilding {
      let isAny = try isOutside.reduced(.any)
      try evaluate([ranks, isAny])
      return try isAny.scalar(as: Bool.self)
    }
    guard isAnyOutside else { return ranks }
    // One sample after another.
    let (wrong, own) = try NDArray.whileBuilding {
      let inOrder = try [isOutside, ranks, counts.broadcasted(to: ranks.shape)].map {
        try $0.movingAxes([0], to: [-1]).raveled()
      }
      let first = try inOrder[0].placeOfMaximum(axis: 0).scalar(as: Int.self)
      let numbers = try inOrder[1...].map { try $0.indexed(by: [.integer(first)]).scalar(as: Int.self) }
      return (numbers[0], numbers[1])
    }
    throw .value("kth(=\(wrong)) out of bounds (\(own))")
  }
}

extension NDArray {
  /// What is between two arrays, from the nearer end.
  /// - Parameter isWeak: whether weights count in promotion by kind alone.
  fileprivate static func interpolated(
    _ a: NDArray, _ b: NDArray, _ weights: NDArray, isWeak: Bool, onto target: NDArray?
  ) throws(ArrayError) -> NDArray {
    let distance = try applying(.subtract, [b, a])
    let dtype = isWeak ? resultType([.dtype(distance.dtype), .weak(.float)]) : weights.dtype
    let fromA = try applying(
      .add, [a, applying(.multiply, [distance, weights.cast(to: dtype)])], UfuncKeywords(), onto: target)
    let rest = try applying(.subtract, [1, weights]).cast(to: dtype)
    let fromB = try applying(
      .subtract, [b, applying(.multiply, [distance, rest])], UfuncKeywords(dtype: fromA.dtype, casting: .unsafe),
      onto: target)
    let result = try applying(.where, [applying(.greaterEqual, [weights, 0.5]), fromB, fromA])
    return NDArray(result.expression.stored(like: fromA))
  }

  /// Statistics that hold the NaN of each sample that has one.
  /// - Parameters:
  ///   - last: each sample's last element in order.
  ///   - isNew: whether the statistics have no target.
  func passingNaN(from last: NDArray, isNew: Bool) throws(ArrayError) -> NDArray {
    guard ndim == 0, isNew else { return try takingNaN(from: last) }
    // A scalar is not stored into: NumPy gives the NaN itself, in the array's dtype.
    let isNaN = try Self.whileBuilding { try Self.applying(.isnan, [last]).scalar(as: Bool.self) }
    return isNaN ? last : self
  }

  /// These int64 numbers as what Python's integers become beside an array.
  /// - Throws: `ArrayError.integerOutOfBounds`.
  func counting(beside other: NDArray) throws(ArrayError) -> NDArray {
    let common = resultType([.weak(.integer), .dtype(other.dtype)])
    if common.isInteger, common != .int64 {
      let numbers = try Self.whileBuilding { try scalars(as: Int.self) }
      if let large = numbers.first(where: { WideInteger($0).constant(common) == nil }) {
        throw .integerOutOfBounds("\(large)", common)
      }
    }
    return try cast(to: common)
  }

  /// Elements stored here as NumPy's `take` stores them.
  fileprivate func takingElements(_ elements: NDArray) throws(ArrayError) -> NDArray {
    if elements.shape != shape { throw .value("output array does not match result of ndarray.take") }
    guard canCast(dtype, to: elements.dtype, casting: .safe) else {
      throw .cannotCast(from: dtype, to: elements.dtype, casting: .safe, what: "array data")
    }
    return NDArray(elements.expression.cast(to: dtype).stored(like: self))
  }
}

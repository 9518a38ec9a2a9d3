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
  ///   - keepDims: whether the axes stay, with one index.
  ///   - target: an array whose dtype, shape and order the result has: NumPy's `out`.
  /// - Shape:  that of `q`, followed by the array's without the axes, or with 1 there if `keepDims`.
  /// - DType:  the array's for methods that give elements; otherwise what it promotes to with `q` as fractions, floats
  ///   at least unless all are integers.
  /// - NaN:    where there is a NaN, quantiles are NaN.
  /// - Throws: `ArrayError.axisOutOfBounds`; `.value` with NumPy's texts for fractions out of range and repeated axes;
  ///   `.type` for complex elements, and for bools where elements are subtracted; `.index` for samples of nothing.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.quantile.html
  public func quantiles(
    _ q: any ArrayOperand, in scale: QuantileScale = .fraction, axes: [Int]? = nil, method: QuantileMethod = .linear,
    keepDims: Bool = false, onto target: NDArray? = nil
  ) throws(ArrayError) -> NDArray {
    if dtype.isComplex { throw .type("a must be an array of real numbers") }
    let fractions = try Self.fractions(q, in: scale)
    let lanes = try sampleAxes(axes)
    if fractions.ndim > 2 { throw .value("q must be a scalar or 1d") }
    var countsByKind = false
    switch q.operand {
    case .integer, .float: countsByKind = true
    default: break
    }
    return try lanes.keeping(keepDims, onto: target) { target throws(ArrayError) in
      try lanes.quantiles(fractions, isWeak: countsByKind, method, onto: target)
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
  /// - Parameter isWeak: whether fractions count in promotion by kind alone.
  fileprivate func quantiles(
    _ q: NDArray, isWeak: Bool, _ method: QuantileMethod, onto target: NDArray?
  ) throws(ArrayError) -> NDArray {
    let virtual = try method.virtualIndexes(q, count: count)
    let takesElements = method.isDiscrete || method == .linear && virtual.dtype.kind < .float
    let seesNaN = samples.dtype.kind >= .float
    if count == 0 {
      throw .index(
        takesElements && !seesNaN
          ? "cannot do a non-empty take from an empty axes." : "index -1 is out of bounds for axis 0 with size 0")
    }
    let places = takesElements ? [virtual] : try neighbours(of: virtual)
    let ranks = try NDArray.whileBuilding { try places.flatMap { try $0.cast(to: .int64).scalars(as: Int.self) } }
      .map { $0 < 0 ? $0 + count : $0 }
    if let wrong = ranks.first(where: { !(0..<count ~= $0) }) {
      throw .value("kth(=\(wrong)) out of bounds (\(count))")
    }
    // NumPy computes with copies in row-major order.
    let found = try elements(ranked: ranks + (seesNaN ? [count - 1] : [])).copied()
    let parts = try places.indices.map { place throws(ArrayError) in
      try found.part(0, from: place * q.size, count: q.size).reshaped(to: q.shape + kept)
    }
    let result: NDArray
    if takesElements {
      result = try target.map { target throws(ArrayError) in try target.takingElements(parts[0]) } ?? parts[0]
    } else {
      let distances = try NDArray.applying(.subtract, [virtual, places[0]])
      let weights = try method.weights(distances, of: virtual).cast(to: virtual.dtype)
      result = try NDArray.interpolated(
        parts[0], parts[1],
        isWeak ? weight(weights) : weights.reshaped(to: q.shape + kept.map { _ in 1 }), onto: target)
    }
    if !seesNaN { return result }
    let last = try found.indexed(by: [.integer(-1)])
    // A scalar is not stored into: NumPy gives the NaN itself, in the array's dtype.
    if result.ndim == 0, target == nil {
      let isNaN = try NDArray.whileBuilding { try NDArray.applying(.isnan, [last]).scalar(as: Bool.self) }
      return isNaN ? last : result
    }
    return try result.takingNaN(from: last)
  }

  /// The places before and after virtual indexes, as int64; -1 is the last one.
  private func neighbours(of virtual: NDArray) throws(ArrayError) -> [NDArray] {
    let previous = try NDArray.applying(.floor, [virtual])
    let isLast = try NDArray.applying(.greaterEqual, [virtual, count - 1])
    let isFirst = try NDArray.applying(.less, [virtual, 0])
    return try [previous, NDArray.applying(.add, [previous, 1])].map { places throws(ArrayError) in
      let within = try NDArray.applying(.where, [isFirst, 0, places.cast(to: .int64)])
      return try NDArray.applying(.where, [isLast, -1, within])
    }
  }

  private func weight(_ weight: NDArray) throws(ArrayError) -> Double {
    try NDArray.whileBuilding { try weight.cast(to: .float64).scalar(as: Double.self) }
  }
}

extension NDArray {
  /// What is between two arrays, from the nearer end.
  fileprivate static func interpolated(
    _ a: NDArray, _ b: NDArray, _ weight: any ArrayOperand, onto target: NDArray?
  ) throws(ArrayError) -> NDArray {
    let distance = try applying(.subtract, [b, a])
    let fromA = try applying(
      .add, [a, applying(.multiply, [distance, weight])], UfuncKeywords(), onto: target)
    func fromB(_ rest: any ArrayOperand) throws(ArrayError) -> NDArray {
      try applying(
        .subtract, [b, applying(.multiply, [distance, rest])], UfuncKeywords(dtype: fromA.dtype, casting: .unsafe),
        onto: target)
    }
    if let weight = weight as? Double { return weight >= 0.5 ? try fromB(1 - weight) : fromA }
    let isNearB = try applying(.greaterEqual, [weight, 0.5])
    let result = try applying(.where, [isNearB, fromB(applying(.subtract, [1, weight])), fromA])
    return NDArray(result.expression.stored(like: fromA))
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

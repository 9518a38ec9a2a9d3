import RavelIR
import RavelOps

// Which two points a value lies between follows from elements, and so does where the result's elements come from: an
// access map cannot say that. Interpolation therefore computes at once, like `reduceat` and `at`.

extension NDArray {
  /// Linear interpolation between points of a plane. It computes at once.
  /// - Parameters:
  ///   - x: where to interpolate, of any shape.
  ///   - xp: where the points lie, in increasing order unless there is a period.
  ///   - fp: the points' values, real or complex.
  ///   - left: the value before the first point; the first point's if nil.
  ///   - right: the value after the last point; the last point's if nil.
  ///   - period: that of `x` and `xp`; with it, `left` and `right` count for nothing.
  /// - Shape:  `x`'s.
  /// - DType:  float64, or complex128 if `fp` is complex.
  /// - Accuracy: NumPy's bits.
  /// - Throws: `ArrayError.value` for points that have not one axis, or none, or not as many values, and for a period
  ///   of 0; `.cannotCast` for complex places; `.type` for complex values beside real ones.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.interp.html
  public static func interpolated(
    _ x: any ArrayOperand, _ xp: any ArrayOperand, _ fp: any ArrayOperand, left: (any ArrayOperand)? = nil,
    right: (any ArrayOperand)? = nil, period: Double? = nil
  ) throws(ArrayError) -> NDArray {
    let (x, xp) = (NDArray(try x.operand.converted(to: nil)), NDArray(try xp.operand.converted(to: nil)))
    let fp = NDArray(try fp.operand.converted(to: nil))
    let dtype: DType = fp.dtype.isComplex ? .complex128 : .float64
    let isPeriodic = period != nil
    if period == 0 { throw .value("period must be a non-zero value") }
    if isPeriodic {
      if xp.ndim != 1 || fp.ndim != 1 { throw .value("Data points must be 1-D sequences") }
      if xp.size != fp.size { throw .value("fp and xp are not of the same length") }
    }
    for points in [fp, xp] where points.ndim != 1 {
      throw .value("object \(points.ndim > 1 ? "too deep" : "of too small depth") for desired array")
    }
    for places in [xp, x] where places.dtype.isComplex && !isPeriodic {
      let what = places.ndim == 0 ? "scalar" : "array data"
      throw .cannotCast(from: places.dtype, to: .float64, casting: .safe, what: what)
    }
    if xp.size == 0 { throw .value("array of sample points is empty") }
    if xp.size != fp.size { throw .value("fp and xp are not of the same length.") }
    let ends = try [left, right].map { end throws(ArrayError) in
      try isPeriodic ? nil : end.map { value throws(ArrayError) in try constant(value.operand, dtype) }
    }
    func wrapped(_ places: NDArray) throws -> NDArray {
      let places = try places.cast(to: .float64)
      guard let period else { return places }
      return try applying(.remainder, [places, Swift.abs(period)])
    }
    return try whileBuilding {
      let (arguments, places) = (try wrapped(x), try wrapped(xp))
      try run([arguments, places, fp].map(\.expression))
      var points = InterpolationPoints(
        places: try places.scalars(),
        values: try (dtype.isComplex ? [Op.real, .imag] : [.real]).map {
          try applying($0, [fp.cast(to: dtype)]).scalars()
        })
      if let period { points.repeat(every: Swift.abs(period)) }
      let numbers = try arguments.scalars(as: Double.self)
      let parts = points.values.indices.map { part in
        let fill = ends.map { $0.map { part == 0 ? $0.real.doubleValue : $0.imaginary.doubleValue } }
        return points.interpolated(numbers, part, left: fill[0], right: fill[1])
      }
      guard dtype.isComplex else { return try NDArray(scalars: parts[0], shape: x.shape) }
      return try NDArray(scalars: zip(parts[0], parts[1]).map { Complex($0, $1) }, shape: x.shape)
    }
  }

  /// A scalar as a value of that dtype.
  private static func constant(_ value: Operand, _ dtype: DType) throws(ArrayError) -> Constant {
    if let array = value.array {
      if array.shape.count > 0 { throw .type("only 0-dimensional arrays can be converted to Python scalars") }
      return try whileBuilding { try NDArray(array).cast(to: dtype).element() }
    }
    if case .complex = value, !dtype.isComplex { throw .type("must be real number, not complex") }
    return try whileBuilding { try NDArray(value.expression(dtype)).element() }
  }
}

/// Points of a plane, or of two planes that share the places.
private struct InterpolationPoints {
  var places: [Double]
  /// A list for each part of a complex value.
  var values: [[Double]]

  /// Sorts the points, which lie within one period, with a neighbour on either side from the next ones.
  mutating func `repeat`(every period: Double) {
    // NaNs come last, as NumPy sorts.
    let order = places.indices.sorted { a, b in
      let (first, second) = (places[a], places[b])
      return first < second || (second.isNaN && !first.isNaN)
        || (!(second < first) && first.isNaN == second.isNaN && a < b)
    }
    places = order.map { places[$0] }
    values = values.map { list in
      let sorted = order.map { list[$0] }
      return [sorted[sorted.count - 1]] + sorted + [sorted[0]]
    }
    places = [places[places.count - 1] - period] + places + [places[0] + period]
  }

  /// One part's values there.
  /// - Source: the formulas of NumPy's `arr_interp` and `arr_interp_complex`, numpy/_core/src/multiarray/compiled_base.c:
  ///   from the point before, or from the one after where that gives NaN.
  func interpolated(_ arguments: [Double], _ part: Int, left: Double?, right: Double?) -> [Double] {
    let (last, isComplex) = (places.count - 1, values.count > 1)
    return places.withUnsafeBufferPointer { places in
      values[part].withUnsafeBufferPointer { values in
        let (before, after) = (left ?? values[0], right ?? values[last])
        var guess = 0
        return arguments.map { x in
          if last == 0 { return x < places[0] ? before : x > places[0] ? after : values[0] }
          if x.isNaN { return part == 0 ? x : 0 }
          if x < places[0] { return before }
          if x > places[last] { return after }
          guess = Self.lastPlace(notAbove: x, in: places, from: guess)
          let value = values[guess]
          if guess == last || places[guess] == x { return value }
          let (width, next) = (places[guess + 1] - places[guess], values[guess + 1])
          let slope = isComplex ? (next - value) * (1 / width) : (next - value) / width
          var result = slope * (x - places[guess]) + value
          if result.isNaN {
            result = slope * (x - places[guess + 1]) + next
            if result.isNaN, value == next { result = value }
          }
          return result
        }
      }
    }
  }

  /// The last of the places that is not above x, of which the first is not: that of the argument before or the next
  /// one, or else by halving.
  private static func lastPlace(
    notAbove x: Double, in places: UnsafeBufferPointer<Double>, from guess: Int
  ) -> Int {
    let last = places.count - 1
    if places[guess] <= x {
      if guess == last || x < places[guess + 1] { return guess }
      if guess + 1 == last || x < places[guess + 2] { return guess + 1 }
    }
    // Always as many steps, each a choice and no branch: of places in no order the processor would guess half wrong.
    var (low, count) = (0, places.count)
    while count > 1 {
      let half = count / 2
      low = places[low + half] <= x ? low + half : low
      count -= half
    }
    return low
  }
}

/// Linear interpolation between points of a plane.
/// - SeeAlso: `NDArray.interpolated`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.interp.html
public func interp(
  _ x: some ArrayOperand, _ xp: some ArrayOperand, _ fp: some ArrayOperand, left: (any ArrayOperand)? = nil,
  right: (any ArrayOperand)? = nil, period: Double? = nil
) -> NDArray {
  stopping { try NDArray.interpolated(x, xp, fp, left: left, right: right, period: period) }
}

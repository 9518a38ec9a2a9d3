import RavelIR
import RavelOps

extension NDArray {
  /// start, start + step, ... until before stop.
  ///
  /// As in NumPy the first two elements are start and start + step in the result's dtype, and decide the rest: element
  /// i is first + i * (second - first).
  /// - DType: `dtype`, or what the bounds and int64 promote to.
  /// - Throws: `ArrayError.value` where there is no length or too great a one, `.type` for more than two bools, and as
  ///   assigning the first two elements throws.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.arange.html; `PyArray_ArangeObj`,
  ///   numpy/_core/src/multiarray/ctors.c.
  public static func stepping(
    from start: any ArrayOperand, to stop: any ArrayOperand, by step: any ArrayOperand = 1, dtype: DType? = nil
  ) throws(ArrayError) -> NDArray {
    let bounds = (try Bound(start.operand), try Bound(stop.operand), try Bound(step.operand))
    let dtype = dtype ?? [bounds.0, bounds.1, bounds.2].reduce(.int64) { promoteTypes($0, $1.dtype) }
    let count = try Bound.length(bounds.0, bounds.1, bounds.2)
    _ = try elementCount(of: [count], dtype: dtype)
    if dtype == .bool && count > 2 {
      throw .type("arange() is only supported for booleans when the result has at most length 2.")
    }
    let ends = [bounds.0.number, (bounds.0 + bounds.2).number]
    if count <= 2 {
      var result = try filled([count], with: 0, dtype: dtype)
      for index in 0..<count { try result.assign(ends[index], at: [.integer(index)]) }
      return result
    }
    return try filled(count, from: ends.map { end throws(ArrayError) in try end.element(of: dtype.component) }, dtype)
  }

  /// The elements that two constants begin, as NumPy's `fill` of a dtype computes them: float16 in float32, rounded
  /// once.
  private static func filled(_ count: Int, from ends: [Expression], _ dtype: DType) throws(ArrayError) -> NDArray {
    let computed: DType = dtype == .float16 ? .float32 : dtype.component
    let values = ends.map { end in
      guard let value = end.constantValue else {
        preconditionFailure("a scalar gives a constant")
      }
      return value
    }
    let (delta, second) = values[0].difference(to: values[1], computed)
    let first = Expression.constant(values[0].converted(to: computed))
    let index = NDArray(try .iota(count).cast(to: computed))
    let offset = try applying(.multiply, [index, NDArray(.constant(delta))])
    var result = try applying(.add, [offset, NDArray(first)])
    // Where rounding makes the second element another one, it is put right; a NaN spoils the first as well.
    if second.bits != values[1].converted(to: computed).bits { try result.assign(NDArray(ends[1]), at: [.integer(1)]) }
    if delta.doubleValue.isFinite == false { try result.assign(NDArray(ends[0]), at: [.integer(0)]) }
    return try result.cast(to: dtype)
  }

  /// `count` values from start to stop at even distances.
  /// `endpoint` says whether `stop` is the last one.
  /// - Shape:  `(count, …)` before the shape that the bounds have together.
  /// - DType:  that of floats made of the bounds, or `dtype`, for an integer one rounded down.
  /// - Throws: `ArrayError.value` for a negative count, `.cannotBroadcast`, `.tooLarge`.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.linspace.html
  public static func spaced(
    from start: any ArrayOperand, to stop: any ArrayOperand, count: Int = 50, endpoint: Bool = true, dtype: DType? = nil
  ) throws(ArrayError) -> NDArray {
    guard count >= 0 else { throw .value("Number of samples, \(count), must be non-negative.") }
    let (start, stop) = (start.operand, stop.operand)
    let computed = resultType([start.promotion, stop.promotion, .weak(.float)])
    let bounds = (NDArray(try start.expression(computed)), NDArray(try stop.expression(computed)))
    let delta = try applying(.subtract, [bounds.1, bounds.0])
    let column = [count] + delta.shape.map { _ in 1 }
    let index = try NDArray(try .iota(count).cast(to: computed)).reshaped(to: column)
    let intervals = endpoint ? count - 1 : count
    var result: NDArray
    if intervals > 0 {
      let step = try applying(.divide, [delta, intervals])
      result = try applying(.multiply, [index, step])
      // Steps so small that they round to nothing are taken together.
      if try mayVanish(start, stop, intervals, computed) {
        let vanishes = try applying(.equal, [step, 0]).reduced(.any)
        let together = try applying(.multiply, [applying(.divide, [index, intervals]), delta])
        result = try applying(.where, [vanishes, together, result])
      }
    } else {
      result = try applying(.multiply, [index, delta])
    }
    result = try applying(.add, [result, bounds.0])
    if endpoint && count > 1 { try result.assign(bounds.1, at: [.integer(-1)]) }
    if let dtype, dtype.isInteger { result = try applying(.floor, [result]) }
    return try result.cast(to: dtype ?? computed)
  }

  /// Whether a step may round to zero though its ends differ: known at once for scalars.
  private static func mayVanish(
    _ start: Operand, _ stop: Operand, _ intervals: Int, _ dtype: DType
  ) throws(ArrayError) -> Bool {
    guard let from = try? Bound(start), let to = try? Bound(stop) else { return true }
    let step = (to.doubleValue - from.doubleValue) / Double(intervals)
    return Constant(step, dtype).doubleValue == 0 && from.doubleValue != to.doubleValue
  }
}

// MARK: NumPy's names

/// 0, 1, ... until before stop.
/// - SeeAlso: `NDArray.stepping`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.arange.html
public func arange(_ stop: some ScalarOperand, dtype: DType? = nil) -> NDArray {
  stopping { try .stepping(from: 0, to: stop, dtype: dtype) }
}
/// start, start + 1, ... until before stop.
/// - SeeAlso: `NDArray.stepping`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.arange.html
public func arange(_ start: some ScalarOperand, _ stop: some ScalarOperand, dtype: DType? = nil) -> NDArray {
  stopping { try .stepping(from: start, to: stop, dtype: dtype) }
}
/// start, start + step, ... until before stop.
/// - SeeAlso: `NDArray.stepping`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.arange.html
public func arange(
  _ start: some ScalarOperand, _ stop: some ScalarOperand, _ step: some ScalarOperand, dtype: DType? = nil
) -> NDArray {
  stopping { try .stepping(from: start, to: stop, by: step, dtype: dtype) }
}
/// `num` values from start to stop at even distances.
/// - SeeAlso: `NDArray.spaced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.linspace.html
public func linspace(
  _ start: some ArrayOperand, _ stop: some ArrayOperand, _ num: Int = 50, endpoint: Bool = true, dtype: DType? = nil
) -> NDArray {
  stopping { try .spaced(from: start, to: stop, count: num, endpoint: endpoint, dtype: dtype) }
}

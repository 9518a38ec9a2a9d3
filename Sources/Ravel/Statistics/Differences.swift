import RavelIR
import RavelOps

extension NDArray {
  /// Differences of neighbours along an axis, as often as asked for.
  /// - Parameters:
  ///   - n: how often.
  ///   - axis: the axis.
  ///   - prepend: what stands before the elements: a number, or an array that fits but for the axis.
  ///   - append: what stands after them.
  /// - Shape:  the array's with what stands beside it, `n` shorter along the axis, or empty.
  /// - DType:  the array's, or what it promotes to with what stands beside it. Bools give whether neighbours differ.
  /// - Throws: `ArrayError.value` for a negative `n`, a 0-d array and shapes that don't fit; `.axisOutOfBounds`.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.diff.html
  public func differences(
    _ n: Int = 1, axis: Int = -1, prepend: (any ArrayOperand)? = nil, append: (any ArrayOperand)? = nil
  ) throws(ArrayError) -> NDArray {
    if n == 0 { return self }
    if n < 0 { throw .value("order must be non-negative but got \(n)") }
    if ndim == 0 { throw .value("diff requires input that is at least one dimensional") }
    let axis = try normalizedAxis(axis, rank: ndim)
    func beside(_ operand: (any ArrayOperand)?) throws(ArrayError) -> [NDArray] {
      guard let operand else { return [] }
      let array = NDArray(try operand.operand.converted(to: nil))
      if array.ndim > 0 { return [array] }
      var slab = shape
      slab[axis] = 1
      return [try array.broadcasted(to: slab)]
    }
    let parts = try beside(prepend) + [self] + beside(append)
    var result = parts.count == 1 ? self : try .joined(parts, axis: axis)
    let op: Op = result.dtype == .bool ? .notEqual : .subtract
    // Of nothing there are no differences, however often they are asked for.
    for _ in 0..<Swift.min(n, result.shape[axis]) {
      let count = result.shape[axis] - 1
      result = try Self.applying(
        op, [result.part(axis, from: 1, count: count), result.part(axis, from: 0, count: count)])
    }
    return result
  }

  /// Differences of neighbours in row-major order, with what stands before and after them.
  /// - Shape:  one axis.
  /// - DType:  the array's.
  /// - Throws: `ArrayError.type` for ends that `same_kind` does not let be cast, and for bools.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.ediff1d.html
  public func flatDifferences(
    toEnd: (any ArrayOperand)? = nil, toBegin: (any ArrayOperand)? = nil
  ) throws(ArrayError) -> NDArray {
    let flat = try raveled()
    func end(_ operand: (any ArrayOperand)?, _ name: String) throws(ArrayError) -> [NDArray] {
      guard let operand else { return [] }
      let array = NDArray(try operand.operand.converted(to: nil))
      guard canCast(array.dtype, to: dtype, casting: .sameKind) else {
        throw .type("dtype of `\(name)` must be compatible with input `ary` under the `same_kind` rule.")
      }
      return [try array.raveled().cast(to: dtype)]
    }
    let (before, after) = (try end(toBegin, "to_begin"), try end(toEnd, "to_end"))
    let count = size - 1
    let differences = try Self.applying(
      .subtract, [flat.part(0, from: 1, count: count), flat.part(0, from: 0, count: count)])
    return before.isEmpty && after.isEmpty ? differences : try .joined(before + [differences] + after, axis: 0)
  }

  /// The integral along an axis by the trapezoidal rule.
  /// - Parameters:
  ///   - x: where the elements stand: along the axis, or for every element; nil for `dx` apart.
  ///   - dx: the distance of neighbours where there is no `x`.
  ///   - axis: the axis.
  /// - Shape:  without the axis.
  /// - DType:  what distances, elements and a float promote to.
  /// - Order:  as sums.
  /// - Throws: `ArrayError.index` for an axis that there is not; `.cannotBroadcast`.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.trapezoid.html
  public func trapezoidalIntegral(
    x: (any ArrayOperand)? = nil, dx: any ArrayOperand = 1.0, axis: Int = -1
  ) throws(ArrayError) -> NDArray {
    var distances = dx
    let isAxis = -ndim..<ndim ~= axis
    if let x {
      let x = NDArray(try x.operand.converted(to: nil))
      let steps = try x.differences(axis: x.ndim == 1 ? 0 : axis)
      if x.ndim == 1, isAxis {
        var shape = Shape(repeating: 1, count: ndim)
        shape[axis < 0 ? axis + ndim : axis] = steps.shape[0]
        distances = try steps.reshaped(to: shape)
      } else {
        distances = steps
      }
    }
    guard isAxis else { throw .index("list assignment index out of range") }
    let place = axis < 0 ? axis + ndim : axis
    let count = shape[place] - 1
    let pairs = try Self.applying(
      .add, [part(place, from: 1, count: count), part(place, from: 0, count: count)])
    let areas = try Self.applying(.divide, [Self.applying(.multiply, [distances, pairs]), 2.0])
    return try areas.reduced(.sum, axes: [axis])
  }
}

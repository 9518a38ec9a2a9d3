import RavelIR

extension NDArray {
  /// Arrays one after another along an axis that they have: NumPy's `concatenate`.
  /// - Shape:  the arrays', with the sum of the extents along the axis.
  /// - DType:  what the arrays promote to.
  /// - Throws: `ArrayError.axisOutOfBounds`; `.value` with NumPy's texts for no arrays, 0-d ones, and shapes that don't
  ///   fit.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.concatenate.html
  static func joined(_ arrays: [NDArray], axis: Int) throws(ArrayError) -> NDArray {
    guard let first = arrays.first else { throw .value("need at least one array to concatenate") }
    if arrays.contains(where: { $0.ndim == 0 }) { throw .value("zero-dimensional arrays cannot be concatenated") }
    let axis = try normalizedAxis(axis, rank: first.ndim)
    var shape = first.shape
    for (place, array) in arrays.enumerated().dropFirst() {
      if array.ndim != first.ndim {
        throw .value(
          "all the input arrays must have same number of dimensions, but the array at index 0 has \(first.ndim) "
            + "dimension(s) and the array at index \(place) has \(array.ndim) dimension(s)")
      }
      for other in shape.indices where other != axis && array.shape[other] != shape[other] {
        throw .value(
          "all the input array dimensions except for the concatenation axis must match exactly, but along dimension "
            + "\(other), the array at index 0 has size \(shape[other]) and the array at index \(place) has size "
            + "\(array.shape[other])")
      }
      shape[axis] += array.shape[axis]
    }
    let dtype = resultType(arrays.map { .dtype($0.dtype) })
    // Axes of one index say nothing of the order; repeated elements do, unlike to an operation.
    let strides = arrays.map { array in
      zip(array.shape, array.expression.layout.strides).map { $0 == 1 ? 0 : 2 * abs($1) + 1 }
    }
    var result = try filled(shape, with: 0, dtype: dtype, layout: Layout(resultOf: shape, operands: strides))
    var start = 0
    for array in arrays {
      let count = array.shape[axis]
      let part = AccessMap(slicing: shape, axis: axis, start: count == 0 ? 0 : start, step: 1, count: count)
      if count > 0 { result = try result.assigning(array.cast(to: dtype), at: part) }
      start += count
    }
    return result
  }

  /// Indices along one axis, from `start` on; nothing if there are none.
  func part(_ axis: Int, from start: Int, count: Int) throws(ArrayError) -> NDArray {
    let count = Swift.max(count, 0)
    return try viewed(AccessMap(slicing: shape, axis: axis, start: count == 0 ? 0 : start, step: 1, count: count))
  }
}

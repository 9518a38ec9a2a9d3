import RavelIR

// Views share the elements of the array that they were made of, and cost nothing.

extension NDArray {
  /// The axes in that order; reversed for nil.
  /// - Throws: `ArrayError.axisOutOfBounds`; `.value` if it is not each axis once.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.transpose.html
  public func transposed(_ axes: [Int]? = nil) throws(ArrayError) -> NDArray {
    guard let axes else { return try permuted(Array((0..<ndim).reversed())) }
    guard axes.count == ndim else { throw .value("axes don't match array") }
    let order = try Self.distinctAxes(axes, rank: ndim, otherwise: "repeated axis in transpose")
    return try permuted(order)
  }

  /// Two axes exchanged.
  /// - Throws: `ArrayError.axisOutOfBounds`.
  public func swappingAxes(_ axis1: Int, _ axis2: Int) throws(ArrayError) -> NDArray {
    var order = Array(0..<ndim)
    order.swapAt(try normalizedAxis(axis1, rank: ndim), try normalizedAxis(axis2, rank: ndim))
    return try permuted(order)
  }

  /// Axes moved to other places; the rest keep their order.
  /// - Throws: `ArrayError.axisOutOfBounds`; `.value` for repeated axes and lists of different lengths.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.moveaxis.html
  public func movingAxes(_ source: [Int], to destination: [Int]) throws(ArrayError) -> NDArray {
    let from = try Self.distinctAxes(source, rank: ndim, otherwise: "repeated axis in `source` argument")
    let to = try Self.distinctAxes(destination, rank: ndim, otherwise: "repeated axis in `destination` argument")
    guard from.count == to.count else {
      throw .value("`source` and `destination` arguments must have the same number of elements")
    }
    var order = (0..<ndim).filter { !from.contains($0) }
    for (place, axis) in zip(to, from).sorted(by: { $0.0 < $1.0 }) { order.insert(axis, at: place) }
    return try permuted(order)
  }

  /// New axes of extent 1, at those places of the result.
  /// - Throws: `ArrayError.axisOutOfBounds`; `.value` for repeated places.
  public func expandingDims(_ axes: [Int]) throws(ArrayError) -> NDArray {
    let rank = ndim + axes.count
    let places = try Self.distinctAxes(axes, rank: rank, otherwise: "repeated axis")
    let kept = (0..<rank).filter { !places.contains($0) }
    var result = Shape(repeating: 1, count: rank)
    for (axis, place) in kept.enumerated() { result[place] = shape[axis] }
    return try viewed(AccessMap(source: shape, shape: result, axes: kept))
  }

  /// Without axes of extent 1: all of them for nil.
  /// - Throws: `ArrayError.axisOutOfBounds`, `.duplicateAxis`; `.value` if one of the axes has another extent.
  public func squeezed(_ axes: [Int]? = nil) throws(ArrayError) -> NDArray {
    let dropped =
      try axes.map { axes throws(ArrayError) in try normalizedAxes(axes, rank: ndim) }
      ?? shape.indices.filter { shape[$0] == 1 }
    guard dropped.allSatisfy({ shape[$0] == 1 }) else {
      throw .value("cannot select an axis to squeeze out which has size not equal to one")
    }
    let kept = shape.indices.filter { !dropped.contains($0) }
    return try viewed(
      AccessMap(source: shape, shape: kept.map { shape[$0] }, axes: shape.indices.map { kept.firstIndex(of: $0) }))
  }

  /// Some axes, all for nil, run backwards.
  /// - Throws: `ArrayError.axisOutOfBounds`; `.value` for repeated axes.
  public func flipped(_ axes: [Int]? = nil) throws(ArrayError) -> NDArray {
    let axes =
      try axes.map { axes throws(ArrayError) in
        try Self.distinctAxes(axes, rank: ndim, otherwise: "repeated axis")
      } ?? Array(0..<ndim)
    var map = AccessMap(identity: shape)
    for axis in axes where shape[axis] > 0 {
      map.offsets[axis] = shape[axis] - 1
      map.steps[axis][axis] = -1
    }
    return try viewed(map)
  }

  /// The elements repeated along new leading axes and axes of extent 1.
  /// - Throws: `ArrayError.value` with NumPy's texts, `.tooLarge`.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.broadcast_to.html
  public func broadcasted(to target: Shape) throws(ArrayError) -> NDArray {
    if target.contains(where: { $0 < 0 }) { throw .value("all elements of broadcast shape must be non-negative") }
    if target.isEmpty && ndim > 0 { throw .value("cannot broadcast a non-scalar to a scalar array") }
    if target.count < ndim { throw .value("input operand has more dimensions than allowed by the axis remapping") }
    do {
      return NDArray(try input.broadcast(to: target))
    } catch .cannotBroadcastTo {
      func text(_ shape: Shape) -> String { tupleText(shape).replacing(", ", with: ",") }
      throw .value(
        "operands could not be broadcast together with remapped shapes [original->remapped]: \(text(shape))  and requested shape \(text(target))"
      )
    }
  }

  /// The view by that map.
  func viewed(_ map: AccessMap) throws(ArrayError) -> NDArray { NDArray(try input.view(map)) }

  private func permuted(_ order: [Int]) throws(ArrayError) -> NDArray { try viewed(AccessMap(permuting: shape, order)) }

  /// Axes counted from the front, in the order given.
  private static func distinctAxes(_ axes: [Int], rank: Int, otherwise text: String) throws(ArrayError) -> [Int] {
    var result: [Int] = []
    for axis in axes { result.append(try normalizedAxis(axis, rank: rank)) }
    guard Set(result).count == result.count else { throw .value(text) }
    return result
  }
}

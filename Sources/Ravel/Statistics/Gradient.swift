import RavelIR
import RavelOps

extension NDArray {
  /// Slopes along axes: second-order differences within, one-sided ones at the ends.
  /// - Parameters:
  ///   - spacings: none for 1; one number for all axes; or for each axis a number or the places of its elements.
  ///   - axes: nil for all of them.
  ///   - edgeOrder: the order of the differences at the ends, 1 or 2.
  /// - Shape:  the array's, for each axis.
  /// - DType:  the array's, or float64 of integers.
  /// - Throws: `ArrayError.type` for another number of spacings, and for bools; `.value` for spacings and extents that
  ///   don't fit; `.axisOutOfBounds`. Places of elements are evaluated: evenly spaced ones are a number.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.gradient.html
  public func gradients(
    _ spacings: [any ArrayOperand] = [], axes: [Int]? = nil, edgeOrder: Int = 1
  ) throws -> [NDArray] {
    var chosen: [Int] = []
    for axis in axes ?? Array(0..<ndim) { chosen.append(try normalizedAxis(axis, rank: ndim)) }
    if Set(chosen).count < chosen.count { throw ArrayError.value("repeated axis") }
    let steps: [any ArrayOperand]
    switch spacings.count {
    case 0: steps = chosen.map { _ in 1.0 }
    case 1 where spacings[0].operand.shape.isEmpty: steps = chosen.map { _ in spacings[0] }
    case chosen.count: steps = try zip(spacings, chosen).map { try distances($0, along: $1) }
    default: throw ArrayError.type("invalid number of arguments")
    }
    if edgeOrder > 2 { throw ArrayError.value("'edge_order' greater than 2 not supported") }
    let source = dtype.isInteger ? try cast(to: .float64) : self
    return try zip(chosen, steps).map { try source.slopes(along: $0, $1, edgeOrder) }
  }

  /// The distances of neighbours, one number if they are all the same.
  private func distances(_ places: any ArrayOperand, along axis: Int) throws -> any ArrayOperand {
    if places.operand.shape.isEmpty { return places }
    var places = NDArray(try places.operand.converted(to: nil))
    if places.ndim != 1 { throw ArrayError.value("distances must be either scalars or 1d") }
    if places.size != shape[axis] {
      throw ArrayError.value("when 1d, distances must match the length of the corresponding dimension")
    }
    if places.dtype.isInteger { places = try places.cast(to: .float64) }
    let steps = try places.differences()
    guard steps.size > 0 else { throw ArrayError.indexOutOfBounds(0, axis: 0, extent: 0) }
    let first = try steps.indexed(by: [.integer(0)])
    return try Self.applying(.equal, [steps, first]).reduced(.all).scalar() ? first : steps
  }

  private func slopes(along axis: Int, _ step: any ArrayOperand, _ edgeOrder: Int) throws(ArrayError) -> NDArray {
    let count = shape[axis]
    if count < edgeOrder + 1 {
      throw .value(
        "Shape of array too small to calculate a numerical gradient, at least (edge_order + 1) elements are required.")
    }
    let uneven = step.operand.shape.isEmpty ? nil : NDArray(try step.operand.converted(to: nil))
    func at(_ place: Int, _ length: Int = 1) throws(ArrayError) -> NDArray {
      try part(axis, from: place, count: length)
    }
    func apart(_ place: Int, _ length: Int = 1) throws(ArrayError) -> NDArray {
      var shape = Shape(repeating: 1, count: ndim)
      shape[axis] = Swift.max(length, 0)
      return try uneven!.part(0, from: place, count: length).reshaped(to: shape)
    }
    /// a f[i] + b f[i + 1] + c f[i + 2].
    func weighted(_ weights: [any ArrayOperand], from place: Int, _ length: Int) throws(ArrayError) -> NDArray {
      let terms = try weights.enumerated().map { offset, weight throws(ArrayError) in
        try Self.applying(.multiply, [weight, at(place + offset, length)])
      }
      return try Self.applying(.add, [Self.applying(.add, [terms[0], terms[1]]), terms[2]])
    }
    func edge(_ place: Int) throws(ArrayError) -> NDArray {
      let isLast = place > 0
      if edgeOrder == 2 {
        let near = isLast ? count - 3 : 0
        let weights =
          uneven == nil ? try Self.evenEdge(step, isLast) : try Self.edge(apart(near), apart(near + 1), isLast)
        return try weighted(weights, from: near, 1)
      }
      let before = isLast ? count - 2 : 0
      let difference = try Self.applying(.subtract, [at(before + 1), at(before)])
      let distance: any ArrayOperand = uneven == nil ? step : try apart(before)
      return try Self.applying(.divide, [difference, distance])
    }
    let inner = count - 2
    let middle: NDArray
    if uneven != nil {
      middle = try weighted(Self.interior(apart(0, inner), apart(1, inner)), from: 0, inner)
    } else {
      let difference = try Self.applying(.subtract, [at(2, inner), at(0, inner)])
      middle = try Self.applying(.divide, [difference, Self.product(2, step)])
    }
    var result = try NDArray.filled(like: self, with: 0, dtype: dtype == .bool ? .float64 : dtype)
    for (place, length, values) in [(1, inner, middle), (0, 1, try edge(0)), (count - 1, 1, try edge(count - 1))]
    where length > 0 {
      let map = AccessMap(slicing: shape, axis: axis, start: place, step: 1, count: length)
      result = try result.assigning(values.cast(to: result.dtype), at: map)
    }
    return result
  }

  // MARK: Weights

  /// A number times the step; numbers stay numbers, as Python multiplies them.
  private static func product(_ factor: Double, _ step: any ArrayOperand) throws(ArrayError) -> any ArrayOperand {
    switch step.operand {
    case .integer(let value): factor * value.doubleValue
    case .float(let value): factor * value
    case .complex(let real, let imaginary): Operand.complex(real: factor * real, imaginary: factor * imaginary)
    case .array: try applying(.multiply, [factor, step])
    }
  }

  private static func quotient(_ number: Double, _ step: any ArrayOperand) throws(ArrayError) -> any ArrayOperand {
    switch step.operand {
    case .integer(let value): number / value.doubleValue
    case .float(let value): number / value
    case .complex, .array: try applying(.divide, [number, step])
    }
  }

  private static func evenEdge(_ step: any ArrayOperand, _ isLast: Bool) throws(ArrayError) -> [any ArrayOperand] {
    let weights = isLast ? [0.5, -2, 1.5] : [-1.5, 2, -0.5]
    return try weights.map { weight throws(ArrayError) in try quotient(weight, step) }
  }

  /// Of elements that stand h and k apart.
  private static func interior(_ h: NDArray, _ k: NDArray) throws(ArrayError) -> [any ArrayOperand] {
    let sum = try applying(.add, [h, k])
    return [
      try applying(.divide, [applying(.negative, [k]), applying(.multiply, [h, sum])]),
      try applying(.divide, [applying(.subtract, [k, h]), applying(.multiply, [h, k])]),
      try applying(.divide, [h, applying(.multiply, [k, sum])])
    ]
  }

  private static func edge(_ h: NDArray, _ k: NDArray, _ isLast: Bool) throws(ArrayError) -> [any ArrayOperand] {
    let (sum, reversed) = (try applying(.add, [h, k]), try applying(.add, [k, h]))
    if isLast {
      return [
        try applying(.divide, [k, applying(.multiply, [h, sum])]),
        try applying(.divide, [applying(.negative, [reversed]), applying(.multiply, [h, k])]),
        try applying(
          .divide, [applying(.add, [applying(.multiply, [2.0, k]), h]), applying(.multiply, [k, sum])])
      ]
    }
    let far = try applying(.add, [applying(.multiply, [2.0, h]), k])
    return [
      try applying(.divide, [applying(.negative, [far]), applying(.multiply, [h, sum])]),
      try applying(.divide, [sum, applying(.multiply, [h, k])]),
      try applying(.divide, [applying(.negative, [h]), applying(.multiply, [k, sum])])
    ]
  }
}

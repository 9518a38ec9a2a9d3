import Ravel

extension Evaluator {
  /// `np.array(value)`: an axis for each depth of tuples and lists.
  /// - DType: `dtype`, or what the dtypes of the members promote to; Python's numbers bring int64, float64 and
  ///   complex128.
  func array(of value: Value, dtype: DType? = nil) throws -> NDArray {
    switch value {
    case .array, .scalar:
      guard let array = value.ndarray else { preconditionFailure("an array has elements") }
      return try dtype.map { try array.cast(to: $0) } ?? array
    case .tuple, .list:
      var leaves: [Value] = []
      let shape = try collect(value, into: &leaves)
      if let numbers = allNumbers(leaves) { return try array(of: numbers, leaves, dtype).reshaped(to: shape) }
      return try stack(leaves, shape, dtype)
    default:
      return try NDArray.filled([], with: try requiredOperand(value), dtype: dtype)
    }
  }

  /// Appends the members of nested sequences in row-major order.
  /// - Returns: the extents of the sequences, outermost first.
  private func collect(_ value: Value, into leaves: inout [Value]) throws -> Shape {
    guard let items = value.items else {
      leaves.append(value)
      return []
    }
    try guardStack()
    try charge(items.values.count)
    var common: Shape?
    for member in items.values {
      let shape = try collect(member, into: &leaves)
      guard shape == common ?? shape else { throw Self.inhomogeneous }
      common = shape
    }
    return [items.values.count] + (common ?? [])
  }

  private static let inhomogeneous = PythonError(
    "setting an array element with a sequence. The requested array has an inhomogeneous shape.")

  private func allNumbers(_ leaves: [Value]) -> [Number]? {
    let numbers = leaves.compactMap { Number($0) }
    return numbers.count == leaves.count ? numbers : nil
  }

  private func array(of numbers: [Number], _ leaves: [Value], _ dtype: DType?) throws -> NDArray {
    let integers = numbers.compactMap { if case .integer(let value) = $0 { value } else { Int128?.none } }
    if let dtype, dtype.isInteger, let large = integers.first(where: { WideInteger($0).constant(dtype) == nil }) {
      throw ArrayError.integerOutOfBounds("\(large)", dtype)
    }
    let shape = [numbers.count]
    let isBoolean = leaves.allSatisfy { if case .boolean = $0 { true } else { false } }
    let array: NDArray
    if integers.count == numbers.count, !numbers.isEmpty, isBoolean {
      array = try NDArray(scalars: integers.map { $0 != 0 }, shape: shape)
    } else if integers.count == numbers.count, !numbers.isEmpty, integers.allSatisfy({ Int64(exactly: $0) != nil }) {
      array = try NDArray(scalars: integers.map { Int64($0) }, shape: shape)
    } else if integers.count == numbers.count, !numbers.isEmpty, integers.allSatisfy({ UInt64(exactly: $0) != nil }) {
      array = try NDArray(scalars: integers.map { UInt64($0) }, shape: shape)
    } else {
      let floats = numbers.compactMap(\.double)
      array =
        floats.count == numbers.count
        ? try NDArray(scalars: floats, shape: shape)
        : try NDArray(scalars: numbers.map { Complex($0.asComplex.real, $0.asComplex.imaginary) }, shape: shape)
    }
    return try dtype.map { try array.cast(to: $0) } ?? array
  }

  /// Members among which there are arrays, all of one shape.
  private func stack(_ leaves: [Value], _ shape: Shape, _ dtype: DType?) throws -> NDArray {
    let members = try leaves.map { try array(of: $0) }
    let common = dtype ?? members.dropFirst().reduce(members[0].dtype) { promoteTypes($0, $1.dtype) }
    let inner = members[0].shape
    var rows = try NDArray.filled([members.count] + inner, with: 0, dtype: common)
    for (place, member) in members.enumerated() {
      guard member.shape == inner else { throw Self.inhomogeneous }
      try chargeOperation()
      try rows.assign(member.cast(to: common), at: [.integer(place)])
    }
    return try rows.reshaped(to: shape + inner)
  }
}

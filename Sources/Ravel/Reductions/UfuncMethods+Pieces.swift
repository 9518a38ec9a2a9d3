import RavelIR
import RavelOps
import RavelRuntime

// `reduceat` and `at` look at their indices, so they compute at once: a kernel for one piece is run for each index.

extension NDArray {
  /// Combines segments of an axis by an operation of two operands: NumPy's `reduceat`. Segment number i goes from index
  /// i to the next one, or to the end of the axis; where the next one is not greater, it is one element.
  /// - Parameters:
  ///   - op: a ufunc of two operands.
  ///   - indices: each less than the axis's extent.
  ///   - axis: the axis.
  ///   - dtype: what is accumulated in, and the result's dtype.
  ///   - target: an array whose dtype and order the result has.
  /// - Shape:  with an index for each segment along the axis.
  /// - DType:  as `reduced(by:)`.
  /// - Order:  NumPy's: of each segment's elements after the first, then of the first and that.
  /// - Throws: as `reduced(by:)`; `ArrayError.index` for an index that is not less than the extent.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.ufunc.reduceat.html
  public func reduced(
    by op: Op, at indices: [Int], axis: Int = 0, dtype: DType? = nil, onto target: NDArray? = nil
  ) throws(ArrayError) -> NDArray {
    try op.checkIsBinary("reduceat")
    if ndim == 0 { throw .type("cannot reduceat on a scalar") }
    let axis = try normalizedAxes([axis], rank: ndim)[0]
    let accumulator = op.accumulator(of: self.dtype, dtype: dtype, target: target?.dtype)
    let loop = try op.accumulatingLoop(of: self.dtype, casting: accumulator, target: target?.dtype)
    let extent = shape[axis]
    if let wrong = indices.first(where: { $0 < 0 || $0 >= extent }) {
      throw .index("index \(wrong) out-of-bounds in \(op).reduceat [0, \(extent))")
    }
    var resultShape = shape
    resultShape[axis] = indices.count
    if let target, target.shape != resultShape { throw Self.unbroadcastable(target.shape, to: resultShape) }
    let layout = Layout(contiguous: resultShape)
    let result = try Storage(allocating: layout, loop.output)
    if layout.count > 0 {
      let source = try Self.whileBuilding { try stored() }
      let segments = zip(indices, indices.dropFirst() + [extent]).map { $0..<Swift.max($1, $0 + 1) }
      try Self.checkExponents(op, loop, of: source, segments, axis)
      let step = (source.layout.strides[axis] * self.dtype.itemSize, layout.strides[axis] * loop.output.itemSize)
      try Self.whileBuilding {
        var kernels: [Int: PieceKernel] = [:]
        for (number, segment) in segments.enumerated() {
          let kernel =
            try kernels[segment.count]
            ?? PieceKernel(
              Self.segment(of: source, count: segment.count, op, loop, axis, layout), engine: Engine.current)
          kernels[segment.count] = kernel
          try kernel.run(
            [source.pointer + segment.lowerBound * step.0], into: result.pointer + number * step.1)
        }
        withExtendedLifetime(source.buffer) {}
      }
    }
    let reduced = Expression(result)
    return NDArray(target.map { reduced.stored(like: $0) } ?? reduced)
  }

  /// A segment of that many indices combined, laid out as a piece of the result is.
  private static func segment(
    of source: Storage, count: Int, _ op: Op, _ loop: UfuncLoop, _ axis: Int, _ result: Layout
  ) throws(ArrayError) -> Expression {
    var (shape, kept) = (source.layout.shape, result)
    shape[axis] = count
    kept.shape.remove(at: axis)
    kept.strides.remove(at: axis)
    let piece = Expression(
      Storage(
        buffer: source.buffer, dtype: source.dtype, layout: Layout(shape: shape, strides: source.layout.strides)))
    let combined = try piece.reduced(op, axes: [axis], keepDims: false, casting: loop.output, isSegment: true)
    return Expression(.copy, [combined], dtype: combined.dtype, layout: kept)
  }

  private static func checkExponents(
    _ op: Op, _ loop: UfuncLoop, of source: Storage, _ segments: [Range<Int>], _ axis: Int
  ) throws(ArrayError) {
    guard op == .power, loop.output.isSigned else { return }
    for segment in segments where segment.count > 1 {
      let exponents = AccessMap(
        slicing: source.layout.shape, axis: axis, start: segment.lowerBound + 1, step: 1, count: segment.count - 1)
      if try isAnyNegative(.array(Expression(source).view(exponents)), loop.output) {
        throw .value("Integers to negative integer powers are not allowed.")
      }
    }
  }

  // MARK: At

  /// Applies an operation to the elements that index arrays select, one after another: an index that comes twice counts
  /// twice. NumPy's `at`.
  /// - Parameters:
  ///   - op: a ufunc of one operand or two.
  ///   - indices: integer arrays, broadcast together, for the first axes; a negative index counts from the end. One
  ///     bool array selects by its elements that are true.
  ///   - operand: the second operand, broadcast to what is selected; nil for an operation of one operand.
  /// - DType:  stays: what is computed by the operation's loop is cast to it, whatever it is.
  /// - Throws: `ArrayError.noLoop`, `.index` and `.indexOutOfBounds` with NumPy's texts, `.value` for an operand of
  ///   another shape, or one too many or few.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.ufunc.at.html
  public mutating func apply(
    _ op: Op, at indices: [NDArray], _ operand: (any ArrayOperand)? = nil
  ) throws(ArrayError) {
    let spec = op.spec
    if spec.traits.contains(.function) || spec.arity > 2 {
      throw .type("\(op).at is not supported")
    }
    if operand != nil, spec.arity == 1 { throw .value("second operand provided when ufunc is unary") }
    if operand == nil, spec.arity == 2 { throw .value("second operand needed for ufunc") }
    let places = try SelectedPlaces(indices, of: shape)
    let pieceShape = Array(shape.dropFirst(places.axisCount))
    let values = try operand.map { operand throws(ArrayError) in try operand.operand.converted(to: nil) }
    let loop = try op.loop(for: [.dtype(dtype)] + (values.map { [.dtype($0.dtype)] } ?? []))
    let selected = places.shape + pieceShape
    let spread = values.flatMap { try? $0.fitted(to: selected) }
    if values != nil, spread == nil { throw .value("array is not broadcastable to correct shape") }
    if selected.contains(0) { return }
    if op == .power, loop.inputs[1].isSigned, let spread, try Self.isAnyNegative(.array(spread), loop.inputs[1]) {
      throw .value("Integers to negative integer powers are not allowed.")
    }
    let (expression, dtype) = (expression, dtype)
    let result = try Self.whileBuilding {
      // What is written into is a copy of elements that are there: memory that nobody else has.
      try Self.run([expression] + [spread].compactMap(\.self))
      let copy = Expression(.copy, [expression], dtype: dtype, layout: Layout(like: expression.layout))
      let (target, operand) = (try NDArray(copy).stored(), try spread.map { try NDArray($0).stored() })
      try Self.apply(op, places, to: target, operand)
      return Expression(target)
    }
    self = NDArray(result)
  }

  private static func apply(_ op: Op, _ places: SelectedPlaces, to target: Storage, _ operand: Storage?) throws {
    func piece(_ storage: Storage, dropping axes: Int) -> (expression: Expression, layout: Layout) {
      let layout = Layout(
        shape: Array(storage.layout.shape.dropFirst(axes)), strides: Array(storage.layout.strides.dropFirst(axes)))
      return (Expression(Storage(buffer: storage.buffer, dtype: storage.dtype, layout: layout)), layout)
    }
    let (own, layout) = piece(target, dropping: places.axisCount)
    var operands = [Operand.array(own)]
    if let operand { operands.append(.array(piece(operand, dropping: places.shape.count).expression)) }
    let computed = try Expression.ufunc(op, operands).cast(to: target.dtype)
    let kernel = try PieceKernel(
      Expression(.copy, [computed], dtype: target.dtype, layout: layout), engine: Engine.current)
    let strides = target.layout.strides.prefix(places.axisCount).map { $0 * target.dtype.itemSize }
    var index = places.shape.map { _ in 0 }
    var pointers = [target.pointer] + [operand?.pointer].compactMap(\.self)
    for number in 0..<places.count {
      let address = target.pointer + places.offset(number, strides)
      pointers[0] = address
      if let operand {
        pointers[1] =
          operand.pointer + zip(index, operand.layout.strides).reduce(0) { $0 + $1.0 * $1.1 } * operand.dtype.itemSize
      }
      try kernel.run(pointers, into: address)
      for axis in index.indices.reversed() {
        index[axis] += 1
        if index[axis] < places.shape[axis] { break }
        index[axis] = 0
      }
    }
    withExtendedLifetime((target.buffer, operand?.buffer)) {}
  }
}

/// The places along an array's first axes that index arrays select, in row-major order of the indices.
private struct SelectedPlaces {
  /// The shape of the index arrays, broadcast together.
  let shape: Shape
  /// How many axes they select from.
  let axisCount: Int
  /// For each of the axes, its indices, none of them negative.
  private let indices: [[Int]]

  var count: Int { shape.reduce(1, *) }

  /// How far a place is from the first element, with these strides.
  func offset(_ number: Int, _ strides: [Int]) -> Int {
    var sum = 0
    for axis in indices.indices { sum += indices[axis][number] * strides[axis] }
    return sum
  }

  init(_ arrays: [NDArray], of extents: Shape) throws(ArrayError) {
    var integers: [NDArray] = []
    for array in arrays {
      if array.dtype == .bool {
        integers += try Self.places(of: array, after: integers.count, in: extents)
      } else if array.dtype.isInteger {
        integers.append(array)
      } else {
        throw .index("arrays used as indices must be of integer (or boolean) type")
      }
    }
    if integers.count > extents.count {
      throw .tooManyIndices(rank: extents.count, count: integers.count)
    }
    guard let shape = try? broadcastShapes(integers.map(\.shape)) else {
      throw .index(
        "shape mismatch: indexing arrays could not be broadcast together with shapes "
          + integers.map { shapeText($0.shape) + " " }.joined())
    }
    var indices: [[Int]] = []
    for (axis, array) in integers.enumerated() {
      let extent = extents[axis]
      let spread = NDArray(try array.expression.cast(to: .int64).broadcast(to: shape))
      let values = try NDArray.whileBuilding { try spread.scalars(as: Int64.self) }
      if let wrong = values.first(where: { $0 < -extent || $0 >= extent }) {
        throw .indexOutOfBounds(Int(wrong), axis: axis, extent: extent)
      }
      indices.append(values.map { Int($0) + ($0 < 0 ? extent : 0) })
    }
    (self.shape, self.indices, axisCount) = (shape, indices, integers.count)
  }

  /// The indices of a mask's elements that are true, an array for each of its axes.
  private static func places(of mask: NDArray, after axis: Int, in extents: Shape) throws(ArrayError) -> [NDArray] {
    let covered = extents.dropFirst(axis).prefix(mask.ndim)
    for (number, (extent, own)) in zip(covered, mask.shape).enumerated() where extent != own {
      throw .index(
        "boolean index did not match indexed array along axis \(axis + number); size of axis is \(extent) "
          + "but size of corresponding boolean axis is \(own)")
    }
    let values = try NDArray.whileBuilding { try mask.scalars(as: Bool.self) }
    var places = mask.shape.map { _ in [Int64]() }
    for (number, value) in values.enumerated() where value {
      var rest = number
      for axis in mask.shape.indices.reversed() {
        places[axis].append(Int64(rest % mask.shape[axis]))
        rest /= mask.shape[axis]
      }
    }
    var arrays: [NDArray] = []
    for list in places { arrays.append(try NDArray(scalars: list, shape: [list.count])) }
    return arrays
  }
}

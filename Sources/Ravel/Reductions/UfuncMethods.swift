import RavelIR
import RavelOps

// The methods of NumPy's ufuncs, as building blocks that throw. `Ufunc` has them under NumPy's names.

extension NDArray {
  /// Combines along axes by an operation of two operands: NumPy's `reduce`.
  /// - Parameters:
  ///   - op: a ufunc of two operands.
  ///   - axes: nil for all of them; one at most if the operation depends on the order (`subtract`).
  ///   - keepDims: whether reduced axes stay, with one index.
  ///   - dtype: what is accumulated in, and the result's dtype.
  ///   - initial: a scalar to start from.
  ///   - condition: a bool array, broadcast to this one: which elements take part. An operation without an identity
  ///     then needs an `initial`.
  ///   - target: an array whose dtype and order the result has, and whose dtype counts as an operand's.
  /// - Shape:  without the axes, or with 1 there if `keepDims`.
  /// - DType:  sums and products of bools and integers below 64 bits grow to 64 bits; otherwise what the operation
  ///   gives for two such arrays, if it takes that as operands again.
  /// - Order:  NumPy's; see `designs/kernel-dispatch.md`. Under a condition, sums of floats may differ from NumPy's in
  ///   their last bits.
  /// - Throws: `ArrayError.axisOutOfBounds`, `.duplicateAxis`, `.zeroSizeReduction`, `.noLoop`, `.cannotCast` for a
  ///   condition that is not bool, `.type` and `.value` with NumPy's texts.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.ufunc.reduce.html
  public func reduced(
    by op: Op, axes: [Int]? = [0], keepDims: Bool = false, dtype: DType? = nil, initial: (any ArrayOperand)? = nil,
    where condition: (any ArrayOperand)? = nil, onto target: NDArray? = nil
  ) throws(ArrayError) -> NDArray {
    try op.checkIsBinary("reduce")
    // NumPy lets a scalar have one axis.
    let axes = ndim == 0 && axes.map { $0.allSatisfy { $0 == 0 || $0 == -1 } && $0.count < 2 } ?? true ? [] : axes
    let source = try input
    let mask = try condition.map { condition throws(ArrayError) in try fittedMask(condition.operand) }
    let accumulator = op.accumulator(of: self.dtype, dtype: dtype, target: target?.dtype)
    let loop = try op.accumulatingLoop(of: self.dtype, casting: accumulator, target: target?.dtype)
    var start: Expression?
    if let initial {
      guard initial.operand.shape.isEmpty else { throw .value("setting an array element with a sequence.") }
      start = try NDArray.scalar(initial, dtype: loop.output).expression
    }
    try checkExponents(op, loop, along: axes, isFirstExponent: initial != nil)
    let result = try source.reduced(
      op, axes: axes, keepDims: keepDims, casting: accumulator, target: target?.dtype, initial: start, where: mask)
    guard let target else { return NDArray(result) }
    if target.ndim != result.shape.count {
      throw .value(
        "output parameter for reduction operation \(op) has the wrong number of dimensions: "
          + "Found \(target.ndim) but expected \(result.shape.count)"
          + (keepDims ? " (must match the operand's when keepdims=True)" : ""))
    }
    if target.shape != result.shape { throw try unfitting(target.shape, axes, keepDims) }
    return NDArray(result.stored(like: target))
  }

  /// Combines along an axis by an operation of two operands and keeps every step: NumPy's `accumulate`.
  /// - Parameters: as `reduced(by:)`.
  /// - Shape:  this array's.
  /// - DType:  as `reduced(by:)`.
  /// - Order:  one element after another.
  /// - Throws: as `reduced(by:)`.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.ufunc.accumulate.html
  public func accumulated(
    by op: Op, axis: Int = 0, dtype: DType? = nil, onto target: NDArray? = nil
  ) throws(ArrayError) -> NDArray {
    try op.checkIsBinary("accumulate")
    if ndim == 0 { throw .type("cannot accumulate on a scalar") }
    let accumulator = op.accumulator(of: self.dtype, dtype: dtype, target: target?.dtype)
    let loop = try op.accumulatingLoop(of: self.dtype, casting: accumulator, target: target?.dtype)
    try checkExponents(op, loop, along: [axis], isFirstExponent: false)
    let result = try input.scanned(op, axis: axis, casting: accumulator, target: target?.dtype)
    guard let target else { return NDArray(result) }
    if target.shape != shape {
      // What walks along one axis and casts nothing has a text of its own.
      if ndim == 1, target.dtype == loop.output, self.dtype == loop.inputs[0] || target.ndim < ndim {
        throw .value("provided out is the wrong size for the accumulation.")
      }
      throw .value(
        "operands could not be broadcast together with remapped shapes [original->remapped]: "
          + "\(shapeText(target.shape))->\(shapeText(Array(target.shape.prefix(ndim)))) "
          + "\(shapeText(shape))->\(shapeText(shape)) ")
    }
    return NDArray(result.stored(like: target))
  }

  /// An operation of two operands on every pair of their elements: NumPy's `outer`.
  /// - Shape:  the first operand's extents, then the second's.
  /// - DType:  as `applying(_:_:_:onto:)`; scalars count as 0-d arrays.
  /// - Throws: as `applying(_:_:_:onto:)`; `ArrayError.value` for an operation that has not two operands.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.ufunc.outer.html
  public static func applyingOuter(
    _ op: Op, _ x1: any ArrayOperand, _ x2: any ArrayOperand, _ keywords: UfuncKeywords = UfuncKeywords(),
    onto target: NDArray? = nil
  ) throws(ArrayError) -> NDArray {
    try op.checkIsBinary("outer product")
    let (first, second) = (try x1.operand.converted(to: nil), try x2.operand.converted(to: nil))
    let axes = second.shape.map { _ in 1 }
    return try applying(op, [NDArray(first).reshaped(to: first.shape + axes), NDArray(second)], keywords, onto: target)
  }

  // MARK: Checks

  /// A condition that says something of each element, and of nothing else.
  private func fittedMask(_ condition: Operand) throws(ArrayError) -> Expression {
    let mask = try Self.mask(condition)
    if mask.shape.count > ndim {
      throw .value("input operand has more dimensions than allowed by the axis remapping")
    }
    guard let joint = try? broadcastShapes([shape, mask.shape]) else {
      throw .value(
        "operands could not be broadcast together with remapped shapes [original->remapped]: "
          + "\(shapeText(shape)) \(shapeText(mask.shape)) ")
    }
    if joint != shape {
      throw .value(
        "non-broadcastable operand with shape \(shapeText(shape)) doesn't match the broadcast shape \(shapeText(joint))"
      )
    }
    return mask
  }

  /// - Throws: `ArrayError.value` where an integer is raised to a negative integer: the elements are evaluated for
  ///   that.
  private func checkExponents(
    _ op: Op, _ loop: UfuncLoop, along axes: [Int]?, isFirstExponent: Bool
  ) throws(ArrayError) {
    guard op == .power, loop.output.isSigned, size > 0 else { return }
    var exponents = expression
    if !isFirstExponent {
      let reduced = try normalizedAxes(axes, rank: ndim)
      guard let axis = reduced.first else { return }
      exponents = exponents.view(
        AccessMap(slicing: shape, axis: axis, start: 1, step: 1, count: shape[axis] - 1))
    }
    if exponents.layout.count > 0, try Self.isAnyNegative(.array(exponents), loop.output) {
      throw .value("Integers to negative integer powers are not allowed.")
    }
  }

  /// NumPy's error for a target whose extents are not those of the axes that are kept.
  private func unfitting(_ target: Shape, _ axes: [Int]?, _ keepDims: Bool) throws(ArrayError) -> ArrayError {
    let reduced = try normalizedAxes(axes, rank: ndim)
    var rest = target[...]
    let remapped = shape.indices.map { axis in
      !keepDims && reduced.contains(axis) ? "newaxis" : rest.popFirst().map(String.init) ?? ""
    }.drop { $0 == "newaxis" }
    return .value(
      "operands could not be broadcast together with remapped shapes [original->remapped]: "
        + "\(shapeText(target))->(\(remapped.joined(separator: ","))) \(shapeText(shape)) ")
  }
}

/// A shape as the messages of NumPy's iterator have it.
func shapeText(_ shape: Shape) -> String { tupleText(shape).replacing(", ", with: ",") }

extension Op {
  /// - Throws: NumPy's error for a method of an operation that has not two operands.
  func checkIsBinary(_ method: String) throws(ArrayError) {
    if spec.arity != 2 || spec.traits.contains(.function) {
      throw .value("\(method) only supported for binary functions")
    }
  }

  /// The dtype that a reduction is asked to accumulate in: where nobody says so, 64 bits for sums and products of
  /// integers and bools.
  func accumulator(of operand: DType, dtype: DType?, target: DType?) -> DType? {
    if dtype != nil || target != nil || (self != .add && self != .multiply) { return dtype }
    switch operand.kind {
    case .bool, .signed: return .int64
    case .unsigned: return .uint64
    case .float, .complex: return nil
    }
  }
}

extension Expression {
  /// The elements as an array like that one holds them.
  func stored(like target: NDArray) -> Expression {
    let result = cast(to: target.dtype)
    let layout = Layout(like: target.expression.layout)
    return result.layout == layout ? result : Expression(.copy, [result], dtype: result.dtype, layout: layout)
  }
}

import RavelIR
import RavelOps

/// What a function that is defined piece by piece is on one of them: a value, or another function.
public enum Piece: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
  case value(any ArrayOperand)
  case function((NDArray) throws -> any ArrayOperand)

  public init(integerLiteral value: Int) { self = .value(value) }
  public init(floatLiteral value: Double) { self = .value(value) }
}

extension NDArray {
  /// A function that is defined piece by piece: on each element what the last condition to hold says, 0 where none
  /// holds.
  ///
  /// A function of elements is computed with all the others in one kernel, on every element, and its results are taken
  /// where the condition holds. Another one (a reduction, one that throws or that looks at elements) is called with the
  /// elements for which the condition holds, along one axis, as NumPy calls all of them.
  /// - Parameters:
  ///   - x: an array or a number.
  ///   - conditions: bools, or what is cast to them, all of one shape: that of the first axes of `x`.
  ///   - pieces: one for each condition; one more is taken where no condition holds.
  /// - Shape:  `x`'s.
  /// - DType:  `x`'s, to which the results are cast.
  /// - Throws: `ArrayError.value` for too many or too few pieces, and results of another length; `.index` and
  ///   `.tooManyIndices` for conditions of another shape; NumPy's errors for a scalar that the dtype can't hold; what
  ///   pieces throw.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.piecewise.html
  public static func piecewiseDefined(
    _ x: any ArrayOperand, _ conditions: [any ArrayOperand], _ pieces: [Piece]
  ) throws -> NDArray {
    let x = NDArray(try x.operand.converted(to: nil))
    var masks: [NDArray] = []
    for condition in conditions { masks.append(try NDArray(condition.operand.converted(to: nil)).cast(to: .bool)) }
    if let other = masks.first(where: { $0.shape != masks[0].shape }) {
      let common = zip(masks[0].shape, other.shape).prefix { $0 == $1 }.map(\.0)
      throw inhomogeneous([masks.count] + common)
    }
    if pieces.count == masks.count + 1 {
      let any = try masks.dropFirst().reduce(masks.first ?? NDArray(false)) { try applying(.logicalOr, [$0, $1]) }
      masks.append(try applying(.logicalNot, [any]))
    } else if pieces.count != masks.count {
      let count = masks.count
      throw ArrayError.value("with \(count) condition(s), either \(count) or \(count + 1) functions are expected")
    }
    if let mask = masks.first { try x.checkMask(mask.shape) }
    var result = try filled(like: x, with: 0)
    for (mask, piece) in zip(masks, pieces) {
      let spread = try mask.reshaped(to: mask.shape + x.shape.dropFirst(mask.ndim).map { _ in 1 })
      let values = try x.values(of: piece, where: mask)
      if let values { result = try applying(.where, [spread, values, result]) }
    }
    // The result lies as the operand does, however the conditions lie.
    return try filled(like: x, with: 0).assigning(result, at: AccessMap(identity: x.shape))
  }

  private func checkMask(_ mask: Shape) throws(ArrayError) {
    if mask.count > ndim { throw .tooManyIndices(rank: ndim, count: mask.count) }
    for (axis, extent) in mask.enumerated() where extent != shape[axis] {
      throw .index(
        "boolean index did not match indexed array along axis \(axis); size of axis is \(shape[axis]) "
          + "but size of corresponding boolean axis is \(extent)")
    }
  }

  /// What a piece is where the mask says so, anything elsewhere; nil if the mask is false everywhere.
  private func values(of piece: Piece, where mask: NDArray) throws -> NDArray? {
    switch piece {
    case .value(let value):
      let operand = value.operand
      if operand.shape.isEmpty { return NDArray(try operand.element(of: dtype)) }
      return try selected(mask) { _ in value }
    case .function(let function):
      // An error of this attempt may be one of elements that are none of the function's.
      let elements = Expression(.copy, [expression], dtype: dtype, layout: Layout(like: expression.layout))
      let (attempt, looked) = observingElements {
        Result { try withErrorHandling { try function(NDArray(elements)) } }
      }
      if !looked, case .success(let value) = attempt {
        let operand = value.operand
        guard let array = operand.array else { return NDArray(try operand.element(of: dtype)) }
        if array.shape == shape || array.shape.isEmpty, array.isMade(of: elements) {
          return try NDArray(array).cast(to: dtype)
        }
      }
      return try selected(mask, function)
    }
  }

  /// What a function gives of the elements for which a mask of the first axes holds, each at its place.
  private func selected(_ mask: NDArray, _ function: (NDArray) throws -> any ArrayOperand) throws -> NDArray? {
    let places = try mask.scalars(as: Bool.self).enumerated().filter(\.element).map(\.offset)
    let rest = Array(shape.dropFirst(mask.ndim))
    let pieceSize = rest.reduce(itemSize, *)
    if places.isEmpty || pieceSize == 0 { return nil }
    let chosen = try Storage(allocating: Layout(contiguous: [places.count] + rest), dtype)
    let source = try copied().stored()
    for (number, place) in places.enumerated() {
      (chosen.pointer + number * pieceSize).copyMemory(from: source.pointer + place * pieceSize, byteCount: pieceSize)
    }
    withExtendedLifetime(source.buffer) {}

    let value = try function(NDArray(Expression(chosen))).operand.element(of: dtype)
    guard let fitted = try? value.fitted(to: chosen.layout.shape) else {
      if rest.isEmpty, value.shape.count == 1 {
        throw ArrayError.value(
          "NumPy boolean array indexing assignment cannot assign \(value.layout.count) input values "
            + "to the \(places.count) output values where the mask is true")
      }
      throw ArrayError.cannotBroadcastTo(value.shape, chosen.layout.shape)
    }
    let results = try NDArray(fitted.copied()).stored()
    let target = try Storage(allocating: Layout(contiguous: shape), dtype)
    target.pointer.initializeMemory(as: UInt8.self, repeating: 0, count: nbytes)
    for (number, place) in places.enumerated() {
      (target.pointer + place * pieceSize).copyMemory(from: results.pointer + number * pieceSize, byteCount: pieceSize)
    }
    withExtendedLifetime(results.buffer) {}
    return NDArray(Expression(target))
  }
}

extension Expression {
  /// Whether each element is made of the one element of the source at the same place, and of scalars.
  fileprivate func isMade(of source: Expression) -> Bool {
    var known: Set<ObjectIdentifier> = [ObjectIdentifier(source)]
    func holds(_ expression: Expression) -> Bool {
      if known.contains(ObjectIdentifier(expression)) { return true }
      let answer: Bool
      switch (expression.operation.kind, expression.current) {
      case (_, .stored): answer = expression.shape.isEmpty
      case (.constant, _): answer = true
      case (.ufunc, .pending(let operands)), (.cast, .pending(let operands)), (.copy, .pending(let operands)):
        answer = operands.allSatisfy(holds)
      case (.view, .pending(let operands)): answer = operands[0].shape.isEmpty && holds(operands[0])
      default: answer = false
      }
      if answer { known.insert(ObjectIdentifier(expression)) }
      return answer
    }
    return holds(self)
  }
}

/// A function that is defined piece by piece: on each element what the last condition to hold says, 0 where none holds.
///
///     piecewise(x, [x .< 0, x .> 1], [.function { -$0 }, 1, .function { sqrt($0) }])
/// - SeeAlso: `NDArray.piecewiseDefined`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.piecewise.html
public func piecewise(_ x: some ArrayOperand, _ conditions: [any ArrayOperand], _ pieces: [Piece]) -> NDArray {
  stopping { try NDArray.piecewiseDefined(x, conditions, pieces) }
}

/// What was wrong with an array expression, found while it was built or evaluated. The texts are NumPy's where NumPy
/// has one.
public enum ArrayError: Error, Hashable, Sendable {
  case negativeDimension(Shape)
  case tooLarge(Shape, DType)
  case outOfMemory(bytes: Int)
  case cannotBroadcast([Shape])
  case cannotBroadcastTo(Shape, Shape)
  case axisOutOfBounds(Int, rank: Int)
  case duplicateAxis
  case noLoop(function: String, operands: [DType])
  case integerOutOfBounds(String, DType)
  case cannotReshape(count: Int, Shape)
  case zeroSizeReduction(String)
  case cannotCast(from: DType, to: DType, casting: Casting, what: String)
  case tooManyIndices(rank: Int, count: Int)
  case indexOutOfBounds(Int, axis: Int, extent: Int)
  case zeroStep
  /// NumPy's ValueError with this text.
  case value(String)
  /// NumPy's TypeError with this text.
  case type(String)
  /// NumPy's OverflowError with this text.
  case overflow(String)
  /// NumPy's IndexError with this text.
  case index(String)
  /// NumPy's AxisError with this text.
  case axis(String)
  /// NumPy's ZeroDivisionError with this text.
  case zeroDivision(String)
  /// NumPy's RuntimeError with this text.
  case runtime(String)
}

extension ArrayError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .negativeDimension: "negative dimensions are not allowed"
    case .tooLarge(let shape, let dtype):
      "array is too big; shape \(tupleText(shape)) of \(dtype) is larger than the maximum possible size."
    case .outOfMemory(let bytes): "Unable to allocate \(bytes) bytes for an array"
    case .cannotBroadcast(let shapes):
      "operands could not be broadcast together with shapes "
        + shapes.map { tupleText($0).replacing(", ", with: ",") + " " }.joined()
    case .cannotBroadcastTo(let from, let to):
      "could not broadcast input array from shape \(tupleText(from).replacing(", ", with: ",")) into shape \(tupleText(to).replacing(", ", with: ","))"
    case .axisOutOfBounds(let axis, let rank): "axis \(axis) is out of bounds for array of dimension \(rank)"
    case .duplicateAxis: "duplicate value in 'axis'"
    case .noLoop(let function, let operands):
      "ufunc '\(function)' not supported for the input types, and the inputs could not be safely coerced to any supported types "
        + "according to the casting rule ''safe'' (\(operands.map(\.name).joined(separator: ", ")))"
    case .integerOutOfBounds(let value, let dtype): "Python integer \(value) out of bounds for \(dtype)"
    case .cannotReshape(let count, let shape):
      "cannot reshape array of size \(count) into shape \(openShapeText(shape))"
    case .zeroSizeReduction(let function):
      "zero-size array to reduction operation \(function) which has no identity"
    case .cannotCast(let from, let to, let casting, let what):
      "Cannot cast \(what) from dtype('\(from)') to dtype('\(to)') according to the rule '\(casting.rawValue)'"
    case .tooManyIndices(let rank, let count):
      "too many indices for array: array is \(rank)-dimensional, but \(count) were indexed"
    case .indexOutOfBounds(let index, let axis, let extent):
      "index \(index) is out of bounds for axis \(axis) with size \(extent)"
    case .zeroStep: "slice step cannot be zero"
    case .value(let text), .type(let text), .overflow(let text), .index(let text), .axis(let text),
      .zeroDivision(let text), .runtime(let text):
      text
    }
  }

  /// The exception that NumPy raises for it.
  public var pythonType: String {
    switch self {
    case .outOfMemory: "MemoryError"
    case .axisOutOfBounds, .axis: "AxisError"
    case .noLoop, .cannotCast, .type: "TypeError"
    case .integerOutOfBounds, .overflow: "OverflowError"
    case .tooManyIndices, .indexOutOfBounds, .index: "IndexError"
    case .zeroDivision: "ZeroDivisionError"
    case .runtime: "RuntimeError"
    default: "ValueError"
    }
  }
}

/// A shape as NumPy's messages have it: an extent that was left open is `newaxis`, and not written at the front.
private func openShapeText(_ shape: Shape) -> String {
  let written = shape.drop { $0 < 0 }.map { $0 < 0 ? "newaxis" : String($0) }
  return "(" + written.joined(separator: ",") + (shape.count == 1 && !written.isEmpty ? ",)" : ")")
}

import RavelIR
import RavelOps

// Arrays have no `==`: of two arrays it would have to be an array for some readers and a Bool for others. `.==`
// compares elements, and the functions below compare arrays; each says how.

extension NDArray {
  /// Whether two arrays have one shape and equal elements; dtypes may differ.
  /// - Parameters:
  ///   - a: an array or a number.
  ///   - b: another.
  ///   - equalNaN: whether NaNs are equal to one another: of complex numbers, all that have one in either part.
  /// - Throws: what evaluation throws.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.array_equal.html
  public static func equality(
    _ a: any ArrayOperand, _ b: any ArrayOperand, equalNaN: Bool = false
  ) throws -> Bool {
    guard a.operand.shape == b.operand.shape else { return false }
    var isEqual = try applying(.equal, [a, b])
    if equalNaN {
      let areNaN = try applying(.bitwiseAnd, [try applying(.isnan, [a]), try applying(.isnan, [b])])
      isEqual = try applying(.bitwiseOr, [isEqual, areNaN])
    }
    return try isEqual.reduced(.all).scalar()
  }

  /// Whether two arrays have equal elements once they are broadcast together; dtypes may differ.
  /// - Throws: what evaluation throws.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.array_equiv.html
  public static func equivalence(_ a: any ArrayOperand, _ b: any ArrayOperand) throws -> Bool {
    guard (try? broadcastShapes([a.operand.shape, b.operand.shape])) != nil else { return false }
    return try applying(.equal, [a, b]).reduced(.all).scalar()
  }

  /// Which elements differ by at most `atol + rtol * |b|`, or are equal as infinities are.
  /// - Shape:  operands are broadcast together.
  /// - DType:  bool; compared in the floating dtype that the operands promote to.
  /// - Parameters:
  ///   - a: an array or a number.
  ///   - b: another, by whose elements `rtol` counts.
  ///   - rtol: the relative tolerance.
  ///   - atol: the absolute tolerance.
  ///   - equalNaN: whether NaNs are close to one another.
  /// - Throws: as `applying`.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.isclose.html
  public static func closeness(
    _ a: any ArrayOperand, _ b: any ArrayOperand, rtol: any ArrayOperand = 1e-5, atol: any ArrayOperand = 1e-8,
    equalNaN: Bool = false
  ) throws(ArrayError) -> NDArray {
    let b = b.operand.inexact
    let distance = try applying(.absolute, [try applying(.subtract, [a, b])])
    let tolerance = try applying(.add, [atol, try applying(.multiply, [rtol, try applying(.absolute, [b])])])
    let isNear = try applying(.lessEqual, [distance, tolerance])
    let isFinite = try applying(.isfinite, [b])
    var result = try applying(
      .bitwiseOr, [try applying(.bitwiseAnd, [isNear, isFinite]), try applying(.equal, [a, b])])
    if equalNaN {
      let areNaN = try applying(.bitwiseAnd, [try applying(.isnan, [a]), try applying(.isnan, [b])])
      result = try applying(.bitwiseOr, [result, areNaN])
    }
    return result
  }
}

extension Operand {
  /// Floats in place of integers, so that no distance overflows.
  fileprivate var inexact: Operand {
    switch self {
    case .array(let expression): .array(expression.cast(to: resultType([.dtype(expression.dtype), .weak(.float)])))
    case .integer(let value): .float(value.doubleValue)
    case .float, .complex: self
    }
  }
}

/// Whether two arrays have one shape and equal elements: NumPy's `array_equal`. See `NDArray.equality`, which throws.
public func arrayEqual(_ a: some ArrayOperand, _ b: some ArrayOperand, equalNaN: Bool = false) -> Bool {
  stopping(otherwise: false) { try NDArray.equality(a, b, equalNaN: equalNaN) }
}

/// Whether two arrays have equal elements once they are broadcast together: NumPy's `array_equiv`. See
/// `NDArray.equivalence`, which throws.
public func arrayEquiv(_ a: some ArrayOperand, _ b: some ArrayOperand) -> Bool {
  stopping(otherwise: false) { try NDArray.equivalence(a, b) }
}

/// Which elements differ by at most `atol + rtol * |b|`. See `NDArray.closeness`, which throws.
public func isclose(
  _ a: some ArrayOperand, _ b: some ArrayOperand, rtol: any ArrayOperand = 1e-5, atol: any ArrayOperand = 1e-8,
  equalNaN: Bool = false
) -> NDArray {
  stopping { try NDArray.closeness(a, b, rtol: rtol, atol: atol, equalNaN: equalNaN) }
}

/// Whether all elements differ by at most `atol + rtol * |b|`. See `NDArray.closeness`, which throws.
public func allclose(
  _ a: some ArrayOperand, _ b: some ArrayOperand, rtol: any ArrayOperand = 1e-5, atol: any ArrayOperand = 1e-8,
  equalNaN: Bool = false
) -> Bool {
  stopping(otherwise: false) {
    try NDArray.closeness(a, b, rtol: rtol, atol: atol, equalNaN: equalNaN).reduced(.all).scalar()
  }
}

import RavelIR
import RavelOps

/// The second where the condition is non-zero, else the third. As a member, `NDArray.where`, it needs no backticks.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.where.html
public func `where`(_ condition: some ArrayOperand, _ x: some ArrayOperand, _ y: some ArrayOperand) -> NDArray {
  NDArray.where(condition, x, y)
}

/// The values limited to [low, high]; nil leaves that side open. Where low is greater than high, high.
/// - SeeAlso: `NDArray.clipping`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.clip.html
public func clip(_ x: some ArrayOperand, _ low: (any ArrayOperand)?, _ high: (any ArrayOperand)?) -> NDArray {
  stopping { try NDArray.clipping(x, from: low, to: high) }
}

/// `floorDivide` and `remainder`.
/// - SeeAlso: `NDArray.quotientAndRemainder`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.divmod.html
public func divmod(_ x1: some ArrayOperand, _ x2: some ArrayOperand) -> (NDArray, NDArray) {
  stopping(otherwise: (.afterError, .afterError)) { try NDArray.quotientAndRemainder(x1, x2) }
}

/// x as m 2^e: the mantissa m, in [1/2, 1) by magnitude, and the exponent e, an int32.
/// - SeeAlso: `NDArray.parts`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.frexp.html
public func frexp(_ x: some ArrayOperand) -> (NDArray, NDArray) {
  stopping(otherwise: (.afterError, .afterError)) { try NDArray.parts(.frexpMantissa, .frexpExponent, of: [x]) }
}

/// The fractional part and the integral one, both with x's sign.
/// - SeeAlso: `NDArray.parts`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.modf.html
public func modf(_ x: some ArrayOperand) -> (NDArray, NDArray) {
  stopping(otherwise: (.afterError, .afterError)) { try NDArray.parts(.modfFraction, .modfInteger, of: [x]) }
}

/// The argument of a complex value; in degrees, if asked for.
/// - SeeAlso: `NDArray.argument`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.angle.html
public func angle(_ z: NDArray, deg: Bool = false) -> NDArray {
  stopping { try NDArray.argument(of: z, deg: deg) }
}

extension NDArray {
  /// The second where the condition is non-zero, else the third.
  /// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.where.html
  public static func `where`(
    _ condition: some ArrayOperand, _ x: some ArrayOperand, _ y: some ArrayOperand
  ) -> NDArray {
    stopping { try applying(.where, [condition, x, y]) }
  }

  /// - Throws: as `applying`; a Python integer beyond an integer array's dtype counts as an open side if it limits
  ///   nothing.
  /// - Source: numpy/_core/_methods.py, `_clip`.
  public static func clipping(
    _ x: any ArrayOperand, from low: (any ArrayOperand)?, to high: (any ArrayOperand)?,
    _ keywords: UfuncKeywords = UfuncKeywords(), onto target: NDArray? = nil
  ) throws(ArrayError) -> NDArray {
    var (low, high) = (low?.operand, high?.operand)
    if let dtype = x.operand.array?.dtype, dtype.isInteger {
      if case .integer(let value)? = low, value.isNegative, value.constant(dtype) == nil { low = nil }
      if case .integer(let value)? = high, !value.isNegative, value.constant(dtype) == nil { high = nil }
    }
    switch (low, high) {
    case (nil, nil): return try applying(.positive, [x], keywords, onto: target)
    case (let low?, nil): return try applying(.maximum, [x, low], keywords, onto: target)
    case (nil, let high?): return try applying(.minimum, [x, high], keywords, onto: target)
    case (let low?, let high?): return try applying(.clip, [x, low, high], keywords, onto: target)
    }
  }

  /// - Throws: as `applying`.
  public static func quotientAndRemainder(
    _ x1: any ArrayOperand, _ x2: any ArrayOperand
  ) throws(ArrayError) -> (quotient: NDArray, remainder: NDArray) {
    do {
      return try parts(.floorDivide, .remainder, of: [x1, x2])
    } catch .noLoop(_, let operands) {
      throw .noLoop(function: "divmod", operands: operands)
    }
  }

  /// Two results of the same operands, which one kernel computes where both are asked for.
  /// - Throws: as `applying`.
  public static func parts(
    _ first: Op, _ second: Op, of operands: [any ArrayOperand]
  ) throws(ArrayError) -> (NDArray, NDArray) {
    (try applying(first, operands), try applying(second, operands))
  }
}

extension NDArray {
  /// The argument of a complex value; in degrees, if asked for.
  /// - Throws: as `applying`.
  public static func argument(of z: any ArrayOperand, deg: Bool = false) throws(ArrayError) -> NDArray {
    let radians = try applying(.angle, [z])
    return deg ? try applying(.multiply, [radians, 180 / Double.pi]) : radians
  }
}

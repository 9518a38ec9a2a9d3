import RavelCore

/// A value of a scalar program under construction: operators on it write instructions.
///
/// Operands of one instruction have one dtype; a literal takes the dtype of the value beside it.
public struct Scalar {
  public let builder: ScalarBuilder
  public let id: ValueID
  public var dtype: DType { builder.dtypes[id.index] }

  public init(builder: ScalarBuilder, id: ValueID) {
    self.builder = builder
    self.id = id
  }
}

// MARK: Constants of the same program

extension Scalar {
  /// That number as a constant of this value's dtype, or of another.
  public func constant(_ value: Double, _ dtype: DType? = nil) -> Scalar {
    builder.constant(Constant(value, dtype ?? self.dtype))
  }

  /// That integer as a constant of this value's dtype, or of another.
  public func constant(_ value: Int, _ dtype: DType? = nil) -> Scalar {
    builder.constant(Constant(value, dtype ?? self.dtype))
  }

  /// The constant with those bits.
  public func constant(bits: UInt64, _ dtype: DType? = nil) -> Scalar {
    builder.constant(Constant(dtype: dtype ?? self.dtype, bits: bits))
  }

  public var zero: Scalar { constant(0) }
  public var one: Scalar { constant(1) }
}

// MARK: Instructions

extension Scalar {
  private func binary(_ operation: BinaryPrimitive, _ other: Scalar) -> Scalar {
    precondition(dtype == other.dtype, "\(operation) of \(dtype) and \(other.dtype)")
    return builder.emit(.binary(operation, id, other.id), dtype)
  }

  private func unary(_ operation: UnaryPrimitive) -> Scalar { builder.emit(.unary(operation, id), dtype) }

  private func compare(_ comparison: Comparison, _ other: Scalar) -> Scalar {
    precondition(dtype == other.dtype, "\(comparison) of \(dtype) and \(other.dtype)")
    return builder.emit(.compare(comparison, id, other.id), .bool)
  }

  public static func + (a: Scalar, b: Scalar) -> Scalar { a.binary(.add, b) }
  public static func - (a: Scalar, b: Scalar) -> Scalar { a.binary(.subtract, b) }
  public static func * (a: Scalar, b: Scalar) -> Scalar { a.binary(.multiply, b) }
  public static func / (a: Scalar, b: Scalar) -> Scalar { a.binary(.divide, b) }
  public static func % (a: Scalar, b: Scalar) -> Scalar { a.binary(.remainder, b) }
  public static func & (a: Scalar, b: Scalar) -> Scalar { a.binary(.and, b) }
  public static func | (a: Scalar, b: Scalar) -> Scalar { a.binary(.or, b) }
  public static func ^ (a: Scalar, b: Scalar) -> Scalar { a.binary(.xor, b) }
  public static func << (a: Scalar, b: Scalar) -> Scalar { a.binary(.shiftLeft, b) }
  public static func >> (a: Scalar, b: Scalar) -> Scalar { a.binary(.shiftRight, b) }
  public static func << (a: Scalar, b: Int) -> Scalar { a.binary(.shiftLeft, a.constant(b)) }
  public static func >> (a: Scalar, b: Int) -> Scalar { a.binary(.shiftRight, a.constant(b)) }
  public static prefix func - (a: Scalar) -> Scalar { a.unary(.negate) }
  public static prefix func ! (a: Scalar) -> Scalar { a.unary(.not) }
  public static prefix func ~ (a: Scalar) -> Scalar { a.unary(.not) }

  public static func + (a: Scalar, b: Double) -> Scalar { a + a.constant(b) }
  public static func - (a: Scalar, b: Double) -> Scalar { a - a.constant(b) }
  public static func * (a: Scalar, b: Double) -> Scalar { a * a.constant(b) }
  public static func / (a: Scalar, b: Double) -> Scalar { a / a.constant(b) }

  public static func == (a: Scalar, b: Scalar) -> Scalar { a.compare(.equal, b) }
  public static func != (a: Scalar, b: Scalar) -> Scalar { a.compare(.notEqual, b) }
  public static func < (a: Scalar, b: Scalar) -> Scalar { a.compare(.less, b) }
  public static func <= (a: Scalar, b: Scalar) -> Scalar { a.compare(.lessEqual, b) }
  public static func > (a: Scalar, b: Scalar) -> Scalar { a.compare(.greater, b) }
  public static func >= (a: Scalar, b: Scalar) -> Scalar { a.compare(.greaterEqual, b) }

  public var absolute: Scalar { unary(.absolute) }
  public var squareRoot: Scalar { unary(.squareRoot) }
  public var floor: Scalar { unary(.floor) }
  public var ceil: Scalar { unary(.ceil) }
  public var trunc: Scalar { unary(.trunc) }
  public var rint: Scalar { unary(.rint) }
  public func copySign(of sign: Scalar) -> Scalar { binary(.copySign, sign) }

  /// self * b + c, rounded once.
  public func fusedMultiplyAdd(_ b: Scalar, _ c: Scalar) -> Scalar {
    precondition(dtype == b.dtype && dtype == c.dtype, "fusedMultiplyAdd of \(dtype), \(b.dtype) and \(c.dtype)")
    return builder.emit(.fusedMultiplyAdd(id, b.id, c.id), dtype)
  }

  /// This bool's choice.
  public func select(_ yes: Scalar, _ no: Scalar) -> Scalar {
    precondition(dtype == .bool && yes.dtype == no.dtype, "select by \(dtype) of \(yes.dtype) and \(no.dtype)")
    return yes.id == no.id ? yes : builder.emit(.select(id, yes.id, no.id), yes.dtype)
  }

  public var isNaN: Scalar { self != self }

  /// The same bits as another dtype of that width.
  public func bitcast(_ to: DType) -> Scalar {
    precondition(dtype.bitWidth == to.bitWidth, "bitcast of \(dtype) to \(to)")
    return to == dtype ? self : builder.emit(.bitcast(id), to)
  }

  /// The convert instruction itself; `converted(to:)` is the cast that NumPy makes.
  public func convertPrimitive(_ to: DType) -> Scalar { to == dtype ? self : builder.emit(.convert(id), to) }

  /// `body` where this bool holds, else `otherwise`: a branch that vector code takes only when a lane needs it.
  public func rarely(_ otherwise: [Scalar], _ body: () -> [Scalar]) -> [Scalar] {
    builder.iterate(while: self, otherwise) { _ in
      let values = body()
      return (constant(0, .bool), values)
    }
  }

  /// `body` where this bool holds, else `otherwise`: a branch that vector code takes only when a lane needs it.
  public func rarely(_ otherwise: Scalar, _ body: () -> Scalar) -> Scalar { rarely([otherwise]) { [body()] }[0] }
}

import RavelIR
import RavelOps

extension NDArray {
  /// What Python's `x op= y` leaves in x: its own dtype and shape stay.
  /// - Throws: as `applying`, and `ArrayError.type` where the result can't be cast back as `same_kind`, `.value` where
  ///   it is of another shape.
  public mutating func apply(_ op: Op, _ operand: any ArrayOperand) throws(ArrayError) {
    self = try updated(by: op) { () throws(ArrayError) in try Self.applying(op, [self, operand]) }
  }

  /// What Python's `x **= y` leaves in x.
  /// - Throws: as `apply`.
  public mutating func raise(to exponent: any ArrayOperand) throws(ArrayError) {
    self = try updated(by: .power) { () throws(ArrayError) in try Self.raising(self, to: exponent) }
  }

  private func updated(by op: Op, _ compute: () throws(ArrayError) -> NDArray) throws(ArrayError) -> NDArray {
    let result: NDArray
    do {
      result = try compute()
    } catch .cannotBroadcast(let shapes) {
      throw .cannotBroadcast(shapes + [shape])
    }
    return try receiving(result, from: op.rawValue)
  }

  /// What an array like this one holds once a ufunc's result is stored in it. `function` is the ufunc's name in
  /// messages.
  /// - Throws: `ArrayError.type` where the result can't be cast as `same_kind`, `.value` where it is of another shape.
  public func receiving(_ result: NDArray, from function: String) throws(ArrayError) -> NDArray {
    guard result.shape == shape else { throw Self.unbroadcastable(shape, to: result.shape) }
    guard canCast(result.dtype, to: dtype, casting: .sameKind) else {
      throw Self.uncastable("ufunc '\(function)' output", from: result.dtype, to: dtype, .sameKind)
    }
    return NDArray(result.expression.cast(to: dtype))
  }
}

private func update(_ x: inout NDArray, _ op: Op, _ operand: any ArrayOperand) {
  stopping(otherwise: ()) { try x.apply(op, operand) }
}

extension NDArray {
  /// See `apply`.
  public static func += (x1: inout NDArray, x2: NDArray) { update(&x1, .add, x2) }
  /// See `apply`.
  public static func += (x1: inout NDArray, x2: some ScalarOperand) { update(&x1, .add, x2) }
  /// See `apply`.
  public static func -= (x1: inout NDArray, x2: NDArray) { update(&x1, .subtract, x2) }
  /// See `apply`.
  public static func -= (x1: inout NDArray, x2: some ScalarOperand) { update(&x1, .subtract, x2) }
  /// See `apply`.
  public static func *= (x1: inout NDArray, x2: NDArray) { update(&x1, .multiply, x2) }
  /// See `apply`.
  public static func *= (x1: inout NDArray, x2: some ScalarOperand) { update(&x1, .multiply, x2) }
  /// See `apply`.
  public static func /= (x1: inout NDArray, x2: NDArray) { update(&x1, .divide, x2) }
  /// See `apply`.
  public static func /= (x1: inout NDArray, x2: some ScalarOperand) { update(&x1, .divide, x2) }
  /// See `apply`.
  public static func %= (x1: inout NDArray, x2: NDArray) { update(&x1, .remainder, x2) }
  /// See `apply`.
  public static func %= (x1: inout NDArray, x2: some ScalarOperand) { update(&x1, .remainder, x2) }
  /// See `apply`.
  public static func &= (x1: inout NDArray, x2: NDArray) { update(&x1, .bitwiseAnd, x2) }
  /// See `apply`.
  public static func &= (x1: inout NDArray, x2: some ScalarOperand) { update(&x1, .bitwiseAnd, x2) }
  /// See `apply`.
  public static func |= (x1: inout NDArray, x2: NDArray) { update(&x1, .bitwiseOr, x2) }
  /// See `apply`.
  public static func |= (x1: inout NDArray, x2: some ScalarOperand) { update(&x1, .bitwiseOr, x2) }
  /// See `apply`.
  public static func ^= (x1: inout NDArray, x2: NDArray) { update(&x1, .bitwiseXor, x2) }
  /// See `apply`.
  public static func ^= (x1: inout NDArray, x2: some ScalarOperand) { update(&x1, .bitwiseXor, x2) }
  /// See `apply`.
  public static func <<= (x1: inout NDArray, x2: NDArray) { update(&x1, .leftShift, x2) }
  /// See `apply`.
  public static func <<= (x1: inout NDArray, x2: some ScalarOperand) { update(&x1, .leftShift, x2) }
  /// See `apply`.
  public static func >>= (x1: inout NDArray, x2: NDArray) { update(&x1, .rightShift, x2) }
  /// See `apply`.
  public static func >>= (x1: inout NDArray, x2: some ScalarOperand) { update(&x1, .rightShift, x2) }
}

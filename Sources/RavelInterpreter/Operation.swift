/// What a decoded operation does: instruction and dtype in one, decided once when a program is prepared.
///
/// Registers hold 64 bits: a float's bits, an integer sign- or zero-extended as its dtype is signed or not, a bool
/// as 0 or 1. So one integer operation serves all widths, its result brought back into the dtype by
/// `Operation.wrap`, and integers compare at full width.
enum Opcode: UInt8 {
  case constant, wrap, select

  // Integers and bools.
  case negate, not, add, subtract, multiply, and, or, xor, shiftLeft
  case divideSigned, divideUnsigned, remainderSigned, remainderUnsigned, shiftRightSigned, shiftRightUnsigned
  case equal, notEqual, lessSigned, lessEqualSigned, lessUnsigned, lessEqualUnsigned

  // Floats of either width, on their bits; `mask` is the sign bit.
  case flipSign, clearSign, copySign

  case add32, subtract32, multiply32, divide32, fusedMultiplyAdd32
  case squareRoot32, floor32, ceil32, trunc32, rint32
  case equal32, notEqual32, less32, lessEqual32

  case add64, subtract64, multiply64, divide64, fusedMultiplyAdd64
  case squareRoot64, floor64, ceil64, trunc64, rint64
  case equal64, notEqual64, less64, lessEqual64

  // Conversions that change the representation.
  case signedTo32, signedTo64, unsignedTo32, unsignedTo64
  case float32ToInt32, float32ToInt64, float64ToInt32, float64ToInt64
  case float16To32, float32To16, float32To64, float64To32

  // Memory: `a` is the parameter and `b` the component's offset in bytes; a store's `c` is the register it takes.
  case load8, load16, load32, load64, store8, store16, store32, store64

  /// The index of the loop over dimension `a`.
  case index
  /// The iteration, or the loop, with number `a`; goes on after its body.
  case iterate, loop
}

extension Opcode {
  var isAccess: Bool { Opcode.load8.rawValue <= rawValue && rawValue <= Opcode.store64.rawValue }
}

/// One decoded operation: plain data, so that running it touches no reference count.
struct Operation: BitwiseCopyable {
  var code: Opcode
  /// Registers, unless the opcode says otherwise.
  var result = 0
  var a = 0
  var b = 0
  var c = 0
  /// The bits of the result's dtype; a constant's value; the sign bit of a float.
  var mask: UInt64 = 0
  /// The sign bit of a signed result, else 0.
  var sign: UInt64 = 0

  /// Those low bits as a register holds them: extended by the dtype's sign.
  @inline(__always) func wrap(_ value: UInt64) -> UInt64 { ((value & mask) ^ sign) &- sign }
}

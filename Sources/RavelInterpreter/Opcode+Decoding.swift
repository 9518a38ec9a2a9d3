import RavelCore
import RavelOps

/// Instruction and dtype to opcode; the program is verified, so only what is legal needs its own.
extension Opcode {
  init(_ operation: UnaryPrimitive, _ dtype: DType) {
    let isNarrow = dtype == .float32
    self =
      switch operation {
      case .negate: dtype.isFloat ? .flipSign : .negate
      case .not: .not
      case .absolute: .clearSign
      case .squareRoot: isNarrow ? .squareRoot32 : .squareRoot64
      case .floor: isNarrow ? .floor32 : .floor64
      case .ceil: isNarrow ? .ceil32 : .ceil64
      case .trunc: isNarrow ? .trunc32 : .trunc64
      case .rint: isNarrow ? .rint32 : .rint64
      }
  }

  init(_ operation: BinaryPrimitive, _ dtype: DType) {
    self =
      switch (operation, dtype) {
      case (.add, .float32): .add32
      case (.add, .float64): .add64
      case (.add, _): .add
      case (.subtract, .float32): .subtract32
      case (.subtract, .float64): .subtract64
      case (.subtract, _): .subtract
      case (.multiply, .float32): .multiply32
      case (.multiply, .float64): .multiply64
      case (.multiply, _): .multiply
      case (.divide, .float32): .divide32
      case (.divide, .float64): .divide64
      case (.divide, _): dtype.isSigned ? .divideSigned : .divideUnsigned
      case (.remainder, _): dtype.isSigned ? .remainderSigned : .remainderUnsigned
      case (.and, _): .and
      case (.or, _): .or
      case (.xor, _): .xor
      case (.shiftLeft, _): .shiftLeft
      case (.shiftRight, _): dtype.isSigned ? .shiftRightSigned : .shiftRightUnsigned
      case (.copySign, _): .copySign
      }
  }

  /// Greater is less with its operands exchanged.
  init(_ comparison: Comparison, _ dtype: DType) {
    self =
      switch (comparison, dtype) {
      case (.equal, .float32): .equal32
      case (.equal, .float64): .equal64
      case (.equal, _): .equal
      case (.notEqual, .float32): .notEqual32
      case (.notEqual, .float64): .notEqual64
      case (.notEqual, _): .notEqual
      case (.less, .float32), (.greater, .float32): .less32
      case (.less, .float64), (.greater, .float64): .less64
      case (.less, _), (.greater, _): dtype.isSigned ? .lessSigned : .lessUnsigned
      case (.lessEqual, .float32), (.greaterEqual, .float32): .lessEqual32
      case (.lessEqual, .float64), (.greaterEqual, .float64): .lessEqual64
      case (.lessEqual, _), (.greaterEqual, _): dtype.isSigned ? .lessEqualSigned : .lessEqualUnsigned
      }
  }

  init(converting from: DType, to: DType) {
    self =
      switch (from, to) {
      case (.float16, .float32): .float16To32
      case (.float32, .float16): .float32To16
      case (.float32, .float64): .float32To64
      case (.float64, .float32): .float64To32
      case (.float32, .int32): .float32ToInt32
      case (.float32, .int64): .float32ToInt64
      case (.float64, .int32): .float64ToInt32
      case (.float64, .int64): .float64ToInt64
      case (_, .float32): from.isSigned ? .signedTo32 : .unsignedTo32
      case (_, .float64): from.isSigned ? .signedTo64 : .unsignedTo64
      default: .wrap
      }
  }
}

extension DType {
  /// The bits that a value of the dtype has in a register, before its sign is extended.
  var registerMask: UInt64 {
    switch self {
    case .bool: 1
    default: bitWidth == 64 ? .max : (1 << UInt64(bitWidth)) - 1
    }
  }

  /// The bit that a register extends upwards; 0 where it fills with zeros.
  var registerSign: UInt64 { isSigned ? 1 << UInt64(bitWidth - 1) : 0 }

  var loadCode: Opcode {
    switch component.itemSize {
    case 1: .load8
    case 2: .load16
    case 4: .load32
    default: .load64
    }
  }

  var storeCode: Opcode {
    switch component.itemSize {
    case 1: .store8
    case 2: .store16
    case 4: .store32
    default: .store64
    }
  }

  /// Bits of the dtype as a register holds them.
  func extended(_ bits: UInt64) -> UInt64 { ((bits & registerMask) ^ registerSign) &- registerSign }
}

import RavelOps

// Operators stop the process with NumPy's message where NumPy raises. A chain of them is type-checked quickest with few
// overloads: arrays with arrays, and arrays with any one scalar on either side.

private func ufunc(_ op: Op, _ x1: NDArray, _ x2: NDArray) -> NDArray {
  stopping { try NDArray.applying(op, x1, x2) }
}

private func ufunc(_ op: Op, _ x1: NDArray, _ x2: some ScalarOperand) -> NDArray {
  stopping { try NDArray.applying(op, x1.operand, x2.operand) }
}

private func ufunc(_ op: Op, _ x1: some ScalarOperand, _ x2: NDArray) -> NDArray {
  stopping { try NDArray.applying(op, x1.operand, x2.operand) }
}

private func ufunc(_ op: Op, _ x: NDArray) -> NDArray { stopping { try NDArray.applying(op, x) } }

extension NDArray {
  /// See `add`.
  public static func + (x1: NDArray, x2: NDArray) -> NDArray { ufunc(.add, x1, x2) }
  /// See `add`.
  public static func + (x1: NDArray, x2: some ScalarOperand) -> NDArray { ufunc(.add, x1, x2) }
  /// See `add`.
  public static func + (x1: some ScalarOperand, x2: NDArray) -> NDArray { ufunc(.add, x1, x2) }

  /// See `subtract`.
  public static func - (x1: NDArray, x2: NDArray) -> NDArray { ufunc(.subtract, x1, x2) }
  /// See `subtract`.
  public static func - (x1: NDArray, x2: some ScalarOperand) -> NDArray { ufunc(.subtract, x1, x2) }
  /// See `subtract`.
  public static func - (x1: some ScalarOperand, x2: NDArray) -> NDArray { ufunc(.subtract, x1, x2) }

  /// See `multiply`.
  public static func * (x1: NDArray, x2: NDArray) -> NDArray { ufunc(.multiply, x1, x2) }
  /// See `multiply`.
  public static func * (x1: NDArray, x2: some ScalarOperand) -> NDArray { ufunc(.multiply, x1, x2) }
  /// See `multiply`.
  public static func * (x1: some ScalarOperand, x2: NDArray) -> NDArray { ufunc(.multiply, x1, x2) }

  /// See `divide`.
  public static func / (x1: NDArray, x2: NDArray) -> NDArray { ufunc(.divide, x1, x2) }
  /// See `divide`.
  public static func / (x1: NDArray, x2: some ScalarOperand) -> NDArray { ufunc(.divide, x1, x2) }
  /// See `divide`.
  public static func / (x1: some ScalarOperand, x2: NDArray) -> NDArray { ufunc(.divide, x1, x2) }

  /// See `remainder`.
  public static func % (x1: NDArray, x2: NDArray) -> NDArray { ufunc(.remainder, x1, x2) }
  /// See `remainder`.
  public static func % (x1: NDArray, x2: some ScalarOperand) -> NDArray { ufunc(.remainder, x1, x2) }
  /// See `remainder`.
  public static func % (x1: some ScalarOperand, x2: NDArray) -> NDArray { ufunc(.remainder, x1, x2) }

  /// See `bitwiseAnd`.
  public static func & (x1: NDArray, x2: NDArray) -> NDArray { ufunc(.bitwiseAnd, x1, x2) }
  /// See `bitwiseAnd`.
  public static func & (x1: NDArray, x2: some ScalarOperand) -> NDArray { ufunc(.bitwiseAnd, x1, x2) }
  /// See `bitwiseAnd`.
  public static func & (x1: some ScalarOperand, x2: NDArray) -> NDArray { ufunc(.bitwiseAnd, x1, x2) }

  /// See `bitwiseOr`.
  public static func | (x1: NDArray, x2: NDArray) -> NDArray { ufunc(.bitwiseOr, x1, x2) }
  /// See `bitwiseOr`.
  public static func | (x1: NDArray, x2: some ScalarOperand) -> NDArray { ufunc(.bitwiseOr, x1, x2) }
  /// See `bitwiseOr`.
  public static func | (x1: some ScalarOperand, x2: NDArray) -> NDArray { ufunc(.bitwiseOr, x1, x2) }

  /// See `bitwiseXor`.
  public static func ^ (x1: NDArray, x2: NDArray) -> NDArray { ufunc(.bitwiseXor, x1, x2) }
  /// See `bitwiseXor`.
  public static func ^ (x1: NDArray, x2: some ScalarOperand) -> NDArray { ufunc(.bitwiseXor, x1, x2) }
  /// See `bitwiseXor`.
  public static func ^ (x1: some ScalarOperand, x2: NDArray) -> NDArray { ufunc(.bitwiseXor, x1, x2) }

  /// See `leftShift`.
  public static func << (x1: NDArray, x2: NDArray) -> NDArray { ufunc(.leftShift, x1, x2) }
  /// See `leftShift`.
  public static func << (x1: NDArray, x2: some ScalarOperand) -> NDArray { ufunc(.leftShift, x1, x2) }
  /// See `leftShift`.
  public static func << (x1: some ScalarOperand, x2: NDArray) -> NDArray { ufunc(.leftShift, x1, x2) }

  /// See `rightShift`.
  public static func >> (x1: NDArray, x2: NDArray) -> NDArray { ufunc(.rightShift, x1, x2) }
  /// See `rightShift`.
  public static func >> (x1: NDArray, x2: some ScalarOperand) -> NDArray { ufunc(.rightShift, x1, x2) }
  /// See `rightShift`.
  public static func >> (x1: some ScalarOperand, x2: NDArray) -> NDArray { ufunc(.rightShift, x1, x2) }

  /// See `equal`.
  public static func .== (x1: NDArray, x2: NDArray) -> NDArray { ufunc(.equal, x1, x2) }
  /// See `equal`.
  public static func .== (x1: NDArray, x2: some ScalarOperand) -> NDArray { ufunc(.equal, x1, x2) }
  /// See `equal`.
  public static func .== (x1: some ScalarOperand, x2: NDArray) -> NDArray { ufunc(.equal, x1, x2) }

  /// See `notEqual`.
  public static func .!= (x1: NDArray, x2: NDArray) -> NDArray { ufunc(.notEqual, x1, x2) }
  /// See `notEqual`.
  public static func .!= (x1: NDArray, x2: some ScalarOperand) -> NDArray { ufunc(.notEqual, x1, x2) }
  /// See `notEqual`.
  public static func .!= (x1: some ScalarOperand, x2: NDArray) -> NDArray { ufunc(.notEqual, x1, x2) }

  /// See `less`.
  public static func .< (x1: NDArray, x2: NDArray) -> NDArray { ufunc(.less, x1, x2) }
  /// See `less`.
  public static func .< (x1: NDArray, x2: some ScalarOperand) -> NDArray { ufunc(.less, x1, x2) }
  /// See `less`.
  public static func .< (x1: some ScalarOperand, x2: NDArray) -> NDArray { ufunc(.less, x1, x2) }

  /// See `lessEqual`.
  public static func .<= (x1: NDArray, x2: NDArray) -> NDArray { ufunc(.lessEqual, x1, x2) }
  /// See `lessEqual`.
  public static func .<= (x1: NDArray, x2: some ScalarOperand) -> NDArray { ufunc(.lessEqual, x1, x2) }
  /// See `lessEqual`.
  public static func .<= (x1: some ScalarOperand, x2: NDArray) -> NDArray { ufunc(.lessEqual, x1, x2) }

  /// See `greater`.
  public static func .> (x1: NDArray, x2: NDArray) -> NDArray { ufunc(.greater, x1, x2) }
  /// See `greater`.
  public static func .> (x1: NDArray, x2: some ScalarOperand) -> NDArray { ufunc(.greater, x1, x2) }
  /// See `greater`.
  public static func .> (x1: some ScalarOperand, x2: NDArray) -> NDArray { ufunc(.greater, x1, x2) }

  /// See `greaterEqual`.
  public static func .>= (x1: NDArray, x2: NDArray) -> NDArray { ufunc(.greaterEqual, x1, x2) }
  /// See `greaterEqual`.
  public static func .>= (x1: NDArray, x2: some ScalarOperand) -> NDArray { ufunc(.greaterEqual, x1, x2) }
  /// See `greaterEqual`.
  public static func .>= (x1: some ScalarOperand, x2: NDArray) -> NDArray { ufunc(.greaterEqual, x1, x2) }

  /// See `negative`.
  public static prefix func - (x: NDArray) -> NDArray { ufunc(.negative, x) }
  /// See `positive`.
  public static prefix func + (x: NDArray) -> NDArray { ufunc(.positive, x) }
  /// See `invert`.
  public static prefix func ~ (x: NDArray) -> NDArray { ufunc(.invert, x) }
  /// See `logicalNot`.
  public static prefix func .! (x: NDArray) -> NDArray { ufunc(.logicalNot, x) }
}

import RavelIR

/// What takes part in an operation beside arrays: arrays themselves, and Swift values.
///
/// `Int` and `Double` are what Python's int and float are: their kind counts for the result's dtype, their width does
/// not, so that `x + 1` and `2.5 * x` keep a float32 array's dtype. Values of the other number types are like NumPy's
/// scalars: a `Float` is a float32.
public protocol ArrayOperand: Sendable {
  /// What it is to promotion: an array of a dtype, or a scalar of a kind.
  var operand: Operand { get }
}

extension NDArray: ArrayOperand {
  public var operand: Operand { isLiteral ? Operand.array(expression).asScalar : .array(expression) }
}

extension Operand: ArrayOperand {
  public var operand: Operand { self }
}

/// A Swift value that stands for one element: every `ArrayOperand` but arrays.
public protocol ScalarOperand: ArrayOperand {}

extension Int: ScalarOperand {
  public var operand: Operand { .integer(WideInteger(self)) }
}
extension Double: ScalarOperand {
  public var operand: Operand { .float(self) }
}

/// A scalar of its own dtype, as `np.float32(x)` is.
extension ScalarOperand where Self: Element {
  public var operand: Operand {
    let value = withUnsafeBytes(of: self) { Constant(bytes: $0, Self.dtype) }
    return .array(.constant(value))
  }
}

extension Bool: ScalarOperand {}
extension Int8: ScalarOperand {}
extension UInt8: ScalarOperand {}
extension Int16: ScalarOperand {}
extension UInt16: ScalarOperand {}
extension Int32: ScalarOperand {}
extension UInt32: ScalarOperand {}
extension Int64: ScalarOperand {}
extension UInt64: ScalarOperand {}
extension UInt: ScalarOperand {}
extension Float16: ScalarOperand {}
extension Float: ScalarOperand {}
extension Complex: ArrayOperand, ScalarOperand where RealType: ComplexPart {
  /// `Complex<Double>` is what Python's complex is; `Complex<Float>` is a complex64.
  public var operand: Operand {
    if let value = self as? Complex<Double> { return .complex(real: value.real, imaginary: value.imaginary) }
    return .array(.constant(withUnsafeBytes(of: self) { Constant(bytes: $0, Self.dtype) }))
  }
}

extension Constant {
  /// The element of that dtype which these bytes hold.
  init(bytes: UnsafeRawBufferPointer, _ dtype: DType) {
    func bits(_ part: Int) -> UInt64 {
      let size = dtype.component.itemSize
      return (0..<size).reduce(0) { $0 | UInt64(bytes[part * size + $1]) << UInt64(8 * $1) }
    }
    self.init(dtype: dtype, bits: bits(0), imaginaryBits: dtype.isComplex ? bits(1) : 0)
  }
}

/// One value of a dtype, as its bits: equal constants have equal bits, so that NaN equals itself and 0.0 differs from
/// -0.0.
public struct Constant: Hashable, Sendable {
  public let dtype: DType
  /// Bits of the value, or of its real part, in the low bits.
  public let bits: UInt64
  /// Bits of the imaginary part of a complex value, else 0.
  public let imaginaryBits: UInt64

  public init(dtype: DType, bits: UInt64, imaginaryBits: UInt64 = 0) {
    self.dtype = dtype
    let mask = dtype.bitWidth == 64 ? UInt64.max : (1 << UInt64(dtype.bitWidth)) - 1
    self.bits = dtype == .bool ? (bits == 0 ? 0 : 1) : bits & mask
    self.imaginaryBits = dtype.isComplex ? imaginaryBits & mask : 0
  }

  /// That integer as a value of any dtype: wrapped to an integer dtype, rounded to a float dtype, 0 or not for bool.
  public init(_ value: Int, _ dtype: DType) {
    switch dtype.kind {
    case .bool: self.init(dtype: dtype, bits: value == 0 ? 0 : 1)
    case .signed, .unsigned: self.init(dtype: dtype, bits: UInt64(truncatingIfNeeded: value))
    case .float, .complex: self.init(dtype: dtype, bits: Self.floatBits(value, dtype.component))
    }
  }

  /// That number rounded to a float or complex dtype; truncated, wrapping, for an integer dtype (0 where not finite).
  public init(_ value: Double, _ dtype: DType) {
    switch dtype.kind {
    case .bool: self.init(dtype: dtype, bits: value == 0 ? 0 : 1)
    case .signed:
      self.init(dtype: dtype, bits: UInt64(truncatingIfNeeded: Int64(exactly: value.rounded(.towardZero)) ?? 0))
    case .unsigned: self.init(dtype: dtype, bits: UInt64(exactly: value.rounded(.towardZero)) ?? 0)
    case .float, .complex: self.init(dtype: dtype, bits: Self.floatBits(value, dtype.component))
    }
  }

  /// That complex number rounded to a complex dtype.
  public init(real: Double, imaginary: Double, _ dtype: DType) {
    self.init(
      dtype: dtype, bits: Self.floatBits(real, dtype.component),
      imaginaryBits: Self.floatBits(imaginary, dtype.component))
  }

  private static func floatBits(_ value: Double, _ dtype: DType) -> UInt64 {
    switch dtype {
    case .float16: UInt64(Float16(value).bitPattern)
    case .float32: UInt64(Float(value).bitPattern)
    default: value.bitPattern
    }
  }

  private static func floatBits(_ value: Int, _ dtype: DType) -> UInt64 {
    switch dtype {
    case .float16: UInt64(Float16(value).bitPattern)
    case .float32: UInt64(Float(value).bitPattern)
    default: Double(value).bitPattern
    }
  }
}

extension Constant {
  /// The real part, or the whole value of a real dtype.
  public var real: Constant { Constant(dtype: dtype.component, bits: bits) }
  /// The imaginary part of a complex value; zero of the dtype for a real one.
  public var imaginary: Constant { Constant(dtype: dtype.component, bits: imaginaryBits) }

  /// The value (or its real part) as a Double, rounded for 64-bit integers.
  public var doubleValue: Double {
    switch dtype.component {
    case .float16: Double(Float16(bitPattern: UInt16(bits)))
    case .float32: Double(Float(bitPattern: UInt32(bits)))
    case .float64: Double(bitPattern: bits)
    case .uint8, .uint16, .uint32, .uint64, .bool: Double(bits)
    default: Double(signedValue)
    }
  }

  /// The bits of an integer dtype, sign-extended.
  public var signedValue: Int64 {
    let shift = Int64(dtype.isSigned ? 64 - dtype.bitWidth : 0)
    return (Int64(bitPattern: bits) << shift) >> shift
  }
}

extension Constant: CustomStringConvertible {
  /// A text that `Constant(_:dtype:)` reads back to the same bits: `3`, `-0.5`, `true`, `inf`, `nan(0x7fc00000)`,
  /// `1.0+2.0j`.
  public var description: String {
    dtype.isComplex ? "(\(real), \(imaginary))" : realDescription
  }

  private var realDescription: String {
    switch dtype {
    case .bool: return bits == 0 ? "false" : "true"
    case .float16: return Self.text(Float16(bitPattern: UInt16(bits)), bits)
    case .float32: return Self.text(Float(bitPattern: UInt32(bits)), bits)
    case .float64: return Self.text(Double(bitPattern: bits), bits)
    case .uint8, .uint16, .uint32, .uint64: return String(bits)
    default: return String(signedValue)
    }
  }

  private static func text<F: BinaryFloatingPoint & CustomStringConvertible>(_ value: F, _ bits: UInt64) -> String {
    value.isNaN ? "nan(0x\(String(bits, radix: 16)))" : value.description
  }

  /// Reads a real constant's description back; nil for any other text.
  public init?(_ text: some StringProtocol, dtype: DType) {
    let text = String(text)
    if text.hasPrefix("nan(0x"), text.hasSuffix(")"), dtype.isFloat {
      guard let bits = UInt64(text.dropFirst(6).dropLast(), radix: 16) else { return nil }
      self.init(dtype: dtype, bits: bits)
      return
    }
    switch dtype {
    case .bool:
      guard text == "true" || text == "false" else { return nil }
      self.init(dtype: dtype, bits: text == "true" ? 1 : 0)
    case .float16:
      guard let value = Float16(text) else { return nil }
      self.init(dtype: dtype, bits: UInt64(value.bitPattern))
    case .float32:
      guard let value = Float(text) else { return nil }
      self.init(dtype: dtype, bits: UInt64(value.bitPattern))
    case .float64:
      guard let value = Double(text) else { return nil }
      self.init(dtype: dtype, bits: value.bitPattern)
    case .uint8, .uint16, .uint32, .uint64:
      guard let value = UInt64(text) else { return nil }
      self.init(dtype: dtype, bits: value)
    case .int8, .int16, .int32, .int64:
      guard let value = Int64(text) else { return nil }
      self.init(dtype: dtype, bits: UInt64(bitPattern: value))
    case .complex64, .complex128:
      return nil
    }
  }
}

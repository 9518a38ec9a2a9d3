@_exported import ComplexModule
import RealModule

/// A Swift type whose values are array elements.
///
/// `Int` and `UInt` are int64 and uint64, as on every platform that Ravel supports.
public protocol Element: Sendable {
  /// The dtype whose elements have this type's representation in memory.
  static var dtype: DType { get }
}

extension Bool: Element { public static var dtype: DType { .bool } }
extension Int8: Element { public static var dtype: DType { .int8 } }
extension UInt8: Element { public static var dtype: DType { .uint8 } }
extension Int16: Element { public static var dtype: DType { .int16 } }
extension UInt16: Element { public static var dtype: DType { .uint16 } }
extension Int32: Element { public static var dtype: DType { .int32 } }
extension UInt32: Element { public static var dtype: DType { .uint32 } }
extension Int64: Element { public static var dtype: DType { .int64 } }
extension UInt64: Element { public static var dtype: DType { .uint64 } }
extension Int: Element { public static var dtype: DType { .int64 } }
extension UInt: Element { public static var dtype: DType { .uint64 } }
extension Float16: Element { public static var dtype: DType { .float16 } }
extension Float: Element { public static var dtype: DType { .float32 } }
extension Double: Element { public static var dtype: DType { .float64 } }

/// A float type that NumPy has a complex dtype for: `Float` and `Double`.
public protocol ComplexPart: Real, Element {
  /// The complex dtype whose parts have this type.
  static var complexDType: DType { get }
}

extension Float: ComplexPart { public static var complexDType: DType { .complex64 } }
extension Double: ComplexPart { public static var complexDType: DType { .complex128 } }
extension Complex: Element where RealType: ComplexPart { public static var dtype: DType { RealType.complexDType } }

import RavelCore

/// What is sorted: an unsigned integer.
typealias SortingKey = FixedWidthInteger & UnsignedInteger & BitwiseCopyable & Sendable

/// An element in NumPy's order of sorting: NaN after everything else, complex values by their real parts first.
///
/// The order is that of unsigned integers, keys, so that one radix sort serves all dtypes.
protocol OrderedElement: BitwiseCopyable, Sendable {
  associatedtype Key: SortingKey
  /// Elements that are equal in NumPy's order have one key: zeros of both signs, all NaNs.
  var orderKey: Key { get }
  /// A key in the same order that the element can be had back from: exactly if `keepsZeroSigns`, else but for the sign
  /// of zeros; NaN as some NaN.
  var valueKey: Key { get }
  init(valueKey: Key)
  /// Whether it is -0.0, or has a part that is.
  var hasNegativeZero: Bool { get }
  static var keepsZeroSigns: Bool { get }
}

extension OrderedElement {
  static var keepsZeroSigns: Bool { true }
  var hasNegativeZero: Bool { false }
}

extension OrderedElement where Self: FixedWidthInteger & UnsignedInteger, Key == Self {
  var orderKey: Self { self }
  var valueKey: Self { self }
  init(valueKey: Self) { self = valueKey }
}

extension UInt8: OrderedElement {}
extension UInt16: OrderedElement {}
extension UInt32: OrderedElement {}
extension UInt64: OrderedElement {}

extension OrderedElement where Self: FixedWidthInteger & SignedInteger, Key == Magnitude {
  var orderKey: Magnitude { Magnitude(truncatingIfNeeded: self ^ Self.min) }
  var valueKey: Magnitude { orderKey }
  init(valueKey: Magnitude) { self = Self(truncatingIfNeeded: valueKey) ^ Self.min }
}

extension Int8: OrderedElement {}
extension Int16: OrderedElement {}
extension Int32: OrderedElement {}
extension Int64: OrderedElement {}

/// A float whose bits are an integer.
protocol OrderedFloat: OrderedElement, BinaryFloatingPoint {
  var bitPattern: Key { get }
  init(bitPattern: Key)
}

extension OrderedFloat {
  @inline(__always) private static var sign: Key { 1 &<< Key(truncatingIfNeeded: Key.bitWidth - 1) }

  @inline(__always) var orderKey: Key { bitPattern == Self.sign ? Self.sign : valueKey }

  /// Positive numbers after negative ones, of which the bits grow downwards.
  @inline(__always) var valueKey: Key {
    let bits = bitPattern
    if bits & ~Self.sign > Self.infinity.bitPattern { return .max }
    return bits & Self.sign == 0 ? bits | Self.sign : ~bits
  }

  @inline(__always) init(valueKey: Key) {
    self.init(bitPattern: valueKey & Self.sign == 0 ? ~valueKey : valueKey ^ Self.sign)
  }

  @inline(__always) var hasNegativeZero: Bool { bitPattern == Self.sign }
}

extension Float16: OrderedFloat { typealias Key = UInt16 }
extension Float: OrderedFloat { typealias Key = UInt32 }
extension Double: OrderedFloat { typealias Key = UInt64 }

/// The real part's key above the imaginary part's. Values with a NaN come last, by which part it is: the high half says
/// so, the low half orders them by the other part.
/// - Source: the order that https://numpy.org/doc/stable/reference/generated/numpy.sort.html states.
protocol OrderedComplex: OrderedElement {
  associatedtype Part: OrderedFloat
  var parts: (real: Part, imaginary: Part) { get }
  init(parts: (real: Part, imaginary: Part))
}

extension OrderedComplex {
  static var keepsZeroSigns: Bool { false }
  var hasNegativeZero: Bool { parts.real.hasNegativeZero || parts.imaginary.hasNegativeZero }
  var valueKey: Key { orderKey }

  private static func key(_ high: Part.Key, _ low: Part.Key) -> Key {
    Key(truncatingIfNeeded: high) << Key(truncatingIfNeeded: Part.Key.bitWidth) | Key(truncatingIfNeeded: low)
  }

  /// Of values that have a NaN in that part, in this order; no float's key is as great.
  private static var imaginaryNaN: Part.Key { .max - 2 }
  private static var realNaN: Part.Key { .max - 1 }

  var orderKey: Key {
    let (real, imaginary) = parts
    switch (real.isNaN, imaginary.isNaN) {
    case (false, false): return Self.key(real.orderKey, imaginary.orderKey)
    case (false, true): return Self.key(Self.imaginaryNaN, real.orderKey)
    case (true, false): return Self.key(Self.realNaN, imaginary.orderKey)
    case (true, true): return .max
    }
  }

  init(valueKey: Key) {
    let high = Part.Key(truncatingIfNeeded: valueKey >> Key(truncatingIfNeeded: Part.Key.bitWidth))
    let low = Part(valueKey: Part.Key(truncatingIfNeeded: valueKey))
    switch high {
    case Self.imaginaryNaN: self.init(parts: (low, .nan))
    case Self.realNaN, .max: self.init(parts: (.nan, low))
    default: self.init(parts: (Part(valueKey: high), low))
    }
  }
}

/// A complex element as it lies in memory.
struct ComplexElement<Part: OrderedFloat, Key: SortingKey>: OrderedComplex {
  var real, imaginary: Part

  var parts: (real: Part, imaginary: Part) { (real, imaginary) }
  init(parts: (real: Part, imaginary: Part)) { (real, imaginary) = parts }
}

/// Something done with elements of any dtype.
protocol OrderedElementVisitor {
  associatedtype Result
  func visit<T: OrderedElement>(_ type: T.Type) throws(ArrayError) -> Result
}

extension DType {
  /// Has the visitor work on this dtype's elements as they lie in memory.
  func visit<Visitor: OrderedElementVisitor>(_ visitor: Visitor) throws(ArrayError) -> Visitor.Result {
    switch self {
    case .bool, .uint8: try visitor.visit(UInt8.self)
    case .uint16: try visitor.visit(UInt16.self)
    case .uint32: try visitor.visit(UInt32.self)
    case .uint64: try visitor.visit(UInt64.self)
    case .int8: try visitor.visit(Int8.self)
    case .int16: try visitor.visit(Int16.self)
    case .int32: try visitor.visit(Int32.self)
    case .int64: try visitor.visit(Int64.self)
    case .float16: try visitor.visit(Float16.self)
    case .float32: try visitor.visit(Float.self)
    case .float64: try visitor.visit(Double.self)
    case .complex64: try visitor.visit(ComplexElement<Float, UInt64>.self)
    case .complex128: try visitor.visit(ComplexElement<Double, UInt128>.self)
    }
  }
}

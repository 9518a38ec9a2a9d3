/// An array's element type, as NumPy names it.
///
/// The order of the cases is NumPy's order of ufunc loops: a loop search that walks `allCases` finds the loop that
/// NumPy finds.
public enum DType: UInt8, CaseIterable, Sendable, Hashable {
  case bool, int8, uint8, int16, uint16, int32, uint32, int64, uint64
  case float16, float32, float64, complex64, complex128
}

extension DType {
  /// What the bits of an element mean, in the order of NumPy's `same_kind` casting.
  public enum Kind: Int, Comparable, Sendable {
    case bool, unsigned, signed, float, complex
    public static func < (a: Kind, b: Kind) -> Bool { a.rawValue < b.rawValue }
  }

  public var kind: Kind {
    switch self {
    case .bool: .bool
    case .uint8, .uint16, .uint32, .uint64: .unsigned
    case .int8, .int16, .int32, .int64: .signed
    case .float16, .float32, .float64: .float
    case .complex64, .complex128: .complex
    }
  }

  /// Bytes an element takes in memory.
  public var itemSize: Int {
    switch self {
    case .bool, .int8, .uint8: 1
    case .int16, .uint16, .float16: 2
    case .int32, .uint32, .float32: 4
    case .int64, .uint64, .float64, .complex64: 8
    case .complex128: 16
    }
  }

  /// Bits of one real component: 8 for bool, 32 for complex64.
  public var bitWidth: Int { component.itemSize * 8 }

  public var isComplex: Bool { kind == .complex }
  public var isFloat: Bool { kind == .float }
  public var isInteger: Bool { kind == .signed || kind == .unsigned }
  public var isSigned: Bool { kind == .signed }

  /// float64 for complex128, float32 for complex64, else the dtype itself.
  public var component: DType {
    switch self {
    case .complex64: .float32
    case .complex128: .float64
    default: self
    }
  }

  /// Real values that make up an element: 2 for complex, else 1.
  public var componentCount: Int { isComplex ? 2 : 1 }

  /// The complex dtype whose parts can hold a float of this dtype; complex64 for float16.
  public var complexOfFloat: DType { self == .float64 || self == .complex128 ? .complex128 : .complex64 }

  /// The integer dtype with this size and signedness.
  public static func integer(bits: Int, signed: Bool) -> DType {
    switch (bits, signed) {
    case (8, true): .int8
    case (8, false): .uint8
    case (16, true): .int16
    case (16, false): .uint16
    case (32, true): .int32
    case (32, false): .uint32
    case (64, true): .int64
    default: .uint64
    }
  }
}

extension DType: CustomStringConvertible {
  /// NumPy's name: `float32`.
  public var name: String {
    switch self {
    case .bool: "bool"
    case .int8: "int8"
    case .uint8: "uint8"
    case .int16: "int16"
    case .uint16: "uint16"
    case .int32: "int32"
    case .uint32: "uint32"
    case .int64: "int64"
    case .uint64: "uint64"
    case .float16: "float16"
    case .float32: "float32"
    case .float64: "float64"
    case .complex64: "complex64"
    case .complex128: "complex128"
    }
  }

  public var description: String { name }

  /// NumPy's one-letter code, as in `ufunc.types`.
  public var character: Character {
    switch self {
    case .bool: "?"
    case .int8: "b"
    case .uint8: "B"
    case .int16: "h"
    case .uint16: "H"
    case .int32: "i"
    case .uint32: "I"
    case .int64: "l"
    case .uint64: "L"
    case .float16: "e"
    case .float32: "f"
    case .float64: "d"
    case .complex64: "F"
    case .complex128: "D"
    }
  }

  private static let named: [String: DType] = {
    var table = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })
    table["bool_"] = .bool
    table["int"] = .int64
    table["int_"] = .int64
    table["intp"] = .int64
    table["uint"] = .uint64
    table["uintp"] = .uint64
    table["half"] = .float16
    table["single"] = .float32
    table["float"] = .float64
    table["double"] = .float64
    table["csingle"] = .complex64
    table["complex"] = .complex128
    table["cdouble"] = .complex128
    return table
  }()

  /// The dtype of that NumPy name or alias (`int` is int64, `half` is float16), or nil.
  public init?(name: String) {
    guard let dtype = Self.named[name] else { return nil }
    self = dtype
  }

  private static let lettered = Dictionary(uniqueKeysWithValues: allCases.map { ($0.character, $0) })

  /// The dtype of NumPy's one-letter code; `q` and `Q` are int64 and uint64 as well.
  public init?(character: Character) {
    let folded: Character = character == "q" ? "l" : character == "Q" ? "L" : character
    guard let dtype = Self.lettered[folded] else { return nil }
    self = dtype
  }
}

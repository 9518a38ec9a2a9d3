import CLLVM

/// A type of LLVM IR: a thin handle, valid as long as its context. Types are unique within a context, so equality is
/// identity. (Not called `Type`: Swift reads `LLVM.Type` as a metatype.)
public struct IRType: Hashable {
  let ref: LLVMTypeRef

  var kind: LLVMTypeKind { llvm.pointee.LLVMGetTypeKind(ref) }

  public var isVector: Bool { kind == LLVMVectorTypeKind }
  /// The number of lanes; 1 for anything but a vector.
  public var lanes: Int { isVector ? Int(llvm.pointee.LLVMGetVectorSize(ref)) : 1 }
  /// The lane type of a vector; any other type is its own scalar.
  public var scalar: IRType { isVector ? IRType(ref: llvm.pointee.LLVMGetElementType(ref)) : self }
  /// Whether the type, or its lane type, is an integer.
  public var isInteger: Bool { scalar.kind == LLVMIntegerTypeKind }
  /// Whether the type, or its lane type, is half, float or double.
  public var isFloatingPoint: Bool {
    switch scalar.kind {
    case LLVMHalfTypeKind, LLVMFloatTypeKind, LLVMDoubleTypeKind: true
    default: false
    }
  }
  /// Whether the type, or its lane type, is a pointer.
  public var isPointer: Bool { scalar.kind == LLVMPointerTypeKind }

  /// Bits of one lane; 64 for pointers; 0 for types without a fixed number of bits.
  public var scalarBits: Int {
    let scalar = scalar
    return switch scalar.kind {
    case LLVMIntegerTypeKind: Int(llvm.pointee.LLVMGetIntTypeWidth(scalar.ref))
    case LLVMHalfTypeKind: 16
    case LLVMFloatTypeKind: 32
    case LLVMDoubleTypeKind, LLVMPointerTypeKind: 64
    default: 0
    }
  }

  /// This scalar type over a number of lanes. One lane is the scalar itself, so that one emitter serves both.
  public func vector(_ lanes: Int) -> IRType {
    lanes == 1 ? scalar : IRType(ref: llvm.pointee.LLVMVectorType(scalar.ref, UInt32(lanes)))
  }

  /// This scalar type over as many lanes as another type has.
  public func vector(like other: IRType) -> IRType { vector(other.lanes) }

  /// The integer type of the same width, lane by lane.
  public var asInteger: IRType {
    let context = llvm.pointee.LLVMGetTypeContext(ref)
    return IRType(ref: llvm.pointee.LLVMIntTypeInContext(context, UInt32(scalarBits))).vector(lanes)
  }

  /// The type of comparison results: i1 over the same lanes.
  public var asMask: IRType {
    IRType(ref: llvm.pointee.LLVMIntTypeInContext(llvm.pointee.LLVMGetTypeContext(ref), 1)).vector(lanes)
  }

  /// The array type with this element type.
  public func array(_ count: Int) -> IRType { IRType(ref: llvm.pointee.LLVMArrayType(ref, UInt32(count))) }

  /// What a function of this type returns.
  var returned: IRType { IRType(ref: llvm.pointee.LLVMGetReturnType(ref)) }
}

extension IRType: CustomStringConvertible {
  /// The type as LLVM writes it, such as `<16 x float>`.
  public var description: String { take(llvm.pointee.LLVMPrintTypeToString(ref)) }
}

// MARK: - Constants

extension IRType {
  /// Zero of any first-class type; in every lane of a vector.
  public var zero: IRValue { IRValue(ref: llvm.pointee.LLVMConstNull(ref)) }
  /// All bits set, for integers and vectors of integers.
  public var allOnes: IRValue { IRValue(ref: llvm.pointee.LLVMConstAllOnes(ref)) }
  /// A value that nothing may depend on.
  public var poison: IRValue { IRValue(ref: llvm.pointee.LLVMGetPoison(ref)) }

  /// An integer, modulo 2 to the type's width; in every lane of a vector.
  public func constant(_ value: Int) -> IRValue { constant(bits: UInt64(bitPattern: Int64(value))) }

  /// A floating-point number, rounded to the type; in every lane of a vector. NaNs lose their payload: see
  /// `constant(bits:)`.
  public func constant(_ value: Double) -> IRValue {
    IRValue(ref: llvm.pointee.LLVMConstReal(scalar.ref, value)).splatted(lanes)
  }

  /// The integer or floating-point number with these low bits; in every lane of a vector.
  public func constant(bits: UInt64) -> IRValue { scalarConstant(bits).splatted(lanes) }

  /// A vector with these bits lane by lane; as many as the type has lanes.
  public func constant(lanes bits: [UInt64]) -> IRValue {
    precondition(bits.count == lanes, "one bit pattern for each lane")
    return isVector ? .vector(bits.map(scalarConstant)) : scalarConstant(bits[0])
  }

  /// The lane numbers first, first + step, ... as integers of this type.
  public func ramp(from first: Int = 0, step: Int = 1) -> IRValue {
    constant(lanes: (0..<lanes).map { UInt64(bitPattern: Int64(first &+ $0 &* step)) })
  }

  private func scalarConstant(_ bits: UInt64) -> IRValue {
    let scalar = scalar
    let integer = scalar.isInteger ? scalar : scalar.asInteger
    let width = integer.scalarBits
    let kept = width < 64 ? bits & (1 << UInt64(width) - 1) : bits
    let value = llvm.pointee.LLVMConstInt(integer.ref, kept, 0)
    return IRValue(ref: integer == scalar ? value : llvm.pointee.LLVMConstBitCast(value, scalar.ref))
  }

  /// A constant array of this integer or floating-point type, from the elements' bits.
  public func constantArray(bits: [UInt64]) -> IRValue {
    var elements = bits.map { scalarConstant($0).ref }
    return IRValue(ref: llvm.pointee.LLVMConstArray(ref, &elements, UInt32(elements.count)))
  }
}

import CLLVM

/// A function of a module: a thin handle, valid as long as its module.
public struct Function: Hashable {
  let ref: LLVMValueRef

  /// The function's address.
  public var value: IRValue { IRValue(ref: ref) }
  public var type: IRType { IRType(ref: llvm.pointee.LLVMGlobalGetValueType(ref)) }
  public var isDeclaration: Bool { llvm.pointee.LLVMIsDeclaration(ref) != 0 }

  /// The arguments in order.
  public var parameters: [IRValue] {
    (0..<llvm.pointee.LLVMCountParams(ref)).map { IRValue(ref: llvm.pointee.LLVMGetParam(ref, $0)) }
  }

  /// Adds an empty block at the end of the function.
  public func appendBlock(_ name: String = "") -> BasicBlock {
    BasicBlock(ref: llvm.pointee.LLVMAppendBasicBlockInContext(contextRef, ref, name))
  }

  private var contextRef: LLVMContextRef { llvm.pointee.LLVMGetTypeContext(type.ref) }

  /// States facts about the whole function.
  public func add(_ attributes: Attribute...) { add(attributes, at: Attribute.functionIndex) }

  /// States facts about the argument at a position.
  public func add(_ attributes: Attribute..., toParameter index: Int) { add(attributes, at: UInt32(index) + 1) }

  private func add(_ attributes: [Attribute], at index: LLVMAttributeIndex) {
    for attribute in attributes {
      if let made = attribute.make(contextRef) { llvm.pointee.LLVMAddAttributeAtIndex(ref, index, made) }
    }
  }
}

/// A fact about a function or a parameter, by LLVM's name. One that this version of LLVM does not know is left out: an
/// attribute permits optimisations and never changes what valid code computes.
public struct Attribute: Hashable, Sendable {
  /// LLVM's name.
  public let name: String
  /// The integer that goes with the name; 0 for attributes without one.
  public let value: UInt64

  public init(_ name: String, _ value: UInt64 = 0) {
    self.name = name
    self.value = value
  }

  public static let nounwind = Attribute("nounwind")
  public static let willreturn = Attribute("willreturn")
  public static let nosync = Attribute("nosync")
  public static let nofree = Attribute("nofree")
  public static let noalias = Attribute("noalias")
  public static let nocapture = Attribute("nocapture")
  public static let readonly = Attribute("readonly")
  public static let writeonly = Attribute("writeonly")
  public static let nonnull = Attribute("nonnull")
  public static let noundef = Attribute("noundef")
  public static func align(_ bytes: Int) -> Attribute { Attribute("align", UInt64(bytes)) }
  public static func dereferenceable(_ bytes: Int) -> Attribute { Attribute("dereferenceable", UInt64(bytes)) }

  static let functionIndex = LLVMAttributeIndex.max

  /// The attribute within a context; nil if LLVM does not know the name.
  func make(_ context: LLVMContextRef) -> LLVMAttributeRef? {
    let kind = llvm.pointee.LLVMGetEnumAttributeKindForName(name, name.utf8.count)
    return kind == 0 ? nil : llvm.pointee.LLVMCreateEnumAttribute(context, kind, value)
  }
}

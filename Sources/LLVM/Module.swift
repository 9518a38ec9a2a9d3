import CLLVM

/// A unit of code generation. Keeps its context alive and is destroyed before it.
public final class Module {
  public let context: Context
  let ref: LLVMModuleRef

  public init(_ name: String, in context: Context) {
    self.context = context
    ref = llvm.pointee.LLVMModuleCreateWithNameInContext(name, context.ref)
  }

  private init(adopting ref: LLVMModuleRef, in context: Context) {
    self.context = context
    self.ref = ref
  }

  /// Parses the text form of LLVM IR.
  /// - Throws: `LLVMError.invalidIR` with LLVM's reason.
  public convenience init(parsing text: String, in context: Context) throws(LLVMError) {
    // The parser consumes the buffer, also when it fails.
    let buffer = llvm.pointee.LLVMCreateMemoryBufferWithMemoryRangeCopy(text, text.utf8.count, "ir")
    var ref: LLVMModuleRef?
    try check(LLVMError.invalidIR) { llvm.pointee.LLVMParseIRInContext(context.ref, buffer, &ref, $0) }
    guard let ref else { throw .invalidIR("no module") }
    self.init(adopting: ref, in: context)
  }

  deinit { llvm.pointee.LLVMDisposeModule(ref) }

  /// An independent copy. Emission may rewrite a module, so print or emit copies where one is still needed.
  public func copy() -> Module { Module(adopting: llvm.pointee.LLVMCloneModule(ref), in: context) }

  /// Declares a function, defined by giving it blocks.
  public func addFunction(_ name: String, _ parameters: [IRType], returning result: IRType) -> Function {
    Function(ref: llvm.pointee.LLVMAddFunction(ref, name, context.function(parameters, returning: result).ref))
  }

  public func function(named name: String) -> Function? {
    llvm.pointee.LLVMGetNamedFunction(ref, name).map(Function.init)
  }

  /// A constant in memory that no other object sees: private, its address of no significance.
  /// - Returns: the constant's address.
  public func addConstant(_ name: String, _ value: IRValue, alignment: Int = 64) -> IRValue {
    let global = llvm.pointee.LLVMAddGlobal(ref, value.type.ref, name)
    llvm.pointee.LLVMSetInitializer(global, value.ref)
    llvm.pointee.LLVMSetGlobalConstant(global, 1)
    llvm.pointee.LLVMSetLinkage(global, LLVMPrivateLinkage)
    llvm.pointee.LLVMSetUnnamedAddress(global, LLVMGlobalUnnamedAddr)
    llvm.pointee.LLVMSetAlignment(global, UInt32(alignment))
    return IRValue(ref: global)
  }

  /// Checks all that code generation relies on.
  /// - Throws: `LLVMError.invalidModule` with LLVM's reasons.
  public func verify() throws(LLVMError) {
    try check(LLVMError.invalidModule) { llvm.pointee.LLVMVerifyModule(ref, LLVMReturnStatusAction, $0) }
  }
}

extension Module: CustomStringConvertible {
  /// The module as text: LLVM IR.
  public var description: String { take(llvm.pointee.LLVMPrintModuleToString(ref)) }
}

import CLLVM

/// Appends instructions to a basic block of one module. Keeps its module alive. Operands' types must fit, as LLVM
/// demands; `Module.verify` tells where they do not. Every method works lane by lane on vectors as on scalars.
public final class Builder {
  public let module: Module
  public var context: Context { module.context }
  let ref: LLVMBuilderRef

  public init(_ module: Module) {
    self.module = module
    ref = llvm.pointee.LLVMCreateBuilderInContext(module.context.ref)
  }

  deinit { llvm.pointee.LLVMDisposeBuilder(ref) }

  // MARK: Position

  /// New instructions go to the end of the block.
  public func position(atEnd block: BasicBlock) { llvm.pointee.LLVMPositionBuilderAtEnd(ref, block.ref) }

  /// Has what `body` emits go to the end of another block, before its terminator if it has one, and comes back.
  public func atEnd<Result>(of block: BasicBlock, _ body: () -> Result) -> Result {
    let current = insertBlock
    defer { if let current { position(atEnd: current) } }
    if let terminator = llvm.pointee.LLVMGetBasicBlockTerminator(block.ref) {
      llvm.pointee.LLVMPositionBuilderBefore(ref, terminator)
    } else {
      position(atEnd: block)
    }
    return body()
  }

  /// The block that instructions go to; nil before the first `position`.
  public var insertBlock: BasicBlock? { llvm.pointee.LLVMGetInsertBlock(ref).map(BasicBlock.init) }

  // MARK: Control flow

  public func ret() { _ = llvm.pointee.LLVMBuildRetVoid(ref) }
  public func ret(_ value: IRValue) { _ = llvm.pointee.LLVMBuildRet(ref, value.ref) }
  public func unreachable() { _ = llvm.pointee.LLVMBuildUnreachable(ref) }
  public func br(_ block: BasicBlock) { _ = llvm.pointee.LLVMBuildBr(ref, block.ref) }

  public func condbr(_ condition: IRValue, _ then: BasicBlock, _ otherwise: BasicBlock) {
    _ = llvm.pointee.LLVMBuildCondBr(ref, condition.ref, then.ref, otherwise.ref)
  }

  /// Branches on an integer to the block of its case, or to the default.
  public func `switch`(_ value: IRValue, cases: [(IRValue, BasicBlock)], default fallback: BasicBlock) {
    let instruction = llvm.pointee.LLVMBuildSwitch(ref, value.ref, fallback.ref, UInt32(cases.count))
    for (constant, block) in cases { llvm.pointee.LLVMAddCase(instruction, constant.ref, block.ref) }
  }

  /// A phi without incoming values yet: see `addIncoming`.
  public func phi(_ type: IRType, _ name: String = "") -> IRValue {
    IRValue(ref: llvm.pointee.LLVMBuildPhi(ref, type.ref, name))
  }

  public func addIncoming(_ phi: IRValue, _ value: IRValue, from block: BasicBlock) {
    var value = value.ref
    var block = block.ref
    llvm.pointee.LLVMAddIncoming(phi.ref, &value, &block, 1)
  }

  public func call(_ function: Function, _ arguments: [IRValue]) -> IRValue {
    var refs = arguments.map(\.ref)
    return IRValue(
      ref: llvm.pointee.LLVMBuildCall2(ref, function.type.ref, function.ref, &refs, UInt32(refs.count), ""))
  }

  /// One of two values, or lane by lane where the condition is a vector.
  public func select(_ condition: IRValue, _ a: IRValue, _ b: IRValue) -> IRValue {
    IRValue(ref: llvm.pointee.LLVMBuildSelect(ref, condition.ref, a.ref, b.ref, ""))
  }

  public func freeze(_ value: IRValue) -> IRValue { IRValue(ref: llvm.pointee.LLVMBuildFreeze(ref, value.ref, "")) }
}

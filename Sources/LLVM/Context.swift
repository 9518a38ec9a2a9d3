import CLLVM

/// Owns types, constants and all else that modules share. One thread at a time may use a context and what was made in
/// it; different contexts are independent. Modules and builders keep their context alive; the thin `IRType`, `IRValue`,
/// `Function` and `BasicBlock` do not, and must not be used after it.
public final class Context {
  let ref: LLVMContextRef
  /// Errors that LLVM reported through the context and that no call has thrown yet.
  private var errors: [String] = []

  /// - Throws: `LLVMError.unavailable` when there is no LLVM library.
  public init() throws(LLVMError) {
    _ = try LLVMLibrary.shared
    ref = llvm.pointee.LLVMContextCreate()
    // Without a handler, LLVM prints the error and ends the process.
    llvm.pointee.LLVMContextSetDiagnosticHandler(
      ref,
      { diagnostic, context in
        guard llvm.pointee.LLVMGetDiagInfoSeverity(diagnostic) == LLVMDSError, let context else { return }
        let message = llvm.pointee.LLVMGetDiagInfoDescription(diagnostic).map(take) ?? "no reason given"
        Unmanaged<Context>.fromOpaque(context).takeUnretainedValue().errors.append(message)
      },
      Unmanaged.passUnretained(self).toOpaque())
  }

  deinit { llvm.pointee.LLVMContextDispose(ref) }

  /// Throws what was reported since the last call, if anything.
  func throwReportedErrors(as failure: (String) -> LLVMError) throws(LLVMError) {
    if errors.isEmpty { return }
    defer { errors = [] }
    throw failure(errors.joined(separator: "\n"))
  }

  public var void: IRType { IRType(ref: llvm.pointee.LLVMVoidTypeInContext(ref)) }
  public var half: IRType { IRType(ref: llvm.pointee.LLVMHalfTypeInContext(ref)) }
  public var float: IRType { IRType(ref: llvm.pointee.LLVMFloatTypeInContext(ref)) }
  public var double: IRType { IRType(ref: llvm.pointee.LLVMDoubleTypeInContext(ref)) }
  /// The opaque pointer of address space 0.
  public var pointer: IRType { IRType(ref: llvm.pointee.LLVMPointerTypeInContext(ref, 0)) }
  public var i1: IRType { integer(1) }
  public var i8: IRType { integer(8) }
  public var i16: IRType { integer(16) }
  public var i32: IRType { integer(32) }
  public var i64: IRType { integer(64) }

  /// The integer type of a width in bits, at least 1.
  public func integer(_ bits: Int) -> IRType { IRType(ref: llvm.pointee.LLVMIntTypeInContext(ref, UInt32(bits))) }

  /// A literal structure type.
  public func structure(_ fields: [IRType], packed: Bool = false) -> IRType {
    var refs = fields.map(\.ref)
    return IRType(ref: llvm.pointee.LLVMStructTypeInContext(ref, &refs, UInt32(refs.count), packed ? 1 : 0))
  }

  /// The type of a function. No function of Ravel takes variable arguments.
  public func function(_ parameters: [IRType], returning result: IRType) -> IRType {
    var refs = parameters.map(\.ref)
    return IRType(ref: llvm.pointee.LLVMFunctionType(result.ref, &refs, UInt32(refs.count), 0))
  }
}

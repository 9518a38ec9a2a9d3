import CLLVM
import Synchronization

/// How hard code generation works. Every level but `none` gives equally fast code for kernels that are vectors already.
public enum CodegenLevel: UInt32, CaseIterable, Sendable {
  case none, less, `default`, aggressive
}

/// Generates code for one target: position-independent, small code model, never contracting a*b+c. May be shared
/// between threads, which then wait for each other.
public final class TargetMachine: @unchecked Sendable {
  public let target: Target
  public let level: CodegenLevel
  // Guarded by `lock` wherever LLVM may change it.
  let ref: LLVMTargetMachineRef
  private let dataLayout: LLVMTargetDataRef
  private let lock = Mutex(())

  public init(_ target: Target, level: CodegenLevel = .default) throws(LLVMError) {
    _ = try LLVMLibrary.shared
    var description: LLVMTargetRef?
    let failure = { LLVMError.targetUnavailable(target.architecture, reason: $0) }
    try check(failure) {
      llvm.pointee.LLVMGetTargetFromTriple(target.triple, &description, $0)
    }
    guard let description,
      let ref = llvm.pointee.LLVMCreateTargetMachine(
        description, target.triple, target.cpu, target.features, LLVMCodeGenOptLevel(level.rawValue), LLVMRelocPIC,
        LLVMCodeModelSmall)
    else { throw .targetUnavailable(target.architecture, reason: "no target machine for \(target.triple)") }
    self.target = target
    self.level = level
    self.ref = ref
    dataLayout = llvm.pointee.LLVMCreateTargetDataLayout(ref)
  }

  deinit {
    llvm.pointee.LLVMDisposeTargetData(dataLayout)
    llvm.pointee.LLVMDisposeTargetMachine(ref)
  }

  /// Gives the module this target's triple and data layout: before passes and emission, which do it too.
  public func configure(_ module: Module) {
    llvm.pointee.LLVMSetTarget(module.ref, target.triple)
    llvm.pointee.LLVMSetModuleDataLayout(module.ref, dataLayout)
  }

  /// Runs passes over the module, in the notation of `opt -passes=`, such as "early-cse,dce".
  public func run(passes pipeline: String, on module: Module) throws(LLVMError) {
    configure(module)
    let options = llvm.pointee.LLVMCreatePassBuilderOptions()
    defer { llvm.pointee.LLVMDisposePassBuilderOptions(options) }
    let failure = { LLVMError.passesFailed(pipeline: pipeline, reason: $0) }
    try locked { () throws(LLVMError) in
      try check(failure, llvm.pointee.LLVMRunPasses(module.ref, pipeline, ref, options))
    }
    try module.context.throwReportedErrors(as: failure)
  }

  /// The module as a relocatable ELF object. The module must be valid (`Module.verify`), and may be rewritten.
  public func emitObject(_ module: Module) throws(LLVMError) -> [UInt8] {
    try emit(module, LLVMObjectFile) { [UInt8]($0) }
  }

  /// The module as assembly text. The module must be valid, and may be rewritten: emit a copy to go on with it.
  public func emitAssembly(_ module: Module) throws(LLVMError) -> String {
    try emit(module, LLVMAssemblyFile) { String(decoding: $0, as: UTF8.self) }
  }

  private func emit<Output>(
    _ module: Module, _ format: LLVMCodeGenFileType, _ copy: (UnsafeRawBufferPointer) -> Output
  ) throws(LLVMError) -> Output {
    configure(module)
    var buffer: LLVMMemoryBufferRef?
    try locked { () throws(LLVMError) in
      try check(LLVMError.emissionFailed) {
        llvm.pointee.LLVMTargetMachineEmitToMemoryBuffer(ref, module.ref, format, $0, &buffer)
      }
    }
    guard let buffer else { throw .emissionFailed("no output") }
    defer { llvm.pointee.LLVMDisposeMemoryBuffer(buffer) }
    try module.context.throwReportedErrors(as: LLVMError.emissionFailed)
    let start = llvm.pointee.LLVMGetBufferStart(buffer)
    return copy(UnsafeRawBufferPointer(start: start, count: llvm.pointee.LLVMGetBufferSize(buffer)))
  }

  private func locked(_ body: () throws(LLVMError) -> Void) throws(LLVMError) {
    let result: Result<Void, LLVMError> = lock.withLock { _ in
      do throws(LLVMError) {
        try body()
        return .success(())
      } catch {
        return .failure(error)
      }
    }
    try result.get()
  }
}

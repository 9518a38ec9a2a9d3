import LLVM
import RavelIR

/// Compiles kernels for one target. May be used from several threads at once.
public struct Compiler: Sendable {
  public let target: CodegenTarget

  public init(_ target: CodegenTarget) { self.target = target }

  /// Compiles for this machine.
  /// - Throws: `CodegenError.llvm(.unavailable)` where there is no LLVM.
  public init() throws(CodegenError) { self.init(try CodegenTarget.host()) }

  /// A kernel's machine code, loaded. The target must be this machine's, or one that it can stand in for.
  /// - Parameter kernel: verified.
  public func compile(_ kernel: Kernel) throws(CodegenError) -> CompiledKernel {
    try CompiledKernel(object: try object(kernel), for: kernel)
  }

  /// The kernel as a relocatable object that needs nothing from elsewhere.
  public func object(_ kernel: Kernel) throws(CodegenError) -> [UInt8] {
    let module = try emit(kernel)
    return try llvm { () throws(LLVMError) in try machine().emitObject(module) }
  }

  /// The kernel as LLVM IR, as it is emitted.
  public func llvmIR(_ kernel: Kernel) throws(CodegenError) -> String { try emit(kernel).description }

  /// The kernel as assembly text.
  public func assembly(_ kernel: Kernel) throws(CodegenError) -> String {
    let module = try emit(kernel)
    return try llvm { () throws(LLVMError) in try machine().emitAssembly(module) }
  }

  private func emit(_ kernel: Kernel) throws(CodegenError) -> Module {
    try llvm { () throws(LLVMError) in
      let emitter = KernelEmitter(kernel, target, in: try Context())
      emitter.emit()
      try emitter.module.verify()
      return emitter.module
    }
  }

  /// A machine of its own for each compilation: one machine would make them wait for each other.
  private func machine() throws(LLVMError) -> TargetMachine { try TargetMachine(target.target, level: .less) }
}

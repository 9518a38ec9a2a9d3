import LLVM
import RavelIR
import Synchronization

/// Compiles kernels for one target. May be used from several threads at once.
public struct Compiler: Sendable {
  public let target: CodegenTarget

  private let machines = Machines()

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
    return try llvm { () throws(LLVMError) in
      let machine = if let idle = machines.take() { idle } else { try makeMachine() }
      defer {
        machines.give(machine)
        Self.compiled.store(true, ordering: .releasing)
      }
      return try machine.emitObject(module)
    }
  }

  /// Whether anything was compiled in this process: what LLVM makes when it is first used is there.
  public static var hasCompiled: Bool { compiled.load(ordering: .acquiring) }
  private static let compiled = Atomic<Bool>(false)

  /// The kernel as LLVM IR, as it is emitted.
  public func llvmIR(_ kernel: Kernel) throws(CodegenError) -> String { try emit(kernel).description }

  /// The kernel as assembly text.
  public func assembly(_ kernel: Kernel) throws(CodegenError) -> String {
    let module = try emit(kernel)
    return try llvm { () throws(LLVMError) in try makeMachine().emitAssembly(module) }
  }

  private func emit(_ kernel: Kernel) throws(CodegenError) -> Module {
    try llvm { () throws(LLVMError) in
      let emitter = KernelEmitter(kernel, target, in: try Context())
      emitter.emit()
      try emitter.module.verify()
      return emitter.module
    }
  }

  private func makeMachine() throws(LLVMError) -> TargetMachine { try TargetMachine(target.target, level: .less) }
}

/// The target machines that no compilation uses now: each has one of its own, for a shared one would make them wait for
/// each other, and a new one takes a millisecond, most of it for tables of the processor when it is first used.
private final class Machines: Sendable {
  private let idle = Mutex<[TargetMachine]>([])

  func take() -> TargetMachine? { idle.withLock { $0.popLast() } }
  func give(_ machine: TargetMachine) { idle.withLock { $0.append(machine) } }
}

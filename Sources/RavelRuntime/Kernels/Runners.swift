import Logging
import RavelCodegen
import RavelIR
import RavelInterpreter
import Synchronization

extension CompiledKernel: ExecutableKernel {}

/// Prepares kernels for an engine: compiled or decoded once, and kept.
struct Runners {
  private let compiler: Compiler?

  private static let compiled = KernelCache<CompiledKernel>()
  private static let interpreted = KernelCache<Interpreter>()

  /// The compiler for this machine, or why there is none: found out once.
  private static let host: Result<Compiler, CodegenError> = Result { () throws(CodegenError) in try Compiler() }
  private static let log = Logger(label: "ravel")
  private static let hasToldOfFallback = Atomic<Bool>(false)

  /// - Throws: `EngineError` where compiled code is asked for and cannot be had.
  init(_ engine: Engine) throws(EngineError) {
    switch (engine, Self.host) {
    case (.interpreter, _), (.reference, _): compiler = nil
    case (_, .success(let host)): compiler = host
    case (.jit, .failure(let error)): throw EngineError(description: "kernels cannot be compiled: \(error)")
    case (.automatic, .failure(let error)):
      compiler = nil
      if !Self.hasToldOfFallback.exchange(true, ordering: .relaxed) {
        Self.log.notice("kernels are interpreted, because they cannot be compiled: \(error)")
      }
    }
  }

  /// The plans made so far for these runners.
  var plans: PlanCache { compiler == nil ? .interpreted : .compiled }

  /// The kernel, ready to run; preparing it is counted and timed.
  func kernel(_ kernel: Kernel, report: inout Report) throws -> any ExecutableKernel {
    guard let compiler else { return Self.interpreted.kernel(kernel) { Interpreter($0) } }
    return try Self.compiled.kernel(kernel) {
      let start = ContinuousClock.now
      let code = try compiler.compile($0)
      report.kernelsCompiled += 1
      report.compileSeconds += (ContinuousClock.now - start) / .seconds(1)
      return code
    }
  }

  static func clear() {
    compiled.clear()
    interpreted.clear()
    PlanCache.compiled.clear()
    PlanCache.interpreted.clear()
  }
}

/// The kernels that this process keeps in memory.
public enum Kernels {
  /// Forgets them all: the next evaluation prepares its kernels anew.
  public static func clear() { Runners.clear() }
}

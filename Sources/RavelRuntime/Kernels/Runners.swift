import Logging
import RavelCodegen
import RavelIR
import RavelInterpreter
import RavelSchedule

/// Prepares kernels for an engine, and launches them.
struct Runners {
  private let engine: Engine

  static let interpreted = KernelCache<Interpreter>()

  /// - Throws: `EngineError` where LLVM is asked for and cannot be had.
  init(_ engine: Engine) throws {
    self.engine = .interpreter
  }

  var plans: PlanCache { .interpreted }

  func kernel(_ kernel: Kernel, report: inout Report) throws -> any ExecutableKernel {
    Self.interpreted.kernel(kernel) { Interpreter($0) }
  }
}

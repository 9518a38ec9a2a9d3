import Logging
import RavelCodegen
import RavelIR
import RavelInterpreter
import Synchronization

extension CompiledKernel: ExecutableKernel {}

/// Prepares kernels for an engine: compiled or decoded once, and kept.
struct Runners {
  private let source: KernelSource?
  /// Whether the interpreter serves where LLVM cannot be had.
  private let mayInterpret: Bool

  private static let compiled = KernelCache<CompiledKernel>()
  private static let interpreted = KernelCache<Interpreter>()

  static let log = Logger(label: "ravel")
  private static let hasToldOfFallback = Atomic<Bool>(false)

  /// - Parameter source: of compiled kernels, if any are wanted.
  /// - Throws: `EngineError` where compiled code is asked for and cannot be had.
  init(_ engine: Engine, source: @autoclosure () -> KernelSource = .shared) throws(EngineError) {
    mayInterpret = engine == .automatic
    switch engine {
    case .interpreter, .reference: self.source = nil
    case .jit, .automatic:
      let source = source()
      self.source = source.unavailability == nil ? source : nil
      if let error = source.unavailability { try Self.fallBack(engine == .automatic, error) }
    }
  }

  /// Says once that the interpreter serves.
  private static func fallBack(_ isAllowed: Bool, _ error: CodegenError) throws(EngineError) {
    guard isAllowed else { throw EngineError(description: "kernels cannot be compiled: \(error)") }
    if !hasToldOfFallback.exchange(true, ordering: .relaxed) {
      log.notice("kernels are interpreted, because they cannot be compiled: \(error)")
    }
  }

  /// The plans made so far for these runners.
  var plans: PlanCache { source == nil ? .interpreted : .compiled }

  /// The kernel, ready to run; preparing it is counted and timed.
  func kernel(_ kernel: Kernel, report: inout Report) throws -> any ExecutableKernel {
    guard let source else { return interpreter(kernel) }
    do {
      return try Self.compiled.kernel(kernel) { try source.kernel($0, report: &report) }
    } catch let error as CodegenError where error.isUnavailability {
      // The cache remembers an LLVM that is of no use any more.
      try Self.fallBack(mayInterpret, error)
      return interpreter(kernel)
    }
  }

  private func interpreter(_ kernel: Kernel) -> Interpreter { Self.interpreted.kernel(kernel) { Interpreter($0) } }

  static func clear() {
    compiled.clear()
    interpreted.clear()
    PlanCache.compiled.clear()
    PlanCache.interpreted.clear()
  }
}

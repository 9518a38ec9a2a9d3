import Logging
import RavelCodegen
import RavelIR
import RavelInterpreter
import Synchronization

/// Prepares kernels for an engine: compiled or decoded once, and kept.
struct Runners {
  private let source: KernelSource?
  /// Whether kernels can be compiled, as far as is known.
  private let compiles: Bool
  /// Whether the interpreter serves where LLVM cannot be had.
  private let mayInterpret: Bool
  private let compilation: Kernels.Compilation

  private static let compiled = KernelCache<CompiledKernel>()
  private static let interpreted = KernelCache<InterpretedKernel>()

  static let log = Logger.ravel
  private static let hasToldOfFallback = Atomic<Bool>(false)

  /// - Parameter source: of compiled kernels, if any are wanted.
  /// - Throws: `EngineError` where compiled code is asked for and cannot be had.
  init(
    _ engine: Engine, source: @autoclosure () -> KernelSource = .shared,
    compilation: Kernels.Compilation = Kernels.compilation
  ) throws(EngineError) {
    self.compilation = compilation
    mayInterpret = engine == .automatic
    switch engine {
    case .interpreter, .reference: (self.source, compiles) = (nil, false)
    case .jit, .automatic:
      let source = source()
      (self.source, compiles) = (source, source.unavailability == nil)
      if let error = source.unavailability { try Self.fallBack(engine == .automatic, error) }
    }
  }

  /// Says once that the interpreter serves.
  private static func fallBack(_ isAllowed: Bool, _ error: CodegenError) throws(EngineError) {
    guard isAllowed else { throw EngineError(description: "kernels cannot be compiled: \(error)") }
    if !hasToldOfFallback.exchange(true, ordering: .relaxed) {
      let which = ShippedFolders.shared.isEmpty ? "kernels" : "kernels that did not come compiled"
      log.notice("\(which) are interpreted, because they cannot be compiled: \(error)")
    }
  }

  /// The plans made so far for these runners.
  var plans: PlanCache { compiles ? .compiled : .interpreted }

  /// The kernels, ready to run; preparing them is counted and timed. Where several are to be prepared, it is done by
  /// several threads.
  /// - Parameter isSmall: whether the interpreter may serve the kernel at a place until its code is there.
  func kernels(
    _ kernels: [Kernel], postponing isSmall: (Int) -> Bool = { _ in false }, report: inout Report
  ) throws -> [any ExecutableKernel] {
    let mayPostpone = mayInterpret && compiles && compilation == .background
    let postponed = try kernels.indices.map { mayPostpone && isSmall($0) ? try postpone(kernels[$0], &report) : nil }
    let others = kernels.indices.lazy.filter { postponed[$0] == nil }.map { kernels[$0] }
    let new = !compiles || others.count < 2 ? [] : Set(others).filter { !Self.compiled.knows($0) }
    if new.count > 1 {
      let order = Array(new)
      let reports = Mutex(Report())
      Threads.divide(order.count, chunk: 1, workers: Threads.count) { _, range in
        for number in range {
          var own = Report()
          // Why one cannot be prepared shows below.
          _ = try? kernel(order[number], report: &own)
          reports.withLock { [own] in $0.add(own) }
        }
      }
      report.add(reports.withLock { $0 })
    }
    return try kernels.indices.map { try postponed[$0] ?? kernel(kernels[$0], report: &report) }
  }

  /// A kernel that the interpreter runs until its code was made in the background; nil if there is nothing to wait for.
  private func postpone(_ kernel: Kernel, _ report: inout Report) throws -> (any ExecutableKernel)? {
    if let postponed = Self.postponed.withLock({ $0[kernel] }) { return postponed }
    guard let source, !Self.compiled.knows(kernel) else { return nil }
    let found = Self.compiled.kernel(
      kernel,
      prepare: { kernel in source.found(kernel, report: &report).map { .success($0) } ?? .failure(NotFound()) },
      forget: { Self.forgetCompiled(keeping: $0) })
    if case .success(let code) = found { return code }
    // The process's first kernel is compiled by whoever needs it: LLVM then makes what it destroys when the process ends,
    // which must be registered before the job.
    guard Compiler.hasCompiled else { return nil }
    let new = PostponedKernel(interpreter(kernel, &report))
    let postponed = Self.postponed.withLock { all in
      if let other = all[kernel] { return other }
      all[kernel] = new
      return new
    }
    guard postponed === new else { return postponed }
    guard BackgroundWork.shared.add({ complete(new, kernel) }) else {
      Self.postponed.withLock { $0[kernel] = nil }
      return nil
    }
    report.kernelsPostponed += 1
    return new
  }

  private struct NotFound: Error {}

  /// Compiles the kernel for those who wait for it. What cannot be compiled stays with the interpreter.
  private func complete(_ postponed: PostponedKernel, _ kernel: Kernel) {
    var report = Report()
    do {
      if let code = try self.kernel(kernel, report: &report) as? CompiledKernel { postponed.become(code) }
    } catch {
      Counters.countFallback("kernels are interpreted: \(error)")
    }
    Self.postponed.withLock { $0[kernel] = nil }
    Counters.countBackground(report)
  }

  private static let postponed = Mutex<[Kernel: PostponedKernel]>([:])

  /// The kernel, ready to run; preparing it is counted and timed.
  func kernel(_ kernel: Kernel, report: inout Report) throws -> any ExecutableKernel {
    guard let source else { return interpreter(kernel, &report) }
    if let error = source.unavailability { return fallback(kernel, error, &report) }
    do throws(CodegenError) {
      return try Self.compiled.kernel(
        kernel,
        prepare: { kernel in Result { () throws(CodegenError) in try source.kernel(kernel, report: &report) } },
        forget: { Self.forgetCompiled(keeping: $0) }
      ).get()
    } catch {
      guard error.isUnavailability else { throw error }
      // The cache remembers an LLVM that is of no use any more, or the kernel is not among those that came compiled.
      try Self.fallBack(mayInterpret, error)
      return fallback(kernel, error, &report)
    }
  }

  private func interpreter(_ kernel: Kernel, _ report: inout Report) -> any ExecutableKernel {
    Self.interpreted.kernel(
      kernel,
      prepare: { kernel in
        report.kernelsInterpreted += 1
        return Result<_, Never>.success(InterpretedKernel(kernel))
      },
      forget: { Self.forgetInterpreted(keeping: $0) }
    ).get()
  }

  private func fallback(_ kernel: Kernel, _ error: CodegenError, _ report: inout Report) -> any ExecutableKernel {
    Counters.countFallback("kernels are interpreted: \(error)")
    Self.log.debug("\(kernel.label) is interpreted: \(error)")
    return interpreter(kernel, &report)
  }

  private static func forgetCompiled(keeping kept: Set<ObjectIdentifier>) {
    PlanCache.compiled.forgetPlans(of: CompiledKernel.self, keeping: kept)
  }

  /// Plans for compiled code have interpreted kernels where there was no compiler for them.
  private static func forgetInterpreted(keeping kept: Set<ObjectIdentifier>) {
    PlanCache.interpreted.forgetPlans(of: InterpretedKernel.self, keeping: kept)
    PlanCache.compiled.forgetPlans(of: InterpretedKernel.self, keeping: kept)
  }

  // MARK: Memory

  static var memoryUse: Int { compiled.size }

  static var memoryLimit: Int {
    get { compiled.limit }
    set {
      compiled.setLimit(newValue, forget: { forgetCompiled(keeping: $0) })
      interpreted.setLimit(newValue, forget: { forgetInterpreted(keeping: $0) })
    }
  }

  static func clear() {
    compiled.clear()
    interpreted.clear()
    PlanCache.compiled.clear()
    PlanCache.interpreted.clear()
  }
}

import Logging
import RavelCache
import RavelCodegen
import RavelIR
import Synchronization

/// Where compiled kernels come from: folders that came with the program, the cache on disk, or else the compiler. LLVM
/// is opened for the first kernel that neither has.
final class KernelSource: Sendable {
  private let shipped: ShippedFolders
  private let cache: ObjectCache?
  /// What the cached code that may be used was made by; nil as long as nobody knows which LLVM there is.
  private let origin: Mutex<CodeOrigin?>
  private let compiler: Once<Result<Compiler, CodegenError>>
  /// Why no kernel can be compiled, if that was found out at first.
  private let firstFailure: CodegenError?

  /// - Parameter compiler: makes the compiler, which opens LLVM; asked for once.
  init(
    cache: ObjectCache?, shipped: ShippedFolders = ShippedFolders(),
    compiler make: @escaping @Sendable () -> Result<Compiler, CodegenError>
  ) {
    let stamp = cache.flatMap { LLVMStamp(in: $0) }
    let compiler = Once(make)
    let looksNow = stamp == nil && shipped.isEmpty
    self.cache = cache
    self.shipped = shipped
    self.compiler = compiler
    origin = Mutex(stamp.flatMap { CodeOrigin(llvmVersion: $0.version) })
    firstFailure = if looksNow, case .failure(let error) = compiler.value { error } else { nil }
    if looksNow, firstFailure == nil { noteLibrary() }
  }

  /// That of this process.
  static let shared = KernelSource(
    cache: userCache, shipped: Kernels.usesCache ? .shared : ShippedFolders()
  ) {
    Result { () throws(CodegenError) in try Compiler() }
  }

  /// Why there is no compiled kernel to be had, as far as is known without opening an LLVM that was there before. With
  /// kernels that came with the program, it depends on the kernel.
  var unavailability: CodegenError? { firstFailure != nil && shipped.isEmpty ? firstFailure : nil }

  private static var userCache: ObjectCache? {
    guard Kernels.usesCache else { return nil }
    switch Result(catching: { () throws(CacheUnavailable) in try Kernels.cache() }) {
    case .success(let cache): return cache
    case .failure(let error):
      Runners.log.notice("compiled kernels are not kept: \(error)")
      Counters.countFallback("compiled kernels are not kept: \(error)")
      return nil
    }
  }

  /// A kernel's code, loaded, if it need not be compiled.
  func found(_ kernel: Kernel, report: inout Report) -> CompiledKernel? {
    found(kernel, kernel.description, &report)
  }

  private func found(_ kernel: Kernel, _ text: String, _ report: inout Report) -> CompiledKernel? {
    let start = ContinuousClock.now
    guard let code = shipped.kernel(kernel, text, &report) ?? load(kernel, text, &report) else { return nil }
    report.kernelsLoaded += 1
    let time = ContinuousClock.now - start
    report.loadSeconds += time / .seconds(1)
    announce(code, text, "loaded from the cache", time)
    return code
  }

  /// A kernel's code, loaded.
  /// - Throws: `CodegenError`; `.llvm(.unavailable)` also where LLVM was there before, but cannot be opened now.
  func kernel(_ kernel: Kernel, report: inout Report) throws(CodegenError) -> CompiledKernel {
    let text = kernel.description
    let start = ContinuousClock.now
    if let code = found(kernel, text, &report) { return code }
    let compiler = try self.compiler.value.get()
    // Which LLVM there is may be known only now, and so which of the cache's entries are its.
    if origin.withLock({ $0 }) == nil, noteLibrary() != nil, let code = found(kernel, text, &report) { return code }
    let object = try compiler.object(kernel)
    let code = try CompiledKernel(object: object, for: kernel)
    report.kernelsCompiled += 1
    let time = ContinuousClock.now - start
    report.compileSeconds += time / .seconds(1)
    announce(code, text, "compiled", time)
    keep(object, text, compiler)
    return code
  }

  /// Says that a kernel's code is there, to all who asked.
  private func announce(_ code: CompiledKernel, _ text: String, _ event: String, _ time: Duration) {
    CodeNames.add(code.instructions, Kernel.label(text: text))
    Runners.log.debug("\(Kernel.label(text: text)) was \(event) in \(time.millisecondsText), \(code.size) bytes")
  }

  // MARK: The cache

  private var usableCache: ObjectCache? { Kernels.usesCache ? cache : nil }

  private func load(_ kernel: Kernel, _ text: String, _ report: inout Report) -> CompiledKernel? {
    guard let cache = usableCache, let origin = origin.withLock({ $0 }) else { return nil }
    let key = CacheKey("\(origin)\(text)")
    guard let object = cache.object(for: key) else { return nil }
    do throws(CodegenError) {
      let start = ContinuousClock.now
      let code = try CompiledKernel(object: object, for: kernel)
      report.mapSeconds += (ContinuousClock.now - start) / .seconds(1)
      return code
    } catch {
      cache.refuse(key, .code)
      Counters.countFallback("code from the cache was refused: \(error)")
      return nil
    }
  }

  private func keep(_ object: [UInt8], _ text: String, _ compiler: Compiler) {
    guard let cache = usableCache, let origin = noteLibrary() else { return }
    let remark = "\(compiler.target.cpu), vectors of \(compiler.target.vectorBytes * 8) bits"
    guard let failure = cache.store(object, for: CacheKey("\(origin)\(text)"), remark: remark) else { return }
    Counters.countFallback("a compiled kernel was not kept: \(failure)")
    if !hasToldOfFailure.exchange(true, ordering: .relaxed) {
      Runners.log.notice("a compiled kernel was not kept: \(cache.path): \(failure)")
    }
  }

  private let hasToldOfFailure = Atomic<Bool>(false)

  /// Once LLVM is open, what it really is, remembered for processes to come.
  @discardableResult
  private func noteLibrary() -> CodeOrigin? {
    guard let cache = usableCache, let library = try? CodegenTarget.library() else { return nil }
    return origin.withLock { origin in
      if isLibraryNoted.exchange(true, ordering: .relaxed) { return origin }
      let stamp = LLVMStamp(version: library.version, path: library.path)
      if stamp != LLVMStamp(in: cache) { stamp?.keep(in: cache) }
      origin = CodeOrigin(llvmVersion: library.version)
      return origin
    }
  }

  private let isLibraryNoted = Atomic<Bool>(false)
}

/// A value that is made when it is first asked for; who else asks then waits for it.
private final class Once<Value: Sendable>: Sendable {
  private let made: Mutex<Value?> = Mutex(nil)
  private let make: @Sendable () -> Value

  init(_ make: @escaping @Sendable () -> Value) { self.make = make }

  var value: Value {
    made.withLock { made in
      if let made { return made }
      let value = make()
      made = value
      return value
    }
  }
}

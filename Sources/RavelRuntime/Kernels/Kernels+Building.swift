import RavelCache
import RavelCodegen
import RavelIR
import RavelSchedule
import Synchronization

extension Kernels {
  /// The kernels that an evaluation of the graph may run, or of one of the same operations on arrays of other sizes:
  /// those whose outputs stay in the cache, and those whose outputs will not. Matrix products are among them, whether or
  /// not a library is here that takes them.
  /// - Throws: `VerifyError` for a graph that is wrong; `ArrayError` for one that is too large.
  public static func needed(by graph: Graph) throws -> [Kernel] {
    try PreparedPlan.drafts(of: lower(graph, cacheBytes: .max), withLibrary: false).drafts.flatMap { draft in
      guard case .launch(let launch, _) = draft else { return [Kernel]() }
      return [launch.kernel, launch.kernel.streaming].compactMap(\.self)
    }
  }

  /// What `build` wrote.
  public struct Build: Sendable {
    /// Kernels, each once for each level.
    public var objects = 0
    /// Bytes of code.
    public var byteCount = 0
  }

  /// Compiles kernels into a folder which can be taken to other machines, for `useCompiled(at:)`. What is there already
  /// stays, unless another version of Ravel made it.
  /// - Parameters:
  ///   - levels: what they are compiled for; each machine takes the best that it runs.
  ///   - path: made if it is missing, with all that is missing above it.
  /// - Throws: `CacheUnavailable` for the folder, `CodegenError` for a kernel.
  public static func build(
    _ kernels: [Kernel], for levels: [ProcessorLevel], into path: String
  ) throws -> Build {
    let version = try CodegenTarget.library().version
    let makers = try levels.map { level in (CodeOrigin(level), Compiler(try CodegenTarget(level))) }
    let cache = try ObjectCache(shippedFolder: path)
    var contents = cache.note(for: ShippedContents.key).flatMap(ShippedContents.init)
    if let known = contents, known.generation != CodeOrigin.generation {
      cache.clear()
      contents = nil
    }
    let state = Mutex((build: Build(), failure: (any Error)?.none))
    Threads.divide(kernels.count * makers.count, chunk: 1, workers: Threads.count) { _, range in
      for number in range where state.withLock({ $0.failure == nil }) {
        let (kernel, (origin, compiler)) = (kernels[number / makers.count], makers[number % makers.count])
        do {
          let object = try compiler.object(kernel)
          let remark = "\(compiler.target.cpu), vectors of \(compiler.target.vectorBytes * 8) bits, by LLVM \(version)"
          if let failure = cache.store(object, for: CacheKey("\(origin)\(kernel)"), remark: remark) {
            throw CacheUnavailable(description: "\(path): \(failure)")
          }
          state.withLock {
            $0.build.objects += 1
            $0.build.byteCount += object.count
          }
        } catch {
          state.withLock { $0.failure = $0.failure ?? error }
        }
      }
    }
    let (build, failure) = state.withLock { $0 }
    if let failure { throw failure }
    let known = contents?.levels ?? []
    let all = ShippedContents(
      generation: CodeOrigin.generation, levels: known + levels.filter { !known.contains($0) })
    // Last, so that a folder that says what it has also has it.
    if let failure = cache.keep(note: all.description, for: ShippedContents.key) {
      throw CacheUnavailable(description: "\(path): \(failure)")
    }
    return build
  }
}

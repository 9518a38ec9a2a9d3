import RavelCache
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The compiled kernels that are kept: in memory by this process, and on disk for all that the user runs; and those that
/// come with a program.
public enum Kernels {
  /// Forgets those in memory: the next evaluation prepares its kernels anew.
  public static func clear() { Runners.clear() }

  /// Whether kernels are looked for on disk and kept there, if there is a place for them. Not to be used where the
  /// compiler is what one looks at. To be set before the first evaluation: the cache is found then or never.
  public static var usesCache: Bool {
    get { cacheUse.load(ordering: .relaxed) }
    set { cacheUse.store(newValue, ordering: .relaxed) }
  }

  private static let cacheUse = Atomic<Bool>(true)

  /// The cache on disk; nil if it is turned off (`RAVEL_CACHE=off`).
  /// - Throws: `CacheUnavailable`, with the folder and what is wrong with it.
  public static func cache() throws(CacheUnavailable) -> ObjectCache? { try ObjectCache.user() }

  /// From here on, takes kernels from a folder that `ravel build` filled, before it looks into the user's cache or
  /// compiles them. Needs no LLVM, and writes nothing there. To be called before the first evaluation, as those of
  /// `RAVEL_KERNELS` (folders with colons between them) are.
  /// - Throws: `CacheUnavailable` if the folder is not there, belongs neither to whoever runs this nor to the system's
  ///   administrator, may be written to by others, or has nothing that this processor and this version of Ravel can use.
  public static func useCompiled(at path: String) throws(CacheUnavailable) {
    ShippedFolders.shared.add(try ShippedKernels(path))
  }

  // MARK: Compilation

  /// When an evaluation whose kernels are to be compiled goes on.
  public enum Compilation: String, Sendable, CaseIterable {
    /// Once they are compiled.
    case wait
    /// At once, where the interpreter is clearly done sooner: it serves until the code is there, which one thread makes
    /// while the program goes on. Only with `Engine.automatic`; what the cache has is never postponed. A process that
    /// ends finishes the kernel that is being compiled, and those begun within 50 milliseconds.
    case background
  }

  /// `RAVEL_COMPILE` says it at first, else `wait`. The bits of the results are the same.
  public static var compilation: Compilation {
    get { compilationMode.load(ordering: .relaxed) ? .background : .wait }
    set { compilationMode.store(newValue == .background, ordering: .relaxed) }
  }

  private static let compilationMode = Atomic<Bool>(
    {
      guard let text = getenv("RAVEL_COMPILE").map({ String(cString: $0) }), !text.isEmpty else { return false }
      if let mode = Compilation(rawValue: text) { return mode == .background }
      Runners.log.warning("RAVEL_COMPILE is '\(text)', neither wait nor background: it is left out of account")
      return false
    }())

  /// Waits until what was postponed is compiled.
  public static func finishCompiling() { BackgroundWork.shared.finish() }

  // MARK: Memory

  /// Bytes of memory that compiled kernels may take, and as many again for the interpreter's. Beyond it, those that were
  /// used least recently are forgotten, with the plans that run them; a launch that goes on keeps its kernel until it
  /// ends.
  public static var memoryLimit: Int {
    get { Runners.memoryLimit }
    set { Runners.memoryLimit = newValue }
  }

  public static let usualMemoryLimit = 64 << 20

  /// Bytes of memory that compiled kernels take.
  public static var memoryUse: Int { Runners.memoryUse }
}

import RavelCache
import Synchronization

/// The compiled kernels that are kept: in memory by this process, and on disk for all that the user runs.
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
}

import RavelCache
import RavelCodegen

/// Limits that were measured are kept beside the compiled kernels, for whoever asks what share of them a kernel reaches.
extension MemoryLimits {
  /// Keeps `bytesPerSecond(threads:)` in the user's cache of kernels, if there is one.
  public func keep() {
    guard let cache = (try? Kernels.cache()) ?? nil else { return }
    for threads in Set(rows.map(\.threads)) {
      if let rate = bytesPerSecond(threads: threads) { cache.keep(note: "\(rate)", for: Self.key(threads)) }
    }
  }

  /// What was measured on a processor like this one by so many threads, in bytes per second; nil if nothing was kept.
  public static func kept(threads: Int) -> Double? {
    guard let cache = (try? Kernels.cache()) ?? nil, let note = cache.note(for: key(threads)) else { return nil }
    return Double(note).flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
  }

  private static func key(_ threads: Int) -> CacheKey {
    CacheKey("memory limits\nthreads \(threads)\nprocessor \(CodeOrigin.thisProcessor)\n")
  }
}

import RavelCache
import RavelCodegen

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Which LLVM the last search found, as the cache remembers it: a kernel's key has LLVM's version, and a warm start
/// must not open LLVM to ask.
///
/// It holds for as long as the library's file stays what it was, and for searches that start from the same variables. A
/// library that was installed since, and would be preferred, is noticed when next a kernel has to be compiled.
struct LLVMStamp: Equatable {
  let version: String
  let path: String
  private let file: String

  /// nil if nothing is there.
  init?(version: String, path: String) {
    guard let file = FileIdentity(path) else { return nil }
    (self.version, self.path, self.file) = (version, path, file.description)
  }

  /// What the cache remembers, if it is still so.
  init?(in cache: ObjectCache) {
    let lines =
      cache.note(for: Self.key)?.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) ?? []
    guard lines.count == 3, let now = LLVMStamp(version: lines[0], path: lines[1]), now.file == lines[2] else {
      return nil
    }
    self = now
  }

  func keep(in cache: ObjectCache) { cache.keep(note: "\(version)\n\(path)\n\(file)", for: Self.key) }

  /// The variables that decide where the library is searched for.
  private static let key = CacheKey(
    (["LLVM library"]
      + ["RAVEL_LLVM", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"].map { name in
        "\(name)=\(getenv(name).map { String(cString: $0) } ?? "")"
      }).joined(separator: "\n"))
}

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Where the cache of whoever runs this is to be.
public enum CacheLocation: Equatable, Sendable {
  /// `RAVEL_CACHE=off`.
  case off
  case folder(String)
  /// No variable says where.
  case unknown

  public static var current: CacheLocation {
    CacheLocation { name in getenv(name).map { String(cString: $0) } }
  }

  /// `RAVEL_CACHE` is the folder itself; else it is `ravel` in the user's folder of caches: `XDG_CACHE_HOME` if that is
  /// an absolute path (as the XDG base directory specification has it), or the system's habit under `HOME`. Empty
  /// variables are as if they were not there.
  init(_ environment: (String) -> String?) {
    func value(_ name: String) -> String? { environment(name).flatMap { $0.isEmpty ? nil : $0 } }
    if let own = value("RAVEL_CACHE") {
      self = own == "off" ? .off : .folder(own)
    } else if let caches = value("XDG_CACHE_HOME"), caches.hasPrefix("/") {
      self = .folder(caches + "/ravel")
    } else if let home = value("HOME") {
      #if canImport(Darwin)
        self = .folder(home + "/Library/Caches/ravel")
      #else
        self = .folder(home + "/.cache/ravel")
      #endif
    } else {
      self = .unknown
    }
  }
}

extension ObjectCache {
  /// The cache of whoever runs this; nil if it is turned off (`RAVEL_CACHE=off`).
  /// - Throws: `CacheUnavailable`, with the folder and what is wrong with it.
  public static func user() throws(CacheUnavailable) -> ObjectCache? {
    switch CacheLocation.current {
    case .off: return nil
    case .unknown: throw CacheUnavailable(description: "none of RAVEL_CACHE, XDG_CACHE_HOME and HOME says where")
    case .folder(let path): return try ObjectCache(folder: path)
    }
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The processor's caches.
public enum MachineCaches {
  /// Bytes of the largest data cache that a processor reaches; of 8 MiB where the system does not tell.
  public static let largest: Int = {
    #if canImport(Glibc)
      let sizes = [_SC_LEVEL2_CACHE_SIZE, _SC_LEVEL3_CACHE_SIZE, _SC_LEVEL4_CACHE_SIZE].map { sysconf(Int32($0)) }
    #elseif canImport(Darwin)
      let sizes = ["hw.l2cachesize", "hw.l3cachesize"].map { name in
        var bytes = 0
        var size = MemoryLayout<Int>.size
        return sysctlbyname(name, &bytes, &size, nil, 0) == 0 ? bytes : 0
      }
    #else
      let sizes: [Int] = []
    #endif
    let largest = sizes.max() ?? 0
    return largest > 0 ? largest : 8 << 20
  }()
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The processor's data caches.
public enum MachineCaches {
  /// Bytes of the caches of levels 1 to 3; 0 where there is none, or the system does not tell.
  public static let byteCounts: [Int] = {
    #if canImport(Glibc)
      [_SC_LEVEL1_DCACHE_SIZE, _SC_LEVEL2_CACHE_SIZE, _SC_LEVEL3_CACHE_SIZE].map { max(sysconf(Int32($0)), 0) }
    #elseif canImport(Darwin)
      ["hw.l1dcachesize", "hw.l2cachesize", "hw.l3cachesize"].map { name in
        var bytes = 0
        var size = MemoryLayout<Int>.size
        return sysctlbyname(name, &bytes, &size, nil, 0) == 0 ? bytes : 0
      }
    #else
      [0, 0, 0]
    #endif
  }()

  /// Bytes of the largest; of 8 MiB where the system does not tell.
  public static let largest: Int = {
    let largest = byteCounts.max() ?? 0
    return largest > 0 ? largest : 8 << 20
  }()
}

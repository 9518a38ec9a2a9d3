/// The instruction sets that Ravel generates code for.
public enum Architecture: String, CaseIterable, Sendable, CustomStringConvertible {
  case x86_64, aarch64

  /// The architecture of this process; nil if Ravel generates no code for it.
  public static var host: Architecture? {
    #if arch(x86_64)
      .x86_64
    #elseif arch(arm64)
      .aarch64
    #else
      nil
    #endif
  }

  /// The target triple that code is generated for, on every operating system: kernels call nothing, so they need only
  /// the architecture's calling convention, and one object format serves one loader.
  public var triple: String { "\(rawValue)-unknown-linux-gnu" }

  public var description: String { rawValue }
}

/// The processors that can be named. LLVM ends the process when it is asked for 64-bit code for a name that it does not
/// know, and has no function to ask whether it knows one; so the names are kept here, with the version of LLVM that
/// brought each.
enum CPUTable {
  /// The architecture of a processor, if the given version of LLVM knows the name. "generic" is a name of both; the
  /// preferred architecture decides.
  static func architecture(
    of name: String, version: LLVMVersion, preferring preferred: Architecture
  ) -> Architecture? {
    let order = [preferred] + Architecture.allCases.filter { $0 != preferred }
    return order.first { knows(name, $0, version) }
  }

  static func knows(_ name: String, _ architecture: Architecture, _ version: LLVMVersion) -> Bool {
    guard let since = names[architecture]?[Substring(name)] else { return false }
    return version.major >= since
  }

  static let names: [Architecture: [Substring: Int]] = [
    .x86_64: table([
      16: """
      generic x86-64 x86-64-v2 x86-64-v3 x86-64-v4 k8 k8-sse3 opteron opteron-sse3 athlon64 athlon64-sse3 athlon-fx \
      amdfam10 barcelona btver1 btver2 bdver1 bdver2 bdver3 bdver4 znver1 znver2 znver3 znver4 nocona core2 penryn \
      nehalem corei7 westmere sandybridge corei7-avx ivybridge core-avx-i haswell core-avx2 broadwell skylake \
      skylake-avx512 skx cascadelake cooperlake cannonlake icelake-client icelake-server rocketlake tigerlake \
      sapphirerapids emeraldrapids graniterapids alderlake raptorlake meteorlake sierraforest grandridge bonnell \
      atom silvermont slm goldmont goldmont-plus tremont knl knm
      """,
      19: "arrowlake arrowlake-s lunarlake pantherlake clearwaterforest gracemont graniterapids-d znver5"
    ]),
    .aarch64: table([
      16: """
      generic a64fx ampere1 ampere1a apple-a7 apple-a8 apple-a9 apple-a10 apple-a11 apple-a12 apple-a13 apple-a14 \
      apple-a15 apple-a16 apple-m1 apple-m2 apple-latest cyclone carmel cortex-a34 cortex-a35 cortex-a510 cortex-a53 \
      cortex-a55 cortex-a57 cortex-a65 cortex-a65ae cortex-a710 cortex-a715 cortex-a72 cortex-a73 cortex-a75 \
      cortex-a76 cortex-a76ae cortex-a77 cortex-a78 cortex-a78c cortex-r82 cortex-x1 cortex-x1c cortex-x2 cortex-x3 \
      exynos-m3 exynos-m4 exynos-m5 falkor kryo neoverse-512tvb neoverse-e1 neoverse-n1 neoverse-n2 neoverse-v1 \
      neoverse-v2 saphira thunderx thunderx2t99 thunderx3t110 thunderxt81 thunderxt83 thunderxt88 tsv110
      """,
      19: """
      ampere1b apple-a17 apple-m3 apple-m4 cortex-a520 cortex-a520ae cortex-a720 cortex-a720ae cortex-a725 \
      cortex-a78ae cortex-r82ae cortex-x4 cortex-x925 grace neoverse-n3 neoverse-v3 neoverse-v3ae oryon-1
      """
    ])
  ]

  private static func table(_ lists: [Int: String]) -> [Substring: Int] {
    var since: [Substring: Int] = [:]
    for (version, list) in lists {
      for name in list.split(separator: " ") { since[name] = version }
    }
    return since
  }
}

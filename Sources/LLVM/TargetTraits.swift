/// What a code generator must know of a target before it chooses vector widths.
public struct TargetTraits: Hashable, Sendable {
  /// Bytes of the widest vector register that serves every element type: 64 with AVX-512 F, BW, DQ and VL, 32 with
  /// AVX2, else 16.
  public let vectorBytes: Int
  /// Whether `llvm.fma` is an instruction; else it is a call of a library function.
  public let hasFMA: Bool
  /// Whether half converts to and from float by an instruction; else by a call of a library function.
  public let hasHalfConversion: Bool

  /// Lanes are selected by mask registers, so masked loads and stores cost little at every element size.
  public var hasMaskRegisters: Bool { vectorBytes == 64 }

  public init(vectorBytes: Int, hasFMA: Bool, hasHalfConversion: Bool) {
    self.vectorBytes = vectorBytes
    self.hasFMA = hasFMA
    self.hasHalfConversion = hasHalfConversion
  }
}

extension Target {
  /// The target's traits: read from the features where they say it all, as the host's do; else found out by generating
  /// code for a few instructions (some milliseconds), since LLVM's C API does not tell a named processor's features.
  public func traits() throws(LLVMError) -> TargetTraits {
    switch architecture {
    case .aarch64: return TargetTraits(vectorBytes: 16, hasFMA: true, hasHalfConversion: true)
    case .x86_64:
      if let known = traitsByFeatures { return known }
      return try probeTraits()
    }
  }

  /// nil unless every feature that matters is mentioned, on or off.
  var traitsByFeatures: TargetTraits? {
    var on: [Substring: Bool] = [:]
    for feature in features.split(separator: ",") { on[feature.dropFirst()] = feature.first == "+" }
    guard let avx2 = on["avx2"], let fma = on["fma"], let f16c = on["f16c"] else { return nil }
    let wide: [Bool?] = ["avx512f", "avx512bw", "avx512dq", "avx512vl"].map { on[$0] }
    if wide.contains(nil) { return nil }
    let avx512 = avx2 && wide.allSatisfy { $0 == true } && on["evex512"] != false
    return TargetTraits(vectorBytes: avx512 ? 64 : avx2 ? 32 : 16, hasFMA: fma, hasHalfConversion: f16c)
  }

  func probeTraits() throws(LLVMError) -> TargetTraits {
    let module = try Module(parsing: Self.probe, in: Context())
    let lines = try TargetMachine(self, level: .less).emitAssembly(module).split(separator: "\n")
    func has(_ instruction: String, _ register: String) -> Bool {
      lines.contains { $0.contains("\t\(instruction)\t") && $0.contains(register) }
    }
    // Bytes need BW, 64-bit products DQ, and those of half a register VL.
    let avx512 = has("vpaddb", "%zmm") && has("vpmullq", "%zmm") && has("vpmullq", "%ymm")
    let avx2 = has("vpaddb", "%ymm") || avx512
    return TargetTraits(
      vectorBytes: avx512 ? 64 : avx2 ? 32 : 16,
      hasFMA: lines.contains { $0.contains("\tvfmadd") },
      hasHalfConversion: has("vcvtph2ps", "%xmm"))
  }

  private static let probe = """
    define <64 x i8> @byte(<64 x i8> %a, <64 x i8> %b) {
      %r = add <64 x i8> %a, %b
      ret <64 x i8> %r
    }
    define <8 x i64> @wide(<8 x i64> %a, <8 x i64> %b) {
      %r = mul <8 x i64> %a, %b
      ret <8 x i64> %r
    }
    define <4 x i64> @half(<4 x i64> %a, <4 x i64> %b) {
      %r = mul <4 x i64> %a, %b
      ret <4 x i64> %r
    }
    define float @fma(float %a, float %b, float %c) {
      %r = call float @llvm.fma.f32(float %a, float %b, float %c)
      ret float %r
    }
    define float @convert(half %a) {
      %r = fpext half %a to float
      ret float %r
    }
    declare float @llvm.fma.f32(float, float, float)
    """
}

import CLLVM

/// What code is generated for: an architecture, a processor, and features added to or taken from the processor's.
public struct Target: Hashable, Sendable {
  public let architecture: Architecture
  /// LLVM's name of the processor.
  public let cpu: String
  /// LLVM's feature string, such as "+avx2,-sse4a"; empty for exactly the processor's own features.
  public let features: String

  public var triple: String { architecture.triple }

  /// This machine.
  /// - Throws: `LLVMError` when there is no LLVM, or none for this architecture.
  public static func host() throws(LLVMError) -> Target { try hostTarget.get() }

  // Asked of LLVM once: the answer does not change, and takes a while on some systems.
  private static let hostTarget = Result { () throws(LLVMError) in
    let library = try LLVMLibrary.shared
    guard let architecture = Architecture.host else {
      throw .emissionFailed("this machine's architecture is neither of \(Architecture.allCases)")
    }
    var features = take(llvm.pointee.LLVMGetHostCPUFeatures()).split(separator: ",")
    #if canImport(Darwin)
      // The ELF convention leaves x18 free; Apple's systems do not.
      if architecture == .aarch64 { features.append("+reserve-x18") }
    #endif
    // LLVM gives them in the order of a hash table; in order of their names, the same machine has one text.
    features.sort { $0.dropFirst() < $1.dropFirst() }
    let cpu = take(llvm.pointee.LLVMGetHostCPUName())
    return try Target(
      architecture: architecture, unchecked: cpu, features: features.joined(separator: ","), library)
  }

  /// A processor by LLVM's name, such as "x86-64-v3", "znver4" or "neoverse-v1"; the name decides the architecture
  /// ("generic": this machine's).
  /// - Parameter features: LLVM's feature string; LLVM ignores (and mentions on standard error) what it does not know.
  /// - Throws: `LLVMError.unknownCPU`, or `.targetUnavailable`, or `.unavailable`.
  public init(cpu: String, features: String = "") throws(LLVMError) {
    let library = try LLVMLibrary.shared
    let preferred = Architecture.host ?? .x86_64
    guard let architecture = CPUTable.architecture(of: cpu, version: library.version, preferring: preferred) else {
      throw .unknownCPU(cpu)
    }
    try self.init(architecture: architecture, unchecked: cpu, features: features, library)
  }

  /// What every processor of an architecture can do.
  /// - Throws: `LLVMError.targetUnavailable`, or `.unavailable`.
  public init(leastOf architecture: Architecture, features: String = "") throws(LLVMError) {
    try self.init(architecture: architecture, unchecked: "generic", features: features, try LLVMLibrary.shared)
  }

  private init(
    architecture: Architecture, unchecked cpu: String, features: String, _ library: LLVMLibrary
  ) throws(LLVMError) {
    guard library.architectures.contains(architecture) else {
      throw .targetUnavailable(architecture, reason: "\(library.path) was built without it")
    }
    self.architecture = architecture
    self.cpu = cpu
    self.features = features
  }
}

extension Target: CustomStringConvertible {
  /// All that decides which code comes out, as one line: part of a kernel's cache key.
  public var description: String { features.isEmpty ? "\(triple) \(cpu)" : "\(triple) \(cpu) \(features)" }
}

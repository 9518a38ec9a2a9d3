import LLVM
import RavelCore

/// What kernels are compiled for: a processor, and what its vector registers can do.
public struct CodegenTarget: Hashable, Sendable {
  public let target: Target
  /// Bytes of a vector register.
  public let vectorBytes: Int
  /// Whether masks are registers of their own (AVX-512), so that any load or store can be masked, gathered and
  /// scattered.
  public let hasMaskRegisters: Bool

  /// This machine's processor, with all its features.
  /// - Throws: `CodegenError.llvm`, `.unsupportedCPU`.
  public static func host() throws(CodegenError) -> CodegenTarget {
    try CodegenTarget(try llvm { () throws(LLVMError) in try Target.host() })
  }

  /// A processor by LLVM's name, such as "x86-64-v3" or "znver4".
  /// - Throws: `CodegenError.llvm` with `.unknownCPU`, `.unsupportedCPU`.
  public init(cpu: String) throws(CodegenError) {
    try self.init(try llvm { () throws(LLVMError) in try Target(cpu: cpu) })
  }

  /// - Parameter vectorBytes: the register width to write code for, if not the processor's; LLVM splits wider vectors.
  public init(_ target: Target, vectorBytes: Int? = nil) throws(CodegenError) {
    let traits = try llvm { () throws(LLVMError) in try target.traits() }
    guard traits.hasFMA && traits.hasHalfConversion else { throw .unsupportedCPU(target.cpu) }
    self.target = target
    self.vectorBytes = vectorBytes ?? traits.vectorBytes
    hasMaskRegisters = traits.hasMaskRegisters
  }

  var isX86: Bool { target.architecture == .x86_64 }

  /// Whether a load or store of consecutive elements of that size can leave lanes out. What cannot would become a
  /// branch a lane.
  func masks(itemSize: Int) -> Bool { hasMaskRegisters || (isX86 && vectorBytes >= 32 && itemSize >= 4) }

  /// Whether elements of that size are gathered and scattered by one instruction.
  func gathers(itemSize: Int) -> Bool { hasMaskRegisters && itemSize >= 4 }
}

extension CodegenTarget: CustomStringConvertible {
  /// All that decides which code comes out: part of a compiled kernel's key.
  public var description: String { "\(target) \(vectorBytes)" }
}

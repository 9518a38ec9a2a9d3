import CProcessor
import LLVM

/// A set of instructions that many processors have: what code is compiled for that is to run elsewhere.
///
/// A level is a promise that a machine can check without LLVM. Of processors by name only LLVM knows the instructions.
public enum ProcessorLevel: String, CaseIterable, Sendable {
  /// Those of the x86-64 psABI: AVX2 with fused multiply-add and half-precision conversion.
  case x86_64_v3 = "x86-64-v3"
  /// And AVX-512 F, BW, CD, DQ and VL.
  case x86_64_v4 = "x86-64-v4"
  /// Any 64-bit Arm.
  case aarch64

  public var architecture: Architecture {
    switch self {
    case .x86_64_v3, .x86_64_v4: .x86_64
    case .aarch64: .aarch64
    }
  }

  /// Those whose code this machine runs, the best first.
  public static let runnable: [ProcessorLevel] = runnable(on: Architecture.host, x86Level: cprocessor_x86_level())

  static func runnable(on architecture: Architecture?, x86Level: UInt32) -> [ProcessorLevel] {
    switch architecture {
    case .x86_64?: Array([.x86_64_v4, .x86_64_v3].dropFirst(x86Level >= 4 ? 0 : x86Level == 3 ? 1 : 2))
    case .aarch64?: [.aarch64]
    case nil: []
    }
  }
}

extension CodegenTarget {
  /// Every processor of a level, on every system.
  /// - Throws: `CodegenError.llvm`.
  public init(_ level: ProcessorLevel) throws(CodegenError) {
    switch level {
    case .x86_64_v3, .x86_64_v4: try self.init(cpu: level.rawValue)
    case .aarch64:
      // Apple's systems keep x18 for themselves.
      try self.init(
        try llvm { () throws(LLVMError) in try Target(leastOf: .aarch64, features: "+reserve-x18") })
    }
  }
}

import LLVM
import RavelIR

/// Why a kernel was not compiled.
public enum CodegenError: Error, Sendable {
  /// LLVM is missing (`LLVMError.unavailable`), or could not do its part.
  case llvm(LLVMError)
  /// The processor has no fused multiply-add or half-precision conversion, which kernels need: x86-64 below v3.
  case unsupportedCPU(String)
  /// The object that LLVM emitted cannot be loaded here.
  case object(ObjectError)
}

extension CodegenError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .llvm(let error): error.description
    case .unsupportedCPU(let name):
      "'\(name)' has no fused multiply-add or no half-precision conversion: compiled kernels need at least x86-64-v3 or any AArch64"
    case .object(let error): error.description
    }
  }

  /// Whether no kernel at all can be compiled: the machine has no usable LLVM, or no processor that kernels can be
  /// compiled for.
  public var isUnavailability: Bool {
    switch self {
    case .llvm(.unavailable), .llvm(.targetUnavailable), .unsupportedCPU: true
    case .llvm, .object: false
    }
  }
}

/// Runs a call of LLVM, its error made one of code generation.
func llvm<Result>(_ body: () throws(LLVMError) -> Result) throws(CodegenError) -> Result {
  do throws(LLVMError) {
    return try body()
  } catch {
    throw .llvm(error)
  }
}

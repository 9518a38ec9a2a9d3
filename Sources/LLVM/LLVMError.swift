/// Why LLVM could not do what was asked. Every failure of the C API ends here.
public enum LLVMError: Error, Equatable, Sendable {
  /// No usable LLVM library on this machine.
  case unavailable(Unavailability)
  /// The library was built without code generation for this architecture.
  case targetUnavailable(Architecture, reason: String)
  /// No such processor for the architecture, or not in this version of LLVM.
  case unknownCPU(String)
  /// The verifier rejected a module.
  case invalidModule(String)
  /// A text is not LLVM IR.
  case invalidIR(String)
  /// A pass pipeline could not be parsed or failed.
  case passesFailed(pipeline: String, reason: String)
  /// Code generation reported an error.
  case emissionFailed(String)
  /// This version of LLVM has no intrinsic of that name.
  case unknownIntrinsic(String)

  /// Why no library serves.
  public enum Unavailability: Equatable, Sendable {
    /// No candidate could be opened; the reason is the dynamic loader's.
    case notFound(reason: String)
    /// A library was opened, but lacks a function or an intrinsic that Ravel needs.
    case missingSymbol(String, path: String)
    /// A library was opened, but is older than `LLVMLibrary.oldestMajor`.
    case tooOld(LLVMVersion, path: String)
  }
}

extension LLVMError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unavailable(.notFound(let reason)): "LLVM is not available: \(reason)"
    case .unavailable(.missingSymbol(let symbol, let path)): "LLVM is not available: \(path) has no \(symbol)"
    case .unavailable(.tooOld(let version, let path)):
      "LLVM is not available: \(path) is version \(version), older than \(LLVMLibrary.oldestMajor)"
    case .targetUnavailable(let architecture, let reason): "LLVM generates no code for \(architecture): \(reason)"
    case .unknownCPU(let name): "unknown CPU '\(name)'"
    case .invalidModule(let reason): "the LLVM module is not valid: \(reason)"
    case .invalidIR(let reason): "the text is not LLVM IR: \(reason)"
    case .passesFailed(let pipeline, let reason): "the LLVM passes '\(pipeline)' failed: \(reason)"
    case .emissionFailed(let reason): "LLVM could not generate code: \(reason)"
    case .unknownIntrinsic(let name): "LLVM has no intrinsic '\(name)'"
    }
  }
}

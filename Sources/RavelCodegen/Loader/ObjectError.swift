import LLVM

/// Why an object file was not loaded. Nothing of it has run, and nothing of it stays mapped.
public enum ObjectError: Error, Equatable, Sendable {
  /// Not a relocatable 64-bit little-endian ELF object.
  case unsupportedFormat(String)
  /// Code of another architecture than this process's.
  case wrongArchitecture(found: Architecture, host: Architecture?)
  /// A header, table or symbol contradicts itself or points outside the file.
  case malformed(String)
  /// A section of a kind that kernels do not have, such as writable data.
  case unsupportedSection(String)
  /// A relocation of a type that the loader does not know.
  case unsupportedRelocation(Architecture, type: UInt32)
  /// The distance or alignment of a relocation's target does not fit its instruction.
  case relocationOutOfRange(Architecture, type: UInt32)
  /// The code needs a function or variable from elsewhere.
  case undefinedSymbol(String)
  /// The system gave no memory, or would not let it be executed.
  case noMemory(errno: Int32)
}

extension ObjectError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unsupportedFormat(let found): "unsupported object format: \(found)"
    case .wrongArchitecture(let found, let host):
      "object code for \(found), but this machine is \(host?.description ?? "of another architecture")"
    case .malformed(let reason): "malformed object: \(reason)"
    case .unsupportedSection(let name): "unsupported section \(name) in an object"
    case .unsupportedRelocation(let architecture, let type): "unsupported \(architecture) relocation \(type)"
    case .relocationOutOfRange(let architecture, let type): "\(architecture) relocation \(type) out of range"
    case .undefinedSymbol(let name): "undefined symbol '\(name)' in an object"
    case .noMemory(let errno): "no memory for object code (errno \(errno))"
    }
  }
}

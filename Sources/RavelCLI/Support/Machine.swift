import RavelCodegen
import RavelRuntime

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What this machine has.
enum Machine {
  /// What kernels are compiled for, or why none can be.
  static let llvm: Result<CodegenTarget, CodegenError> = Result { () throws(CodegenError) in
    try CodegenTarget.host()
  }

  /// The processor by LLVM's name; without LLVM, its architecture by the system's.
  static var cpu: String {
    if let target = try? llvm.get() { return target.cpu }
    var system = utsname()
    guard uname(&system) == 0 else { return "unknown" }
    return withUnsafeBytes(of: &system.machine) {
      String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}

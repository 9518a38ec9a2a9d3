import LLVM

extension CodegenTarget {
  /// LLVM's name of the processor.
  public var cpu: String { target.cpu }

  /// The LLVM library that compiles kernels, by version and file.
  /// - Throws: `CodegenError.llvm(.unavailable)` where there is none.
  public static func library() throws(CodegenError) -> (version: String, path: String) {
    let library = try llvm { () throws(LLVMError) in try LLVMLibrary.shared }
    return (library.version.description, library.path)
  }

  /// Whether this process has looked for an LLVM library.
  public static var hasLookedForLibrary: Bool { LLVMLibrary.hasBeenAskedFor }
}

/// Who runs the kernels. The choice never changes a result.
public enum Engine: String, Sendable, CaseIterable {
  /// Machine code by LLVM; an error where LLVM cannot be had.
  case jit
  /// The interpreter, kernel by kernel.
  case interpreter
  /// Compiled code, or the interpreter where LLVM cannot be had: said once on the log.
  case automatic
  /// The graph itself, one node at a time, without simplifying, fusing or merging: what the others are checked against.
  case reference
}

import CLLVM

// The places where Swift meets the C API: the table of functions, and the one conversion of every way in which LLVM
// reports a failure.

/// LLVM's functions. Only code that holds a handle may call them: a handle exists only when the library was loaded.
@inline(__always) var llvm: UnsafePointer<CLLVMFunctions> { cllvm_functions() }

typealias MessageOut = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

/// Copies a text that LLVM allocated and gives it back.
func take(_ message: UnsafeMutablePointer<CChar>) -> String {
  defer { llvm.pointee.LLVMDisposeMessage(message) }
  return String(cString: message)
}

/// Runs a call that returns true on failure and leaves a text. The text is given back in either case: some functions
/// leave one without having failed.
func check(_ failure: (String) -> LLVMError, _ call: (MessageOut) -> LLVMBool) throws(LLVMError) {
  var message: UnsafeMutablePointer<CChar>?
  let failed = call(&message) != 0
  let reason = message.map(take) ?? "no reason given"
  if failed { throw failure(reason) }
}

/// Turns an error object into an error, and consumes it.
func check(_ failure: (String) -> LLVMError, _ error: LLVMErrorRef?) throws(LLVMError) {
  guard let error else { return }
  let message = llvm.pointee.LLVMGetErrorMessage(error)
  defer { llvm.pointee.LLVMDisposeErrorMessage(message) }
  throw failure(String(cString: message))
}

/// LLVM's number for an intrinsic's name; 0 if it has none of that name.
func intrinsicID(_ name: String) -> UInt32 {
  var name = name
  return name.withUTF8 { utf8 in
    utf8.withMemoryRebound(to: CChar.self) { llvm.pointee.LLVMLookupIntrinsicID($0.baseAddress!, $0.count) }
  }
}

/// Makes instructions that were written as data visible to instruction fetch. Needs no LLVM library.
public func synchronizeInstructionCache(_ code: UnsafeMutableRawBufferPointer) {
  if let start = code.baseAddress { cllvm_synchronize_instruction_cache(start, UInt(code.count)) }
}

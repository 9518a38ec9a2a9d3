import Foundation
import Testing

/// The declarations that CLLVM makes without LLVM's headers, against those headers; and the search for a library.
@Suite struct DeclarationTests {
  static let includeFolder = [
    ProcessInfo.processInfo.environment["RAVEL_LLVM_INCLUDE"] ?? "", "/usr/lib/llvm-19/include",
    "/usr/lib64/llvm19/include", "/opt/homebrew/opt/llvm@19/include", "/usr/local/opt/llvm@19/include"
  ].first { FileManager.default.fileExists(atPath: "\($0)/llvm-c/Core.h") }

  static let comparison = """
    #include <llvm-c/Analysis.h>
    #include <llvm-c/Core.h>
    #include <llvm-c/IRReader.h>
    #include <llvm-c/Support.h>
    #include <llvm-c/TargetMachine.h>
    #include <llvm-c/Transforms/PassBuilder.h>
    #include "CLLVMConstants.h"
    #include "CLLVMNullability.h"
    #include "CLLVMTable.h"
    #define FUNCTION(result, name, parameters) \\
      _Static_assert(__builtin_types_compatible_p(__typeof__(name), result parameters), #name);
    #define CONSTANT(name, number) _Static_assert(name == number, #name);
    #define ENUMERATION(type, constants) constants(CONSTANT)
    CLLVM_FUNCTIONS(FUNCTION)
    CLLVM_OPTIONAL_FUNCTIONS(FUNCTION)
    CLLVM_ENUMERATIONS(ENUMERATION)
    """

  func compile(_ source: String) throws -> (status: Int32, output: String) {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "comparison.c")
      try source.write(to: file, atomically: true, encoding: .utf8)
      let include = packageRoot.appending(path: "Sources/CLLVM/include").path
      let folders = try ["-I", #require(Self.includeFolder), "-I", include]
      return try Tool.run(#require(Tool.clang), ["-fsyntax-only", "-Werror", file.path] + folders)
    }
  }

  @Test(.needsClang, .enabled(if: includeFolder != nil, "no headers of LLVM 19 (llvm-19-dev) on this machine"))
  func everyDeclarationIsLLVMs() throws {
    let result = try compile(Self.comparison)
    #expect(result.status == 0, "\(result.output)")
  }

  /// The comparison itself must be able to fail.
  @Test(
    .needsClang, .enabled(if: includeFolder != nil, "no headers of LLVM 19 (llvm-19-dev) on this machine"),
    arguments: ["FUNCTION(int, LLVMContextDispose, (LLVMContextRef))", "CONSTANT(LLVMIntEQ, 33)"])
  func aWrongDeclarationIsFound(_ wrong: String) throws {
    let result = try compile(Self.comparison + "\n" + wrong)
    #expect(result.status != 0)
    #expect(result.output.contains("static assertion failed"))
  }

  static let report = """
    #include "CLLVM.h"
    #include <stdio.h>
    int main(void) {
      const CLLVMLibrary *library = cllvm_open();
      printf("%d %u %s %s", library->failure, library->major, library->path, library->detail);
    }
    """

  @Test(.needsClang) func theSearchReportsWhatItFound() throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "report.c")
      try Self.report.write(to: file, atomically: true, encoding: .utf8)
      // A library that opens, but is no LLVM.
      let other = folder.appending(path: "other.c")
      try "int unrelated;".write(to: other, atomically: true, encoding: .utf8)
      let (library, program) = (folder.appending(path: "other.so"), folder.appending(path: "report"))
      let sources = packageRoot.appending(path: "Sources/CLLVM")
      let clang = try #require(Tool.clang)
      let compiled = try Tool.run(
        clang,
        [
          "-I", sources.appending(path: "include").path, file.path, sources.appending(path: "CLLVM.c").path,
          "-lpthread"
        ]
          + ["-ldl", "-o", program.path])
      #expect(compiled.status == 0, "\(compiled.output)")
      #expect(try Tool.run(clang, ["-shared", "-fPIC", other.path, "-o", library.path]).status == 0)

      let absent = try Tool.run(program, [], environment: ["RAVEL_LLVM": "/nonexistent"]).output
      #expect(absent.hasPrefix("1 0 /nonexistent ") && absent.dropFirst(18).contains("nonexistent"))
      let unfit = try Tool.run(program, [], environment: ["RAVEL_LLVM": library.path]).output
      #expect(unfit == "2 0 \(library.path) LLVMGetVersion")
    }
  }
}

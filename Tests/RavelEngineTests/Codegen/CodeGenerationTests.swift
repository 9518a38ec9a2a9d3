import Foundation
import LLVM
import RavelCodegen
import RavelIR
import RavelTestSupport
import Testing

/// Code on disk outlives the compiler that made it: whoever changes what is emitted must say so, by raising
/// `CodeOrigin.generation`.
///
/// Tests/Golden/code-generation.txt has, for each golden kernel and processor, a digest of the kernel's text and one of
/// the code emitted for it. A kernel that changed needs nothing but `make bless` (its text is part of the key); other
/// code for the same kernel needs a new generation first.
@Suite(.needsLLVM) struct CodeGenerationTests {
  private static let processors = ["x86-64-v3", "x86-64-v4", "neoverse-n1"]
  private static let file = NumPyReference.root.appending(path: "Tests/Golden/code-generation.txt")

  @Test func otherCodeHasAnotherGeneration() throws {
    // Releases of LLVM print IR differently.
    guard try LLVMLibrary.shared.version.major == 19 else { return }
    let stored = (try? String(contentsOf: Self.file, encoding: .utf8)) ?? ""
    let heading = "generation \(CodeOrigin.generation)"
    var lines = [heading]
    var known: [Substring: Substring] = [:]
    for line in stored.split(separator: "\n").dropFirst() {
      guard let blank = line.lastIndex(of: " ") else { continue }
      known[line[..<blank]] = line[line.index(after: blank)...]
    }
    let isSameGeneration = stored.hasPrefix(heading + "\n")
    for (name, text, kernel) in try goldenKernels() {
      for cpu in Self.processors {
        guard let target = try? CodegenTarget(cpu: cpu) else { return }
        let label = "\(name) \(cpu) \(Self.digest(text))"
        let code = Self.digest(try Compiler(target).llvmIR(kernel))
        if isSameGeneration, let before = known[label[...]], before != code {
          Issue.record(
            "\(name) is compiled to other code for \(cpu) than before: raise CodeOrigin.generation, then `make bless`")
          return
        }
        lines.append("\(label) \(code)")
      }
    }
    let text = lines.joined(separator: "\n") + "\n"
    if ProcessInfo.processInfo.environment["RAVEL_BLESS"] == "1" {
      try text.write(to: Self.file, atomically: true, encoding: .utf8)
    } else {
      #expect(stored == text, "`make bless` writes Tests/Golden/code-generation.txt anew")
    }
  }

  /// FNV-1a.
  private static func digest(_ text: String) -> String {
    String(text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }, radix: 16)
  }

  @Test func originsAreReadBack() throws {
    let origin = try #require(CodeOrigin(llvmVersion: "19.1.7"))
    let stated = try #require(CodeOrigin.Stated("\(origin)kernel\nrest\n"))
    #expect(stated.isCurrent && stated.isForThisProcessor)
    #expect(stated.llvmVersion == "19.1.7" && stated.rest == "kernel\nrest\n" && !stated.target.isEmpty)
    let other = "\(origin)".replacing("processor ", with: "processor 7 ").replacing("generation ", with: "generation 9")
    let foreign = try #require(CodeOrigin.Stated(other))
    #expect(!foreign.isCurrent && !foreign.isForThisProcessor)
    for text in ["", "kernel\n", "code generation 1\n", "code generation 1\nLLVM 19\ntarget x\nprocessor 1"] {
      #expect(CodeOrigin.Stated(text) == nil)
    }
    #expect("\(origin)" != "\(try #require(CodeOrigin(llvmVersion: "19.1.8")))")
  }
}

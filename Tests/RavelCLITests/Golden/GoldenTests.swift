import Foundation
import RavelCodegen
import RavelTestSupport
import Testing

/// What `ravel dump` shows of some kernels of kernels/, against the texts of Tests/Golden.
///
/// `make bless` (RAVEL_BLESS=1) writes those texts anew: their differences are then to be read as any change of code
/// is.
@Suite struct GoldenTests {
  static let kernels = [
    "axpy", "softmax", "transposed_add", "image_blend", "stencil", "centre_columns", "masked_mean", "outer_sum",
    "pairwise_l2"
  ]

  @Test(arguments: kernels) func graph(kernel: String) throws {
    try expectGolden("\(kernel).graph", try dump(kernel, "graph"))
  }

  @Test(arguments: kernels) func kernel(kernel: String) throws {
    try expectGolden("\(kernel).kernel", try dump(kernel, "kernel"))
  }

  /// For a processor with vectors of 32 bytes and few masks, and one with vectors of 64 bytes and masks everywhere.
  @Test(.needsX86Compiler, arguments: kernels) func llvm(kernel: String) throws {
    let texts = try ["x86-64-v3", "x86-64-v4"].map { cpu in
      "; \(cpu)\n" + VectorCode(try dump(kernel, "llvm", "--cpu", cpu)).tellingLines.joined(separator: "\n") + "\n"
    }
    try expectGolden("\(kernel).llvm", texts.joined(separator: "\n"))
  }
}

extension Trait where Self == ConditionTrait {
  /// Skips a test where LLVM is not there, or knows other processors only.
  static var needsX86Compiler: Self {
    .enabled(if: (try? CodegenTarget(cpu: "x86-64-v3")) != nil, "no LLVM library for x86-64 on this machine")
  }
}

/// What `ravel dump` prints of a kernel of kernels/.
func dump(_ kernel: String, _ stage: String, _ arguments: String...) throws -> String {
  let ending = try RavelProcess.run(["dump", "kernels/\(kernel).py", "--stage", stage] + arguments)
  #expect(ending.errors == "")
  #expect(ending.status == 0)
  return ending.output
}

/// Expects the text of Tests/Golden of that name; with RAVEL_BLESS=1, writes it.
private func expectGolden(_ name: String, _ text: String) throws {
  let file = NumPyReference.root.appending(path: "Tests/Golden/\(name).txt")
  if ProcessInfo.processInfo.environment["RAVEL_BLESS"] == "1" {
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    return try text.write(to: file, atomically: true, encoding: .utf8)
  }
  guard let golden = try? String(contentsOf: file, encoding: .utf8) else {
    Issue.record("Tests/Golden/\(name).txt is not there: `make bless` writes it")
    return
  }
  if golden != text {
    let lines = difference(from: golden, to: text)
    Issue.record("Tests/Golden/\(name).txt has another text (`make bless` writes this one):\n\(lines)")
  }
}

import Foundation
import RavelIR
import RavelTestSupport

/// The kernels of Tests/Golden, with their names.
func goldenKernels() throws -> [(name: String, text: String, kernel: Kernel)] {
  let folder = NumPyReference.root.appending(path: "Tests/Golden")
  let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".kernel.txt") }
    .sorted()
  return try names.flatMap { name in
    let lines = try String(contentsOf: folder.appending(path: name), encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    // A file has a kernel for each step, between lines of comment.
    let texts = lines.filter { !$0.hasPrefix("#") && !$0.isEmpty }.split { $0 == "kernel" }.map {
      "kernel\n" + $0.joined(separator: "\n") + "\n"
    }
    return try texts.enumerated().map { number, text in ("\(name) \(number + 1)", text, try Kernel(parsing: text)) }
  }
}

import Foundation
import Testing

@Suite struct CheckTests {
  @Test func aKernelInSomeDTypesAndLayouts() throws {
    let ending = try RavelProcess.run(
      ["check", "kernels/axpy.py", "--dtypes", "float32,int8", "--layouts", "contiguous", "reversed", "0-d"])
    #expect(ending.errors == "")
    #expect(ending.status == 0)
    #expect(ending.output.hasSuffix("6 calls: all engines agree bit for bit\n"))
  }

  @Test func oneCall() throws {
    let ending = try RavelProcess.run(["check", "kernels/softmax.py", "float64[3,5]@1,3"])
    #expect(ending.status == 0)
    #expect(ending.output.hasSuffix("1 calls: all engines agree bit for bit\n"))
  }

  @Test func withoutLLVMTheJITIsSkipped() throws {
    let ending = try RavelProcess.run(
      ["check", "kernels/axpy.py", "--layouts", "contiguous"], environment: ["RAVEL_LLVM": "/nonexistent"])
    #expect(ending.status == 0)
    #expect(ending.errors.contains("the JIT is skipped"))
  }

  /// Answers come in the order of the requests, errors among them, and a call that is repeated is still the same.
  @Test func benchServes() throws {
    let folder = try KernelFolder()
    let axpy = #""kernel": "kernels/axpy.py", "arguments": ["2.5", "float32[4]", "float32[4]"], "seconds": 0"#
    let requests = [
      "{\(axpy)}", "{\(axpy)}", "{}", #"{\#(axpy), "outputs": ["\#(folder.path("out.npy"))"]}"#,
      #"{"kernel": "kernels/axpy.py", "arguments": ["nonsense["]}"#, "[", #"{\#(axpy.dropLast(1))-1}"#
    ]
    let ending = try RavelProcess.run(
      ["bench", "--serve", "--engine", "interpreter"], input: requests.map { $0 + "\n" }.joined())
    #expect(ending.status == 0 && ending.errors == "")
    struct Reply: Decodable {
      struct Times: Decodable { var repetitions: Int }
      var kernel, error: String?
      var arguments, results: [String]?
      var interpreter: Times?
    }
    let replies = try ending.output.split(separator: "\n").map {
      try JSONDecoder().decode(Reply.self, from: Data($0.utf8))
    }
    try #require(replies.count == requests.count)
    for number in [0, 1, 3] {
      #expect(replies[number].kernel == "axpy" && replies[number].results == ["float32[4]"])
      #expect(replies[number].arguments == ["2.5", "float32[4]", "float32[4]"])
      #expect(replies[number].interpreter?.repetitions ?? 0 >= 1)
    }
    #expect(replies[2].kernel == nil && replies[2].error == nil)
    for number in [4, 5, 6] { #expect(replies[number].error?.isEmpty == false) }
    #expect(FileManager.default.fileExists(atPath: folder.path("out.npy")))
  }

  @Test func benchInJSON() throws {
    struct Reply: Decodable {
      struct Times: Decodable {
        var median_seconds, minimum_seconds: Double
        var repetitions: Int
        var compile_seconds: Double?
      }
      struct Result: Decodable {
        var kernel: String
        var arguments: [String]
        var kernels_launched, bytes_moved, flops: Int
        var jit, interpreter: Times?
        var same_bits: Bool?
      }
      var ravel, cpu: String
      var threads: Int
      var results: [Result]
    }
    let line = ["bench", "kernels/axpy.py", "--json", "--threads", "1", "2.5", "float32[100]", "float32[100]"]
    let both = try JSONDecoder().decode(Reply.self, from: Data(try RavelProcess.run(line).output.utf8))
    #expect(both.ravel == "0.1.0")
    #expect(both.threads == 1)
    let result = try #require(both.results.first)
    #expect(both.results.count == 1)
    #expect(result.kernel == "axpy")
    #expect(result.arguments == ["2.5", "float32[100]", "float32[100]"])
    #expect(result.kernels_launched == 1)
    #expect(result.bytes_moved >= 1200)
    #expect(result.flops == 200)
    #expect(result.same_bits == true)
    #expect(try #require(result.jit).compile_seconds ?? 0 > 0)
    #expect(try #require(result.interpreter).repetitions >= 1)
    let alone = try JSONDecoder().decode(
      Reply.self, from: Data(try RavelProcess.run(line + ["--engine", "interpreter"]).output.utf8))
    #expect(alone.results[0].jit == nil)
    #expect(alone.results[0].same_bits == nil)
  }
}

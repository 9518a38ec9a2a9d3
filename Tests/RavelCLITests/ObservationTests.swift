import Foundation
import LLVM
import RavelTestSupport
import Testing

/// What the command says of its work.
@Suite(.enabled(if: (try? LLVMLibrary.shared) != nil, "no LLVM library on this machine")) struct ObservationTests {
  private let call = ["run", "kernels/axpy.py", "2.5", "float32[5]", "float32[5]"]

  private func ravel(
    _ options: [String] = [], _ environment: [String: String] = [:], in folder: KernelFolder? = nil
  ) throws -> RavelProcess.Ending {
    let cache = ["RAVEL_CACHE": folder?.path("cache") ?? "off"]
    let ending = try RavelProcess.run(call + options, environment: environment.merging(cache) { own, _ in own })
    #expect(ending.status == 0)
    return ending
  }

  private func lines(_ text: String) -> [Substring] { text.split(separator: "\n") }

  /// The name of the one kernel of a profile's table.
  private func name(_ errors: String) throws -> Substring {
    try #require(lines(errors).first { $0.hasPrefix("ravel_") }).prefix { $0 != " " }
  }

  @Test func profileHasATable() throws {
    for engine in ["jit", "interpreter"] {
      let ending = try ravel(["--profile", "--engine", engine])
      let lines = lines(ending.errors)
      try #require(lines.count == 4)
      #expect(lines[0].hasPrefix("kernel ") && lines[0].hasSuffix("what"))
      #expect(lines[1].hasPrefix("ravel_") && lines[1].hasSuffix("-> float32: 5 instructions in 1 loop"))
      // Ten operations; the constant is an operand.
      #expect(lines[1].split(separator: " ").contains("10"))
      #expect(lines[2].hasPrefix("limit: not known; "))
      #expect(lines[3].hasPrefix("ravel: 1 kernel run, ") && lines[3].contains("of processor time"))
    }
  }

  /// The engines, shapes and processes agree on a kernel's name.
  @Test func namesLast() throws {
    let first = try name(ravel(["--profile"]).errors)
    #expect(try name(ravel(["--profile", "--engine", "interpreter"]).errors) == first)
    let folder = try KernelFolder()
    for _ in 0..<2 { #expect(try name(ravel(["--profile"], in: folder).errors) == first) }
    let list = try RavelProcess.run(["cache", "--list"], environment: ["RAVEL_CACHE": folder.path("cache")])
    #expect(list.output.contains(first))
  }

  @Test func sharesOfKnownLimits() throws {
    let folder = try KernelFolder()
    let small = ["RAVEL_MEMORY_LIMIT": "8M", "RAVEL_CACHE": folder.path("cache")]
    _ = try RavelProcess.run(["doctor", "--limits", "--seconds", "0"], environment: small)
    let errors = try ravel(["--profile"], small).errors
    #expect(errors.contains(" %  ") && errors.contains("\nlimit: ") && errors.contains(" GB/s, threads: "))
    // With other threads, nobody knows.
    #expect(try ravel(["--profile", "--threads", "77"], small).errors.contains("limit: not known"))
    let wrong = try RavelProcess.run(call + ["--limits"])
    #expect(wrong.status == 64 && wrong.errors.hasPrefix("ravel: error: --limits goes with --profile"))
  }

  @Test func logAtALevel() throws {
    #expect(try ravel().errors == "")
    let folder = try KernelFolder()
    let compiled = try ravel([], ["RAVEL_LOG": "debug"], in: folder).errors
    #expect(lines(compiled).allSatisfy { $0.hasPrefix("ravel: debug: ") })
    #expect(compiled.contains(" was compiled in ") && compiled.contains("ravel: debug: a plan was made in "))
    #expect(try ravel([], ["RAVEL_LOG": "debug"], in: folder).errors.contains(" was loaded from the cache in "))
    let gone = ["RAVEL_LLVM": "/nonexistent"]
    #expect(try ravel([], gone.merging(["RAVEL_LOG": "DEBUG"]) { $1 }).errors.contains(" is interpreted: "))
    #expect(try ravel([], gone).errors.hasPrefix("ravel: kernels are interpreted"))
    #expect(try ravel([], gone.merging(["RAVEL_LOG": "error"]) { $1 }).errors == "")
    #expect(try ravel([], ["RAVEL_LOG": "loud"]).errors.contains("RAVEL_LOG is 'loud', none of trace, debug, info"))
  }

  @Test func perfKnowsTheNames() throws {
    let ending = try ravel(["--profile"], ["RAVEL_PERF_MAP": "1"])
    let map = URL(filePath: "/tmp/perf-\(ending.process).map")
    defer { try? FileManager.default.removeItem(at: map) }
    let text = try String(contentsOf: map, encoding: .utf8)
    let words = text.split(whereSeparator: \.isWhitespace)
    let name = try name(ending.errors)
    #expect(words.count == 3 && words.last == name)
    #expect(words.dropLast().allSatisfy { UInt64($0, radix: 16) ?? 0 > 0 })
    let other = try ravel()
    #expect(!FileManager.default.fileExists(atPath: "/tmp/perf-\(other.process).map"))
  }

  /// Debuggers read the list; the program does not change by it.
  @Test func debuggersAreTold() throws {
    #expect(try ravel([], ["RAVEL_GDB": "1"]).output == ravel().output)
  }
}

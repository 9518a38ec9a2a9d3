import Foundation
import LLVM
import RavelTestSupport
import Testing

/// The cache as several processes of the command have it.
@Suite(.enabled(if: (try? LLVMLibrary.shared) != nil, "no LLVM library on this machine")) struct CacheTests {
  private let folder: KernelFolder
  private let cache: String

  init() throws {
    folder = try KernelFolder()
    cache = folder.path("cache")
  }

  private let call = ["run", "--profile", "kernels/axpy.py", "2.5", "float32[5]", "float32[5]"]

  private func ravel(_ arguments: [String], _ environment: [String: String] = [:]) throws -> RavelProcess.Ending {
    try RavelProcess.run(arguments, environment: environment.merging(["RAVEL_CACHE": cache]) { own, _ in own })
  }

  private func entry() throws -> URL {
    let names = try FileManager.default.contentsOfDirectory(atPath: cache).filter { $0.hasSuffix(".object") }
    #expect(names.count == 1)
    return URL(filePath: cache).appending(path: try #require(names.first))
  }

  @Test func aSecondProcessCompilesNothing() throws {
    let first = try ravel(call)
    #expect(first.errors.contains("1 compiled in ") && first.errors.contains("LLVM was opened"))
    let second = try ravel(call)
    #expect(
      second.errors.contains("0 compiled, 1 loaded from the cache in ") && second.errors.contains("LLVM was not opened")
    )
    #expect(second.output == first.output)
    // Another shape and other values: the same kernel.
    let third = try ravel([
      "run", "--profile", "kernels/axpy.py", "--engine", "jit", "7", "float32[2,30]", "float32[2,30]"
    ])
    #expect(third.errors.contains("0 compiled, 1 loaded"))
    #expect(try ravel(["cache"]).output.contains("\nhits     2\nmisses   1\n"))
  }

  #if os(Linux)
    /// The dynamic loader's own word for it.
    @Test func aWarmStartDoesNotOpenLLVM() throws {
      #expect(try ravel(call, ["LD_DEBUG": "files"]).errors.contains("libLLVM"))
      let warm = try ravel(call, ["LD_DEBUG": "files"])
      #expect(warm.errors.contains("calling init") && !warm.errors.contains("libLLVM"))
    }
  #endif

  @Test func anEntryThatIsDamagedIsCompiledAnew() throws {
    let first = try ravel(call)
    let file = try entry()
    let whole = try Data(contentsOf: file)
    var damaged = whole
    damaged[damaged.count / 2] ^= 0x10
    try damaged.write(to: file)
    #expect(try ravel(["cache"]).output.contains("will be replaced: its checksum is wrong"))
    let second = try ravel(call)
    #expect(second.errors.contains("1 compiled") && second.output == first.output)
    #expect(try Data(contentsOf: entry()) == whole)
    #expect(try ravel(["cache"]).output.contains("refused  1\n         1 because its checksum is wrong\n"))
  }

  @Test func turnedOff() throws {
    for _ in 0..<2 { #expect(try ravel(call, ["RAVEL_CACHE": "off"]).errors.contains("1 compiled")) }
    #expect(try ravel(["cache"], ["RAVEL_CACHE": "off"]).output == "no kernel cache: it is off (RAVEL_CACHE)\n")
    #expect(try ravel(["cache", "--clear"], ["RAVEL_CACHE": "off"]).status == 1)
  }

  @Test func withoutAFolder() throws {
    let ending = try ravel(call, ["RAVEL_CACHE": "/dev/null/cache"])
    #expect(ending.status == 0 && ending.errors.contains("1 compiled"))
    #expect(ending.errors.hasPrefix("ravel: compiled kernels are not kept: /dev/null/cache: "))
    #expect(
      try ravel(["cache"], ["RAVEL_CACHE": "/dev/null/cache"]).output.hasPrefix("no kernel cache: /dev/null/cache: "))
  }

  /// Code that was compiled before serves no longer where LLVM is said to be elsewhere.
  @Test func anotherLLVMIsLookedFor() throws {
    _ = try ravel(call)
    let ending = try ravel(call, ["RAVEL_LLVM": "/nonexistent"])
    #expect(
      ending.status == 0 && ending.errors.contains("kernels are interpreted") && ending.errors.contains("0 loaded"))
  }

  @Test func listAndClear() throws {
    _ = try ravel(call)
    let list = try ravel(["cache", "--list"]).output
    #expect(list.contains("LLVM \(try LLVMLibrary.shared.version), code generation "))
    #expect(list.contains("float32, float32, float32 -> float32: "))
    struct Reply: Decodable {
      struct Entry: Decodable { var entry, made_by, what: String }
      var folder: String
      var entries, bytes, limit, hits, misses: Int
      var list: [Entry]?
    }
    let reply = try JSONDecoder().decode(Reply.self, from: Data(try ravel(["cache", "--json", "--list"]).output.utf8))
    #expect(
      reply.folder == cache && reply.entries == 1 && reply.bytes > 1000 && reply.misses == 1 && reply.list?.count == 1)
    #expect(try ravel(["cache", "--clear"]).output == "1 entry removed from \(cache)\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: cache).isEmpty)
    #expect(try ravel(["doctor"]).output.contains("kernel cache  \(cache)\n"))
  }

  /// What these commands are about is the compiler.
  @Test func checkingAndTimingUseNone() throws {
    _ = try ravel(["check", "kernels/axpy.py", "2.5", "float32[5]", "float32[5]"])
    _ = try ravel(["bench", "kernels/axpy.py", "--engine", "jit", "2.5", "float32[5]", "float32[5]"])
    #expect(!FileManager.default.fileExists(atPath: cache))
    #expect(try ravel(["cache"]).output.contains("\nentries  0\n"))
  }

  /// For two seconds; by hand for as long as one likes.
  @Test func killedProcessesDoNoHarm() throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      ProcessInfo.processInfo.environment["RAVEL_PYTHON"] ?? "python3",
      NumPyReference.root.appending(path: "Tests/Cache/kill.py").path,
      RavelProcess.executable.path, "2"
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(String(decoding: output, as: UTF8.self))")
  }
}

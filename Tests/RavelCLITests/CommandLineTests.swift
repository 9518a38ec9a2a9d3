import Foundation
import Testing

/// What holds for every command line, right or wrong.
@Suite struct CommandLineTests {
  @Test func version() throws {
    let ending = try RavelProcess.run(["--version"])
    #expect(ending.status == 0)
    #expect(ending.output == "0.1.0\n")
    #expect(ending.errors == "")
  }

  @Test(arguments: [["--help"], ["doctor", "--help"]])
  func help(_ words: [String]) throws {
    let ending = try RavelProcess.run(words)
    #expect(ending.status == 0)
    #expect(ending.output.contains("USAGE: ravel"))
    #expect(ending.errors == "")
  }

  @Test(arguments: ["--bogus", "frobnicate", "doctor x"])
  func wrong(_ line: String) throws {
    let ending = try RavelProcess.run(line.split(separator: " ").map(String.init))
    #expect(ending.status == 64)
    #expect(ending.output == "")
    #expect(ending.errors.hasPrefix("ravel: error: "))
  }

  @Test func doctorSaysWhatIsMissing() throws {
    let ending = try RavelProcess.run(
      ["doctor"], environment: ["RAVEL_LLVM": "/nonexistent", "RAVEL_NUM_THREADS": "3"])
    #expect(ending.status == 0)
    #expect(ending.output.contains("/nonexistent"))
    #expect(ending.output.contains("threads       3\n"))
  }

  /// What it measures is not looked at, only that it is there.
  @Test func doctorInJSON() throws {
    struct Reply: Decodable {
      struct Row: Decodable {
        var loop, stores: String
        var threads: Int
        var bytes_per_second: Double
      }
      var ravel, cpu: String
      var threads: Int
      var cache: String?
      var bytes_per_second: Double?
      var memory: [Row]?
    }
    let folder = try KernelFolder()
    func doctor(_ words: [String]) throws -> Reply {
      let ending = try RavelProcess.run(
        ["doctor", "--json", "--threads", "2"] + words,
        environment: ["RAVEL_CACHE": folder.path("cache"), "RAVEL_MEMORY_LIMIT": "8M"])
      #expect(ending.status == 0 && ending.errors == "")
      return try JSONDecoder().decode(Reply.self, from: Data(ending.output.utf8))
    }
    let plain = try doctor([])
    #expect(plain.ravel == "0.1.0" && plain.threads == 2 && plain.cache == folder.path("cache"))
    #expect(plain.bytes_per_second == nil && plain.memory == nil)
    let measured = try doctor(["--limits", "--seconds", "0"])
    let rows = try #require(measured.memory)
    #expect(rows.count == 22 && rows.allSatisfy { $0.bytes_per_second > 0 })
    #expect(Set(rows.map(\.threads)) == [1, 2] && Set(rows.map(\.stores)) == ["ordinary", "non-temporal"])
    let withResults = rows.filter { !["fill", "read"].contains($0.loop) }
    #expect(measured.bytes_per_second == withResults.map(\.bytes_per_second).max())
  }
}

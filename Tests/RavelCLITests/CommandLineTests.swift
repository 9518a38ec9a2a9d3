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
}

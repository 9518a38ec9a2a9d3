import Testing

@testable import RavelCLI

@Suite struct TextTests {
  @Test func columnsLineUp() {
    var table = TextTable([TextTable.Column("name", .left), TextTable.Column("ms")])
    table.add(["a", "1.5"])
    table.add(["longer", "10.25"])
    #expect(table.lines == ["name       ms", "a         1.5", "longer  10.25"])
  }

  @Test func jsonIsOneLine() {
    let value = JSON.object([
      ("b", .array([.integer(1), .number(0.5), .null])), ("a\"\n", .string("\u{1}\\é")), ("c", .boolean(true)),
      ("d", .number(.infinity))
    ])
    #expect(value.description == #"{"b": [1, 0.5, null], "a\"\n": "\u0001\\é", "c": true, "d": null}"#)
  }

  @Test func numbersForPeople() {
    #expect(Quantity.bytes(1000) == "1000 bytes")
    #expect(Quantity.bytes(6 << 20) == "6.0 MiB")
    #expect(Quantity.count(1_048_576) == "1,048,576")
    #expect(Quantity.count(-100) == "-100")
    #expect(Quantity.decimal(0.0456, places: 2) == "0.05")
    #expect(Quantity.decimal(-12.5, places: 0) == "-13")
    #expect(Quantity.milliseconds(0.0000125) == "0.0125")
  }

  @Test func mediansAndMinima() throws {
    var series = Series()
    #expect(series.timing == nil)
    series.repeat(until: 0, least: 4) {}
    let timing = try #require(series.timing)
    #expect(timing.repetitions == 4)
    #expect(timing.minimum <= timing.median)
  }

  @Test func negativeNumbersAreNoOptions() {
    let words = ["run", "k.py", "-0.5", "--threads", "2", "-.5", "-x", "--", "-3"]
    #expect(CommandLineWords.shielded(words) == ["run", "k.py", " -0.5", "--threads", "2", " -.5", "-x", "--", "-3"])
  }

  @Test func kernelsComeBeforeArguments() throws {
    let paths = try KernelPaths(["a.py", "float32[4]", "b.npy"])
    #expect(paths.kernels == ["a.py"])
    #expect(paths.arguments == ["float32[4]", "b.npy"])
    #expect(throws: CommandError.self) { try KernelPaths(["3", "a.py"]) }
    #expect(throws: CommandError.self) { try KernelPaths(["a.py", "b.py", "3"]) }
  }
}

import ArgumentParser
import Ravel
import RavelRuntime

struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Times kernels by the JIT and by the interpreter.",
    discussion: """
      A repetition is one whole evaluation with a fresh graph over the same inputs, compile time apart. An engine \
      repeats until half a second is spent, and at least three times; the interpreter at least once. Without ARG, each \
      parameter has the type of its annotation, or its default value; the named dimensions are powers of two whose \
      product is \(Self.points), as even as can be. Without KERNEL.py, the kernels of the folder kernels/ are timed.
      """)

  private static let exponent = 20
  private static let points = Quantity.count(1 << exponent)

  enum Engines: String, CaseIterable, ExpressibleByArgument {
    case jit, interpreter, both
  }

  @Argument(
    help: ArgumentHelp(
      "Files of NumPy functions, and at most for one of them the arguments.", valueName: "KERNEL.py"
    ))
  var words: [String] = []

  @Option(help: ArgumentHelp("The function to time, if not the file's last.", valueName: "name"))
  var function: String?

  @Option(help: "Who is timed.")
  var engine: Engines = .both

  @Flag(help: "Print one JSON object.")
  var json = false

  @OptionGroup var threads: ThreadOption

  func run() throws {
    threads.apply()
    // Compile times are those of compiling.
    Kernels.usesCache = false
    let paths = try KernelPaths(words)
    let engines = try engines()
    var results: [BenchResult] = []
    for path in try paths.orAll() {
      let kernel = try KernelFile(path, function: function)
      Output.progress("timing \(kernel.name)")
      defer { Output.progress("") }
      let sizes = DimensionSizes.points(exponent: Self.exponent, kernel.signature.dimensionNames)
      let arguments = try kernel.arguments(
        paths.arguments,
        otherwise: paths.arguments.isEmpty ? kernel.signature.arguments(sizes: sizes) : [])
      results.append(try BenchResult(kernel, arguments, engines))
    }
    if json {
      let members: [(String, JSON)] = [
        ("ravel", .string(RavelCommand.configuration.version)), ("cpu", .string(Machine.cpu)),
        ("threads", .integer(Threads.count)), ("results", .array(results.map(\.json)))
      ]
      print(JSON.object(members))
    } else {
      var table = BenchResult.table
      results.forEach { table.add($0.row) }
      table.lines.forEach { print($0) }
    }
  }

  /// The engines to time. Where both are meant and there is no LLVM, the interpreter is timed alone.
  private func engines() throws -> [Engine] {
    switch engine {
    case .jit: return [.jit]
    case .interpreter: return [.interpreter]
    case .both:
      if case .failure(let error) = Machine.llvm {
        Output.warning("\(error): only the interpreter is timed")
        return [.interpreter]
      }
      return [.jit, .interpreter]
    }
  }
}

/// The times of one kernel.
struct BenchResult {
  let kernel: String
  let arguments: [String]
  let report: Report
  private(set) var timings: [Engine: Timing] = [:]
  private(set) var compileSeconds: Double?
  /// nil unless two engines ran.
  private(set) var sameBits: Bool?

  init(_ kernel: KernelFile, _ arguments: [ArgumentValue], _ engines: [Engine]) throws {
    self.kernel = kernel.name
    self.arguments = arguments.map(\.description)
    var benchmarks = try engines.map { try Benchmark(kernel, arguments, on: $0) }
    if benchmarks.count == 2 {
      sameBits =
        try Outcome(benchmarks[0].results).difference(from: Outcome(benchmarks[1].results)) == nil
    }
    report = benchmarks[0].report
    compileSeconds = benchmarks.first { $0.engine == .jit }?.report.compileSeconds
    for index in benchmarks.indices {
      benchmarks[index].dropResults()
      try benchmarks[index].repeat()
      timings[benchmarks[index].engine] = benchmarks[index].timing
    }
  }

  var json: JSON {
    .object([
      ("kernel", .string(kernel)), ("arguments", .array(arguments.map { .string($0) })),
      ("kernels_launched", .integer(report.kernelsLaunched)),
      ("bytes_moved", .integer(report.bytesMoved)),
      ("flops", .integer(report.flops)),
      (
        "jit",
        timings[.jit]?.json(further: [("compile_seconds", .number(compileSeconds ?? 0))]) ?? .null
      ),
      ("interpreter", timings[.interpreter]?.json() ?? .null),
      ("same_bits", sameBits.map { .boolean($0) } ?? .null)
    ])
  }

  static var table: TextTable {
    TextTable([
      TextTable.Column("kernel", .left), TextTable.Column("arguments", .left),
      TextTable.Column("kernels"),
      TextTable.Column("JIT ms"), TextTable.Column("GB/s"), TextTable.Column("compile ms"),
      TextTable.Column("interpreter ms"),
      TextTable.Column("ratio"), TextTable.Column("same bits", .left)
    ])
  }

  var row: [String] {
    let (jit, interpreter) = (timings[.jit], timings[.interpreter])
    let fastest = (jit ?? interpreter)?.median
    return [
      kernel, arguments.joined(separator: " "), String(report.kernelsLaunched),
      jit.map { Quantity.milliseconds($0.median) } ?? "",
      fastest.map { Quantity.decimal(Double(report.bytesMoved) / $0 / 1e9, places: 1) } ?? "",
      compileSeconds.map { Quantity.decimal($0 * 1000, places: 1) } ?? "",
      interpreter.map { Quantity.milliseconds($0.median) } ?? "", Quantity.ratio(interpreter?.median, jit?.median),
      sameBits.map { $0 ? "yes" : "NO" } ?? ""
    ]
  }
}

extension Timing {
  func json(further: [(String, JSON)] = []) -> JSON {
    let members: [(String, JSON)] = [
      ("median_seconds", .number(median)), ("minimum_seconds", .number(minimum)),
      ("repetitions", .integer(repetitions))
    ]
    return .object(members + further)
  }
}

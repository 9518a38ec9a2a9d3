import Ravel
import RavelRuntime

/// The times of one kernel.
struct BenchResult {
  let kernel: String
  let arguments: [String]
  /// Dtype and shape of each result.
  let results: [String]
  let report: Report
  private var benchmarks: [Benchmark]
  private(set) var timings: [Engine: Timing] = [:]
  private(set) var compileSeconds: Double?
  /// nil unless two engines ran.
  private(set) var sameBits: Bool?

  /// Calls once by each engine, and compares.
  /// - Parameter outputs: files for the results.
  init(
    _ kernel: KernelFile, _ arguments: [ArgumentValue], _ engines: [Engine], outputs: [String] = []
  ) throws {
    self.kernel = kernel.name
    self.arguments = arguments.map(\.description)
    benchmarks = try engines.map { try Benchmark(kernel, arguments, on: $0) }
    if benchmarks.count == 2 {
      sameBits =
        try Outcome(benchmarks[0].results).difference(from: Outcome(benchmarks[1].results)) == nil
    }
    report = benchmarks[0].report
    results = benchmarks[0].results.map { array in
      let extents = array.shape.map(String.init).joined(separator: ",")
      return array.shape.isEmpty ? "\(array.dtype)" : "\(array.dtype)[\(extents)]"
    }
    compileSeconds = benchmarks.first { $0.engine == .jit }?.report.compileSeconds
    try kernel.write(benchmarks[0].results, to: outputs)
    for index in benchmarks.indices { benchmarks[index].dropResults() }
  }

  /// Has each engine repeat the call for so many seconds, and keeps the times in place of earlier ones.
  mutating func time(_ seconds: Double) throws {
    for index in benchmarks.indices {
      if timings[benchmarks[index].engine] != nil { try benchmarks[index].restart() }
      try benchmarks[index].repeat(until: seconds)
      timings[benchmarks[index].engine] = benchmarks[index].timing
    }
  }

  /// Lets go of the inputs.
  mutating func release() { benchmarks = [] }

  var json: JSON {
    .object([
      ("kernel", .string(kernel)), ("arguments", .array(arguments.map { .string($0) })),
      ("results", .array(results.map { .string($0) })),
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

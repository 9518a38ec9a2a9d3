import RavelCodegen
import RavelRuntime

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the process did: a table of its kernels, and all in a line.
enum ProfileText {
  /// A row for each kernel, the most time first, and one for all; empty where nothing ran.
  /// - Parameter limit: bytes per second that the memory can do, if that is known.
  static func table(_ entries: [Profile.Entry], limit: Double?) -> [String] {
    if entries.isEmpty { return [] }
    var table = TextTable([
      TextTable.Column("kernel", .left), TextTable.Column("launches"), TextTable.Column("ms"), TextTable.Column("MB"),
      TextTable.Column("GB/s"), TextTable.Column("of limit"), TextTable.Column("operations"),
      TextTable.Column("GFLOP/s"), TextTable.Column("what", .left)
    ])
    func row(_ name: String, _ launches: Int, _ seconds: Double, _ bytes: Int, _ flops: Int, _ what: String) {
      let (rate, flopRate) = (Double(bytes) / seconds, Double(flops) / seconds)
      table.add([
        name, Quantity.count(launches), Quantity.milliseconds(seconds),
        Quantity.decimal(Double(bytes) / 1e6, places: 1), Quantity.decimal(rate / 1e9, places: 2),
        limit.map { Quantity.decimal(100 * rate / $0, places: 0) + " %" } ?? "", Quantity.count(flops),
        Quantity.decimal(flopRate / 1e9, places: 2), what
      ])
    }
    for entry in entries {
      row(entry.name, entry.launches, entry.seconds, entry.bytesMoved, entry.flops, entry.summary)
    }
    if entries.count > 1 {
      row(
        "all", entries.reduce(0) { $0 + $1.launches }, entries.reduce(0) { $0 + $1.seconds },
        entries.reduce(0) { $0 + $1.bytesMoved }, entries.reduce(0) { $0 + $1.flops }, "")
    }
    return table.lines + [
      limit.map { "limit: \(Quantity.decimal($0 / 1e9, places: 1)) GB/s, threads: \(Threads.count)" }
        ?? "limit: not known; --limits measures it, as does 'ravel doctor --limits'"
    ]
  }

  static var current: String {
    let report = Counters.current
    var parts = ["\(report.launches) \(report.launches == 1 ? "kernel" : "kernels") run"]
    parts.append("\(report.kernelsCompiled) compiled" + time(report.compileSeconds))
    if report.kernelsPostponed > 0 {
      parts.append("\(report.kernelsPostponed) interpreted until they were compiled in the background")
    }
    let mapped = report.mapSeconds == 0 ? "" : " (mapped and linked\(time(report.mapSeconds)))"
    parts.append("\(report.kernelsLoaded) loaded from the cache" + time(report.loadSeconds) + mapped)
    let wasLookedFor = CodegenTarget.hasLookedForLibrary
    parts.append(
      "LLVM was \(!wasLookedFor ? "not opened" : (try? CodegenTarget.library()) == nil ? "not found" : "opened")")
    parts.append("\(Quantity.bytes(report.bytesMoved)) moved")
    parts.append("\(Quantity.milliseconds(processorSeconds)) ms of processor time in all")
    return parts.joined(separator: ", ")
  }

  private static func time(_ seconds: Double) -> String {
    seconds == 0 ? "" : " in \(Quantity.milliseconds(seconds)) ms"
  }

  private static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

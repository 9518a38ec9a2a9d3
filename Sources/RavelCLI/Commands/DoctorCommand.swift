import ArgumentParser
import RavelCodegen
import RavelRuntime

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Says what was found: LLVM, the processor, threads, a BLAS library, the kernel cache, NumPy.",
    discussion: """
      --limits measures how many bytes per second the memory and the caches can do: reading, writing and both, by one \
      thread and by all, with stores of the ordinary kind and with such as go around the caches. What a program reads and \
      writes is counted, not what a cache fetches in order to be written into. The result is kept beside the compiled \
      kernels; 'ravel run --profile' says what share of it a kernel reaches.
      """)

  @Flag(help: "Measure what the memory can do, too.")
  var limits = false

  @Option(help: ArgumentHelp("How long that takes.", valueName: "s"))
  var seconds = 5.0

  @Flag(help: "Print one JSON object.")
  var json = false

  @OptionGroup var threads: ThreadOption

  mutating func validate() throws {
    guard Series.budgets.contains(seconds) else { throw ValidationError("--seconds takes a number from 0 to 60") }
  }

  func run() throws {
    threads.apply()
    let findings = Findings()
    var measured: MemoryLimits?
    if limits {
      Output.progress("measuring the memory")
      defer { Output.progress("") }
      measured = try MemoryLimits(seconds: seconds)
      measured?.keep()
    }
    if json {
      print(JSON.object(findings.members + (measured?.members ?? [])))
    } else {
      findings.lines.forEach { print($0) }
      measured?.lines.forEach { print($0) }
    }
  }
}

/// What this machine has for Ravel.
private struct Findings {
  private let library = try? CodegenTarget.library()
  private let python = NumPy.interpreters(in: "").lazy.compactMap { name in
    NumPy.version(of: name).map { (name: name, version: $0) }
  }.first

  var lines: [String] {
    var table = TextTable([TextTable.Column("", .left), TextTable.Column("", .left)])
    switch Machine.llvm {
    case .success(let target):
      table.add(["LLVM", library.map { "\($0.version), \($0.path)" } ?? ""])
      table.add(["processor", "\(target.cpu), vectors of \(target.vectorBytes * 8) bits"])
    case .failure(let error):
      table.add(["LLVM", "none: \(error)"])
      table.add(["", "kernels are run by the interpreter"])
      table.add(["processor", Machine.cpu])
    }
    table.add(["threads", String(Threads.count)])
    table.add(["BLAS", BLAS.shared.map(\.name) ?? "none: matrix products are a kernel of Ravel's own"])
    table.add(["kernel cache", CacheCommand.place])
    table.add([
      "Python",
      python.map { "\($0.name), NumPy \($0.version)" } ?? "none with NumPy: 'ravel table' compares without it"
    ])
    return Array(table.lines.dropFirst())
  }

  /// null for what is not there.
  var members: [(String, JSON)] {
    let target = try? Machine.llvm.get()
    return [
      ("ravel", .string(RavelCommand.configuration.version)),
      ("llvm", target == nil ? .null : library.map { .string($0.version) } ?? .null),
      ("cpu", .string(Machine.cpu)),
      ("vector_bits", target.map { .integer($0.vectorBytes * 8) } ?? .null),
      ("threads", .integer(Threads.count)),
      ("blas", BLAS.shared.map { .string($0.name) } ?? .null),
      ("cache", ((try? Kernels.cache()) ?? nil).map { .string($0.path) } ?? .null),
      ("numpy", python.map { .string($0.version) } ?? .null)
    ]
  }
}

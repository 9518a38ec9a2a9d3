import ArgumentParser
import Ravel
import RavelRuntime

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Calls a kernel, and prints its results as NumPy does or writes them to files.",
    discussion: """
      Results are the returned value, or each member of a returned tuple or list; then every array parameter that the \
      function assigned into. Input files are never written. Parameters that no ARG is given for take their default \
      values.
      """)

  @OptionGroup var call: CallOptions

  @Option(help: "Who runs the kernels; automatic takes the interpreter where there is no LLVM.")
  var engine: EngineChoice = .automatic

  @Option(
    help: ArgumentHelp(
      "A file for the next result; the first --output takes the first.", valueName: "OUT.npy"))
  var output: [String] = []

  @Flag(help: "Say on standard error what was compiled, loaded and run: a table of the kernels, and a line.")
  var profile = false

  @Flag(help: "With --profile: measure what the memory can do, for the column 'of limit'; see 'ravel doctor --help'.")
  var limits = false

  @OptionGroup var threads: ThreadOption

  mutating func validate() throws {
    if limits && !profile { throw ValidationError("--limits goes with --profile") }
  }

  func run() throws {
    threads.apply()
    if profile { Profile.begin() }
    defer { if profile { tellProfile() } }
    let kernel = try KernelFile(call.kernel, function: call.function)
    let arguments = try kernel.arguments(call.arguments)
    try kernel.check(outputs: output, arguments)
    let results = try withEngine(engine.engine) {
      let results = try kernel.call(arguments)
      try evaluate(results)
      return results
    }
    try kernel.write(results, to: output)
    if output.isEmpty { for result in results { print(result) } }
  }

  private func tellProfile() {
    let summary = ProfileText.current
    Profile.end()
    let measured = limits ? try? MemoryLimits() : nil
    measured?.keep()
    let limit = measured?.bytesPerSecond(threads: Threads.count) ?? MemoryLimits.kept(threads: Threads.count)
    for line in ProfileText.table(Profile.entries, limit: limit) { Output.standardError(line) }
    Output.standardError("ravel: \(summary)")
  }
}

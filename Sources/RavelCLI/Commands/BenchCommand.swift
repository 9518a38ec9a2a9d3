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

      With --serve, each line of standard input is a request, {"kernel": PATH, "function": NAME, "arguments": [ARG, ...], \
      "seconds": S, "outputs": [OUT.npy, ...]}, and is answered by one line on standard output, until the input ends. All \
      but "kernel" may be left out. An answer is an object as the results of --json are, or {"error": TEXT}. What was \
      prepared for the latest request is kept for the next one, if that is for the same call; {} lets go of it.
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

  @Option(help: ArgumentHelp("How long an engine repeats a call.", valueName: "s"))
  var seconds = Series.budget

  @Flag(help: "Print one JSON object.")
  var json = false

  @Flag(help: "Answer requests, one JSON object a line.")
  var serve = false

  @OptionGroup var threads: ThreadOption

  mutating func validate() throws {
    guard Series.budgets.contains(seconds) else { throw ValidationError("--seconds takes a number from 0 to 60") }
    if serve && !(words.isEmpty && function == nil) {
      throw ValidationError("with --serve, kernels are named by the requests")
    }
  }

  func run() throws {
    threads.apply()
    // Compile times are those of compiling.
    Kernels.usesCache = false
    if serve {
      var server = BenchServer(engines: try engines(), seconds: seconds)
      return try server.run()
    }
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
      var result = try BenchResult(kernel, arguments, engines)
      try result.time(seconds)
      result.release()
      results.append(result)
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

import ArgumentParser
import Ravel
import RavelIR
import RavelRuntime

/// A kernel file, which of its functions, and its arguments.
struct CallOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("A file of NumPy functions.", valueName: "KERNEL.py"))
  var kernel: String

  @Option(help: ArgumentHelp("The function to call, if not the file's last.", valueName: "name"))
  var function: String?

  @Argument(help: ArgumentHelp("One a parameter, in order; see 'ravel --help'.", valueName: "ARG"))
  var arguments: [String] = []

  /// The function, its arguments and the graph of its results, for when only types matter: no data is made.
  func typed() throws -> (kernel: KernelFile, arguments: [ArgumentValue], graph: Graph) {
    let kernel = try KernelFile(kernel, function: function)
    let signature = kernel.signature
    let types = signature.arguments(sizes: DimensionSizes.halving(signature.dimensionNames))
    let arguments = try kernel.arguments(arguments, otherwise: types, filled: false)
    return (kernel, arguments, Graph(try kernel.call(arguments).map(\.expression)))
  }
}

/// How many threads may work on an evaluation.
struct ThreadOption: ParsableArguments {
  @Option(help: "How many threads may work on an evaluation; all of the machine's if not said.")
  var threads: Int?

  mutating func validate() throws {
    if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads takes a number from 1 to 1024") }
  }

  /// From here on, evaluations use so many.
  func apply() {
    if let threads { Threads.count = threads }
  }
}

/// The engines that a user may choose for a run.
enum EngineChoice: String, CaseIterable, ExpressibleByArgument {
  case jit, interpreter, automatic

  var engine: Engine {
    switch self {
    case .jit: .jit
    case .interpreter: .interpreter
    case .automatic: .automatic
    }
  }
}

/// Options that take several names, with commas or without, up to the next option: names of kernels that follow such a
/// list are found at its end.
enum ListOption {
  static func kernels(in words: [String]) -> [String] { words.filter { $0.hasSuffix(".py") } }

  /// nil if none is named; all for the name 'all'.
  static func dtypes(_ words: [String]) throws(CommandError) -> [DType]? {
    try selected(words, of: DType.allCases, "dtype") { DType(name: $0) }
  }

  /// nil if none is named; all for the name 'all'.
  static func layouts(_ words: [String]) throws(CommandError) -> [CheckLayout]? {
    try selected(words, of: CheckLayout.allCases, "layout") { CheckLayout(rawValue: $0.lowercased()) }
  }

  /// nil if none is named; all for the name 'all'.
  static func selected<Value>(
    _ words: [String], of all: [Value], _ what: String, named: (String) -> Value?
  ) throws(CommandError) -> [Value]? {
    var values: [Value] = []
    for name in words.filter({ !$0.hasSuffix(".py") }).flatMap({ $0.split(separator: ",") }) {
      if name == "all" { return all }
      guard let value = named(String(name)) else { throw .usage("'\(name)' is not a \(what) that is known here") }
      values.append(value)
    }
    return values.isEmpty ? nil : values
  }
}

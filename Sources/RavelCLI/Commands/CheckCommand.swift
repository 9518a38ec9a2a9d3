import ArgumentParser
import Ravel
import RavelRuntime

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract:
      "Runs kernels by the JIT, the interpreter and the reference, and compares their results bit for bit.",
    discussion: """
      Each kernel is called with every dtype that it admits in place of its own, in each layout: contiguous, Fortran, \
      strided, reversed, broadcast, a mixture of these, 0-d, empty, and in two larger shapes. The others are small and \
      no multiple of a vector, with NaN, infinities and extremes among the made-up data. With ARG, only that one call \
      is checked. Without KERNEL.py, the kernels of the folder kernels/ are.

      A cell counts the dtypes in which all engines agree; '-' stands where the kernel refuses the layout. The exit \
      status is 1 if any two engines differ.
      """)

  @Argument(
    help: ArgumentHelp(
      "Files of NumPy functions, and at most for one of them the arguments.", valueName: "KERNEL.py"
    ))
  var words: [String] = []

  @Option(help: ArgumentHelp("The function to check, if not the file's last.", valueName: "name"))
  var function: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Only these, such as float32,uint8.", valueName: "dtype"))
  var dtypes: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Only these: \(CheckLayout.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "layout"))
  var layouts: [String] = []

  func run() throws {
    // Lists end at the next option, so that kernels after a list are found at its end.
    let kernelsAfterLists = ListOption.kernels(in: dtypes + layouts)
    // What is checked is the compiler, not code that an earlier one left on disk.
    Kernels.usesCache = false
    let paths = try KernelPaths(kernelsAfterLists + words)
    let dtypes = try ListOption.dtypes(dtypes) ?? DType.allCases
    let layouts = try ListOption.layouts(layouts) ?? CheckLayout.allCases
    let llvm = Machine.llvm
    if case .failure(let error) = llvm {
      Output.warning(
        "\(error): the JIT is skipped, and only interpreter and reference are compared")
    }
    let jit = (try? llvm.get()) != nil
    var report = CheckReport(layouts: layouts)
    for path in try paths.orAll() {
      Output.progress("checking \(path)")
      let kernel = try KernelFile(path, function: function)
      var check = KernelCheck(kernel, jit: jit)
      if paths.arguments.isEmpty {
        try check.run(dtypes: dtypes, layouts: layouts)
      } else {
        try check.run(kernel.arguments(paths.arguments))
      }
      Output.progress("")
      report.add(check)
      _ = Output.flush()
    }
    try report.end()
  }
}

/// What was checked, a line a kernel as soon as it is known.
struct CheckReport {
  private let layouts: [CheckLayout]
  private let table: TextTable
  private var isEmpty = true
  private var cases = 0
  private var differences = 0

  init(layouts: [CheckLayout]) {
    self.layouts = layouts
    table = TextTable(
      [TextTable.Column("kernel", .left, width: 18)] + layouts.map { TextTable.Column($0.rawValue) }
        + [
          TextTable.Column("dtypes", .left)
        ])
  }

  mutating func add(_ check: KernelCheck) {
    if isEmpty { print(table.heading) }
    isEmpty = false
    let cells = layouts.map { layout in
      check.counts[layout].map {
        $0.differing == 0 ? "\($0.agreeing)" : "\($0.agreeing)!\($0.differing)"
      } ?? "-"
    }
    print(table.line([check.kernel.name] + cells + [Self.list(check.admitted)]))
    for difference in check.differences {
      let what =
        "\(check.kernel.name) \(difference.dtype.map { "\($0) " } ?? "")\(difference.layout)"
      print(Output.coloured("DIFFERENT", .red, on: .output) + " \(what): \(difference.text)")
    }
    cases += check.cases
    differences += check.differences.count
  }

  /// - Throws: `CommandError` if there were differences.
  func end() throws(CommandError) {
    if differences > 0 {
      throw CommandError("\(differences) of \(cases) calls differ between engines")
    }
    print("\(cases) calls: all engines agree bit for bit")
  }

  /// All but a few, or the few.
  private static func list(_ dtypes: Set<DType>) -> String {
    let missing = DType.allCases.filter { !dtypes.contains($0) }
    if missing.isEmpty { return "all" }
    let present = DType.allCases.filter(dtypes.contains)
    return missing.count <= 4
      ? "all but " + missing.map(\.name).joined(separator: ", ")
      : present.map(\.name).joined(separator: ", ")
  }
}

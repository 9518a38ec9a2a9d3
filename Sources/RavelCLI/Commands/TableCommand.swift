import ArgumentParser
import Ravel
import RavelRuntime

struct TableCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "table",
    abstract:
      "Prints the times of kernels beside the interpreter's and NumPy's: what 'make run' shows.",
    discussion: """
      Each kernel is timed in its own dtype, and in float32, float64, int32 and uint8 where they suit it, over 32K and \
      16M points. What would take too long is left out. NumPy's columns are filled where there are \
      scripts/time_numpy.py and a Python with NumPy: RAVEL_PYTHON, .venv/bin/python3, or python3.
      """)

  @Argument(
    help: ArgumentHelp(
      "Files of NumPy functions; without any, those of kernels/.", valueName: "KERNEL.py"))
  var words: [String] = []

  @Option(help: ArgumentHelp("How long an engine repeats a call.", valueName: "s"))
  var seconds = 0.3

  @OptionGroup var threads: ThreadOption

  mutating func validate() throws {
    guard Series.budgets.contains(seconds) else {
      throw ValidationError("--seconds takes a number from 0 to 60")
    }
  }

  func run() throws {
    threads.apply()
    // Compile times are those of compiling.
    Kernels.usesCache = false
    let paths = try KernelPaths(words)
    if let argument = paths.arguments.first {
      throw CommandError.usage("'\(argument)' is not a kernel file: its name must end in .py")
    }
    let kernels = try paths.orAll()
    var engines: [Engine] = [.jit, .interpreter]
    if case .failure(let error) = Machine.llvm {
      Output.warning("\(error): there are no times of the JIT")
      engines = [.interpreter]
    }
    let numpy = NumPy(
      near: kernels[0].split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
        separator: "/"))
    print(
      "\(Machine.cpu), \(Threads.count) threads, \(numpy.map { "NumPy \($0.version)" } ?? "no NumPy")\n"
    )
    var report = TableReport()
    for path in kernels {
      let kernel = try KernelFile(path)
      for dtype in try TableRow.dtypes(of: kernel) {
        var small: TableRow?
        for exponent in TableRow.exponents {
          Output.progress(
            "timing \(kernel.name) \(dtype.map(\.name) ?? "") of \(TableRow.size(exponent))")
          let row = try TableRow(
            kernel, dtype, exponent: exponent, after: small, engines: engines, numpy: numpy,
            seconds: seconds)
          Output.progress("")
          report.add(row)
          _ = Output.flush()
          small = small ?? row
        }
      }
    }
    report.end()
  }
}

/// The rows printed so far, and what is to be said of all of them.
struct TableReport {
  private let table = TextTable([
    TextTable.Column("kernel", .left, width: 16), TextTable.Column("dtype", .left, width: 9),
    TextTable.Column("size"),
    TextTable.Column("JIT ms", width: 8), TextTable.Column("interpreter ms"),
    TextTable.Column("interpreter/JIT"),
    TextTable.Column("NumPy ms", width: 8), TextTable.Column("NumPy/JIT")
  ])
  private var rows: [TableRow] = []

  mutating func add(_ row: TableRow) {
    if rows.isEmpty { print(table.heading) }
    rows.append(row)
    print(
      table.line([
        row.kernel, row.dtype?.name ?? "", TableRow.size(row.exponent), Self.text(row.jit),
        Self.text(row.interpreter),
        Quantity.ratio(row.interpreter?.minimum, row.jit?.minimum), Self.text(row.numpy),
        Quantity.ratio(row.numpy?.minimum, row.jit?.minimum)
      ]))
  }

  private static func text(_ timing: Timing?) -> String {
    timing.map { Quantity.milliseconds($0.minimum) } ?? ""
  }

  func end() {
    let compared = rows.filter { $0.jit != nil && $0.numpy != nil }
    if compared.isEmpty { return }
    let slower = compared.filter { $0.jit!.minimum > $0.numpy!.minimum }
    let names = slower.map { "\($0.kernel) \($0.dtype?.name ?? "") \(TableRow.size($0.exponent))" }
    let count = "\(compared.count - slower.count) of \(compared.count) rows"
    print("\nThe JIT is at least as fast as NumPy in \(count)\(slower.isEmpty ? "." : "; not in:")")
    for name in names { print("  \(name)") }
  }
}

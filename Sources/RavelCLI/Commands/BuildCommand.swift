import ArgumentParser
import Ravel
import RavelCodegen
import RavelIR
import RavelRuntime

struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Compiles kernels into a folder that ships with a program: where it runs, no LLVM is needed.",
    discussion: """
      Of each file, the functions are built whose parameters all have types in their annotations, or default values: for \
      their own dtypes and plain arrays if not said otherwise, for many sizes, and with 0-d arrays as well as literals for \
      scalars. A kernel serves all sizes with the same pattern of strides; for those of which there are others for other \
      sizes, this is said. With ARG, what that one call needs is built. Without KERNEL.py, the kernels of the folder \
      kernels/ are.

      A program takes kernels from the folders in RAVEL_KERNELS (with colons between them), or by \
      Kernels.useCompiled(at:), before it compiles any. They must belong to the user or the administrator, and nobody \
      else may write to them. What is in DIR already stays there.
      """)

  @Argument(
    help: ArgumentHelp(
      "Files of NumPy functions, and at most for one of them the arguments.", valueName: "KERNEL.py"))
  var words: [String] = []

  @Option(help: ArgumentHelp("The folder, made if it is missing.", valueName: "DIR"))
  var output: String

  @Option(
    help: ArgumentHelp(
      """
      What to compile for, if not all of this machine's architecture: \
      \(ProcessorLevel.allCases.map(\.rawValue).joined(separator: ", ")). Each machine takes the best that it runs.
      """,
      valueName: "list"))
  var cpu: String?

  @Option(help: ArgumentHelp("The function to build, if not all that can be.", valueName: "name"))
  var function: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Instead of the functions' own: such as float32,uint8, or all.", valueName: "dtype"))
  var dtypes: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Instead of contiguous: \(CheckLayout.allCases.map(\.rawValue).joined(separator: ", ")), or all.",
      valueName: "layout"))
  var layouts: [String] = []

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    let paths = try KernelPaths(ListOption.kernels(in: dtypes + layouts) + words)
    let dtypes = try ListOption.dtypes(dtypes)
    let layouts = try ListOption.layouts(layouts) ?? [.contiguous]
    let levels = try levels()
    var functions: [BuiltFunction] = []
    for path in try paths.orAll() {
      for kernel in try self.functions(of: path) {
        var built = BuiltFunction(kernel)
        if paths.arguments.isEmpty {
          try built.gather(dtypes: dtypes, layouts: layouts)
        } else {
          try built.gather(kernel.arguments(paths.arguments, filled: false))
        }
        functions.append(built)
      }
    }
    var kernels: [Kernel] = []
    var known: Set<Kernel> = []
    for kernel in functions.flatMap(\.kernels) where known.insert(kernel).inserted { kernels.append(kernel) }
    Output.progress("compiling \(kernels.count) kernels for \(levels.map(\.rawValue).joined(separator: ", "))")
    let build = try Kernels.build(kernels, for: levels, into: output)
    Output.progress("")
    tell(functions, levels, build)
  }

  private func levels() throws -> [ProcessorLevel] {
    let own = ProcessorLevel.allCases.filter { $0.architecture == .host }
    let levels = try ListOption.selected(cpu.map { [$0] } ?? [], of: ProcessorLevel.allCases, "processor level") {
      ProcessorLevel(rawValue: $0)
    }
    guard let levels = levels ?? (own.isEmpty ? nil : own) else { throw CommandError.usage("--cpu must say what for") }
    return levels
  }

  /// The function that is named, or all that can be called by their annotations; the last must be one.
  private func functions(of path: String) throws -> [KernelFile] {
    let last = try KernelFile(path, function: function)
    if function != nil { return [last] }
    let others = last.program.functions.filter { function in
      function.name != last.name && function.parameters.allSatisfy { $0.type != nil || !$0.isRequired }
    }
    return try others.map { try KernelFile(path, function: $0.name) } + [last]
  }

  private func tell(_ functions: [BuiltFunction], _ levels: [ProcessorLevel], _ build: Kernels.Build) {
    if json {
      let members: [(String, JSON)] = [
        ("folder", .string(output)), ("cpus", .array(levels.map { .string($0.rawValue) })),
        ("objects", .integer(build.objects)), ("bytes", .integer(build.byteCount)),
        ("functions", .array(functions.map(\.json)))
      ]
      print(JSON.object(members))
      return
    }
    var table = TextTable([
      TextTable.Column("function", .left), TextTable.Column("kernels"), TextTable.Column("dtypes", .left),
      TextTable.Column("", .left)
    ])
    for function in functions { table.add(function.row) }
    for line in table.lines { print(line) }
    let count = build.objects == 1 ? "1 object" : "\(Quantity.count(build.objects)) objects"
    let names = levels.map(\.rawValue).joined(separator: ", ")
    print("\(count) for \(names), \(Quantity.bytes(build.byteCount)) of code, in \(output)")
  }
}

/// The kernels that a function's calls need.
struct BuiltFunction {
  private let file: KernelFile
  /// Each once.
  private(set) var kernels: [Kernel] = []
  private var dtypes: [DType] = []
  /// Whether there are different kernels for different sizes, apart from sizes of 1.
  private var dependsOnSizes = false

  init(_ file: KernelFile) { self.file = file }

  /// Those of one call.
  mutating func gather(_ arguments: [ArgumentValue]) throws { add(try needed(arguments)) }

  /// Those of calls by the annotations.
  /// - Parameter dtypes: those to take in place of the function's own; nil for its own.
  /// - Throws: what the first call throws: by the function's own types, if they are among those asked for.
  mutating func gather(dtypes: [DType]?, layouts: [CheckLayout]) throws {
    let own = file.signature.mainDType
    var isFirst = true
    for dtype in dtypes.map({ $0.map(Optional.some) }) ?? [own] {
      for layout in layouts {
        for takesLiterals in [false, true] {
          var general: Set<[Kernel]> = []
          for (sizes, isGeneral) in sizes(of: layout) {
            do {
              let found = try needed(arguments(layout, dtype, sizes, takesLiterals: takesLiterals))
              add(found)
              if isGeneral { general.insert(found) }
              if let dtype, !self.dtypes.contains(dtype) { self.dtypes.append(dtype) }
            } catch {
              // What a function refuses needs no kernel; that it takes what it says is for its author to know.
              if isFirst && (dtypes == nil || dtype == own) { throw error }
            }
            isFirst = false
          }
          if general.count > 1 { dependsOnSizes = true }
        }
      }
    }
  }

  /// Longer than anything that NumPy reads through a buffer at a time.
  private static let longSize = 20_011

  /// Sizes with which kernels may differ, and whether they are of the general kind: loops over a single index are left
  /// out of a kernel, and long reductions are divided.
  private func sizes(of layout: CheckLayout) -> [(sizes: [String: Int], isGeneral: Bool)] {
    let names = file.signature.dimensionNames
    if layout == .scalar || layout == .empty { return [(layout.sizes(names), true)] }
    var all = [DimensionSizes.halving(names), DimensionSizes.points(exponent: 22, names)].map { ($0, true) }
    all += [layout, .contiguous, .large, .tall].map { ($0.sizes(names), true) }
    for name in names {
      let small = CheckLayout.contiguous.sizes(names)
      all.append((small.merging([name: Self.longSize]) { $1 }, true))
      all.append((small.merging([name: 1]) { $1 }, false))
    }
    return all
  }

  private func arguments(
    _ layout: CheckLayout, _ dtype: DType?, _ sizes: [String: Int], takesLiterals: Bool
  ) throws -> [ArgumentValue] {
    var number = 0
    let types = file.signature.arguments(sizes: sizes, dtype: dtype).map { type in
      type.map { type in
        defer { number += 1 }
        return layout.lay(type, number: number)
      }
    }
    let arguments = try file.arguments([], otherwise: types, filled: false)
    if !takesLiterals { return arguments }
    return try arguments.enumerated().map { position, argument in
      guard position < types.count, let type = types[position], type.shape.isEmpty else { return argument }
      return try ArgumentValue(parsing: Self.literal(type.dtype), position: position, filled: false)
    }
  }

  /// What somebody may write for a scalar of that kind.
  private static func literal(_ dtype: DType) -> String {
    switch dtype.kind {
    case .bool: "True"
    case .unsigned, .signed: "3"
    case .float: "0.8125"
    case .complex: "0.8125j"
    }
  }

  private func needed(_ arguments: [ArgumentValue]) throws -> [Kernel] {
    try Kernels.needed(by: Graph(try file.call(arguments).map(\.expression)))
  }

  private mutating func add(_ found: [Kernel]) {
    for kernel in found where !kernels.contains(kernel) { kernels.append(kernel) }
  }

  private static let sizesText = "other sizes may need other kernels: some were tried, ARG names more"

  var row: [String] {
    [
      file.name, Quantity.count(kernels.count),
      dtypes.count == DType.allCases.count ? "all" : dtypes.map(\.name).joined(separator: ", "),
      dependsOnSizes ? Self.sizesText : ""
    ]
  }

  var json: JSON {
    .object([
      ("file", .string(file.path)), ("function", .string(file.name)), ("kernels", .integer(kernels.count)),
      ("dtypes", .array(dtypes.map { .string($0.name) })), ("depends_on_sizes", .boolean(dependsOnSizes))
    ])
  }
}

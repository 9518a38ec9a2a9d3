import ArgumentParser
import RavelCodegen
import RavelIR
import RavelSchedule

struct DumpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dump",
    abstract: "Shows a kernel at a stage of its compilation.",
    discussion: """
      Without ARG, each parameter has the type of its annotation, or its default value. Dimension names in annotations \
      stand for 1024, 512, 256 and so on, in order of appearance. A kernel serves all shapes with the same pattern of \
      strides.
      """)

  enum StageName: String, CaseIterable, ExpressibleByArgument {
    case graph, kernel, llvm, optimized, assembly
  }

  @OptionGroup var call: CallOptions

  @Option(
    help: "What to show; llvm is the code as it is emitted, optimized as it is after LLVM's passes."
  )
  var stage: StageName = .llvm

  @Option(
    help: ArgumentHelp(
      "The processor to compile for, such as x86-64-v3, if not this one.", valueName: "name"))
  var cpu: String?

  func run() throws {
    let (kernel, _, graph) = try call.typed()
    if stage == .graph {
      try graph.verify()
      print(graph, terminator: "")
      return
    }
    let steps = try lower(graph).steps
    let show = try text(for: stage)
    let comment = stage == .llvm || stage == .optimized ? ";" : "#"
    if steps.isEmpty { print("\(comment) \(kernel.name): nothing is computed") }
    for (index, step) in steps.enumerated() {
      if steps.count > 1 {
        print(
          "\(index == 0 ? "" : "\n")\(comment) \(kernel.name): step \(index + 1) of \(steps.count)")
      }
      switch step {
      case .matmul(let a, let b, let target):
        print("\(comment) a library's matrix product: \(target) = \(a) @ \(b)")
      case .launch(let launch): print(try show(launch.kernel), terminator: "")
      }
    }
  }

  /// How that stage of a kernel is written down.
  private func text(for stage: StageName) throws -> (Kernel) throws -> String {
    if stage == .kernel { return { $0.description } }
    let compiler = Compiler(
      try cpu.map { name throws(CodegenError) in try CodegenTarget(cpu: name) }
        ?? CodegenTarget.host())
    return stage == .assembly ? { try compiler.assembly($0) } : { try compiler.llvmIR($0) }
  }
}

import ArgumentParser

/// The `ravel` command: what its name, and nothing else, stands for.
struct RavelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ravel",
    abstract: "Runs, shows, checks and times array functions written in NumPy's syntax.",
    discussion: """
      An ARG stands for a parameter's value:
        PATH.npy, PATH.npz:KEY       the array in a file
        3, -0.5, 1j, True, (1, 2)    a Python literal
        float32[1024,512]            made-up data of that dtype and shape, the same every time
        float32[1024,512]@1,1024     the same with strides, in elements; 0 broadcasts, negative reverses
      """,
    version: "0.1.0",
    subcommands: [
      RunCommand.self, DumpCommand.self, CheckCommand.self, BenchCommand.self, ExplainCommand.self, TableCommand.self,
      BuildCommand.self, CacheCommand.self, OpsCommand.self, DoctorCommand.self
    ])

  static var _errorPrefix: String { ErrorReport.label }
}

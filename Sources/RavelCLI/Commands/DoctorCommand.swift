import ArgumentParser
import RavelCodegen
import RavelRuntime

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Says what was found: LLVM, the processor, threads, a BLAS library, the kernel cache, NumPy.")

  func run() throws {
    var table = TextTable([TextTable.Column("", .left), TextTable.Column("", .left)])
    switch Machine.llvm {
    case .success(let target):
      let library = try CodegenTarget.library()
      table.add(["LLVM", "\(library.version), \(library.path)"])
      table.add(["processor", "\(target.cpu), vectors of \(target.vectorBytes * 8) bits"])
    case .failure(let error):
      table.add(["LLVM", "none: \(error)"])
      table.add(["", "kernels are run by the interpreter"])
      table.add(["processor", Machine.cpu])
    }
    table.add(["threads", String(Threads.count)])
    table.add([
      "BLAS", BLAS.shared.map(\.name) ?? "none: matrix products are a kernel of Ravel's own"
    ])
    table.add(["kernel cache", CacheCommand.place])
    let python = NumPy.interpreters(in: "").lazy.compactMap { name in
      NumPy.version(of: name).map { "\(name), NumPy \($0)" }
    }.first
    table.add(["Python", python ?? "none with NumPy: 'ravel table' compares without it"])
    for line in table.lines.dropFirst() { print(line) }
  }
}

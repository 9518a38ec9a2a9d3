import ArgumentParser
import RavelCore
import RavelLanguage

struct OpsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ops",
    abstract: "Lists the NumPy functions that kernels may call, with their keywords and dtypes.")

  @Flag(help: "Print one JSON array.")
  var json = false

  func run() throws {
    let functions = FunctionDescription.all
    if json {
      print(
        JSON.array(
          functions.map { function in
            JSON.object([
              ("name", JSON.string(function.name)), ("aliases", JSON.array(function.aliases.map(JSON.string))),
              ("parameters", JSON.string(function.parameters)),
              ("keywords", JSON.array(function.keywords.map(JSON.string))),
              ("types", JSON.array(function.types.map(JSON.string))),
              ("nin", function.arity.map { JSON.integer($0.operands) } ?? .null),
              ("nout", function.arity.map { JSON.integer($0.results) } ?? .null),
              ("doc", JSON.string(function.doc))
            ])
          }))
      return
    }
    var table = TextTable([
      TextTable.Column("function", .left), TextTable.Column("parameters", .left), TextTable.Column("dtypes", .left)
    ])
    for function in functions {
      table.add([function.name, function.parameters, function.types.joined(separator: " ")])
    }
    table.lines.forEach { print($0) }
    print("\ndtypes: \(DType.allCases.map { "\($0.character) \($0)" }.joined(separator: ", "))")
  }
}

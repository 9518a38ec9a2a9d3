import RavelRuntime

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Times calls for another program, which sends requests and reads answers, one JSON object a line.
struct BenchServer {
  let engines: [Engine]
  /// How long an engine repeats a call if the request does not say.
  let seconds: Double
  /// The latest call, with its inputs.
  private var latest: (call: Call, result: BenchResult)?

  private struct Request: Decodable {
    var kernel: String?
    var function: String?
    var arguments: [String]?
    var seconds: Double?
    var outputs: [String]?
  }

  private struct Call: Equatable {
    var kernel: String
    var function: String?
    var arguments: [String]
  }

  init(engines: [Engine], seconds: Double) {
    self.engines = engines
    self.seconds = seconds
  }

  /// Answers until standard input ends.
  /// - Throws: `CommandError` where nobody reads the answers.
  mutating func run() throws {
    while let line = readLine() {
      let answer: JSON
      do {
        answer = try self.answer(line)
      } catch {
        answer = .object([("error", .string("\(error)"))])
      }
      print(answer)
      guard Output.flush() else { throw CommandError("the answer could not be written") }
    }
  }

  private mutating func answer(_ line: String) throws -> JSON {
    guard let request = try? JSONDecoder().decode(Request.self, from: Data(line.utf8)) else {
      throw CommandError("not a request: one JSON object is expected, as 'ravel bench --help' has it")
    }
    guard let path = request.kernel else {
      latest = nil
      return .object([])
    }
    let seconds = request.seconds ?? seconds
    guard Series.budgets.contains(seconds) else { throw CommandError("'seconds' is a number from 0 to 60") }
    let call = Call(kernel: path, function: request.function, arguments: request.arguments ?? [])
    if latest?.call != call || request.outputs != nil {
      // Two calls' inputs need not be in memory at once.
      latest = nil
      latest = (call, try prepare(call, outputs: request.outputs ?? []))
    }
    try latest?.result.time(seconds)
    return latest?.result.json ?? .null
  }

  private func prepare(_ call: Call, outputs: [String]) throws -> BenchResult {
    let kernel = try KernelFile(call.kernel, function: call.function)
    let arguments = try kernel.arguments(call.arguments)
    try kernel.check(outputs: outputs, arguments)
    return try BenchResult(kernel, arguments, engines, outputs: outputs)
  }
}

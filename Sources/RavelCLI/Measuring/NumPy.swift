#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// NumPy's times, from `scripts/time_numpy.py`: one Python serves a whole table.
final class NumPy {
  /// What NumPy made of a call.
  enum Answer {
    case timed(Timing, results: [String])
    /// It raised this.
    case raised(String)
  }

  private let python: ChildProcess
  let interpreter: String
  let version: String

  private struct Reply: Decodable {
    var error: String?
    var results: [String]?
    var numpy: Timing?
  }

  /// - Parameter folder: where to look for `scripts/`, and for `.venv/`, first; then in the folders around it.
  /// - Returns: nil where there is no Python with NumPy, or no script.
  init?(near folder: String) {
    guard let script = Self.script(near: folder) else { return nil }
    let root = script.dropLast(Self.scriptPath.count)
    for interpreter in Self.interpreters(in: String(root)) {
      guard let version = Self.version(of: interpreter), let python = ChildProcess([interpreter, script, "--serve"])
      else {
        continue
      }
      self.python = python
      self.interpreter = interpreter
      self.version = version
      return
    }
    return nil
  }

  private static let scriptPath = "scripts/time_numpy.py"

  private static func script(near folder: String) -> String? {
    var prefix = folder.isEmpty ? "" : folder + "/"
    // Symbolic links aside, no folder lies deeper than this.
    for _ in 0..<32 {
      let path = prefix + scriptPath
      if access(path, R_OK) == 0 { return path }
      prefix += "../"
    }
    return nil
  }

  /// `RAVEL_PYTHON`, the project's own environment, the system's Python.
  static func interpreters(in root: String) -> [String] {
    let chosen = getenv("RAVEL_PYTHON").map { String(cString: $0) } ?? ""
    let own = root + ".venv/bin/python3"
    return (chosen.isEmpty ? [] : [chosen]) + (access(own, X_OK) == 0 ? [own] : []) + ["python3"]
  }

  /// The version of that Python's NumPy.
  static func version(of interpreter: String) -> String? {
    ChildProcess([interpreter, "-c", "import numpy; print(numpy.__version__)"])?
      .answer(to: "").map { String(decoding: $0, as: UTF8.self) }
  }

  /// Calls a kernel again and again for some seconds; the data of the latest call is kept for the next.
  /// - Returns: nil if Python has gone.
  func time(_ kernel: String, function: String, arguments: [String], seconds: Double) -> Answer? {
    let request = JSON.object([
      ("kernel", .string(kernel)), ("function", .string(function)),
      ("arguments", .array(arguments.map { .string($0) })), ("seconds", .number(seconds))
    ])
    guard let line = python.answer(to: request.description),
      let reply = try? JSONDecoder().decode(Reply.self, from: Data(line))
    else { return nil }
    if let error = reply.error { return .raised(error) }
    guard let timing = reply.numpy else { return nil }
    return .timed(timing, results: reply.results ?? [])
  }
}

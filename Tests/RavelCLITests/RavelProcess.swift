import Foundation
import RavelTestSupport
import Testing

/// The built `ravel` as a user's shell runs it.
enum RavelProcess {
  struct Ending {
    var process: Int32
    var status: Int32
    var output: String
    var errors: String
  }

  /// The executable lies beside the tests.
  static let executable: URL = {
    #if os(Linux)
      let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    #else
      let tests = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }!.bundleURL
    #endif
    return tests.deletingLastPathComponent().appending(path: "ravel")
  }()

  /// Runs it in the folder of Package.swift, without a terminal.
  /// - Parameter input: what its standard input has.
  static func run(
    _ arguments: [String], environment: [String: String] = [:], input: String = ""
  ) throws -> Ending {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = NumPyReference.root
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    // Files, not pipes: a full pipe would need a reader.
    let folder = FileManager.default.temporaryDirectory.appending(path: "ravel-cli-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func stream(_ name: String) throws -> (URL, FileHandle) {
      let url = folder.appending(path: name)
      try Data().write(to: url)
      return (url, try FileHandle(forWritingTo: url))
    }
    let inputURL = folder.appending(path: "input")
    try Data(input.utf8).write(to: inputURL)
    process.standardInput = try FileHandle(forReadingFrom: inputURL)
    let (outputURL, output) = try stream("output")
    let (errorsURL, errors) = try stream("errors")
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit, "ravel \(arguments.joined(separator: " ")) was killed")
    return Ending(
      process: process.processIdentifier, status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: outputURL), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errorsURL), as: UTF8.self))
  }
}

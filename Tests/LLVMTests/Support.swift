import Foundation
import LLVM
import Testing

/// Whether this process has an LLVM library: without one, most of these tests have nothing to test.
let hasLLVM = (try? LLVMLibrary.shared) != nil

extension Trait where Self == ConditionTrait {
  static var needsLLVM: Self { .enabled(if: hasLLVM, "no LLVM library on this machine") }
  static var needsClang: Self { .enabled(if: Tool.clang != nil, "no clang beside swiftc or in PATH") }
}

/// The package's root folder.
let packageRoot = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// Programs that tests run.
enum Tool {
  /// The compiler of the Swift toolchain that is in use, or any other in PATH.
  static let clang: URL? =
    find("swiftc").flatMap { swiftc in
      existing(swiftc.resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "clang"))
    } ?? find("clang")

  static func find(_ name: String) -> URL? {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return folders.lazy.compactMap { existing(URL(filePath: String($0)).appending(path: name)) }.first
  }

  private static func existing(_ file: URL) -> URL? {
    FileManager.default.isExecutableFile(atPath: file.path) ? file : nil
  }

  /// Runs a program to its end; gives its status and all that it wrote.
  static func run(
    _ program: URL, _ arguments: [String], environment: [String: String] = [:]
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}

/// A folder that goes with the scope.
func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: "ravel-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}

import Foundation
import RavelCore
import RavelIR
import Synchronization
import Testing

/// A computation for NumPy: Python code over named arrays, as the head of `Tests/NumPy/reference.py` describes it.
public struct NumPyCase: Sendable {
  public var code: String
  /// Arrays that share a buffer are views of one copy of it there, too.
  public var arrays: [String: Storage]

  public init(_ code: String, _ arrays: [String: Storage] = [:]) {
    self.code = code
    self.arrays = arrays
  }
}

/// What NumPy answered to a case.
public enum NumPyAnswer: Hashable, Sendable {
  /// One value a member, if the result was a tuple or a list.
  case values([NumPyValue])
  /// The exception's class, without its module, and its text.
  case error(type: String, message: String)
}

public enum NumPyValue: Hashable, Sendable {
  case array(NumPyArray)
  /// Of a string, a dtype or None.
  case text(String)
}

/// A result of NumPy's: its elements in row-major order, and how they lay in NumPy's memory.
public struct NumPyArray: Hashable, Sendable {
  public var dtype: DType
  public var shape: Shape
  /// In elements; nil where NumPy's are no whole elements.
  public var strides: [Int]?
  public var bytes: [UInt8]

  public init(dtype: DType, shape: Shape, strides: [Int]?, bytes: [UInt8]) {
    self.dtype = dtype
    self.shape = shape
    self.strides = strides
    self.bytes = bytes
  }
}

/// NumPy in a process of its own, which answers thousands of cases at a time and serves for as long as the tests run.
public enum NumPyReference {
  /// A Python that has NumPy 2 or later: `RAVEL_PYTHON`, or else the project's virtual environment's, or else
  /// `python3`.
  public static let python: String? = {
    let environment = ProcessInfo.processInfo.environment
    let local = root.appending(path: ".venv/bin/python3").path
    let candidates = environment["RAVEL_PYTHON"].map { [$0] } ?? [local, "python3"]
    return candidates.first { python in
      let probe = process(python, ["-c", "import numpy; assert int(numpy.__version__.split('.')[0]) >= 2"])
      probe.standardError = FileHandle.nullDevice
      guard (try? probe.run()) != nil else { return false }
      probe.waitUntilExit()
      return probe.terminationStatus == 0
    }
  }()

  public static let missing: Comment =
    "no Python with NumPy 2 or later: `make test` installs one, RAVEL_PYTHON names another"

  /// The folder that holds Package.swift.
  public static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static let server = Mutex<Server?>(nil)

  /// NumPy's answers, case by case.
  public static func answers(to cases: [NumPyCase]) throws -> [NumPyAnswer] {
    guard let python else { throw NumPyFailure(description: missing.rawValue) }
    let folder = FileManager.default.temporaryDirectory.appending(path: "ravel-numpy-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var buffers = BufferFile()
    var lines = ""
    for item in cases { lines += line(item, &buffers) }
    try Data(lines.utf8).write(to: folder.appending(path: "cases.jsonl"))
    try buffers.data.write(to: folder.appending(path: "buffers.bin"))
    try server.withLock { server in
      if server == nil { server = try Server(python) }
      try server!.answer(folder)
    }
    let bytes = [UInt8](try Data(contentsOf: folder.appending(path: "results.bin")))
    let results = try Data(contentsOf: folder.appending(path: "results.jsonl"))
    let answers = try results.split(separator: UInt8(ascii: "\n")).map {
      try answer(JSONSerialization.jsonObject(with: Data($0)), bytes)
    }
    guard answers.count == cases.count else {
      throw NumPyFailure(description: "\(answers.count) answers to \(cases.count) cases")
    }
    return answers
  }

  fileprivate static func process(_ python: String, _ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [python] + arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    return process
  }
}

/// The process; it ends when its input does, with the tests.
private final class Server: @unchecked Sendable {
  private let process: Process
  private let input = Pipe()
  private let output = Pipe()

  init(_ python: String) throws {
    process = NumPyReference.process(python, [NumPyReference.root.appending(path: "Tests/NumPy/reference.py").path])
    process.standardInput = input
    process.standardOutput = output
    try process.run()
  }

  func answer(_ folder: URL) throws {
    try input.fileHandleForWriting.write(contentsOf: Data("\(folder.path)\n".utf8))
    var reply = Data()
    while reply.last != UInt8(ascii: "\n") {
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { throw NumPyFailure(description: "Tests/NumPy/reference.py ended") }
      reply += more
    }
  }
}

public struct NumPyFailure: Error, CustomStringConvertible {
  public var description: String
}

extension Trait where Self == ConditionTrait {
  /// Skips a test, saying why, where no Python with NumPy is there.
  public static var needsNumPy: Self { .enabled(if: NumPyReference.python != nil, NumPyReference.missing) }
}

// MARK: The files between the processes

/// buffers.bin, in which each buffer stands once.
private struct BufferFile {
  var data = Data()
  private var places: [ObjectIdentifier: Int] = [:]

  mutating func place(_ buffer: Buffer) -> Int {
    if let place = places[ObjectIdentifier(buffer)] { return place }
    let place = data.count
    places[ObjectIdentifier(buffer)] = place
    data.append(buffer.address.assumingMemoryBound(to: UInt8.self), count: buffer.byteCount)
    return place
  }
}

private func line(_ item: NumPyCase, _ buffers: inout BufferFile) -> String {
  var arrays: [String] = []
  for (name, storage) in item.arrays {
    let size = storage.dtype.itemSize
    let strides = storage.layout.strides.map { $0 * size }
    arrays.append(
      "\"\(name)\":{\"dtype\":\"\(storage.dtype)\",\"shape\":\(storage.layout.shape),\"strides\":\(strides),"
        + "\"offset\":\(storage.offset * size),\"buffer\":[\(buffers.place(storage.buffer)),\(storage.buffer.byteCount)]}"
    )
  }
  return "{\"code\":\(quoted(item.code)),\"arrays\":{\(arrays.joined(separator: ","))}}\n"
}

private func quoted(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\": result += "\\\(scalar)"
    case "\n": result += "\\n"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}

private func answer(_ json: Any, _ bytes: [UInt8]) throws -> NumPyAnswer {
  let object = json as? [String: Any] ?? [:]
  if let error = object["error"] as? [String: String] {
    return .error(type: error["type"] ?? "", message: error["message"] ?? "")
  }
  guard let results = object["results"] as? [[String: Any]] else {
    throw NumPyFailure(description: "no result in \(json)")
  }
  return .values(
    try results.map { result in
      if let text = result["text"] as? String { return .text(text) }
      guard let name = result["dtype"] as? String, let dtype = DType(name: name), let shape = result["shape"] as? [Int],
        let range = result["bytes"] as? [Int], let strides = result["strides"] as? [Int]
      else { throw NumPyFailure(description: "not a dtype of Ravel's, or no array: \(result)") }
      let whole = strides.allSatisfy { $0 % dtype.itemSize == 0 }
      return .array(
        NumPyArray(
          dtype: dtype, shape: shape, strides: whole ? strides.map { $0 / dtype.itemSize } : nil,
          bytes: Array(bytes[range[0]..<range[0] + range[1]])))
    })
}

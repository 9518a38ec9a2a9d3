import Foundation
import RavelCore
import RavelIR
import RavelOps
import RavelSchedule
import Testing

@testable import RavelRuntime

private typealias Expression = RavelIR.Expression

/// What one can learn of evaluations. One after another, for what they look at is the process's.
@Suite(.processState) struct ObservationTests {
  private func negated(_ count: Int) throws -> Expression {
    try Expression.ufunc(.negative, [.array(try stored((0..<count).map(Float.init), [count], .float32))])
  }

  /// Other tests evaluate meanwhile: the counts are at least these.
  @Test func evaluationsAreCounted() throws {
    Kernels.clear()
    let before = Counters.current
    for _ in 0..<3 { try evaluate([negated(1001)], engine: .interpreter) }
    let after = Counters.current
    #expect(after.launches >= before.launches + 3)
    #expect(after.bytesMoved >= before.bytesMoved + 3 * 8 * 1001)
    #expect(after.planMisses >= before.planMisses + 1)
    #expect(after.planHits >= before.planHits + 2)
    #expect(after.kernelsInterpreted >= before.kernelsInterpreted + 1)
  }

  @Test func countsOfAReport() throws {
    var report = Report()
    let runners = try Runners(.interpreter)
    let expression = try negated(1002)
    let plan = try PreparedPlan(lower(Graph([expression])), runners, report: &report)
    #expect(plan.steps.count == 1 && report.kernelsCompiled == 0)
    report.kernelsLaunched = 2
    report.libraryCalls = 3
    let before = Counters.current
    Counters.count(report)
    let after = Counters.current
    #expect(after.launches >= before.launches + 2 && after.libraryCalls >= before.libraryCalls + 3)
  }

  @Test func fallbacksHaveReasons() throws {
    let source = KernelSource(cache: nil) { .failure(.llvm(.unavailable(.notFound(reason: "a test's reason")))) }
    let runners = try Runners(.automatic, source: source)
    var report = Report()
    _ = try PreparedPlan(lower(Graph([try negated(3)])), runners, report: &report)
    let reasons = Counters.current.fallbacks.filter { $0.key.contains("a test's reason") }
    #expect(reasons.count == 1 && reasons.values.allSatisfy { $0 >= 1 })
  }

  @Test func launchesAreProfiled() throws {
    Profile.begin()
    // A kernel that no other test has.
    let x = try stored((0..<77).map(Float.init), [77], .float32)
    let square = try Expression.ufunc(.multiply, [.array(x), .array(x)])
    let sum = try Expression.ufunc(.add, [.array(square), .array(.constant(Constant(7003, .float32)))])
    let result = try Expression.ufunc(.divide, [.array(sum), .array(square)])
    let kernel = try #require(launch(of: lower(Graph([result]))))
    for _ in 0..<2 { try evaluate([Expression.ufunc(.divide, [.array(sum), .array(square)])], engine: .interpreter) }
    Profile.end()
    let entry = try #require(Profile.entries.first { $0.name == kernel.label })
    #expect(entry.launches == 2 && entry.seconds > 0)
    #expect(entry.flops == 2 * 77 * 3 && entry.bytesMoved >= 2 * 2 * 4 * 77)
    #expect(entry.summary.hasPrefix("float32") && entry.summary.contains("-> float32: "))
    try evaluate([Expression.ufunc(.divide, [.array(sum), .array(square)])], engine: .interpreter)
    #expect(Profile.entries.first { $0.name == kernel.label } == entry)
  }

  private func launch(of plan: Plan) -> Kernel? {
    for case .launch(let launch) in plan.steps { return launch.kernel }
    return nil
  }

  @Test func limitsAreMeasured() throws {
    let limits = try MemoryLimits(seconds: 0, largestArray: 1 << 20)
    #expect(limits.arrayBytes == 1 << 20)
    #expect(limits.rows.allSatisfy { $0.bytesPerSecond > 0 })
    let best = try #require(limits.bytesPerSecond(threads: 1))
    let rows = limits.rows.filter { $0.threads == 1 && ![.fill, .read].contains($0.loop) }
    #expect(best == rows.map(\.bytesPerSecond).max())
  }
}

/// Names of code for tools outside.
@Suite struct CodeNameTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "ravel-names-\(UUID().uuidString)")
  private var map: URL { folder.appending(path: "perf-\(getpid()).map") }

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

  private func add() throws -> String? {
    let bytes: [UInt8] = [0xC3, 0x90]
    return bytes.withUnsafeBytes { instructions in
      PerfMap(folder: folder.path).add(instructions, "ravel_test")
      return "\(String(UInt(bitPattern: instructions.baseAddress), radix: 16)) 2 ravel_test\n"
    }
  }

  @Test func linesOfPerf() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let first = try #require(try add())
    #expect(try String(contentsOf: map, encoding: .utf8) == first)
    let mode = try FileManager.default.attributesOfItem(atPath: map.path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    // A file that another runtime of this process has made is gone on with.
    let second = try #require(try add())
    #expect(try String(contentsOf: map, encoding: .utf8) == first + second)
  }

  @Test(arguments: ["link", "writable", "twice"])
  func filesOfOthers(_ kind: String) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let victim = folder.appending(path: "victim")
    try Data("before".utf8).write(to: victim)
    switch kind {
    case "link": try FileManager.default.createSymbolicLink(at: map, withDestinationURL: victim)
    case "twice": try FileManager.default.linkItem(at: victim, to: map)
    default:
      try FileManager.default.moveItem(at: victim, to: map)
      try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: map.path)
    }
    _ = try add()
    #expect(try String(contentsOf: map, encoding: .utf8) == "before")
  }

  /// The places of the file's parts, as the ELF specification has them.
  @Test func symbolFiles() throws {
    let bytes = SymbolFile("ravel_0123456789ab", at: 0x7000, byteCount: 96).bytes
    func number(_ offset: Int, _ byteCount: Int) -> Int {
      (0..<byteCount).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
    }
    func text(_ offset: Int) -> String { String(decoding: bytes[offset...].prefix { $0 != 0 }, as: UTF8.self) }
    #expect(bytes.prefix(7) == [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] && number(16, 2) == 1)
    #expect(number(58, 2) == 64 && number(60, 2) == 4 && number(62, 2) == 3)
    let sections = (0..<4).map { number(40, 8) + 64 * $0 }
    #expect(bytes.count == sections[3] + 64)
    let strings = number(sections[3] + 24, 8)
    #expect(sections.dropFirst().map { text(strings + number($0, 4)) } == [".text", ".symtab", ".strtab"])
    #expect(sections.map { number($0 + 4, 4) } == [0, 8, 2, 3])
    #expect(number(sections[1] + 16, 8) == 0x7000 && number(sections[1] + 32, 8) == 96)
    let symbol = number(sections[2] + 24, 8) + 24
    #expect(text(strings + number(symbol, 4)) == "ravel_0123456789ab")
    #expect(number(symbol + 6, 2) == 1 && number(symbol + 16, 8) == 96)
  }

  /// Names are told and taken back in any order, and code that takes another's place takes its name away.
  @Test func debuggersAreTold() {
    let debugger = Debugger()
    let memory = UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: 0x10000), count: 4096)
    let further = UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: 0x20000), count: 4096)
    debugger.add(memory, "ravel_a")
    debugger.add(further, "ravel_b")
    #expect(debugger.count == 2)
    debugger.add(memory, "ravel_c")
    #expect(debugger.count == 2)
    debugger.removeAll()
    #expect(debugger.count == 0)
  }
}

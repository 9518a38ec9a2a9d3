import Foundation
import LLVM
import RavelCache
import RavelCore
import RavelIR
import RavelInterpreter
import RavelOps
import Testing

@testable import RavelCodegen
@testable import RavelRuntime

/// Folders of kernels that were compiled elsewhere.
@Suite(.needsLLVM, .processState) final class ShippedKernelsTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "ravel-shipped-\(UUID().uuidString)")
  private let native = ProcessorLevel.allCases.filter { $0.architecture == .host }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func kernel(_ number: Int) throws -> Kernel {
    try elementwise([input(.float32, .unit), output(.float32, .unit)]) {
      [$0.load(0) + $0.load(0) * $0.constant(Constant(number, .float32))]
    }
  }

  private func load(_ kernel: Kernel) throws -> CompiledKernel? {
    var report = Report()
    return try ShippedKernels(folder.path).kernel(kernel, "\(kernel)", &report)
  }

  private func file(_ kernel: Kernel, _ level: ProcessorLevel) -> URL {
    folder.appending(path: CacheKey("\(CodeOrigin(level))\(kernel)").digest + ".object")
  }

  @Test func levelsThatAProcessorRuns() {
    #expect(ProcessorLevel.runnable(on: .x86_64, x86Level: 4) == [.x86_64_v4, .x86_64_v3])
    #expect(ProcessorLevel.runnable(on: .x86_64, x86Level: 3) == [.x86_64_v3])
    for level: UInt32 in 0...2 { #expect(ProcessorLevel.runnable(on: .x86_64, x86Level: level).isEmpty) }
    #expect(ProcessorLevel.runnable(on: .aarch64, x86Level: 0) == [.aarch64])
    #expect(ProcessorLevel.runnable(on: nil, x86Level: 0).isEmpty)
    // As LLVM has it of this machine.
    guard let host = try? CodegenTarget.host(), host.target.architecture == .x86_64 else { return }
    #expect(ProcessorLevel.runnable.contains(.x86_64_v4) == host.hasMaskRegisters)
    #expect(ProcessorLevel.runnable.contains(.x86_64_v3))
  }

  /// Where the best is missing or damaged, the next serves.
  @Test func theBestOfSeveralLevels() throws {
    let kernel = try kernel(9001)
    let build = try Kernels.build([kernel], for: ProcessorLevel.allCases, into: folder.path)
    #expect(build.objects == 3 && build.byteCount > 0)
    let runnable = ProcessorLevel.runnable
    #expect(try load(kernel) != nil)
    for (number, level) in runnable.enumerated() {
      var bytes = try Data(contentsOf: file(kernel, level))
      bytes[bytes.count - 1] ^= 1
      try bytes.write(to: file(kernel, level))
      #expect(try (load(kernel) != nil) == (number + 1 < runnable.count))
      try FileManager.default.removeItem(at: file(kernel, level))
      #expect(try (load(kernel) != nil) == (number + 1 < runnable.count))
    }
  }

  @Test func otherVersionsOfRavelAreRefusedAndReplaced() throws {
    let (old, new) = (try kernel(9002), try kernel(9003))
    _ = try Kernels.build([old], for: native, into: folder.path)
    #expect(try load(old) != nil)
    var contents = ShippedContents(generation: CodeOrigin.generation + 1, levels: native)
    try ObjectCache(shippedFolder: folder.path).keep(note: contents.description, for: ShippedContents.key)
    #expect(throws: CacheUnavailable.self) { try self.load(old) }
    _ = try Kernels.build([new], for: native, into: folder.path)
    #expect(try load(old) == nil && load(new) != nil)
    contents.levels = []
    contents.generation = CodeOrigin.generation
    #expect(ShippedContents(contents.description) == contents && ShippedContents("") == nil)
    // A level that is yet to be thought of.
    #expect(ShippedContents("1\nx86-64-v3\nx86-64-v9\n")?.levels == [.x86_64_v3])
  }

  @Test func foldersThatAreNone() throws {
    #expect(throws: CacheUnavailable.self) { try ShippedKernels("/nonexistent/kernels") }
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    #expect(throws: CacheUnavailable.self) { try ShippedKernels(folder.path) }
    #expect(throws: CacheUnavailable.self) { try Kernels.useCompiled(at: self.folder.path) }
  }

  /// Without a compiler, and without a cache.
  @Test func compiledCodeWithoutACompiler() throws {
    let (shipped, other) = (try kernel(9004), try kernel(9005))
    _ = try Kernels.build([shipped], for: native, into: folder.path)
    let source = KernelSource(cache: nil, shipped: ShippedFolders([try ShippedKernels(folder.path)])) {
      .failure(.llvm(.unavailable(.notFound(reason: "none"))))
    }
    #expect(source.unavailability == nil)
    var report = Report()
    #expect(try Runners(.jit, source: source).kernel(shipped, report: &report) is CompiledKernel)
    #expect(report.kernelsLoaded == 1 && report.kernelsCompiled == 0)
    #expect(throws: EngineError.self) { try Runners(.jit, source: source).kernel(other, report: &report) }
    #expect(try Runners(.automatic, source: source).kernel(other, report: &report) is InterpretedKernel)
    #expect(report.kernelsLoaded == 1 && report.kernelsCompiled == 0)
  }
}

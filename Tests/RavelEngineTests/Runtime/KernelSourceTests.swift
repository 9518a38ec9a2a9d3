import Foundation
import LLVM
import RavelCache
import RavelCodegen
import RavelCore
import RavelIR
import RavelInterpreter
import RavelOps
import Testing

@testable import RavelRuntime

/// Kernels from the disk, from the compiler, and from neither.
@Suite(.needsLLVM, .processState) final class KernelSourceTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "ravel-source-\(UUID().uuidString)")

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func cache() throws -> ObjectCache { try ObjectCache(folder: folder.path) }

  /// A kernel that no other test prepares.
  private func kernel(_ number: Int) throws -> Kernel {
    try elementwise([input(.float32, .unit), output(.float32, .unit)]) {
      [$0.load(0) * $0.constant(Constant(number, .float32)) + $0.load(0)]
    }
  }

  private func compiling(_ cache: ObjectCache?) -> KernelSource {
    KernelSource(cache: cache) { Result { () throws(CodegenError) in try Compiler() } }
  }

  /// As where LLVM is gone, but what it compiled is not.
  private func failing(_ cache: ObjectCache?) -> KernelSource {
    KernelSource(cache: cache) { .failure(.llvm(.unavailable(.notFound(reason: "gone")))) }
  }

  private func expectTriples(_ kernel: Kernel, _ number: Int, _ code: any ExecutableKernel) {
    var values: [Float] = [1, 2, 3, 4, 5]
    var results = [Float](repeating: 0, count: 5)
    values.withUnsafeMutableBytes { values in
      results.withUnsafeMutableBytes { results in
        KernelArguments.with(
          pointers: [values.baseAddress!, results.baseAddress!], extents: [5], strides: [4, 4]
        ) { code.run($0, range: nil) }
      }
    }
    #expect(results == (1...5).map { Float($0 * (number + 1)) })
  }

  @Test func compiledOnceThenLoaded() throws {
    let kernel = try kernel(7001)
    var report = Report()
    _ = try compiling(cache()).kernel(kernel, report: &report)
    #expect(report.kernelsCompiled == 1 && report.kernelsLoaded == 0 && report.compileSeconds > 0)
    report = Report()
    // Even where there is no compiler: nobody asks for it.
    let source = failing(try cache())
    #expect(source.unavailability == nil)
    expectTriples(kernel, 7001, try source.kernel(kernel, report: &report))
    #expect(report.kernelsCompiled == 0 && report.kernelsLoaded == 1 && report.loadSeconds > 0)
  }

  @Test func objectsThatCannotBeLoadedAreReplaced() throws {
    let kernel = try kernel(7002)
    var report = Report()
    _ = try compiling(cache()).kernel(kernel, report: &report)
    let cache = try cache()
    let key = CacheKey(try #require(try cache.entries().first?.contents.get().key))
    let object = try #require(cache.object(for: key))
    // Sealed as it should be, and yet no code: cut short, for another machine, of another function.
    var foreign = object
    foreign[18] = Architecture.host == .x86_64 ? 183 : 62
    for bad in [[], Array(object.dropLast(100)), foreign, [UInt8](repeating: 0, count: object.count)] {
      #expect(cache.store(bad, for: key) == nil)
      report = Report()
      expectTriples(kernel, 7002, try compiling(cache).kernel(kernel, report: &report))
      #expect(report.kernelsCompiled == 1)
      #expect(cache.object(for: key) == object)
    }
    #expect(cache.statistics[.refusal(.code)] == 4)
  }

  @Test func theInterpreterServesWhereLLVMIsGone() throws {
    var report = Report()
    _ = try compiling(cache()).kernel(kernel(7003), report: &report)
    let source = failing(try cache())
    let automatic = try Runners(.automatic, source: source)
    let known = try automatic.kernel(kernel(7003), report: &report)
    #expect(known is CompiledKernel)
    let new = try automatic.kernel(kernel(7004), report: &report)
    #expect(new is InterpretedKernel)
    expectTriples(try kernel(7004), 7004, new)
    #expect(throws: EngineError.self) { try Runners(.jit, source: source).kernel(kernel(7005), report: &report) }
  }

  /// The floor of compiled code, by processors that nobody makes.
  @Test(.enabled(if: Architecture.host == .x86_64), arguments: ["-fma", "-f16c", "-fma,-f16c"])
  func theInterpreterServesBelowTheFloor(_ features: String) throws {
    let source = KernelSource(cache: try cache()) {
      Result { () throws(CodegenError) in
        do throws(LLVMError) { return try Target(cpu: "x86-64-v3", features: features) } catch { throw .llvm(error) }
      }.flatMap { target in Result { () throws(CodegenError) in Compiler(try CodegenTarget(target)) } }
    }
    guard case .unsupportedCPU? = source.unavailability else {
      Issue.record("compiled for a processor \(features)")
      return
    }
    var report = Report()
    let kernel = try kernel(7006)
    let code = try Runners(.automatic, source: source).kernel(kernel, report: &report)
    #expect(code is InterpretedKernel)
    expectTriples(kernel, 7006, code)
    #expect(throws: EngineError.self) { try Runners(.jit, source: source) }
    // Nor is it taken for a machine that had a compiler.
    #expect(try LLVMStamp(in: cache()) == nil)
  }

  @Test func stampsHoldForTheFileTheyAreOf() throws {
    let cache = try cache()
    let library = folder.appending(path: "libLLVM.so")
    try Data("one".utf8).write(to: library)
    let stamp = try #require(LLVMStamp(version: "19.1.7", path: library.path))
    stamp.keep(in: cache)
    #expect(LLVMStamp(in: cache) == stamp)
    try Data("another".utf8).write(to: library)
    #expect(LLVMStamp(in: cache) == nil)
    try FileManager.default.removeItem(at: library)
    #expect(LLVMStamp(in: cache) == nil && LLVMStamp(version: "19.1.7", path: library.path) == nil)
  }

  @Test func withoutACache() throws {
    var report = Report()
    for _ in 0..<2 { _ = try compiling(nil).kernel(kernel(7007), report: &report) }
    #expect(report.kernelsCompiled == 2)
    #expect(failing(nil).unavailability != nil)
  }
}

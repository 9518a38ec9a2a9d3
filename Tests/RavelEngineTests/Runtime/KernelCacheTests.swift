import Foundation
import RavelCodegen
import RavelCore
import RavelIR
import RavelOps
import RavelSchedule
import Synchronization
import Testing

@testable import RavelRuntime

/// Kernels in memory: prepared once, by several threads, and forgotten when they are too many.
@Suite(.processState) struct KernelCacheTests {
  private func kernel(_ number: Int) throws -> Kernel {
    try elementwise([input(.float32, .unit), output(.float32, .unit)]) {
      [$0.load(0) * $0.constant(Constant(number, .float32)) - $0.load(0)]
    }
  }

  @Test func preparedOnceHoweverManyAskAtOnce() throws {
    let cache = KernelCache<InterpretedKernel>()
    let kernel = try kernel(8001)
    let count = Atomic<Int>(0)
    let found = Mutex<Set<ObjectIdentifier>>([])
    DispatchQueue.concurrentPerform(iterations: 16) { _ in
      let prepared = cache.kernel(
        kernel,
        prepare: { kernel in
          count.add(1, ordering: .relaxed)
          usleep(20_000)
          return Result<InterpretedKernel, Never>.success(InterpretedKernel(kernel))
        }, forget: { _ in }
      ).get()
      found.withLock { _ = $0.insert(ObjectIdentifier(prepared)) }
    }
    #expect(count.load(ordering: .relaxed) == 1)
    #expect(found.withLock { $0.count } == 1)
  }

  @Test func afterAFailureTheNextOneTries() throws {
    let cache = KernelCache<InterpretedKernel>()
    let kernel = try kernel(8002)
    struct Failure: Error {}
    #expect(throws: Failure.self) {
      try cache.kernel(kernel, prepare: { _ in .failure(Failure()) }, forget: { _ in }).get()
    }
    #expect(!cache.knows(kernel) && cache.size == 0)
    _ = try cache.kernel(kernel, prepare: { Result<_, Failure>.success(InterpretedKernel($0)) }, forget: { _ in }).get()
    #expect(cache.knows(kernel) && cache.size > 0)
  }

  @Test func theLeastRecentlyUsedGoFirst() throws {
    let cache = KernelCache<InterpretedKernel>()
    var all: [Kernel] = []
    var told: Set<ObjectIdentifier>?
    func add(_ number: Int) throws -> InterpretedKernel {
      all.append(try kernel(number))
      return cache.kernel(
        all[all.count - 1], prepare: { Result<_, Never>.success(InterpretedKernel($0)) }, forget: { told = $0 }
      ).get()
    }
    let first = try add(8100)
    let size = first.size
    cache.setLimit(8 * size) { _ in }
    for number in 8101..<8108 {
      _ = try add(number)
      first.noteUse()
    }
    #expect(told == nil && cache.size == 8 * size)
    let last = try add(8108)
    // A quarter becomes free; the one that is used all the time, and the new one, stay.
    #expect(cache.size == 6 * size)
    #expect(told?.count == 6 && told?.contains(ObjectIdentifier(first)) == true)
    #expect(told?.contains(ObjectIdentifier(last)) == true)
    #expect(cache.knows(all[0]) && !cache.knows(all[1]) && !cache.knows(all[3]) && cache.knows(all[4]))
    cache.setLimit(size) { told = $0 }
    #expect(cache.size <= size && told!.count <= 1)
  }

  private func chain(_ number: Int, _ x: RavelIR.Expression) throws -> RavelIR.Expression {
    try (0..<8).reduce(x) { value, bit in
      try .ufunc(number >> bit & 1 == 0 ? .add : .multiply, [.array(value), .array(x)])
    }
  }

  private final class Weak {
    weak var kernel: CompiledKernel?
    init(_ kernel: CompiledKernel?) { self.kernel = kernel }
  }

  /// Code memory as a program has it that makes up new kernels all the time: plans let go of them, too.
  @Test(.needsLLVM) func codeMemoryIsLimited() throws {
    let limit = 256 << 10
    Kernels.memoryLimit = limit
    defer { Kernels.memoryLimit = Kernels.usualMemoryLimit }
    let x = try stored([Float](repeating: 1.5, count: 3), [3], .float32)
    let runners = try Runners(.jit)
    var made: [Weak] = []
    var launch: PreparedLaunch?
    for number in 0..<200 {
      let (plan, _) = try runners.plans.plan(for: [chain(number, x)]) { graph in
        var report = Report()
        return try PreparedPlan(lower(graph), runners, report: &report)
      }
      for step in plan.steps {
        guard case .launch(let prepared) = step.work else { continue }
        made.append(Weak(prepared.kernel as? CompiledKernel))
        if number == 0 { launch = prepared }
      }
    }
    #expect(made.count == 200 && Kernels.memoryUse <= limit)
    // What others in this process may have prepared meanwhile is no matter after this.
    Kernels.memoryLimit = limit / 2
    let live = made.dropFirst().compactMap(\.kernel)
    #expect(live.reduce(0) { $0 + $1.size } <= limit / 2)
    // One that is held is there for as long as it is, though forgotten.
    #expect(made[0].kernel != nil)
    withExtendedLifetime(launch) {}
    launch = nil
    #expect(made[0].kernel == nil)
    // And is made anew when it is needed.
    let again = try chain(0, x)
    try evaluate([again], engine: .jit)
    #expect(elements(again, as: Float.self)[0] == 1.5 * 9)
  }

  /// Kernels are forgotten while other threads run them, and wait for the same ones.
  @Test(.needsLLVM) func forgottenWhileTheyRun() throws {
    Kernels.memoryLimit = 64 << 10
    defer { Kernels.memoryLimit = Kernels.usualMemoryLimit }
    let wrong = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 8) { thread in
      do {
        let x = try stored([Float](repeating: 2, count: 5), [5], .float32)
        for turn in 0..<60 {
          let number = (turn / 2 + thread / 2 * 7) % 40
          let value = try chain(number, x)
          try evaluate([value], engine: .jit)
          var expected: Float = 2
          for bit in 0..<8 { expected = number >> bit & 1 == 0 ? expected + 2 : expected * 2 }
          let found = elements(value, as: Float.self)
          if found != [Float](repeating: expected, count: 5) { wrong.withLock { $0.append("\(number): \(found)") } }
        }
      } catch {
        wrong.withLock { $0.append("\(error)") }
      }
    }
    #expect(wrong.withLock { $0 }.isEmpty)
  }

  @Test(.needsLLVM) func thoseOfOneEvaluationArePreparedTogether() throws {
    let runners = try Runners(
      .jit, source: KernelSource(cache: nil) { Result { () throws(CodegenError) in try Compiler() } })
    let kernels = try (8201...8206).map(kernel) + [kernel(8201)]
    var report = Report()
    let prepared = try runners.kernels(kernels, report: &report)
    #expect(prepared.count == 7 && prepared[0] === prepared[6] && report.kernelsCompiled == 6)
    #expect(Set(prepared.map { ObjectIdentifier($0) }).count == 6)
    for (number, code) in zip(8201..., prepared.prefix(6)) {
      var (values, result): ([Float], [Float]) = ([2], [0])
      values.withUnsafeMutableBytes { values in
        result.withUnsafeMutableBytes { result in
          KernelArguments.with(
            pointers: [values.baseAddress!, result.baseAddress!], extents: [1], strides: [4, 4]
          ) { code.run($0, range: nil) }
        }
      }
      #expect(result == [Float(2 * number - 2)])
    }
  }
}

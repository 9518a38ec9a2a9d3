import LLVM
import RavelCodegen
import RavelCore
import RavelIR
import RavelOps
import RavelSchedule
import RavelTestSupport
import Testing

/// Code for processors by name: what this machine can run gives the interpreter's bits, what it cannot is still
/// compiled.
@Suite(.needsLLVM) struct ProcessorTests {
  /// Compilers for named processors whose instructions this machine has.
  private static let compilers: [Compiler] = {
    guard let host = try? CodegenTarget.host(), host.target.architecture == .x86_64 else { return [] }
    let names = ["x86-64-v3", "haswell"] + (host.hasMaskRegisters ? ["x86-64-v4", "skylake-avx512"] : [])
    return names.compactMap { try? CodegenTarget(cpu: $0) }.map(Compiler.init)
  }()

  @Test(.enabled(if: !compilers.isEmpty, "not an x86-64 machine with FMA")) func namedProcessorsHaveTheSameBits() throws
  {
    #expect(Self.compilers.count >= 2)
    for (_, _, kernel) in try goldenKernels() {
      let sizes =
        kernel.dimensionCount == 1
        ? [[1], [37], [300]]
        : [3, 37].map { size in
          (0..<kernel.dimensionCount).map { $0 == kernel.dimensionCount - 1 ? 4 * size + 1 : size }
        }
      try expectSameBits(kernel, sizes, compilers: Self.compilers)
    }
  }

  /// Every loop of every operation, in vectors of 32 and of 64 bytes, on noise and so on every kind of value.
  @Test(.enabled(if: !compilers.isEmpty, "not an x86-64 machine with FMA"), arguments: Op.allCases)
  func everyLoopHasTheSameBits(op: Op) throws {
    let compilers = Self.compilers.filter { $0.target.cpu.hasPrefix("x86-64") }
    for loop in op.spec.loops {
      let operands = try loop.inputs.map { Expression(try Storage($0, [300], .moderate, seed: 1)) }
      let graph = try Graph([Expression.ufunc(op, operands.map { .array($0) })])
      for case .launch(let launch) in try lower(graph).steps {
        try expectSameBits(launch.kernel, [[1], [37], [300]], compilers: compilers)
      }
    }
  }

  @Test(arguments: ["neoverse-n1", "apple-m1", "x86-64-v3", "x86-64-v4", "znver4"])
  func foreignProcessorsAreCompiledFor(_ cpu: String) throws {
    let compiler = try Compiler(CodegenTarget(cpu: cpu))
    let isForeign = compiler.target.target.architecture != Architecture.host
    for (_, _, kernel) in try goldenKernels() {
      let object = try compiler.object(kernel)
      if isForeign {
        #expect(throws: CodegenError.self) { try CompiledKernel(object: object, for: kernel) }
      } else {
        #expect(try CompiledKernel(object: object, for: kernel).size > 0)
      }
    }
  }

  @Test(arguments: ["x86-64", "x86-64-v2", "ivybridge", "btver2"]) func processorsBelowTheFloorAreRefused(_ cpu: String)
  {
    #expect {
      try CodegenTarget(cpu: cpu)
    } throws: { error in
      if case .unsupportedCPU(cpu)? = error as? CodegenError { true } else { false }
    }
  }
}

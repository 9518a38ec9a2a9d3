import RavelCodegen
import RavelCore
import RavelIR
import RavelOps
import Testing

private let counts = [0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 127, 130, 200, 259].map { [$0] }

@Suite(.needsLLVM) struct CodegenElementwiseTests {
  /// Every way to move, of every dtype, in and out.
  @Test(arguments: DType.allCases) func copies(dtype: DType) throws {
    for source in StridePattern.ofArrays {
      for target in StridePattern.ofArrays where target != .zero || source == .zero {
        let kernel = try elementwise([input(dtype, source), output(dtype, target)]) { builder in
          let parts = [builder.load(0)] + (dtype.isComplex ? [builder.load(0, .imaginary)] : [])
          return parts.reversed()
        }
        try expectSameBits(
          kernel, [[0], [1], [15], [64], [203]], spreads: source == .any || target == .any ? [2, -3] : [2],
          compilers: Compilers.some)
      }
    }
  }

  @Test func axpy() throws {
    for dtype in [DType.float32, .float64, .int32, .uint8] {
      let kernel = try elementwise([input(dtype, .zero), input(dtype, .unit), input(dtype, .unit), output(dtype, .unit)]
      ) {
        [$0.load(0) * $0.load(1) + $0.load(2)]
      }
      try expectSameBits(kernel, counts)
    }
  }

  @Test func nestsOfEveryPattern() throws {
    for outer in StridePattern.ofArrays {
      let kernel = try elementwise([
        input(.float32, outer, .unit), input(.float32, .any, .reversed), input(.float32, .unit, .any),
        output(.float32, .any, .unit)
      ]) { [$0.load(0) * $0.load(1) - $0.load(2)] }
      try expectSameBits(kernel, [[3, 5], [4, 16], [2, 67], [0, 4], [4, 0], [1, 1]], spreads: [1, 2, -2])
    }
  }

  @Test func dtypesOfDifferentWidthsMix() throws {
    let kernel = try elementwise([
      input(.uint8, .unit), input(.complex64, .reversed), input(.float16, .any), input(.bool, .unit),
      input(.int64, .unit),
      output(.complex128, .unit)
    ]) { b in
      let small = b.load(0).convertPrimitive(.float64) + b.load(1).convertPrimitive(.float64)
      let half = b.load(2).convertPrimitive(.float32).convertPrimitive(.float64)
      return [
        b.load(3).select(small, half) + b.load(4).convertPrimitive(.float64),
        b.load(1, .imaginary).convertPrimitive(.float64) * b.index(0).convertPrimitive(.float64)
      ]
    }
    try expectSameBits(kernel, counts, spreads: [1, 3, -2])
  }

  @Test func indicesOfAllLoops() throws {
    let kernel = try elementwise([output(.int64, .any, .any, .unit)]) { b in
      [b.index(0) * b.constant(Constant(10_000, .int64)) + b.index(1) * b.constant(Constant(100, .int64)) + b.index(2)]
    }
    try expectSameBits(kernel, [[3, 4, 21], [1, 1, 1], [2, 0, 3]], spreads: [1])
  }

  @Test func aRangeIsAPart() throws {
    let kernels = [
      try elementwise([
        input(.float32, .unit), input(.float32, .any), input(.float32, .reversed), output(.float32, .unit)
      ]) {
        [$0.load(0) * $0.load(1) + $0.load(2)]
      },
      try elementwise([input(.int16, .any, .unit), output(.int16, .unit, .any)]) {
        [$0.load(0) + $0.index(0).convertPrimitive(.int16)]
      }
    ]
    for kernel in kernels {
      for compiler in Compilers.all {
        let code = try compiler.compile(kernel)
        let test = Case(kernel, kernel.dimensionCount == 1 ? [203] : [203, 5])
        let whole = test.results { code.run($0) }
        let parts = test.results { arguments in
          for range in [0..<1, 100..<203, 1..<20, 20..<20, 20..<100] { code.run(arguments, range: range) }
        }
        #expect(test.difference(whole, parts) == nil)
        #expect(whole.last! != test.results { code.run($0, range: 3..<50) }.last!)
      }
    }
  }

  @Test func aTargetWithoutFMAIsRefused() {
    #expect(throws: CodegenError.self) { try CodegenTarget(cpu: "x86-64-v2") }
    #expect(throws: CodegenError.self) { try CodegenTarget(cpu: "no-such-cpu") }
  }
}

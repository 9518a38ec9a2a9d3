import RavelCodegen
import RavelCore
import RavelIR
import RavelOps
import Testing

private let orders: [ReductionOrder] = [
  .sequential, .pairwise(accumulators: 8, block: 128),
  .pairwise(accumulators: 2, block: 4), .pairwise(accumulators: 1, block: 2),
  .pairwise(accumulators: 4, block: 20),
  .interleaved(lanes: 1), .interleaved(lanes: 2), .interleaved(lanes: 32), .interleaved(lanes: 128)
]

private let counts =
  (0...70).map { [$0] } + stride(from: 71, through: 300, by: 13).map { [$0] } + [[1025], [4099], [8191]]

private func adding(_ dtype: DType, from initial: Double = 0) -> KernelBuilder.Reducing {
  .init(initial: [Constant(initial, dtype)], neutral: [Constant(-0.0, dtype)]) { [$0[0] + $1[0]] }
}

/// A reduce loop over d0, within loops over the rest if there are any, that leaves its results in the last parameters.
private func reduction(
  _ parameters: [Parameter], _ order: ReductionOrder, _ reducing: [KernelBuilder.Reducing],
  _ body: (KernelBuilder) -> [[Scalar]]
) -> Kernel {
  let builder = KernelBuilder()
  builder.parameters = parameters
  let results = builder.reduce(0, order, reducing) { body(builder) }
  for (number, values) in results.enumerated() { builder.store(parameters.count - results.count + number, values) }
  return builder.kernel()
}

@Suite(.needsLLVM) struct CodegenReductionTests {
  @Test(arguments: orders, [DType.float32, .float64]) func sums(order: ReductionOrder, dtype: DType) throws {
    let kernel = reduction(
      [input(dtype, .unit), input(dtype, .any), output(dtype, .zero), output(dtype, .zero)], order,
      [adding(dtype), adding(dtype, from: 2.5)]
    ) { [[$0.load(0)], [$0.load(0) * $0.load(1)]] }
    try expectSameBits(kernel, counts, compilers: Compilers.some)
  }

  @Test(arguments: orders) func complexOperandsKeepTheirSides(order: ReductionOrder) throws {
    let kinds: [(DType, StridePattern)] = [
      (.complex64, .reversed), (.complex128, .unit), (.complex64, .any), (.complex64, .alternate)
    ]
    for (dtype, pattern) in kinds {
      let part = dtype.component
      let kernel = reduction(
        [input(dtype, pattern), output(dtype, .zero)], order,
        [
          .init(
            initial: [Constant(3.0, part), Constant(5.0, part)], neutral: [Constant(1.0, part), Constant(0.0, part)]
          ) { [$0[0] * $1[0], $0[0] * $1[1] + $0[1]] }
        ]
      ) { b in
        // Only among finite numbers does a product with zero leave the other alone.
        [[b.load(0), b.load(0, .imaginary)].map { ($0.absolute < $0.one).select($0, $0.constant(0.75)) }]
      }
      try expectSameBits(kernel, counts, compilers: Compilers.some)
    }
  }

  @Test(arguments: [ReductionOrder.sequential, .interleaved(lanes: 128), .interleaved(lanes: 16)])
  func extremesOfEveryDType(order: ReductionOrder) throws {
    for dtype in DType.allCases where !dtype.isComplex && dtype != .float16 && dtype != .bool {
      let least =
        dtype.isFloat
        ? Constant(-Double.infinity, dtype)
        : dtype.isSigned ? Constant(dtype: dtype, bits: 1 << UInt64(dtype.bitWidth - 1)) : Constant(0, dtype)
      let kernel = reduction(
        [input(dtype, .unit), output(dtype, .zero)], order,
        [.init(initial: [least], neutral: [least]) { [(($0[0] >= $1[0]) | $0[0].isNaN).select($0[0], $1[0])] }]
      ) { [[$0.load(0)]] }
      try expectSameBits(kernel, counts, compilers: Compilers.some)
    }
  }

  @Test func anyAndAll() throws {
    for dtype in [DType.bool, .uint8, .float32, .float64] {
      let (no, yes) = (Constant(0, .bool), Constant(1, .bool))
      let kernel = reduction(
        [input(dtype, .unit), output(.bool, .zero), output(.bool, .zero)], .interleaved(lanes: 128),
        [
          .init(initial: [no], neutral: [no]) { [$0[0] | $1[0]] },
          .init(initial: [yes], neutral: [yes]) { [$0[0] & $1[0]] }
        ]
      ) { b in
        let isZero = b.load(0).converted(to: .bool)
        return [[isZero], [isZero]]
      }
      try expectSameBits(kernel, counts)
    }
  }

  @Test func softmaxIsOneKernel() throws {
    let builder = KernelBuilder()
    builder.parameters = [
      input(.float32, .any, .unit), output(.float32, .any, .unit),
      Parameter(role: .scratch, dtype: .float32, strides: [.zero, .unit])
    ]
    builder.loop(0, .parallel) {
      let lowest = Constant(-Double.infinity, .float32)
      let maximum = builder.reduce(
        1, .interleaved(lanes: 32),
        [.init(initial: [lowest], neutral: [lowest]) { [($0[0] > $1[0]).select($0[0], $1[0])] }]
      ) { [[builder.load(0)]] }[0][0]
      let sum = builder.reduce(1, .pairwise(accumulators: 8, block: 128), [adding(.float32)]) {
        let x = builder.load(0) - maximum
        builder.store(2, [x])
        return [[x]]
      }[0][0]
      builder.loop(1, .vector) {
        let x = builder.load(2)
        let rare = (x < x.zero).rarely(x) { x * 2.0 }
        builder.store(1, [rare / sum])
      }
    }
    try expectSameBits(builder.kernel(), [[3, 5], [2, 64], [5, 259], [0, 3], [3, 0]])
  }

  /// Vector code whose lanes each have a reduction of their own.
  @Test(arguments: orders) func reductionsWithinVectors(order: ReductionOrder) throws {
    for pattern in [StridePattern.unit, .alternate, .any] {
      let builder = KernelBuilder()
      builder.parameters = [
        input(.float32, pattern, .any), input(.float32, .zero, .unit), output(.float64, .unit, .zero)
      ]
      builder.loop(0, .vector) {
        let sum = builder.reduce(1, order, [adding(.float64, from: 1)]) {
          [[(builder.load(0) * builder.load(1)).convertPrimitive(.float64)]]
        }
        builder.store(2, sum[0])
      }
      try expectSameBits(builder.kernel(), [[1, 3], [16, 40], [67, 300], [5, 0], [0, 5]], compilers: Compilers.some)
    }
  }

  /// Reductions of reductions, in scalar code.
  @Test(arguments: orders) func reductionsNest(order: ReductionOrder) throws {
    let builder = KernelBuilder()
    builder.parameters = [input(.float64, .any, .any), input(.float32, .zero, .unit), output(.float64, .zero, .zero)]
    let total = builder.reduce(0, order, [adding(.float64)]) {
      let row = builder.reduce(1, .pairwise(accumulators: 8, block: 16), [adding(.float64)]) {
        [[builder.load(0) * builder.load(1).convertPrimitive(.float64)]]
      }[0][0]
      return [[row * builder.index(0).convertPrimitive(.float64)]]
    }
    builder.store(2, total[0])
    try expectSameBits(
      builder.kernel(), [[1, 3], [16, 40], [67, 30], [5, 0], [0, 5], [301, 2]], compilers: Compilers.some)
  }

  /// A reduction that goes on from row to row, and in each from piece to piece; in scalar code and in each lane.
  @Test(arguments: orders) func reductionsGoOn(order: ReductionOrder) throws {
    for isVector in [false, true] {
      let builder = KernelBuilder()
      builder.parameters = [
        input(.float32, .unit, .any, .any), input(.float32, .zero, .zero, .unit), output(.float32, .unit, .zero, .zero)
      ]
      builder.loop(0, isVector ? .vector : .parallel) {
        let total = builder.carry(1, .serial, [builder.constant(Constant(0.5, .float32))]) { row in
          builder.carry(2, .tiles(size: 12), row) { piece in
            let neutral = [Constant(-0.0, .float32)]
            let sum = builder.reduce(2, order, [.init(from: .values(piece), neutral: neutral) { [$0[0] + $1[0]] }]) {
              [[builder.load(0) * builder.load(1)]]
            }
            return [sum[0][0] * 0.75]
          }
        }
        builder.store(2, total)
      }
      let kernel = builder.kernel()
      #expect(try Kernel(parsing: kernel.description) == kernel)
      let extents = [[1, 3, 4], [3, 4, 12], [17, 2, 67], [5, 0, 3], [5, 3, 0], [0, 2, 2]]
      try expectSameBits(kernel, extents, compilers: Compilers.some)
    }
  }

  /// A body that takes longer than the combination of its values.
  @Test func longBodiesCombineInOrder() throws {
    let kernel = reduction(
      [input(.float32, .any), input(.float32, .zero), output(.float32, .zero)], .sequential,
      [.init(initial: [Constant(1.0, .float32)], neutral: [Constant(1.0, .float32)]) { [$0[0] * $1[0]] }]
    ) { b in
      var x = b.load(0)
      for n in 1...10 { x = (x * b.load(1) + Double(n)) / (x.absolute + 1) }
      return [[x]]
    }
    try expectSameBits(kernel, counts)
  }
}

@Suite(.needsLLVM) struct CodegenStripTests {
  /// Each column's sum in order, its mean taken off, and how many are left above it: values that live across two inner
  /// loops.
  private func centred(_ dtype: DType, _ rows: StridePattern) -> Kernel {
    let builder = KernelBuilder()
    builder.parameters = [
      input(dtype, .unit, rows), input(.int8, .reversed, rows), input(dtype, .unit, .zero), output(dtype, .unit, rows),
      output(.bool, .unit, .zero)
    ]
    builder.loop(0, .vector) {
      let scale = builder.load(2)
      let any = Constant(0, .bool)
      let sums = builder.reduce(
        1, .sequential, [adding(dtype), .init(initial: [any], neutral: [any]) { [$0[0] | $1[0]] }]
      ) { [[builder.load(0) * scale], [builder.load(1) > builder.load(1).constant(3)]] }
      let mean = sums[0][0] / scale
      builder.loop(1, .serial) { builder.store(3, [builder.load(0) - mean]) }
      builder.store(4, sums[1])
    }
    return builder.kernel()
  }

  @Test(arguments: [DType.float32, .float64]) func columns(dtype: DType) throws {
    let extents = [[1, 1], [3, 5], [16, 4], [40, 13], [67, 2], [1500, 9], [2048, 1], [5, 0], [0, 5]]
    try expectSameBits(centred(dtype, .any), extents, spreads: [1, 2])
  }

  @Test func columnsOfBytes() throws {
    let builder = KernelBuilder()
    builder.parameters = [input(.uint8, .unit, .any), output(.uint8, .unit, .zero)]
    builder.loop(0, .vector) {
      let least = Constant(0, .uint8)
      let top = builder.reduce(
        1, .sequential, [.init(initial: [least], neutral: [least]) { [($0[0] > $1[0]).select($0[0], $1[0])] }]
      ) { [[builder.load(0)]] }
      builder.store(1, top[0])
    }
    try expectSameBits(builder.kernel(), [[1, 1], [64, 8], [5000, 5], [4096, 3], [4097, 4]])
  }
}

import RavelCodegen
import RavelCore
import RavelIR
import RavelOps
import Testing

private let reals = DType.allCases.filter { !$0.isComplex }

/// All that can be computed from two or three values of a dtype, by one primitive each.
private func results(_ dtype: DType, _ a: Scalar, _ b: Scalar, _ c: Scalar) -> [Scalar] {
  if dtype == .float16 { return [(a.bitcast(.int16) == b.bitcast(.int16)).select(a, c)] }
  let comparisons = [a == b, a != b, a < b, a <= b, a > b, a >= b, a != a]
  let choices = [(a < b).select(c, a), (a == c).select(b, a)]
  switch dtype.kind {
  case .bool: return comparisons + choices + [a & b, a | b, a ^ b, !a]
  case .float, .complex:
    return comparisons + choices + [a + b, a - b, a * b, a / b, a.fusedMultiplyAdd(b, c), a.copySign(of: b), -a]
      + [a.absolute, a.squareRoot, a.floor, a.ceil, a.trunc, a.rint]
      + [a.bitcast(.integer(bits: dtype.bitWidth, signed: false)) >> 3]
  case .signed, .unsigned:
    let constants = [3, 7, -1, 1, 0, 8, 100].map { a.constant($0) }
    return comparisons + choices + [a + b, a - b, a * b, a / b, a % b, a & b, a | b, a ^ b, -a, ~a, a << b, a >> b]
      + constants.flatMap { [a / $0, a % $0, a << $0, a >> $0] }
  }
}

/// A kernel that stores each of those values to an output of its own.
private func kernel(_ dtype: DType, _ inner: Loop.Kind, _ patterns: [StridePattern]) -> Kernel {
  let builder = KernelBuilder()
  let loads = patterns.map { input(dtype, $0) }
  let count = ScalarBuilder()
  let outputs = results(dtype, count.argument(dtype), count.argument(dtype), count.argument(dtype)).map {
    output($0.dtype, .unit)
  }
  builder.parameters = loads + outputs
  builder.loop(0, inner) {
    for (number, value) in results(dtype, builder.load(0), builder.load(1), builder.load(2)).enumerated() {
      builder.store(3 + number, [value])
    }
  }
  return builder.kernel()
}

@Suite(.needsLLVM) struct CodegenScalarTests {
  @Test(arguments: reals) func primitives(dtype: DType) throws {
    try expectSameBits(kernel(dtype, .vector, [.unit, .unit, .unit]), [[3001], [21]], compilers: Compilers.some)
    try expectSameBits(kernel(dtype, .serial, [.unit, .unit, .unit]), [[3001]], compilers: [Compilers.host])
    let scalarOperand = kernel(dtype, .vector, [.unit, .zero, .unit])
    try expectSameBits(scalarOperand, [[301]], compilers: [Compilers.host], seeds: 1...8)
  }

  /// Every operand of a byte with every other.
  @Test(arguments: [DType.int8, .uint8]) func bytesExhaustively(dtype: DType) throws {
    let contents: [Int: [UInt8]] = [
      0: (0..<65536).map { UInt8($0 & 255) }, 1: (0..<65536).map { UInt8($0 >> 8) }
    ]
    try expectSameBits(
      kernel(dtype, .vector, [.unit, .unit, .unit]), [[65536]], compilers: Compilers.some, contents: contents)
  }

  /// Vectors divided by one number: every byte by every other, and what lies around multiples and powers of two.
  @Test(arguments: [DType.int8, .uint8, .int16, .uint16]) func divisorsThatALoopShares(dtype: DType) throws {
    let isByte = dtype.bitWidth == 8
    let edges = Set((0...16).flatMap { power in (-2...2).map { UInt16(truncatingIfNeeded: 1 << power + $0) } })
    let divisors = isByte ? Array(0...255) : edges.union([7, 641, 10_000, 21_845, 54_321]).sorted()
    let dividends = isByte ? Array(0...255) : edges.union((0..<600).map { 109 &* $0 }).sorted()
    func bytes(_ values: [UInt16]) -> [UInt8] {
      values.flatMap { isByte ? [UInt8($0)] : [UInt8($0 & 255), UInt8($0 >> 8)] }
    }
    let builder = KernelBuilder()
    builder.parameters = [input(dtype, .zero, .unit), input(dtype, .unit, .zero)]
    builder.parameters += [output(dtype, .any, .unit), output(dtype, .any, .unit)]
    builder.loop(0, .parallel) {
      let b = builder.load(1)
      builder.loop(1, .vector) {
        let a = builder.load(0)
        builder.store(2, [a / b])
        builder.store(3, [a % b])
      }
    }
    try expectSameBits(
      builder.kernel(), [[divisors.count, dividends.count]], compilers: Compilers.some,
      contents: [0: bytes(dividends), 1: bytes(divisors)])
  }

  @Test(arguments: reals) func conversions(source: DType) throws {
    // Straight ones where there are such, and all that NumPy's casts are made of.
    let targets = reals.filter { $0 != source }
    for kind in [Loop.Kind.vector, .serial] {
      let builder = KernelBuilder()
      builder.parameters = [input(source, .unit)] + targets.map { output($0, .unit) }
      builder.loop(0, kind) {
        for (number, target) in targets.enumerated() {
          builder.store(1 + number, [builder.load(0).converted(to: target)])
        }
      }
      try expectSameBits(
        builder.kernel(), [[4001], [9]], compilers: kind == .vector ? Compilers.some : [Compilers.host])
    }
  }

  @Test func constantsKeepTheirBits() throws {
    for dtype in reals {
      let values = [0, 1, 0x7fc1, 0x7f80_0001, 0xffc1_2345, 0x8000_0000, 0x7ff8_0000_dead_beef, .max].map {
        Constant(dtype: dtype, bits: $0)
      }
      let builder = KernelBuilder()
      builder.parameters = values.map { _ in output(dtype, .unit) }
      builder.loop(0, .vector) {
        for (number, value) in values.enumerated() { builder.store(number, [builder.constant(value)]) }
      }
      let kernel = builder.kernel()
      let test = Case(kernel, [19])
      let code = try Compilers.host.compile(kernel)
      let bytes = test.results { code.run($0) }
      for (number, value) in values.enumerated() {
        let expected = withUnsafeBytes(of: value.bits.littleEndian) { Array($0.prefix(dtype.itemSize)) }
        #expect(bytes[number] == (0..<19).flatMap { _ in expected })
      }
    }
  }

  /// Steps of the Collatz sequence: lanes end at different times, and keep what they had.
  @Test func iterationsEndLaneByLane() throws {
    for kind in [Loop.Kind.vector, .serial] {
      let builder = KernelBuilder()
      builder.parameters = [input(.uint8, .unit), output(.int32, .unit), output(.bool, .unit)]
      builder.loop(0, kind) {
        let start = builder.load(0).convertPrimitive(.int32)
        let isOne = start <= start.one
        let steps = builder.iterate(while: !isOne, [start, start.zero, isOne]) { carried in
          let (n, count) = (carried[0], carried[1])
          let isOdd = (n & n.one) != n.zero
          let next = isOdd.select(n * n.constant(3) + n.one, n >> 1)
          return (next > next.one, [next, count + count.one, isOdd])
        }
        builder.store(1, [steps[1]])
        builder.store(2, [steps[2]])
      }
      try expectSameBits(builder.kernel(), [[0], [1], [5], [64], [200], [777]])
    }
  }

  @Test func rareBranchesNest() throws {
    let kernel = try elementwise([input(.float32, .unit), input(.float32, .any), output(.float32, .unit)]) { b in
      let (x, y) = (b.load(0), b.load(1))
      let rare = (x > x.constant(50)).rarely(x) {
        let inner = (y < y.zero).rarely(y) { y.absolute.squareRoot }
        return x * inner
      }
      return [(y > y.constant(90)).rarely(rare) { rare - y }]
    }
    try expectSameBits(kernel, [[0], [1], [16], [100], [1001]])
  }
}

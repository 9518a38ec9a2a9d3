import RavelCore
import RavelIR
import RavelInterpreter
import RavelOps
import Testing

private func sum(_ a: [Scalar], _ b: [Scalar]) -> [Scalar] { [a[0] + b[0]] }

private func adding(_ dtype: DType) -> KernelBuilder.Reducing {
  .init(initial: [Constant(0.0, dtype)], neutral: [Constant(-0.0, dtype)], combine: sum)
}

@Test func severalLoopsShareAnOuterOne() throws {
  // For each row: its maximum, the sum of 2^(x - maximum) kept in a scratch row, and each one's share of that.
  let builder = KernelBuilder()
  builder.parameters = [
    input(.float32, .any, .unit), output(.float32, .any, .unit),
    Parameter(role: .scratch, dtype: .float32, strides: [.zero, .unit])
  ]
  let lowest = Constant(-Double.infinity, .float32)
  builder.loop(0, .parallel) {
    let maximum = builder.reduce(
      1, .interleaved(lanes: 16),
      [.init(initial: [lowest], neutral: [lowest]) { [($0[0] > $1[0]).select($0[0], $1[0])] }]
    ) { [[builder.load(0)]] }[0][0]
    let total = builder.reduce(1, .pairwise(accumulators: 8, block: 128), [adding(.float32)]) {
      let steps = (maximum - builder.load(0)).convertPrimitive(.int32)
      let exponent = (steps.constant(127) - steps) << 23
      let power = (steps < steps.constant(127)).select(exponent, steps.zero).bitcast(.float32)
      builder.store(2, [power])
      return [[power]]
    }[0][0]
    builder.loop(1, .vector) { builder.store(1, [builder.load(2) / total]) }
  }
  let kernel = builder.kernel()
  try kernel.verify()
  let interpreter = Interpreter(kernel)
  for (rows, columns) in [(1, 1), (3, 7), (4, 130), (2, 1000), (0, 5), (5, 0)] {
    let values = (0..<rows * columns).map { Float(($0 &* 31) % 23) - 11.5 }
    let result = Memory([Float](repeating: -1, count: rows * columns))
    let scratch = Memory([Float](repeating: 0, count: columns))
    let source = Memory(values)
    interpreter.run(
      [rows, columns], source.operand([columns, 1]), result.operand([columns, 1]), scratch.operand([0, 1]))
    for row in 0..<rows {
      let x = values[row * columns..<(row + 1) * columns]
      let powers = x.map { Float(sign: .plus, exponent: -Int(x.max()! - $0), significand: 1) }
      let order = ReductionOrder.pairwise(accumulators: 8, block: 128)
      let total = OrderModel(initial: 0, neutral: -0.0, combine: +)(order, powers)
      #expect(Array(result.values[row * columns..<(row + 1) * columns]) == powers.map { $0 / total })
    }
  }
}

@Test func reductionsNest() throws {
  // The sum over rows, in order, of the pairwise sums of a[i, j] * b[j], each scaled by the row's number.
  let builder = KernelBuilder()
  builder.parameters = [input(.float64, .any, .any), input(.float64, .zero, .unit), output(.float64, .zero, .zero)]
  let result = builder.reduce(0, .sequential, [adding(.float64)]) {
    let row = builder.reduce(1, .pairwise(accumulators: 8, block: 16), [adding(.float64)]) {
      [[builder.load(0) * builder.load(1)]]
    }[0][0]
    return [[row * builder.index(0).convertPrimitive(.float64)]]
  }
  builder.store(2, result[0])
  let kernel = builder.kernel()
  try kernel.verify()
  #expect(kernel.divisibleDimension == nil)
  let (rows, columns) = (5, 77)
  let a = (0..<rows * columns).map { 1 / Double($0 + 1) }
  let b = (0..<columns).map { Double($0) * 0.3 }
  let output = Memory([0.0])
  // `a` is stored by columns.
  Interpreter(kernel).run(
    [rows, columns], Memory(a).operand([1, rows]), Memory(b).operand([0, 1]), output.operand([0, 0]))
  let expected = (0..<rows).reduce(0.0) { total, row in
    let products = (0..<columns).map { a[$0 * rows + row] * b[$0] }
    let order = ReductionOrder.pairwise(accumulators: 8, block: 16)
    let sum = OrderModel(initial: 0, neutral: -0.0, combine: +)(order, products)
    return total + sum * Double(row)
  }
  #expect(output.values == [expected])
}

@Test func matrixProduct() throws {
  let builder = KernelBuilder()
  builder.parameters = [
    input(.int16, .any, .zero, .any), input(.int16, .zero, .any, .any), output(.int16, .any, .unit, .zero)
  ]
  builder.loop(0, .parallel) {
    builder.loop(1, .serial) {
      let zero = Constant(0, .int16)
      let total = builder.reduce(2, .sequential, [.init(initial: [zero], neutral: [zero], combine: sum)]) {
        [[builder.load(0) * builder.load(1)]]
      }
      builder.store(2, total[0])
    }
  }
  let kernel = builder.kernel()
  try kernel.verify()
  let (m, n, k) = (4, 5, 6)
  let a = (0..<Int16(m * k)).map { $0 &* 1031 }
  let b = (0..<Int16(k * n)).map { $0 &* 517 }
  let result = Memory([Int16](repeating: 0, count: m * n))
  Interpreter(kernel).run(
    [m, n, k], Memory(a).operand([k, 0, 1]), Memory(b).operand([0, 1, n]), result.operand([n, 1, 0]))
  for row in 0..<m {
    for column in 0..<n {
      let products = (0..<k).map { (step: Int) -> Int16 in a[row * k + step] &* b[step * n + column] }
      #expect(result.values[row * n + column] == products.reduce(0, &+))
    }
  }
}

@Test func kernelsReadFromTextRun() throws {
  // Value numbers far apart, statements before and after the loop, and a serial loop that reads what it wrote.
  let text = """
    kernel
      in p0: uint8 [0]
      out p1: uint8 [1]
      out p2: uint8 [0]
    {
      %900000000: uint8 = load p0
      serial d0 {
        %5: uint8 = load p2
        store p1, %5
        %6: uint8 = add %5, %900000000
        store p2, %6
      }
      %7: uint8 = load p2
      %8: uint8 = not %7
      store p2, %8
    }
    """
  let kernel = try Kernel(parsing: text)
  try kernel.verify()
  let (row, running) = (Memory([UInt8](repeating: 0, count: 5)), Memory([7 as UInt8]))
  Interpreter(kernel).run([5], Memory([100 as UInt8]).operand([0]), row.operand([1]), running.operand([0]))
  #expect(row.values == [7, 107, 207, 51, 151])
  #expect(running.values == [~251])
}

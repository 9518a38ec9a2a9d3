import RavelCore
import RavelIR
import RavelInterpreter
import RavelOps
import Testing

@Test func interpreterRunsAxpy() throws {
  let row = input(.float32, .unit)
  let kernel = try elementwise([input(.float32, .zero), row, row, output(.float32, .unit)]) {
    [$0.load(0) * $0.load(1) + $0.load(2)]
  }
  let interpreter = Interpreter(kernel)
  for count in [0, 1, 2, 17, 1000] {
    let x = (0..<count).map { Float($0) * 0.1 }
    let y = (0..<count).map { 1 / Float($0 + 1) }
    let result = Memory([Float](repeating: -1, count: count + 1))
    let (a, xs, ys) = (Memory([Float(0.7)]), Memory(x), Memory(y))
    interpreter.run([count], a.operand([0]), xs.operand([1]), ys.operand([1]), result.operand([1]))
    #expect(result.values == zip(x, y).map { Float(0.7) * $0 + $1 } + [-1])
  }
}

@Test func zeroDimensionalKernelsRunOnce() throws {
  let kernel = try elementwise([input(.int64), output(.int64)]) { [$0.load(0) + $0.load(0)] }
  #expect(kernel.divisibleDimension == nil)
  let result = Memory([0])
  Interpreter(kernel).run([], Memory([21]).operand([]), result.operand([]))
  #expect(result.values == [42])
}

@Test(arguments: [DType.complex64, .complex128])
func complexElementsAreTwoComponents(dtype: DType) throws {
  func run<T: ComplexPart>(_: T.Type) throws {
    let kernel = try elementwise([input(dtype, .reversed), input(dtype, .unit), output(dtype, .any)]) {
      let (ar, ai) = ($0.load(0), $0.load(0, .imaginary))
      let (br, bi) = ($0.load(1), $0.load(1, .imaginary))
      return [ar * br - ai * bi, ar * bi + ai * br]
    }
    let a = (0..<9).map { Complex<T>(T($0), T(1 - $0) / 2) }
    let b = (0..<9).map { Complex<T>(T(3 - $0), T($0) / 4) }
    let result = Memory([Complex<T>](repeating: 0, count: 18))
    Interpreter(kernel).run([9], Memory(a).operand([-1], start: 8), Memory(b).operand([1]), result.operand([2]))
    for (index, value) in result.values.enumerated() {
      #expect(value == (index % 2 == 0 ? a[8 - index / 2] * b[index / 2] : 0))
    }
  }
  dtype == .complex64 ? try run(Float.self) : try run(Double.self)
}

@Test func stridedReversedAndBroadcastAccesses() throws {
  // out[i, j] = a[2i, j] - b[-i, -j] + c[j] + d[3i], with `out` in column-major order.
  let kernel = try elementwise([
    input(.int32, .any, .unit), input(.int32, .any, .reversed), input(.int32, .zero, .unit), input(.int32, .any, .zero),
    output(.int32, .unit, .any)
  ]) { [$0.load(0) - $0.load(1) + $0.load(2) + $0.load(3)] }
  let (rows, columns) = (5, 7)
  let a = (0..<Int32(2 * rows * columns)).map { $0 &* 31 }
  let b = (0..<Int32(rows * columns)).map { $0 &* 17 }
  let c = (0..<Int32(columns)).map { $0 * 1000 }
  let d = (0..<Int32(3 * rows)).map { $0 * 100_000 }
  let result = Memory([Int32](repeating: 0, count: rows * columns))
  // Strides that the patterns determine are not read from the arguments.
  let reversed = Memory(b).operand([-columns, 99], start: rows * columns - 1)
  Interpreter(kernel).run(
    [rows, columns], Memory(a).operand([2 * columns, 99]), reversed, Memory(c).operand([99, 99]),
    Memory(d).operand([3, 99]), result.operand([99, rows]))
  for row in 0..<rows {
    for column in 0..<columns {
      let difference = a[2 * row * columns + column] - b[rows * columns - 1 - row * columns - column]
      #expect(result.values[column * rows + row] == difference + c[column] + d[3 * row])
    }
  }
}

@Test func boolsAreBytes() throws {
  let kernel = try elementwise([input(.bool, .unit), input(.bool, .any), output(.bool, .unit)]) {
    [($0.load(0) & !$0.load(1)) ^ $0.constant(Constant(1, .bool))]
  }
  let a = [false, false, true, true]
  let b = [false, true, false, true]
  let result = Memory([UInt8](repeating: 9, count: 4))
  Interpreter(kernel).run([4], Memory(a).operand([1]), Memory(b).operand([1]), result.operand([1]))
  #expect(result.values == zip(a, b).map { $0 && !$1 ? 0 : 1 })
}

@Test func float16IsComputedInFloat32() throws {
  let kernel = try elementwise([input(.float16, .unit), input(.float16, .unit), output(.float16, .unit)]) {
    [($0.load(0).convertPrimitive(.float32) / $0.load(1).convertPrimitive(.float32)).convertPrimitive(.float16)]
  }
  let a = (0..<100).map { Float16($0) * 7 - 300 }
  let b = (0..<100).map { Float16($0) - 50 }
  let result = Memory([Float16](repeating: 0, count: 100))
  Interpreter(kernel).run([100], Memory(a).operand([1]), Memory(b).operand([1]), result.operand([1]))
  for (index, value) in result.values.enumerated() {
    let expected = Float16(Float(a[index]) / Float(b[index]))
    #expect(value == expected || value.isNaN && expected.isNaN)
  }
}

@Test(arguments: DType.allCases.filter { !$0.isComplex })
func everyDTypeIsLoadedAndStored(dtype: DType) throws {
  let size = dtype.itemSize
  let kernel = try elementwise([input(dtype, .any), output(dtype, .unit)]) { [$0.load(0)] }
  let bytes = (0..<UInt8(9 * size)).map { dtype == .bool ? $0 % 2 : $0 &* 77 &+ 130 }
  let result = Memory([UInt8](repeating: 0, count: 3 * size))
  Interpreter(kernel).run([3], Memory(bytes).operand([3 * size]), result.operand([0]))
  let expected = [0, 3 * size, 6 * size].flatMap { bytes[$0..<$0 + size] }
  #expect(result.values == expected)
}

@Test func iterationsEndElementByElement() throws {
  // Steps of the Collatz sequence down to 1, from index + 1.
  let builder = KernelBuilder()
  builder.parameters = [output(.int64, .unit)]
  builder.loop(0, .vector) {
    let start = builder.index(0) + builder.index(0).one
    let steps = builder.iterate(while: start > start.one, [start, start.zero]) { carried in
      let (n, count) = (carried[0], carried[1])
      let isOdd = (n & n.one) != n.zero
      let next = isOdd.select(n * n.constant(3) + n.one, n >> 1)
      return (next > next.one, [next, count + count.one])
    }
    builder.store(0, [steps[1]])
  }
  let kernel = builder.kernel()
  try kernel.verify()
  let result = Memory([Int](repeating: -1, count: 30))
  Interpreter(kernel).run([30], result.operand([1]))
  func steps(_ n: Int) -> Int { n == 1 ? 0 : 1 + steps(n % 2 == 0 ? n / 2 : 3 * n + 1) }
  #expect(result.values == (1...30).map(steps))
}

@Test func aRangeRunsItsShareOfTheOuterLoop() async throws {
  let kernel = try elementwise([input(.float64, .any, .unit), output(.float64, .unit, .any)]) {
    [$0.load(0).squareRoot + ($0.index(0) * $0.index(1)).convertPrimitive(.float64)]
  }
  #expect(kernel.divisibleDimension == 0)
  let (rows, columns) = (64, 33)
  let values = (0..<rows * columns).map { Double($0) }
  let interpreter = Interpreter(kernel)
  let whole = Memory([Double](repeating: -1, count: rows * columns))
  interpreter.run([rows, columns], Memory(values).operand([columns, 1]), whole.operand([1, rows]))
  #expect(whole.values[5 + 7 * rows] == (Double(5 * columns + 7).squareRoot() + 35))

  // At once, by the same interpreter, each range by a task of its own.
  let shared = Memory([Double](repeating: -1, count: rows * columns))
  nonisolated(unsafe) let operands = [Memory(values).operand([columns, 1]), shared.operand([1, rows])]
  await withTaskGroup(of: Void.self) { group in
    for range in [0..<1, 1..<20, 20..<20, 20..<63, 63..<64] {
      group.addTask { KernelArguments.with([rows, columns], operands) { interpreter.run($0, range: range) } }
    }
  }
  #expect(shared.values == whole.values)
}

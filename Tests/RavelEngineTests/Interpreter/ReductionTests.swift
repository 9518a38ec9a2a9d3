import RavelCore
import RavelIR
import RavelInterpreter
import RavelOps
import Testing

/// The orders as `ReductionOrder` words them, over an array, for any kind of value.
struct OrderModel<Value> {
  var initial: Value
  var neutral: Value
  var combine: (Value, Value) -> Value

  func callAsFunction(_ order: ReductionOrder, _ x: [Value]) -> Value {
    switch order {
    case .sequential:
      return x.reduce(initial, combine)
    case .pairwise(let accumulators, let block):
      return x.isEmpty ? initial : combine(initial, pairwise(x[...], accumulators, block))
    case .interleaved(let lanes):
      var values = (0..<lanes).map { lane in
        x.indices.filter { $0 % lanes == lane }.map { x[$0] }.reduce(neutral, combine)
      }
      while values.count > 1 {
        let half = values.count / 2
        values = (0..<half).map { combine(values[$0], values[$0 + half]) }
      }
      return combine(initial, values[0])
    }
  }

  private func pairwise(_ x: ArraySlice<Value>, _ accumulators: Int, _ block: Int) -> Value {
    if x.count > block {
      let m = x.count / 2 - x.count / 2 % accumulators
      return combine(pairwise(x.prefix(m), accumulators, block), pairwise(x.dropFirst(m), accumulators, block))
    }
    let grouped = Array(x.prefix(x.count - x.count % accumulators))
    var values = (0..<accumulators).map { accumulator in
      stride(from: accumulator, to: grouped.count, by: accumulators).map { grouped[$0] }.reduce(neutral, combine)
    }
    while values.count > 1 {
      values = stride(from: 0, to: values.count, by: 2).map { combine(values[$0], values[$0 + 1]) }
    }
    return x.dropFirst(grouped.count).reduce(values[0], combine)
  }
}

private let orders: [ReductionOrder] = [
  .sequential, .pairwise(accumulators: 8, block: 128),
  .pairwise(accumulators: 2, block: 4), .pairwise(accumulators: 1, block: 2),
  .pairwise(accumulators: 4, block: 20), .interleaved(lanes: 1), .interleaved(lanes: 2),
  .interleaved(lanes: 32)
]

private let counts = Array(0...300) + [1025, 4099, 8191]

/// A reduce loop over d0 that leaves its results in outputs.
private func reduction(
  _ inputs: [Parameter], _ outputs: [Parameter], _ order: ReductionOrder, _ reducing: [KernelBuilder.Reducing],
  _ body: (KernelBuilder) -> [[Scalar]]
) throws -> Interpreter {
  let builder = KernelBuilder()
  builder.parameters = inputs + outputs
  let results = builder.reduce(0, order, reducing) { body(builder) }
  for (number, values) in results.enumerated() { builder.store(inputs.count + number, values) }
  let kernel = builder.kernel()
  try kernel.verify()
  return Interpreter(kernel)
}

@Test(arguments: orders)
func sumsCombineInTheStatedOrder(order: ReductionOrder) throws {
  // Two reductions of one loop: a sum from 0 and, from 2.5, a sum of squares.
  let sum: ([Scalar], [Scalar]) -> [Scalar] = { [$0[0] + $1[0]] }
  let negativeZero = Constant(-0.0, .float32)
  let interpreter = try reduction(
    [input(.float32, .any)], [output(.float32, .zero), output(.float32, .zero)], order,
    [
      .init(initial: [Constant(0.0, .float32)], neutral: [negativeZero], combine: sum),
      .init(initial: [Constant(2.5, .float32)], neutral: [negativeZero], combine: sum)
    ]
  ) { [[$0.load(0)], [$0.load(0) * $0.load(0)]] }
  let values = (0..<8191).map { Float(($0 &* 7919) % 1013) * 0.37 - 100 }
  let source = Memory(values)
  for count in counts {
    let (first, second) = (Memory([Float.nan]), Memory([Float.nan]))
    interpreter.run([count], source.operand([1]), first.operand([0]), second.operand([0]))
    let x = Array(values.prefix(count))
    #expect(first.values == [OrderModel(initial: 0, neutral: -0.0, combine: +)(order, x)], "\(count) operands")
    let squares = x.map { $0 * $0 }
    #expect(second.values == [OrderModel(initial: 2.5, neutral: -0.0, combine: +)(order, squares)], "\(count) operands")
  }
}

@Test(arguments: orders)
func operandsKeepTheirSides(order: ReductionOrder) throws {
  // Maps x -> ax + b, composed: two components, and which one is left matters.
  let interpreter = try reduction(
    [input(.complex128, .reversed)], [output(.complex128, .zero)], order,
    [
      .init(
        initial: [Constant(3.0, .float64), Constant(5.0, .float64)],
        neutral: [Constant(1.0, .float64), Constant(0.0, .float64)]
      ) { [$0[0] * $1[0], $0[0] * $1[1] + $0[1]] }
    ]
  ) { [[$0.load(0), $0.load(0, .imaginary)]] }
  let model = OrderModel<Complex<Double>>(initial: Complex(3.0, 5.0), neutral: Complex(1.0, 0.0)) { left, right in
    Complex(left.real * right.real, left.real * right.imaginary + left.imaginary)
  }
  let values: [Complex<Double>] = (0..<300).map { Complex(0.9 + Double($0 % 17) / 80, Double($0) / 7 + 1) }
  let source = Memory(values)
  for count in 0...300 {
    let result = Memory([Complex<Double>.zero])
    interpreter.run([count], source.operand([-1], start: max(count - 1, 0)), result.operand([0]))
    #expect(result.values == [model(order, values.prefix(count).reversed())], "\(count) operands")
  }
}

@Test func emptyReductionsGiveTheInitialValue() throws {
  for order in orders {
    let interpreter = try reduction(
      [input(.float64, .unit)], [output(.float64, .zero)], order,
      [.init(initial: [Constant(-0.0, .float64)], neutral: [Constant(-0.0, .float64)]) { [$0[0] + $1[0]] }]
    ) { [[$0.load(0)]] }
    let result = Memory([1.0])
    interpreter.run([0], Memory([Double]()).operand([1]), result.operand([0]))
    #expect(result.values[0].bitPattern == (-0.0).bitPattern)
  }
}

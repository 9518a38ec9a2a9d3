import BenchmarkSupport
import Ravel

/// Expressions that follow from their seeds.
struct RandomExpressions: Sendable {
  private let inputs: Inputs
  /// Called by all threads.
  private let functions: [CompiledFunction]

  /// All but those that show the sign of a NaN, which is not promised.
  private static let ops = Op.allCases.filter { $0 != .signbit && $0 != .copysign }

  init(seed: Int) throws {
    inputs = try Inputs(seed: seed)
    functions = (0..<8).map { number in
      CompiledFunction { arguments in
        var generator = SplitMix64(seed: seed &* 31 &+ number)
        return [Self.chain(over: arguments, &generator) { _, _ in nil }]
      }
    }
  }

  /// The pending expression of that seed.
  func expression(_ seed: Int) throws -> NDArray {
    var generator = SplitMix64(seed: seed)
    let shape = Self.shape(&generator)
    let operands = try (0..<Int.random(in: 1...3, using: &generator)).map { _ in try inputs.operand(shape, &generator) }
    return Self.chain(over: operands, &generator) { operands, generator in
      try? functions.randomElement(using: &generator)!(operands)[0]
    }
  }

  private static func shape(_ generator: inout SplitMix64) -> Shape {
    switch Int.random(in: 0..<12, using: &generator) {
    case 0: []
    case 1: generator.once(in: 2) ? [0] : [0, 7]
    case 2, 3: [Int.random(in: 1...Inputs.longest, using: &generator)]
    case 4, 5, 6, 7: [Int.random(in: 1...500, using: &generator)]
    default: [Int.random(in: 1...300, using: &generator), Int.random(in: 1...300, using: &generator)]
    }
  }

  /// One to ten steps, each on what the one before gave. A step that NumPy's rules don't allow is left out.
  private static func chain(
    over operands: [NDArray], _ generator: inout SplitMix64,
    call: (_ operands: [NDArray], inout SplitMix64) -> NDArray?
  ) -> NDArray {
    var result = operands[0]
    for _ in 0..<Int.random(in: 1...10, using: &generator) {
      let step: NDArray? =
        switch Int.random(in: 0..<16, using: &generator) {
        case 0: try? result.cast(to: Inputs.dtypes.randomElement(using: &generator)!)
        case 1: reduced(result, &generator)
        case 2: viewed(result, &generator)
        case 3, 4: call([result, operands.randomElement(using: &generator)!], &generator)
        default: applied(to: result, operands, &generator)
        }
      if let step { result = step }
    }
    return result
  }

  private static func applied(
    to result: NDArray, _ operands: [NDArray], _ generator: inout SplitMix64
  ) -> NDArray? {
    let op = ops.randomElement(using: &generator)!
    var chosen: [any ArrayOperand] = [result]
    while chosen.count < op.spec.arity {
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: chosen.append(Int.random(in: 0...5, using: &generator))
      case 1: chosen.append(Double.random(in: -2...2, using: &generator))
      default: chosen.append(operands.randomElement(using: &generator)!)
      }
    }
    chosen.shuffle(using: &generator)
    return try? NDArray.applying(op, chosen)
  }

  private static func reduced(_ array: NDArray, _ generator: inout SplitMix64) -> NDArray? {
    let reduction = ReductionFunction.allCases.randomElement(using: &generator)!
    let axis = generator.once(in: 3) ? nil : (0..<array.ndim).randomElement(using: &generator)
    return try? array.reduced(reduction, axes: axis.map { [$0] }, keepDims: !generator.once(in: 3))
  }

  private static func viewed(_ array: NDArray, _ generator: inout SplitMix64) -> NDArray? {
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: try? array.transposed()
    case 1: try? array.flipped()
    case 2: try? array.indexed(by: array.ndim == 0 ? [] : [.slice(start: nil, stop: nil, step: -2)])
    default: try? array.raveled()
    }
  }
}

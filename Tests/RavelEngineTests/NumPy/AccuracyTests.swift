import Foundation
import RavelCore
import RavelIR
import RavelOps
import RavelRuntime
import RavelTestSupport
import Testing

/// Bits of arguments, written one after another.
private struct Arguments {
  let dtype: DType
  var bits: [UInt64] = []

  init(_ dtype: DType) { self.dtype = dtype }

  mutating func add(_ value: Double) {
    bits.append(dtype == .float32 ? UInt64(Float(value).bitPattern) : value.bitPattern)
  }

  /// A value and its neighbours, so many on either side.
  mutating func add(around value: Double, _ count: Int) {
    add(value)
    let middle = bits.removeLast()
    for step in 0...2 * UInt64(count) where middle &+ step >= UInt64(count) {
      bits.append(middle + step - UInt64(count))
    }
  }

  mutating func add(from low: Double, to high: Double, count: Int) {
    for number in 0..<count { add(low + (high - low) * (Double(number) + 0.37) / Double(count)) }
  }

  func storage() throws -> Storage {
    let result = try Storage(allocating: Layout(contiguous: [bits.count]), dtype)
    bits.withUnsafeBufferPointer { bits in
      for index in bits.indices {
        switch dtype {
        case .float16:
          result.pointer.storeBytes(
            of: UInt16(truncatingIfNeeded: bits[index]), toByteOffset: 2 * index, as: UInt16.self)
        case .float32:
          result.pointer.storeBytes(
            of: UInt32(truncatingIfNeeded: bits[index]), toByteOffset: 4 * index, as: UInt32.self)
        default: result.pointer.storeBytes(of: bits[index], toByteOffset: 8 * index, as: UInt64.self)
        }
      }
    }
    return result
  }
}

/// Every float16. Of the others the special values, every 16411th bit pattern or as many random ones, the range in
/// which the function is neither constant nor infinite, and the neighbourhoods of its zeros and of the ends of its
/// range.
private func arguments(of op: Op, _ dtype: DType) throws -> Storage {
  var result = Arguments(dtype)
  guard dtype != .float16 else {
    result.bits = (0..<(1 << 16)).map { UInt64($0) }
    return try result.storage()
  }
  let isDouble = dtype == .float64
  result.bits = Samples.specials(dtype).map(\.bits)
  if isDouble {
    var random = SplitMix64(seed: 1)
    for _ in 0..<100_000 { result.bits.append(random.next()) }
  } else {
    result.bits += stride(from: 0, to: 1 << 32, by: 16411).map { UInt64($0) }
  }
  switch op {
  case .exp2:
    result.add(from: isDouble ? -1076 : -151, to: isDouble ? 1025 : 129, count: 100_000)
    result.add(from: -2, to: 2, count: 50_000)
  case .expm1:
    result.add(from: isDouble ? -40 : -20, to: isDouble ? 710 : 89, count: 100_000)
    result.add(from: -1.5, to: 1.5, count: 100_000)
    for end in isDouble ? [709.782712893384, 37.4] : [88.72284, 17.3] { result.add(around: end, 500) }
  case .log1p:
    result.add(from: -1, to: 4, count: 100_000)
    result.add(from: -0.4, to: 0.5, count: 50_000)
    result.add(around: -1, 3000)
  case .expit:
    result.add(from: isDouble ? -745 : -103, to: 40, count: 100_000)
    result.add(from: -5, to: 5, count: 50_000)
  case .erf, .erfc:
    result.add(from: isDouble ? -7 : -5, to: isDouble ? 27.3 : 10.1, count: 100_000)
    result.add(from: -2, to: 2, count: 100_000)
    for end in [-0.89, 0.89, isDouble ? 26.55 : 9.2] { result.add(around: end, 500) }
  case .logit:
    result.add(from: 0, to: 1, count: 100_000)
    for end in [0.5, 1] { result.add(around: end, 3000) }
  case .arcsin, .arccos, .arctanh:
    result.add(from: -1, to: 1, count: 100_000)
    for end in [-1.0, 1] { result.add(around: end, 3000) }
  case .sinh, .cosh:
    result.add(from: isDouble ? -711 : -90, to: isDouble ? 711 : 90, count: 100_000)
    result.add(from: -3, to: 3, count: 50_000)
  case .arccosh:
    result.add(from: 1, to: 10, count: 100_000)
    result.add(around: 1, 3000)
  case .arctan:
    result.add(from: -4, to: 4, count: 100_000)
  case .exp:
    result.add(from: isDouble ? -746 : -104, to: isDouble ? 710 : 89, count: 100_000)
    result.add(from: -1, to: 1, count: 50_000)
    let ends =
      isDouble ? [709.782712893384, -708.3964185322641, -745.1332191019412] : [88.72284, -87.33655, -103.97208]
    for end in ends { result.add(around: end, 500) }
  case .log, .log2, .log10:
    result.add(from: 0, to: 4, count: 100_000)
    result.add(around: 1, 3000)
  case .sin, .cos, .tan:
    result.add(from: -30, to: 30, count: 100_000)
    for number in 1...5000 { result.add(around: Double(number * number) * (.pi / 2), 1) }
    for exponent in 10..<1000 where isDouble || exponent < 127 { result.add(around: scalbn(.pi / 2, exponent), 1) }
  default:
    result.add(from: -20, to: 20, count: 100_000)
    result.add(from: -1, to: 1, count: 50_000)
  }
  return try result.storage()
}

private let functions: [Op] = [
  .exp, .exp2, .expm1, .log, .log2, .log10, .log1p, .sin, .cos, .tan, .arcsin, .arccos, .arctan, .sinh, .cosh, .tanh,
  .arcsinh, .arccosh, .arctanh, .cbrt, .expit, .logit, .erf, .erfc
]

/// The transcendental functions are within one unit in the last place of the true value everywhere, and NumPy's at
/// infinities, NaNs and zeros.
///
/// All arguments are measured in extended precision, and some in multiple precision; compiled code computes all, and
/// the other engines some.
@Test(.needsNumPy, arguments: functions, [DType.float16, .float32, .float64])
func functionsAreWithinOneUnitInTheLastPlace(op: Op, dtype: DType) throws {
  let arguments = try arguments(of: op, dtype)
  func result(_ engine: Engine, every step: Int) throws -> Storage {
    let count = (arguments.layout.count + step - 1) / step
    let some = AccessMap(slicing: arguments.layout.shape, axis: 0, start: 0, step: step, count: count)
    let expression = try Expression.ufunc(op, [.array(Expression(arguments.view(some)))])
    try evaluate([expression], engine: engine)
    return try #require(expression.storage)
  }
  let all = try result(Engine.tested.last!, every: 1)
  // Multiple precision takes a fiftieth of a millisecond for each argument.
  let step = arguments.layout.count / 2500 + 1
  var names = ["x": arguments, "y": all]
  for engine in Engine.tested { names["\(engine)_"] = try result(engine, every: step) }
  let answers = try NumPyReference.answers(
    to: [
      NumPyCase(
        """
        errors = ulp_errors('\(op)', y, x)
        worst = np.argmax(errors)
        exact = ulp_errors('\(op)', y[::\(step)], x[::\(step)], exact=True)
        result = errors[worst], x[worst], y[worst], np.max(exact)
        """, names)
    ] + Engine.tested.map { NumPyCase("np.array_equal(y[::\(step)], \($0)_, equal_nan=True)", names) })
  guard case .values(let values) = answers[0] else {
    Issue.record("\(answers[0])")
    return
  }
  let numbers = values.map { value in
    if case .array(let array) = value { Elements(array.dtype, array.bytes)[0].doubleValue } else { Double.nan }
  }
  // A float16 result is one of the two nearest, and the wrong one only of two that are all but equally near.
  let bound = dtype == .float16 && !op.spec.traits.contains(.special) ? 0.5002 : 1
  #expect(numbers[0] <= bound, "\(op)(\(numbers[1])) is \(numbers[2])")
  #expect(numbers[3] <= bound)
  for (engine, answer) in zip(Engine.tested, answers.dropFirst()) {
    #expect(answer == .values([.array(NumPyArray(dtype: .bool, shape: [], strides: [], bytes: [1]))]), "\(engine)")
  }
}

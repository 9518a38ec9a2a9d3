import RavelCore
import RavelInterpreter
import RavelOps
import Testing

private func converter(from: DType, to: DType) -> ScalarEvaluator {
  let builder = ScalarBuilder()
  let x = builder.argument(from)
  return ScalarEvaluator(builder, arguments: [x], results: [x.convertPrimitive(to)])
}

/// A half's value by its definition: sign, exponent and fraction.
private func value(ofHalf bits: UInt64) -> Float {
  let (exponent, fraction) = (Int(bits >> 10 & 0x1f), Float(bits & 0x3ff))
  let magnitude: Float =
    switch exponent {
    case 0: fraction * 0x1p-24
    case 31: fraction == 0 ? .infinity : .nan
    default: (1024 + fraction) * Float(sign: .plus, exponent: exponent - 25, significand: 1)
    }
  return bits & 0x8000 == 0 ? magnitude : -magnitude
}

@Test func everyFloat16WidensExactly() {
  let halves = Array(0...UInt64(0xffff))
  let results = converter(from: .float16, to: .float32).evaluate([halves])[0]
  let wrong = zip(halves, results).filter { half, result in
    let expected = value(ofHalf: half)
    return expected.isNaN ? !Float(bitPattern: UInt32(result)).isNaN : result != UInt64(expected.bitPattern)
  }
  #expect(wrong.isEmpty)
}

@Test func float32RoundsToTheNearestFloat16() {
  // Between each half and the next: the middle goes to the even one, its neighbours to the nearer one. After the
  // greatest half comes infinity, as if it were 65536.
  var inputs: [Float] = []
  var expected: [UInt64] = []
  for half in 0..<UInt64(0x7c00) {
    let next = half == 0x7bff ? 65536 : value(ofHalf: half + 1)
    let middle = (value(ofHalf: half) + next) / 2
    inputs += [value(ofHalf: half), middle.nextDown, middle, middle.nextUp]
    expected += [half, half, half + half % 2, half + 1]
  }
  inputs += [65536, .greatestFiniteMagnitude, .infinity, .leastNonzeroMagnitude]
  expected += [0x7c00, 0x7c00, 0x7c00, 0]
  let convert = converter(from: .float32, to: .float16)
  #expect(convert.evaluate([inputs.map { UInt64($0.bitPattern) }])[0] == expected)
  #expect(convert.evaluate([inputs.map { UInt64((-$0).bitPattern) }])[0] == expected.map { $0 | 0x8000 })
  #expect(value(ofHalf: convert([UInt64(Float.nan.bitPattern)])[0]).isNaN)
}

private struct Generator: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 32
  }
}

private func fused(_ dtype: DType) -> ScalarEvaluator {
  let builder = ScalarBuilder()
  let (a, b, c) = (builder.argument(dtype), builder.argument(dtype), builder.argument(dtype))
  return ScalarEvaluator(builder, arguments: [a, b, c], results: [a.fusedMultiplyAdd(b, c)])
}

@Test func fusedMultiplyAddOfFloat32RoundsOnce() {
  // (1 + 2^-12)^2 = 1 + 2^-11 + 2^-24: half a unit in the last place, which the addend tips either way.
  let factor: Float = 1 + 0x1p-12
  for (addend, expected) in [(0x1p-80, 0x1.002002p0), (-0x1p-80, 0x1.002p0), (0, 0x1.002p0)] as [(Float, Float)] {
    let result = fused(.float32)([factor, factor, addend].map { UInt64($0.bitPattern) })
    #expect(result == [UInt64(expected.bitPattern)])
  }
}

@Test func fusedMultiplyAddOfFloat64RoundsOnce() {
  // Integers small enough for the exact value to fit 128 bits, which then rounds once.
  var generator = Generator(state: 7)
  var columns: [[UInt64]] = [[], [], []]
  var expected: [UInt64] = []
  for turn in 0..<2000 {
    let a = Int64.random(in: -(1 << 53)...(1 << 53), using: &generator)
    let b = Int64.random(in: -(1 << 53)...(1 << 53), using: &generator)
    // Often near -a * b, so that the low half of the product decides.
    let large = Double(Int64.random(in: -(1 << 53)...(1 << 53), using: &generator)) * 0x1p40
    let c = turn % 2 == 0 ? large : -(Double(a) * Double(b))
    for (column, value) in [Double(a), Double(b), c].enumerated() { columns[column].append(value.bitPattern) }
    expected.append(Double(Int128(a) * Int128(b) + Int128(c)).bitPattern)
  }
  #expect(fused(.float64).evaluate(columns)[0] == expected)
}

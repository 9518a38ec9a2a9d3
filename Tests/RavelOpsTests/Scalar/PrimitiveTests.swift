import RavelCore
import RavelInterpreter
import RavelOps
import Testing

/// A Swift type beside the dtype whose primitives are tested on it.
protocol Sample: Element, Equatable {
  var bits: UInt64 { get }
  /// Values at which primitives differ from what one would think.
  static var samples: [Self] { get }
}

extension FixedWidthInteger where Self: Element {
  var bits: UInt64 { UInt64(truncatingIfNeeded: self) & (.max >> UInt64(64 - Self.bitWidth)) }
  static var samples: [Self] {
    let low: [Self] = [0, 1, 2, 3, 7, 8, 9, 15, 16, 31, 32, 63, 64, 100]
    return low + low.map { 0 &- $0 } + [.max, .max - 1, .min, .min + 1, .max / 2, .min / 2]
  }
}

extension BinaryFloatingPoint where Self: Element {
  static var samples: [Self] {
    let magnitudes: [Self] = [
      0, .leastNonzeroMagnitude, .leastNormalMagnitude, .leastNormalMagnitude.nextDown, 0.1, 0.5, 0.75, 1, 1.5, 2.5, 3,
      3.5, 1e3, 0x1p31, 0x1p31 - 0.5, 0x1p31 + 0x1p10, 0x1p32, 0x1p52 - 0.5, 0x1p52 + 1, 0x1p62, 0x1p63, 0x1p64,
      .greatestFiniteMagnitude, .infinity, .nan
    ]
    return magnitudes + magnitudes.map { -$0 }
  }
}

extension Int8: Sample {}
extension UInt8: Sample {}
extension Int16: Sample {}
extension UInt16: Sample {}
extension Int32: Sample {}
extension UInt32: Sample {}
extension Int64: Sample {}
extension UInt64: Sample {}
extension Float: Sample { var bits: UInt64 { UInt64(bitPattern) } }
extension Double: Sample { var bits: UInt64 { bitPattern } }
extension Bool: Sample {
  var bits: UInt64 { self ? 1 : 0 }
  static var samples: [Bool] { [false, true] }
}

/// Equal bits, or both NaN: which NaN a computation gives is not promised.
private func isSame<T: Sample>(_ bits: UInt64, _ value: T) -> Bool {
  if let value = value as? Float, value.isNaN { return Float(bitPattern: UInt32(bits)).isNaN }
  if let value = value as? Double, value.isNaN { return Double(bitPattern: bits).isNaN }
  return bits == value.bits
}

private func expectUnary<T: Sample, R: Sample>(
  _ name: String, _ program: (Scalar) -> Scalar, _ model: (T) -> R, on samples: [T] = T.samples
) {
  let builder = ScalarBuilder()
  let x = builder.argument(T.dtype)
  let evaluator = ScalarEvaluator(builder, arguments: [x], results: [program(x)])
  let results = evaluator.evaluate([samples.map(\.bits)])[0]
  for (value, result) in zip(samples, results) {
    #expect(isSame(result, model(value)), "\(name) of \(T.dtype) \(value) to \(R.dtype)")
  }
}

private func expectBinary<T: Sample, R: Sample>(
  _ name: String, _ program: (Scalar, Scalar) -> Scalar, _ model: (T, T) -> R
) {
  let builder = ScalarBuilder()
  let (a, b) = (builder.argument(T.dtype), builder.argument(T.dtype))
  let evaluator = ScalarEvaluator(builder, arguments: [a, b], results: [program(a, b)])
  let pairs = T.samples.flatMap { left in T.samples.map { (left, $0) } }
  let results = evaluator.evaluate([pairs.map(\.0.bits), pairs.map(\.1.bits)])[0]
  for (pair, result) in zip(pairs, results) {
    #expect(isSame(result, model(pair.0, pair.1)), "\(name) of \(T.dtype) \(pair.0) and \(pair.1)")
  }
}

private func expectComparisons<T: Sample & Comparable>(_: T.Type) {
  expectBinary("equal", ==) { (a: T, b: T) in a == b }
  expectBinary("notEqual", !=) { (a: T, b: T) in a != b }
  expectBinary("less", <) { (a: T, b: T) in a < b }
  expectBinary("lessEqual", <=) { (a: T, b: T) in a <= b }
  expectBinary("greater", >) { (a: T, b: T) in a > b }
  expectBinary("greaterEqual", >=) { (a: T, b: T) in a >= b }
}

private func expectInteger<T: Sample & FixedWidthInteger>(_: T.Type) {
  expectUnary("negate", -) { (a: T) in 0 &- a }
  expectUnary("not", ~) { (a: T) in ~a }
  expectBinary("add", +) { (a: T, b: T) in a &+ b }
  expectBinary("subtract", -) { (a: T, b: T) in a &- b }
  expectBinary("multiply", *) { (a: T, b: T) in a &* b }
  expectBinary("divide", /) { (a: T, b: T) in b == 0 ? 0 : a.dividedReportingOverflow(by: b).partialValue }
  expectBinary("remainder", %) { (a: T, b: T) in b == 0 ? 0 : a.remainderReportingOverflow(dividingBy: b).partialValue }
  expectBinary("and", &) { (a: T, b: T) in a & b }
  expectBinary("or", |) { (a: T, b: T) in a | b }
  expectBinary("xor", ^) { (a: T, b: T) in a ^ b }
  expectBinary("shiftLeft", <<) { (a: T, b: T) in b < 0 || b >= T.bitWidth ? 0 : a << b }
  expectBinary("shiftRight", >>) { (a: T, b: T) in b < 0 || b >= T.bitWidth ? (a < 0 ? ~0 : 0) : a >> b }
  expectComparisons(T.self)
}

private func expectFloat<T: Sample & BinaryFloatingPoint>(_: T.Type) {
  expectUnary("negate", -) { (a: T) in -a }
  expectUnary("absolute", \.absolute) { (a: T) in a.magnitude }
  expectUnary("squareRoot", \.squareRoot) { (a: T) in a.squareRoot() }
  expectUnary("floor", \.floor) { (a: T) in a.rounded(.down) }
  expectUnary("ceil", \.ceil) { (a: T) in a.rounded(.up) }
  expectUnary("trunc", \.trunc) { (a: T) in a.rounded(.towardZero) }
  expectUnary("rint", \.rint) { (a: T) in a.rounded(.toNearestOrEven) }
  expectBinary("add", +) { (a: T, b: T) in a + b }
  expectBinary("subtract", -) { (a: T, b: T) in a - b }
  expectBinary("multiply", *) { (a: T, b: T) in a * b }
  expectBinary("divide", /) { (a: T, b: T) in a / b }
  expectBinary("copySign", { $0.copySign(of: $1) }) { (a: T, b: T) in T(signOf: b, magnitudeOf: a) }
  expectComparisons(T.self)
}

@Test func integerPrimitivesAreTotal() {
  expectInteger(Int8.self)
  expectInteger(UInt8.self)
  expectInteger(Int16.self)
  expectInteger(UInt16.self)
  expectInteger(Int32.self)
  expectInteger(UInt32.self)
  expectInteger(Int64.self)
  expectInteger(UInt64.self)
}

@Test func floatPrimitivesFollowIEEE754() {
  expectFloat(Float.self)
  expectFloat(Double.self)
}

@Test func boolPrimitives() {
  expectUnary("not", !) { (a: Bool) in !a }
  expectBinary("and", &) { (a: Bool, b: Bool) in a && b }
  expectBinary("or", |) { (a: Bool, b: Bool) in a || b }
  expectBinary("xor", ^) { (a: Bool, b: Bool) in a != b }
  expectBinary("equal", ==) { (a: Bool, b: Bool) in a == b }
  expectBinary("less", <) { (a: Bool, b: Bool) in !a && b }
  expectBinary("greaterEqual", >=) { (a: Bool, b: Bool) in a || !b }
}

// MARK: Conversions

private func expectFromInteger<T: Sample & FixedWidthInteger>(_: T.Type) {
  func wrapping<R: Sample & FixedWidthInteger>(_: R.Type) {
    expectUnary("convert", { $0.convertPrimitive(R.dtype) }) { (a: T) in R(truncatingIfNeeded: a) }
    if T.bitWidth == R.bitWidth {
      expectUnary("bitcast", { $0.bitcast(R.dtype) }) { (a: T) in R(truncatingIfNeeded: a) }
    }
  }
  wrapping(Int8.self)
  wrapping(UInt8.self)
  wrapping(Int16.self)
  wrapping(UInt16.self)
  wrapping(Int32.self)
  wrapping(UInt32.self)
  wrapping(Int64.self)
  wrapping(UInt64.self)
  expectUnary("convert", { $0.convertPrimitive(.float32) }) { (a: T) in Float(a) }
  expectUnary("convert", { $0.convertPrimitive(.float64) }) { (a: T) in Double(a) }
}

private func expectToInteger<T: Sample & BinaryFloatingPoint>(_: T.Type) {
  expectUnary("convert", { $0.convertPrimitive(.int32) }) { (a: T) in Int32(exactly: a.rounded(.towardZero)) ?? .min }
  expectUnary("convert", { $0.convertPrimitive(.int64) }) { (a: T) in Int64(exactly: a.rounded(.towardZero)) ?? .min }
}

@Test func conversionsWrapRoundAndTruncate() {
  expectFromInteger(Int8.self)
  expectFromInteger(UInt8.self)
  expectFromInteger(Int16.self)
  expectFromInteger(UInt16.self)
  expectFromInteger(Int32.self)
  expectFromInteger(UInt32.self)
  expectFromInteger(Int64.self)
  expectFromInteger(UInt64.self)
  expectToInteger(Float.self)
  expectToInteger(Double.self)
  expectUnary("convert", { $0.convertPrimitive(.int8) }) { (a: Bool) in a ? 1 as Int8 : 0 }
  expectUnary("convert", { $0.convertPrimitive(.uint64) }) { (a: Bool) in a ? 1 as UInt64 : 0 }
  expectUnary("convert", { $0.convertPrimitive(.float32) }) { (a: Bool) in a ? 1 as Float : 0 }
  expectUnary("convert", { $0.convertPrimitive(.float64) }) { (a: Float) in Double(a) }
  let halfway = (0..<200).map { Double(bitPattern: 0x3ff0_0000_1000_0000 + $0 << 28) }
  expectUnary("convert", { $0.convertPrimitive(.float32) }, { Float($0) }, on: Double.samples + halfway)
}

@Test func integersRoundOnceToFloat32() {
  // Just above halfway between two float32s, where a detour through float64 would round to the lower one.
  let above: Int64 = (1 << 60) + (1 << 36) + 1
  expectUnary("convert", { $0.convertPrimitive(.float32) }, { _ in 0x1.000002p60 as Float }, on: [above])
  expectUnary("convert", { $0.convertPrimitive(.float32) }, { _ in 0x1.000002p60 as Float }, on: [UInt64(above)])
}

@Test func bitcastsKeepTheBits() {
  expectUnary("bitcast", { $0.bitcast(.int32) }) { (a: Float) in Int32(bitPattern: a.bitPattern) }
  expectUnary("bitcast", { $0.bitcast(.uint32) }) { (a: Float) in a.bitPattern }
  expectUnary("bitcast", { $0.bitcast(.float32) }) { (a: Int32) in Float(bitPattern: UInt32(bitPattern: a)) }
  expectUnary("bitcast", { $0.bitcast(.int64) }) { (a: Double) in Int64(bitPattern: a.bitPattern) }
  expectUnary("bitcast", { $0.bitcast(.float64) }) { (a: UInt64) in Double(bitPattern: a) }
}

import RavelCore
import Testing

@testable import RavelOps

private func converted(_ dtype: DType, _ columns: [UInt64]) -> [UInt64] {
  run([dtype], { [$0[0].converted(to: .float16)] }, [columns])[0]
}

/// By way of float32 a value just beside the middle of two float16s would be rounded twice.
@Test func float64RoundsOnceToFloat16() {
  var cases: [Double] = [0, 1e-300, 0x1p-25, 65519.99999999999, 65520, 1e30, 1e300, .infinity, .nan]
  for bits in stride(from: UInt16(0), to: 0x7bff, by: 13) {
    let (low, high) = (Double(Float16(bitPattern: bits)), Double(Float16(bitPattern: bits + 1)))
    let middle = (low + high) / 2
    cases += [low, middle, middle.nextUp, middle.nextDown]
  }
  cases += cases.map { -$0 }
  for (value, bits) in zip(cases, converted(.float64, cases.map(\.bitPattern))) {
    let (got, expected) = (Float16(bitPattern: UInt16(bits)), Float16(value))
    #expect(same(Double(got), Double(expected)), "float16 of \(value) is \(got)")
  }
}

@Test func integersRoundOnceToFloat16() {
  let magnitudes: [Int64] = [
    0, 1, 2047, 2048, 2049, 2050, 2051, 4098, 4102, 32784, 65503, 65504, 65519, 65520, 1 << 24
  ]
  let large: [Int64] = [(1 << 24) + 1, (1 << 53) + 1, .max]
  let cases = (magnitudes + large).flatMap { [$0, -$0] }
  for (value, bits) in zip(cases, converted(.int64, cases.map { UInt64(bitPattern: $0) })) {
    #expect(Float16(bitPattern: UInt16(bits)) == Float16(value), "float16 of \(value)")
  }
}

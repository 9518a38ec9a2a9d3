import RavelCore
import RavelIR
import RavelOps
import RavelRuntime
import RavelTestSupport
import Testing

/// Operands that lie across the vectors are transposed in registers, block by block: whole blocks, what is left of a
/// tile, and what is left of a vector, of every size of element.
@Test(arguments: DType.allCases)
func operandsAcrossTheVectors(dtype: DType) throws {
  let (rows, columns) = (131, 203)
  let across = AccessMap(permuting: [columns, rows], [1, 0])
  func sums() throws -> [Expression] {
    let a = Expression(try Storage(dtype, [rows, columns], .moderate, seed: 1))
    let b = Expression(try Storage(dtype, [columns, rows], .moderate, seed: 2)).view(across)
    let narrow = Expression(try Storage(.uint8, [columns, rows], .moderate, seed: 3)).view(across)
    let positive = try Expression.ufunc(.greater, [.array(narrow), .integer(WideInteger(3))])
    return [
      try .ufunc(.add, [.array(a), .array(b)]), try .ufunc(.where, [.array(positive), .array(a), .array(b)]), b.copied()
    ]
  }
  let (expected, actual) = (try sums(), try sums())
  for expression in expected { try evaluate([expression], engine: .reference) }
  for expression in actual { try evaluate([expression], engine: .jit) }
  for (a, b) in zip(actual, expected) { #expect(try bits(a) == bits(b)) }
}

/// The stored bytes of a row-major result.
private func bits(_ expression: Expression) throws -> [UInt8] {
  let storage = try #require(expression.storage)
  #expect(storage.layout.isContiguous)
  let bytes = UnsafeRawBufferPointer(start: storage.pointer, count: storage.layout.count * storage.dtype.itemSize)
  return Array(bytes)
}

import RavelCore
import RavelIR
import RavelInterpreter
import RavelOps
import RavelRuntime
import Testing

/// The strides that matter: of an array that is not empty, along axes of more than one index.
private func movingStrides(_ layout: Layout) -> [Int] {
  zip(layout.shape, layout.strides).map { $0 == 1 || layout.count == 0 ? 0 : $1 }
}

/// The stored elements' bits in row-major order, every NaN as one.
private func bits(_ expression: Expression) throws -> [UInt64] {
  let storage = try #require(expression.storage)
  let (layout, part) = (storage.layout, storage.dtype.component)
  var result: [UInt64] = []
  for number in 0..<layout.count {
    var (rest, offset) = (number, 0)
    for axis in layout.shape.indices.reversed() {
      offset += rest % layout.shape[axis] * layout.strides[axis]
      rest /= layout.shape[axis]
    }
    for component in 0..<storage.dtype.componentCount {
      var bits: UInt64 = 0
      let address = storage.pointer + offset * storage.dtype.itemSize + component * part.itemSize
      withUnsafeMutableBytes(of: &bits) {
        $0.copyMemory(from: UnsafeRawBufferPointer(start: address, count: part.itemSize))
      }
      result.append(part.isFloat && Constant(dtype: part, bits: bits).doubleValue.isNaN ? .max : bits)
    }
  }
  return result
}

@Test(arguments: 0..<100)
func interpreterAgreesOnRandomGraphs(seed: Int) throws { try expectAgreement(.interpreter, seed) }

@Test(.needsLLVM, arguments: 0..<20)
func compiledCodeAgreesOnRandomGraphs(seed: Int) throws { try expectAgreement(.jit, seed) }

/// The engine gives the reference's bits, whichever results of a graph are asked for.
private func expectAgreement(_ engine: Engine, _ seed: Int) throws {
  let expected = try RandomExpressions(seed: seed, operations: 14).pool
  try evaluate(expected, engine: .reference)
  let actual = try RandomExpressions(seed: seed, operations: 14).pool
  // The last ones first, so that what stands before them is fused into them where it can be.
  let graph = Graph(actual.suffix(3))
  try evaluate(actual.suffix(3), engine: engine)
  try evaluate(actual, engine: engine)
  for (number, (a, b)) in zip(actual, expected).enumerated() {
    if try movingStrides(a.storage!.layout) != movingStrides(b.storage!.layout) || bits(a) != bits(b) {
      // Everything before it agrees, so this operation, or what it was fused with, is the smallest at fault.
      let alone = try RandomExpressions(seed: seed, operations: 14).pool[number]
      Issue.record("seed \(seed), expression \(number): \(Graph([alone]))\nevaluated in\n\(graph)")
      return
    }
  }
}

import RavelCore
import RavelIR
import RavelInterpreter
import RavelOps
import RavelRuntime
import Testing

/// The stored elements in row-major order, whatever the layout.
func values<T: Element>(_ expression: Expression, as: T.Type = T.self) throws -> [T] {
  let storage = try #require(expression.storage)
  #expect(storage.layout == expression.layout && storage.dtype == T.dtype)
  let layout = storage.layout
  return (0..<layout.count).map { number in
    var (rest, offset) = (number, 0)
    for axis in layout.shape.indices.reversed() {
      offset += rest % layout.shape[axis] * layout.strides[axis]
      rest /= layout.shape[axis]
    }
    return (storage.pointer + offset * MemoryLayout<T>.stride).load(as: T.self)
  }
}

private func reference<T: Element>(_ expression: Expression, as: T.Type = T.self) throws -> [T] {
  try evaluate([expression], engine: .reference)
  return try values(expression)
}

private func ramp(_ shape: Shape) throws -> Expression {
  try stored((0..<shape.reduce(1, *)).map { Int64($0) }, shape, .int64)
}

@Test func referenceMapsElements() throws {
  let a = try ramp([3, 4])
  let b = try ramp([4, 3]).view(AccessMap(permuting: [4, 3], [1, 0]))
  let sum = try Expression.ufunc(.add, [.array(a), .array(b)])
  let expected: [Int64] = [0, 4, 8, 12, 5, 9, 13, 17, 10, 14, 18, 22]
  #expect(try reference(sum) == expected)
  let halves = try Expression.ufunc(.divide, [.array(a), .float(2)])
  #expect(try reference(halves) == (0..<12).map { Double($0) / 2 })
  #expect(try reference(Expression.ufunc(.negative, [.array(a)]).cast(to: .uint8)) == (0..<12).map { 0 &- UInt8($0) })
}

@Test func referenceViewsAndReshapes() throws {
  let a = try ramp([2, 3, 4])
  let every = AccessMap(slicing: [2, 3, 4], axis: 2, start: 3, step: -2, count: 2)
  #expect(try reference(a.view(every)) == [3, 1, 7, 5, 11, 9, 15, 13, 19, 17, 23, 21] as [Int64])
  let turned = a.view(AccessMap(permuting: [2, 3, 4], [2, 0, 1]))
  let columns = (0..<24).map { (number: Int) -> Int64 in Int64(number % 6 * 4 + number / 6) }
  #expect(try reference(turned.reshaped(to: [24])) == columns)
  #expect(try reference(ramp([3]).broadcast(to: [2, 3])) == [0, 1, 2, 0, 1, 2] as [Int64])
  let backwards = AccessMap(slicing: [5], axis: 0, start: 4, step: -1, count: 5)
  #expect(try reference(Expression.iota(5).view(backwards).copied()) == [4, 3, 2, 1, 0] as [Int64])
  #expect(try reference(Expression.constant(Constant(real: 1, imaginary: -2, .complex128))) == [Complex(1.0, -2.0)])
  #expect(try reference(Expression.constant(Constant(1, .int8)).broadcast(to: [0, 3])) == [] as [Int8])
  // A repeated axis takes no memory and no time, however long.
  let long = try Expression.constant(Constant(7, .int8)).broadcast(to: [1 << 50])
  try evaluate([long], engine: .reference)
  #expect(long.storage?.layout.strides == [0])
}

@Test func referenceAssigns() throws {
  let base = try ramp([6])
  let even = AccessMap(slicing: [6], axis: 0, start: 4, step: -2, count: 2)
  let changed = try base.assigning(.constant(Constant(9, .int64)), at: even)
  let head = AccessMap(slicing: [6], axis: 0, start: 0, step: 1, count: 5)
  let tail = AccessMap(slicing: [6], axis: 0, start: 1, step: 1, count: 5)
  let shifted = try changed.assigning(changed.view(head), at: tail)
  try evaluate([changed, shifted], engine: .reference)
  #expect(try values(base) == [0, 1, 2, 3, 4, 5] as [Int64])
  #expect(try values(changed) == [0, 1, 9, 3, 9, 5] as [Int64])
  #expect(try values(shifted) == [0, 0, 1, 9, 3, 9] as [Int64])
}

@Test(arguments: [DType.int16, .float16, .float64])
func referenceMultipliesMatrices(dtype: DType) throws {
  let a = try ramp([2, 3]).cast(to: dtype)
  let b = try ramp([3, 2]).cast(to: dtype)
  #expect(try reference(a.matrixProduct(b).cast(to: .int32)) == [10, 13, 28, 40] as [Int32])
}

// MARK: Reductions

private let pairwise = ReductionOrder.pairwise(accumulators: 8, block: 128)

private func floats(_ shape: Shape) throws -> (Expression, [Float]) {
  let values = (0..<shape.reduce(1, *)).map { (number: Int) -> Float in
    1 + Float((number &* 7919) % 1013 - 500) * 0.00037
  }
  return (try stored(values, shape, .float32), values)
}

@Test func referenceSumsPairwiseAlongTheInnerAxis() throws {
  let (a, x) = try floats([3, 700])
  let rows = try a.reduced(.add, axes: [1], keepDims: false)
  let sum = OrderModel<Float>(initial: 0, neutral: -0.0, combine: +)
  #expect(try reference(rows) == (0..<3).map { sum(pairwise, Array(x[$0 * 700..<($0 + 1) * 700])) })
  #expect(try reference(a.reduced(.add, axes: nil, keepDims: false)) == [sum(pairwise, x)])
}

@Test func referenceGoesOnFromWalkToWalk() throws {
  // Of (5, 8, 30) every other row and 13 columns: no two axes lie evenly, so none are walked as one.
  let (a, x) = try floats([5, 8, 30])
  let shape = [5, 4, 13]
  let part = a.view(AccessMap(slicing: [5, 8, 30], axis: 1, start: 0, step: 2, count: 4))
    .view(AccessMap(slicing: [5, 4, 30], axis: 2, start: 0, step: 1, count: 13))
  func at(_ i: Int, _ j: Int, _ k: Int) -> Float { x[i * 240 + j * 60 + k] }
  let columns = (0..<13).map { k in (0..<20).map { at($0 / 4, $0 % 4, k) }.reduce(0, +) }
  #expect(try reference(part.reduced(.add, axes: [0, 1], keepDims: false)) == columns)
  let products = (0..<4).map { j in (0..<65).map { at($0 / 13, j, $0 % 13) }.reduce(1, *) }
  #expect(try reference(part.reduced(.multiply, axes: [0, 2], keepDims: true)) == products)
  let sum = OrderModel<Float>(initial: 0, neutral: -0.0, combine: +)
  let rows = (0..<4).map { j in
    (0..<5).map { i in sum(pairwise, (0..<13).map { at(i, j, $0) }) }.reduce(0, +)
  }
  #expect(try reference(part.reduced(.add, axes: [0, 2], keepDims: false)) == rows)
  #expect(part.shape == shape)
}

@Test func referenceRoundsHalvesWhereNumPyStoresThem() throws {
  let values = (0..<60).map { (number: Int) -> Float16 in 1 + Float16((number * 37) % 23) / 64 }
  let a = try stored(values, [3, 20], .float16)
  let rows = (0..<3).map { (row: Int) -> Float16 in
    let product = values[row * 20..<row * 20 + 20].reduce(Float(1)) { $0 * Float($1) }
    return Float16(product)
  }
  #expect(try reference(a.reduced(.multiply, axes: [1], keepDims: false)) == rows)
  let columns = (0..<20).map { (column: Int) -> Float16 in
    let first = Float16(Float(values[column]) * Float(values[column + 20]))
    return Float16(Float(first) * Float(values[column + 40]))
  }
  #expect(try reference(a.reduced(.multiply, axes: [0], keepDims: false)) == columns)
}

@Test func referenceReducesOtherDTypes() throws {
  let a = try ramp([4, 5])
  #expect(try reference(a.reduced(.maximum, axes: [0], keepDims: false)) == [15, 16, 17, 18, 19] as [Int64])
  let bytes = a.cast(to: .uint8)
  #expect(try reference(bytes.reduced(.add, axes: nil, keepDims: true, casting: .uint64)) == [190] as [UInt64])
  #expect(
    try reference(a.cast(to: .bool).reduced(.logicalAnd, axes: [1], keepDims: false)) == [false, true, true, true])
  let sums: [Complex<Float>] = [10, 35, 60, 85]
  #expect(try reference(a.cast(to: .complex64).reduced(.add, axes: [1], keepDims: false)) == sums)
  #expect(try reference(ramp([0, 2]).reduced(.add, axes: [0], keepDims: false)) == [0, 0] as [Int64])
  #expect(try reference(ramp([1, 1]).reduced(.minimum, axes: nil, keepDims: false)) == [0] as [Int64])
}

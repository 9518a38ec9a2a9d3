import RavelCore
import RavelIR
import RavelOps
import RavelRuntime
import Testing

func stored<T>(_ values: [T], _ shape: Shape, _ dtype: DType) throws -> Expression {
  let storage = try RavelIR.Storage(allocating: Layout(contiguous: shape), dtype)
  values.withUnsafeBytes { storage.pointer.copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
  return Expression(storage)
}

func elements<T>(_ expression: Expression, as: T.Type) -> [T] {
  let storage = expression.storage!
  return (0..<storage.layout.count).map {
    storage.pointer.load(fromByteOffset: $0 * MemoryLayout<T>.stride, as: T.self)
  }
}

@Test func softmaxSumsToOne() throws {
  let x = try stored((0..<60).map { Float($0 % 7) }, [4, 15], .float32)
  let shifted = try Expression.ufunc(.subtract, [.array(x), .array(x.reduced(.maximum, axes: [1], keepDims: true))])
  let e = try Expression.ufunc(.exp, [.array(shifted)])
  let softmax = try Expression.ufunc(.divide, [.array(e), .array(e.reduced(.add, axes: [1], keepDims: true))])
  let sums = try softmax.reduced(.add, axes: [1], keepDims: false)
  try evaluate([sums], engine: .interpreter)
  for sum in elements(sums, as: Float.self) { #expect(abs(sum - 1) < 1e-5) }
}

@Test func assignmentsLeaveTheirBaseAlone() throws {
  let base = try stored([Int32](0..<6), [6], .int32)
  let map = AccessMap(slicing: [6], axis: 0, start: 4, step: -2, count: 2)
  let changed = try base.assigning(.constant(Constant(9, .int32)), at: map)
  let shifted = try changed.assigning(
    changed.view(AccessMap(slicing: [6], axis: 0, start: 0, step: 1, count: 5)),
    at: AccessMap(slicing: [6], axis: 0, start: 1, step: 1, count: 5))
  try evaluate([changed, shifted], engine: .interpreter)
  #expect(elements(base, as: Int32.self) == [0, 1, 2, 3, 4, 5])
  #expect(elements(changed, as: Int32.self) == [0, 1, 9, 3, 9, 5])
  #expect(elements(shifted, as: Int32.self) == [0, 0, 1, 9, 3, 9])
}

@Test(arguments: [DType.float32, .int64, .complex128, .float16, .bool])
func matrixProductOfOnes(dtype: DType) throws {
  let one = Expression.constant(Constant(1, dtype))
  let a = try one.broadcast(to: [3, 5]).copied()
  let b = try one.broadcast(to: [5, 4]).copied()
  let product = a.matrixProduct(b)
  let total = try product.cast(to: .float64).reduced(.add, axes: nil, keepDims: false)
  try evaluate([total], engine: .interpreter)
  #expect(elements(total, as: Double.self) == [dtype == .bool ? 12 : 60])
}

@Test func sumOfDifferentLayouts() throws {
  let c = try stored((0..<12).map(Double.init), [3, 4], .float64)
  let f = try stored((0..<12).map(Double.init), [4, 3], .float64).view(AccessMap(permuting: [4, 3], [1, 0]))
  let sum = try Expression.ufunc(.add, [.array(c), .array(f)]).reduced(.add, axes: nil, keepDims: false)
  try evaluate([sum], engine: .interpreter)
  #expect(elements(sum, as: Double.self) == [132])
}

@Test(arguments: [Engine.interpreter, .reference, .automatic], [(1, 1), (5, 40), (40, 5), (33, 70)])
func transposedSums(engine: Engine, extents: (Int, Int)) throws {
  let (m, n) = extents
  let a = try stored((0..<m * n).map(Float.init), [m, n], .float32)
  let b = try stored((0..<m * n).map { Float($0 * 1000) }, [n, m], .float32).view(AccessMap(permuting: [n, m], [1, 0]))
  let sum = try Expression.ufunc(.add, [.array(a), .array(b)])
  try evaluate([sum], engine: engine)
  let expected = (0..<m).flatMap { i in (0..<n).map { j in Float(i * n + j + (j * m + i) * 1000) } }
  #expect(elements(sum, as: Float.self) == expected)
}

/// A kernel is compiled for a pattern of strides; extents are arguments.
@Test(.needsLLVM, .processState) func shapesOfOnePatternAreCompiledOnce() throws {
  func report(rows: Int, columns: Int) throws -> Report {
    let x = try stored((0..<rows * columns).map { Float($0) / 3 }, [rows, columns], .float32)
    let part = try Expression.ufunc(
      .copysign, [.array(.ufunc(.subtract, [.array(x), .array(.ufunc(.floor, [.array(x)]))])), .array(x)])
    let top = try part.reduced(.maximum, axes: [1], keepDims: true)
    return try evaluate([.ufunc(.fmod, [.array(part), .array(top)])], engine: .jit)
  }
  let (first, second) = (try report(rows: 3, columns: 5), try report(rows: 40, columns: 71))
  #expect(first.kernelsLaunched == 1 && first.kernelsCompiled == 1)
  #expect(second.kernelsLaunched == 1 && second.kernelsCompiled == 0)
}

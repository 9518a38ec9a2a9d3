import RavelCore
import RavelIR
import RavelOps
import RavelSchedule
import Testing

/// An array that stands for a kernel's argument: it has a layout, and its elements are never read.
func array(_ shape: Shape, _ dtype: DType = .float32, strides: [Int]? = nil) throws -> Expression {
  let layout = strides.map { Layout(shape: shape, strides: $0) } ?? Layout(contiguous: shape)
  return Expression(Storage(buffer: try Buffer(byteCount: 64), dtype: dtype, layout: layout))
}

func apply(_ op: Op, _ operands: Expression...) throws -> Expression { try .ufunc(op, operands.map(Operand.array)) }

func softmax(_ x: Expression) throws -> Expression {
  let shifted = try apply(.subtract, x, x.reduced(.maximum, axes: [-1], keepDims: true))
  let e = try apply(.exp, shifted)
  return try apply(.divide, e, e.reduced(.add, axes: [-1], keepDims: true))
}

@Test func softmaxIsOneKernel() throws {
  let plan = try lower(Graph([softmax(array([64, 100]))]))
  #expect(plan.kernels.count == 1)
  let loops = plan.kernels[0].description.split(separator: "\n").map { $0.trimmingCharacters(" ") }.filter {
    $0.hasSuffix("{") && !$0.hasPrefix("{") && !$0.hasPrefix("accumulate") && !$0.hasPrefix("iterate")
  }
  #expect(loops == ["parallel d0 {", "reduce d1 interleaved(32) {", "reduce d1 pairwise(8, 128) {", "vector d1 {"])
}

@Test func anotherShapeIsTheSameKernel() throws {
  let a = try lower(Graph([softmax(array([64, 100]))])).kernels
  let b = try lower(Graph([softmax(array([7, 4096]))])).kernels
  #expect(a == b)
}

@Test func reductionsOfOneArrayReadItOnce() throws {
  let x = try array([64, 100])
  let sums = try [x, apply(.multiply, x, x)].map { try $0.reduced(.add, axes: [1], keepDims: false) }
  let extremes = try [
    x.reduced(.maximum, axes: [1], keepDims: false), x.place(of: .maximum, axis: 1, keepDims: false)
  ]
  let plan = try lower(Graph(sums + extremes))
  #expect(plan.kernels.count == 1)
  let kernel = plan.kernels[0].description
  // One loop for the sums, one for the extremes.
  #expect(kernel.split(separator: "reduce d1").count == 3)
  #expect(kernel.split(separator: "accumulate").count == 5)
  #expect(try Kernel(parsing: kernel) == plan.kernels[0])
  // Reductions of other arrays, and along other axes, keep their kernels.
  let others = try [
    array([64, 100]).reduced(.add, axes: [1], keepDims: false), x.reduced(.add, axes: [0], keepDims: false)
  ]
  #expect(try lower(Graph(sums + others)).kernels.count == 3)
}

@Test func stepsThatMayBeGroupedAreAScan() throws {
  func kernel(_ op: Op, _ dtype: DType) throws -> String {
    let scan = try array([100], dtype).scanned(op, axis: 0, casting: dtype)
    let plan = try lower(Graph([scan]))
    #expect(try Kernel(parsing: plan.kernels[0].description) == plan.kernels[0])
    return plan.kernels[0].description
  }
  for (op, dtype) in [(Op.add, DType.int64), (.multiply, .uint8), (.maximum, .float32), (.fmin, .float64)] {
    #expect(try kernel(op, dtype).contains("scan d0 carrying"))
  }
  for (op, dtype) in [(Op.add, DType.float32), (.multiply, .float64), (.subtract, .int64), (.maximum, .complex64)] {
    #expect(try kernel(op, dtype).contains("serial d0 carrying"))
  }
}

/// Sums over pairs of rows of a three-dimensional difference that is never stored.
private func distances(_ m: Int, _ n: Int, _ k: Int, strides: [Int]? = nil) throws -> Kernel {
  let difference = try apply(.subtract, array([m, 1, k]), array([n, k], strides: strides))
  let plan = try lower(Graph([difference.reduced(.add, axes: [-1], keepDims: false)]))
  return try #require(plan.kernels.count == 1 ? plan.kernels[0] : nil)
}

@Test func whatIsReadByManyRowsIsPacked() throws {
  let kernel = try distances(64, 40, 16)
  #expect(kernel.description.contains("scratch p3: float32 [0, lane, *]"))
  #expect(try Kernel(parsing: kernel.description) == kernel)
  #expect(try distances(100, 8, 2048) == kernel)
  #expect(try distances(64, 40, 16, strides: [16, -1]).description.contains("lane"))
  // Too few rows to share it, too few for a vector, and rows that would not stay in the cache.
  for (m, n, k) in [(7, 40, 16), (64, 7, 16), (64, 40, 2049)] {
    #expect(try !distances(m, n, k).description.contains("lane"))
  }
  // Rows that are read once.
  let sums = try lower(Graph([array([64, 40, 16]).reduced(.add, axes: [-1], keepDims: false)]))
  #expect(sums.kernels.allSatisfy { !$0.description.contains("lane") })
}

@Test func largeReductionsAreBranched() throws {
  let x = try array([1 << 16])
  let plan = try lower(
    Graph([x.reduced(.add, axes: nil, keepDims: false), x.place(of: .minimum, axis: 0, keepDims: false)]))
  let kernel = try #require(plan.kernels.first)
  #expect(plan.kernels.count == 1 && kernel.phaseCount == 2)
  #expect(try Kernel(parsing: kernel.description) == kernel)
  #expect(kernel.parameters.filter { $0.role == .shared }.map(\.dtype) == [.float32, .float32, .int32])
  #expect(try lower(Graph([array([1 << 15]).reduced(.add, axes: nil, keepDims: false)])).kernels[0].phaseCount == 0)
}

extension StringProtocol {
  func trimmingCharacters(_ character: Character) -> String { String(drop { $0 == character }) }
}

@Test func elementwiseChainsMergeDimensions() throws {
  let (x, y) = (try array([3, 4, 5]), try array([3, 4, 5]))
  let plan = try lower(Graph([apply(.sqrt, apply(.add, apply(.multiply, x, x), apply(.multiply, y, y)))]))
  #expect(plan.kernels.count == 1)
  #expect(plan.kernels[0].dimensionCount == 1)
}

@Test func transposedOperandKeepsTwoDimensions() throws {
  let (x, y) = (try array([30, 40]), try array([40, 30]))
  let plan = try lower(Graph([apply(.add, x, y.view(AccessMap(permuting: [40, 30], [1, 0])))]))
  #expect(plan.kernels[0].parameters.map { $0.strides.map(\.rawValue) } == [["*", "1"], ["1", "*"], ["*", "1"]])
  #expect(try Kernel(parsing: plan.kernels[0].description) == plan.kernels[0])
  guard case .loop(let tiles) = plan.kernels[0].body[0], case .loop(let vector) = tiles.body[0],
    case .loop(let tile) = vector.body[0]
  else { throw ArrayError.value("other loops than were expected: \(plan.kernels[0])") }
  #expect([tiles, vector, tile].map(\.kind) == [.tiles(size: 64), .vector, .tile])
}

@Test func meanOverColumnsIsCut() throws {
  let x = try array([30, 40])
  let mean = try x.reduced(.add, axes: [0], keepDims: true)
  let plan = try lower(Graph([apply(.subtract, x, mean)]))
  #expect(plan.kernels.count == 2)
}

@Test func severalResultsOfOneShapeShareAKernel() throws {
  let (x, y) = (try array([30]), try array([30]))
  let plan = try lower(Graph([apply(.add, x, y), apply(.subtract, x, y)]))
  #expect(plan.kernels.count == 1)
}

@Test func sumsOfDifferentlyLaidOutArraysFollowTheirLayouts() throws {
  let c = try array([30, 40])
  let f = try array([30, 40], strides: [1, 30])
  for x in [c, f] {
    let plan = try lower(Graph([x.reduced(.add, axes: nil, keepDims: false)]))
    #expect(plan.kernels.count == 1)
    #expect(plan.kernels[0].dimensionCount == 1)
  }
  // The sum of c + f runs over the memory of the sum, which the operands do not share.
  let plan = try lower(Graph([apply(.add, c, f).reduced(.add, axes: nil, keepDims: false)]))
  #expect(plan.kernels.count == 2)
}

@Test func assignmentsStoreIntoOneBuffer() throws {
  let x = try array([10, 12])
  let zeros = try Expression.constant(Constant(0, .float32)).broadcast(to: [10, 12]).copied()
  let inner = AccessMap(slicing: [10, 12], axis: 0, start: 1, step: 1, count: 8)
  let filled = try zeros.assigning(x.view(inner), at: inner)
  let again = try filled.assigning(
    .constant(Constant(1, .float32)), at: AccessMap(slicing: [10, 12], axis: 1, start: 0, step: 1, count: 1))
  let plan = try lower(Graph([again]))
  #expect(plan.kernels.count == 3)
}

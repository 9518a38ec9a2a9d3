import Ravel
import Synchronization
import Testing

/// Functions that are traced once and launched afterwards.
@Suite struct CompilingTests {
  /// How often a traced function's body ran.
  private final class Count: Sendable {
    private let value = Mutex(0)
    var times: Int { value.withLock { $0 } }
    func note() { value.withLock { $0 += 1 } }
  }

  @Test func aFunctionIsTracedOnceForItsTypes() throws {
    let count = Count()
    let weighted = compile { x, y in
      count.note()
      return x * 2 + y / 4
    }
    for round in 1...3 {
      let x = NDArray([Float](repeating: Float(round), count: 5))
      let y = NDArray([1, 2, 3, 4, 5] as [Float])
      #expect(try weighted(x, y).scalars(as: Float.self) == (1...5).map { 2 * Float(round) + Float($0) / 4 })
    }
    #expect(count.times == 1)
    let wide = NDArray([1, 2, 3] as [Double])
    #expect(try weighted(wide, wide + 0).scalars(as: Double.self) == [2.25, 4.5, 6.75])
    #expect(count.times == 2)
    // Another layout is another trace; the first still holds.
    let grid = arange(6).astype(.float64).reshape([2, 3])
    #expect(arrayEqual(weighted(grid.T, grid.T), grid.T * 2.25))
    #expect(count.times == 3)
    #expect(arrayEqual(weighted(grid, grid), grid * 2.25))
    #expect(arrayEqual(weighted(grid.T, grid.T), grid.T * 2.25))
    #expect(count.times >= 4)
  }

  @Test func resultsAreStoredWhereArgumentsAre() throws {
    let double = compile { x in x + x }
    let x = arange(4)
    try x.evaluate()
    _ = double(x)
    #expect(double(x).isEvaluated)
    #expect(!double(x * 3).isEvaluated)
    #expect(try double(x * 3).scalars(as: Int64.self) == [0, 6, 12, 18])
  }

  @Test func oneArrayMayComeTwice() throws {
    let difference = compile { x, y in x - y * 2 }
    let (x, y) = (NDArray([1.0, 2.0]), NDArray([10.0, 20.0]))
    #expect(try difference(x, x).scalars(as: Double.self) == [-1, -2])
    #expect(try difference(x, y).scalars(as: Double.self) == [-19, -38])
    #expect(try difference(y, y).scalars(as: Double.self) == [-10, -20])
  }

  @Test func aFunctionThatLooksAtElementsRunsEachTime() throws {
    let magnitude = compile { x in (try? x.sum().item(as: Double.self)) ?? 0 < 0 ? -x : x }
    #expect(try magnitude(NDArray([1.0, 2.0])).scalars(as: Double.self) == [1, 2])
    #expect(try magnitude(NDArray([-1.0, -2.0])).scalars(as: Double.self) == [1, 2])
    #expect(try magnitude(NDArray([3.0, -1.0])).scalars(as: Double.self) == [3, -1])
  }

  @Test func numbersCountByTheirValue() throws {
    let scaled = compile { x, factor in x * factor }
    let x = NDArray([1, 2] as [Float])
    let (two, three): (NDArray, NDArray) = (2, 3)
    #expect(try scaled(x, two).scalars(as: Float.self) == [2, 4])
    #expect(try scaled(x, three).scalars(as: Float.self) == [3, 6])
    #expect(scaled(x, three).dtype == .float32)
  }

  @Test func traceWithinATrace() throws {
    let inner = compile { x in x * x }
    let outer = compile { x in inner(x) + inner(x + 1) }
    for _ in 1...3 {
      #expect(try outer(NDArray([1.0, 2.0])).scalars(as: Double.self) == [5, 13])
    }
  }

  @Test func severalResults() throws {
    let both = CompiledFunction { [$0[0] + $0[1], $0[0]] }
    let (x, y) = (NDArray([1.0]), NDArray([2.0]))
    for _ in 1...2 {
      let results = try both([x, y])
      #expect(try results.map { try $0.scalars(as: Double.self) } == [[3], [1]])
    }
  }

  @Test func manyThreadsCall() async throws {
    let cube = compile { x in x * x * x }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for task in 1...8 {
        group.addTask {
          let x = NDArray([Double](repeating: Double(task), count: task))
          for _ in 1...50 {
            let expected = [Double](repeating: Double(task * task * task), count: task)
            #expect((try? cube(x).scalars(as: Double.self)) == expected)
          }
        }
      }
      try await group.waitForAll()
    }
  }
}

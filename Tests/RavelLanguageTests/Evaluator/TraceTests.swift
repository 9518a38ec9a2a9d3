import Ravel
import RavelLanguage
import Testing

/// A second call with arrays of the same types does not run the function, and gives what running it would.
struct TraceTests {
  private func outputs(_ text: String, _ calls: [[KernelValue]]) throws -> [[[Double]]] {
    let program = try Program(SourceFile(name: "kernel.py", text: text))
    let function = try #require(program.defaultFunction)
    return try calls.map { arguments in
      try program.call(function, arguments).map {
        try $0.array.astype(.float64).reshaped(to: [-1]).scalars(as: Double.self)
      }
    }
  }

  private func array(_ values: [Double]) -> KernelValue { .array(NDArray(values)) }

  @Test func otherArraysGiveOtherResults() throws {
    let results = try outputs(
      "def f(a, x, y):\n    return a * x + y, x.sum()",
      [
        [.float(2), array([1, 2]), array([10, 20])], [.float(2), array([3, 4]), array([30, 40])],
        [.float(3), array([3, 4]), array([30, 40])], [.integer(3), array([3, 4, 5]), array([0, 0, 1])]
      ])
    #expect(results == [[[12, 24], [3]], [[36, 48], [7]], [[39, 52], [7]], [[9, 12, 16], [12]]])
  }

  @Test func whatLooksAtElementsDecidesAnew() throws {
    let text = "def f(x):\n    return x + 1 if x[0] > 0 else x - 1"
    #expect(try outputs(text, [[array([1])], [array([-1])], [array([2])]]) == [[[2]], [[-2]], [[3]]])
    // NumPy's integer powers depend on the exponents' signs.
    let power = "def f(n):\n    return range(int(n[0]))[-1] + n"
    #expect(try outputs(power, [[array([3])], [array([5])]]) == [[[5]], [[9]]])
  }

  @Test func anArrayGivenTwiceIsNoPattern() throws {
    let (x, y) = (array([1, 2]), array([5, 5]))
    let text = "def f(x, y):\n    return x - y"
    #expect(try outputs(text, [[x, x], [x, y], [y, y], [y, x]]) == [[[0, 0]], [[-4, -3]], [[0, 0]], [[4, 3]]])
  }

  @Test func assignedArraysAreOutputsEachTime() throws {
    let text = "def f(x, out):\n    out[1:] = x[:-1] * 2"
    let results = try outputs(
      text, [[array([1, 2, 3]), array([0, 0, 0])], [array([4, 5, 6]), array([7, 7, 7])]])
    #expect(results == [[[0, 2, 4]], [[7, 8, 10]]])
  }

  @Test func viewsAreAssignedThroughTheirMemory() throws {
    let memory = NDArray((0..<6).map(Double.init))
    let rows = try memory.indexed(by: [.slice(step: 2)])
    try rows.evaluate()
    let text = "def f(x):\n    x += 1\n    return x.sum()"
    let results = try outputs(text, [[.array(rows)], [.array(rows)], [array([1, 1, 1])], [array([2, 2, 2])]])
    #expect(results == [[[9], [1, 3, 5]], [[9], [1, 3, 5]], [[6], [2, 2, 2]], [[9], [3, 3, 3]]])
  }

  @Test func resultsMayBeUsedBeforeTheyAreComputed() throws {
    let program = try Program(SourceFile(name: "kernel.py", text: "def f(x):\n    return x * 2, x + 1"))
    let function = try #require(program.defaultFunction)
    for start in [1.0, 5.0] {
      let once = try program.call(function, [array([start])])
      // A call over arrays that are not there yet runs, one over these results is traced with the next round.
      let twice = try program.call(function, [.array(once[1].array)])
      #expect(try twice[0].array.scalars(as: Double.self) == [2 * (start + 1)])
      #expect(try (once[0].array + once[1].array).scalars(as: Double.self) == [3 * start + 1])
    }
  }

  @Test func operandsThatAreReturnedAreThemselves() throws {
    let results = try outputs("def f(x, y):\n    return y, x, 7", [[array([1]), array([2])], [array([3]), array([4])]])
    #expect(results == [[[2], [1], [7]], [[4], [3], [7]]])
  }
}

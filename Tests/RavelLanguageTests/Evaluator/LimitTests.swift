import Ravel
import RavelLanguage
import Testing

/// Whatever a kernel does, it ends, and nothing of the process is lost.
struct LimitTests {
  private static let limits = {
    var limits = Program.Limits()
    limits.steps = 5000
    limits.operations = 1000
    return limits
  }()

  @Test(arguments: [
    "while True:\n        pass",
    "while True: pass",
    "for k in range(10**30):\n        pass",
    "x = [k for k in range(10**12)]",
    "x = [0] * 10**15",
    "x = (1, 2) * 2**60",
    "x = 'ab' * 10**18",
    "x = sum(1 for _ in range(10**12))",
    "x = list(range(10**18))",
    "l = [0]\n    for k in l:\n        l.append(k)",
    "l = [0]\n    while True:\n        l += l",
    "t = (0,)\n    for _ in range(60):\n        t = (t, t)\n    return t",
    "t = (0,)\n    for _ in range(60):\n        t = (t, t)\n    u = (0,)\n    for _ in range(60):\n        u = (u, u)\n    return t == u",
    "s = 'a'\n    while True:\n        s = s + s"
  ])
  func endlessKernelsAreStopped(_ body: String) throws {
    let error = #expect(throws: Diagnostic.self) { try call("def f():\n    \(body)\n", limits: Self.limits) }
    #expect(error?.message == "the call takes more than 5000 steps; does a loop not end?")
  }

  @Test func endlessArrayOperationsAreStopped() throws {
    let error = #expect(throws: Diagnostic.self) {
      try call(
        "def f(x):\n    while True:\n        y = x[None]\n", .array(NDArray(nested: [1, 2] as [Float])),
        limits: Self.limits)
    }
    #expect(error?.message == "the call has more than 1000 array operations; does a loop not end?")
  }

  @Test(arguments: [
    "return f()",
    "return (lambda g: g(g))(lambda g: g(g))",
    "l = []\n    l.append(l)\n    return l",
    "l = []\n    l.append(l)\n    m = []\n    m.append(m)\n    return l == m",
    "l = []\n    l.append(l)\n    return np.array(l)",
    "t = ()\n    for _ in range(20000):\n        t = (t,)\n    return np.array(t)"
  ])
  func endlessRecursionIsStopped(_ body: String) throws {
    let error = #expect(throws: Diagnostic.self) { try call("def f():\n    \(body)\n") }
    #expect(error?.message == "maximum recursion depth exceeded")
  }

  @Test(arguments: [
    "t = ()\n    for _ in range(30000):\n        t = (t,)\n    return 1",
    "l = []\n    for _ in range(30000):\n        l = [l.append]\n    return 1",
    "l = inner = []\n    for _ in range(30000):\n        new = []\n        inner.append(new)\n        inner = new\n    return 1",
    "g = 0\n    for _ in range(20000):\n        g = lambda g=g: g\n    return 1",
    "g = 0\n    for _ in range(20000):\n        g = [lambda: g]\n    return 1",
    "g = [1]\n    for _ in range(20000):\n        g = [enumerate(g)]\n    return 1",
    "g = [1]\n    for _ in range(20000):\n        g = [(y for y in g)]\n    return 1",
    "g = [1]\n    for _ in range(20000):\n        g = [map(len, g)]\n    return 1",
    "def g():\n        return g\n    return 1"
  ])
  func deepStructuresAreLetGoOf(_ body: String) throws {
    #expect(try call("def f():\n    \(body)\n")[0].array.item(as: Int.self) == 1)
  }

  @Test func iteratorsOfIteratorsAreBounded() throws {
    let error = #expect(throws: Diagnostic.self) {
      try call("def f():\n    g = [1]\n    for _ in range(1000):\n        g = enumerate(g)\n    return len(list(g))\n")
    }
    #expect(error?.message == "iterators of iterators are nested too deeply")
    let itself = #expect(throws: Diagnostic.self) {
      try call("def f():\n    g = (y for _ in (0,) for y in g)\n    return sum(g)\n")
    }
    #expect(itself?.message == "generator already executing")
  }

  @Test func longChainsOfOperationsAreEvaluatedOnTheWay() throws {
    let text = "def f(x):\n    for _ in range(5000):\n        x = x + 1\n    return x\n"
    let result = try withEngine(.interpreter) {
      try call(text, .array(NDArray(nested: [1, 2] as [Int32])))[0].array.scalars(as: Int32.self)
    }
    #expect(result == [5001, 5002])
  }

  @Test func callsAreIndependent() throws {
    let source =
      "import numpy as np\ncount = np.zeros(1)\ndef f(x=[]):\n    x.append(1)\n    count[0] += 1\n    return len(x), count\n"
    let program = try Program(SourceFile(name: "k.py", text: source))
    let function = try #require(program.defaultFunction)
    for _ in 0..<2 {
      let outputs = try program.call(function, [])
      #expect(outputs.map(\.name) == ["result[0]", "result[1]"])
      #expect(try outputs[0].array.item(as: Int.self) == 1)
      #expect(try outputs[1].array.item(as: Double.self) == 1)
    }
  }
}

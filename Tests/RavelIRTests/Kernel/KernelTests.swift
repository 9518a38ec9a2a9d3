import RavelCore
import RavelIR
import RavelOps
import Testing

/// Softmax over rows: the shape that the loop tree must be able to hold.
func softmaxLike() -> Kernel {
  let builder = KernelBuilder()
  builder.parameters = [
    Parameter(role: .input, dtype: .float32, strides: [.any, .unit]),
    Parameter(role: .output, dtype: .float32, strides: [.any, .unit])
  ]
  builder.loop(0, .parallel) {
    let lowest = Constant(-Double.infinity, .float32)
    let maximum = builder.reduce(
      1, .interleaved(lanes: 32),
      [.init(initial: [lowest], neutral: [lowest]) { [($0[0] > $1[0]).select($0[0], $1[0])] }]
    ) { [[builder.load(0)]] }[0][0]
    let sum = builder.reduce(
      1, .pairwise(accumulators: 8, block: 128),
      [.init(initial: [Constant(0.0, .float32)], neutral: [Constant(-0.0, .float32)]) { [$0[0] + $1[0]] }]
    ) { [[builder.load(0) - maximum]] }[0][0]
    builder.loop(1, .vector) {
      let x = builder.load(0) - maximum
      let rare = (x < x.zero).rarely(x) { x * 2.0 }
      builder.store(1, [rare / sum])
    }
  }
  return builder.kernel()
}

@Test func kernelTextReadsBack() throws {
  let kernel = softmaxLike()
  try kernel.verify()
  #expect(try Kernel(parsing: kernel.description) == kernel)
}

@Test func invariantValuesStandBeforeTheLoop() throws {
  let builder = KernelBuilder()
  builder.parameters = [
    Parameter(role: .input, dtype: .float32, strides: [.zero]),
    Parameter(role: .input, dtype: .float32, strides: [.unit]),
    Parameter(role: .output, dtype: .float32, strides: [.unit])
  ]
  builder.loop(0, .vector) { builder.store(2, [builder.load(1) * builder.load(0).squareRoot + 0.5]) }
  let expected = """
    kernel
      in p0: float32 [0]
      in p1: float32 [1]
      out p2: float32 [1]
    {
      %0: float32 = load p0
      %1: float32 = squareRoot %0
      %2: float32 = constant 0.5
      vector d0 {
        %3: float32 = load p1
        %4: float32 = multiply %3, %1
        %5: float32 = add %4, %2
        store p2, %5
      }
    }

    """
  #expect(builder.kernel().description == expected)
}

@Test(arguments: [
  ("kernel\n  in p0: float32 [1]\n{\n  %0: float32 = load p0\n}", "no loop over it encloses"),
  ("kernel\n  out p0: float32 [1]\n{\n vector d0 {\n  store p0, %0\n}\n}", "%0 is used where it is not known"),
  ("kernel\n  out p0: int32 [1]\n{\n %0: int32 = constant 1\n %1: int32 = squareRoot %0\n}", "not of int32"),
  ("kernel\n  in p0: int32 [0]\n{\n %0: int32 = constant 1\n store p0, %0\n}", "is an input"),
  ("kernel\n  out p0: int32 [1]\n{\n vector d0 {\n vector d0 {\n}\n}\n}", "looped over within itself"),
  ("kernel\n  out p0: int32 [1]\n{\n tile d0 {\n}\n}", "a tile loop outside of tiles loops"),
  ("kernel\n  out p0: int32 [1]\n{\n tiles d0 (8) {\n serial d0 {\n}\n}\n}", "nothing else does"),
  (
    "kernel\n  out p0: int32 [1]\n{\n%0: int32 = constant 0\n vector d0 carrying (%1: int32) from (%0) as (%2: int32) {\n next (%2)\n}\n}",
    "only serial, scan and tiles loops carry"
  ),
  (
    "kernel\n  out p0: int32 [1]\n{\n%0: int8 = constant 0\n serial d0 carrying (%1: int32) from (%0) as (%2: int32) {\n next (%2)\n}\n}",
    "%0 is int8, not int32"
  ),
  (
    "kernel\n  out p0: int32 [1]\n{\n%0: int32 = constant 0\n serial d0 carrying (%1: int32) from (%0) as (%2: int32) {\n next (%1)\n}\n}",
    "%1 is used where it is not known"
  )
])
func verifierNamesTheProblem(text: String, problem: String) throws {
  let kernel = try Kernel(parsing: text)
  do {
    try kernel.verify()
    Issue.record("verified: \(text)")
  } catch {
    #expect(error.problem.contains(problem))
  }
}

@Test(arguments: [
  "", "kernel", "kernel\n{", "kernel\n{\n %x = 3 }", "kernel\n in p1: float32 []\n{}",
  "kernel {\n reduce d0 upwards {}\n}"
])
func malformedTextIsRefused(text: String) {
  #expect(throws: KernelTextError.self) { try Kernel(parsing: text) }
}

import Ravel
import RavelIR
import Testing

@Test func nothingRunsUntilAValueIsAskedFor() throws {
  let x = NDArray([1, 2, 3] as [Float])
  let y = x * 2
  let z = y + 1
  #expect(x.isEvaluated && !y.isEvaluated && !z.isEvaluated)
  #expect(z.shape == [3] && z.dtype == .float32 && z.strides == [4] && z.nbytes == 12 && !z.isEvaluated)
  #expect(try z.scalars(as: Float.self) == [3, 5, 7])
  #expect(z.isEvaluated)
  try evaluate([y, z, x])
  #expect(y.isEvaluated)
}

@Test(arguments: Engine.allCases) func everyEngineGivesTheSame(engine: Engine) throws {
  // Where LLVM is missing, asking for it is an error that says so.
  let x = linspace(0, 1, 1000, dtype: .float32)
  let expected = try withEngine(.reference) { try (x * x + 0.5).sum().item(as: Float.self) }
  do {
    let actual = try withEngine(engine) { () throws in
      #expect(Engine.current == engine)
      return try (x * x + 0.5).sum().item(as: Float.self)
    }
    #expect(actual == expected)
  } catch {
    #expect(engine == .jit, "\(error)")
  }
  #expect(Engine.current == .automatic)
}

/// A loop that updates an array must not pile up work without end: neither the compiler nor the stack would bear it.
@Test func pendingDepthIsBounded() throws {
  var x = zeros([4], dtype: .int32)
  for step in 0..<3000 {
    x += 1
    if step % 3 == 0 { x = x[.slice(step: -1)] }
    #expect(x.expression.depth < 600)
  }
  x[0] = 7
  #expect(x.toArray(Int32.self) == [7, 3000, 3000, 3000])
}

@Test func elementsAreReadInRowMajorOrder() throws {
  let x = arange(6, dtype: .int16).reshape(2, 3)
  #expect(x.T.toArray(Int16.self) == [0, 3, 1, 4, 2, 5])
  #expect(x[.slice(step: -1), .slice(step: -2)].toArray(Int16.self) == [5, 3, 2, 0])
  #expect(x[0, 1].broadcast(to: [2, 2]).toArray(Int16.self) == [1, 1, 1, 1])
  #expect((x.T .> 2).toArray(Bool.self) == [false, true, false, true, false, true])
  let z = NDArray([Complex<Double>(1, 2), Complex<Double>(3, 4)])
  #expect(z[.slice(step: -1)].toArray(Complex<Double>.self) == [Complex(3, 4), Complex(1, 2)])
  #expect(try z[1].item(as: Complex<Double>.self) == Complex(3, 4))
  #expect(zeros([0, 3], dtype: .int8).T.toArray(Int8.self) == [])
  #expect(throws: ArrayError.type("the array's elements are int16, not float32")) { try x.scalars(as: Float.self) }
  #expect(throws: ArrayError.value("can only convert an array of size 1 to a Python scalar")) {
    try x.item(as: Int16.self)
  }
}

@Test func arraysAreSentBetweenTasks() async throws {
  let x = linspace(0, 1, 10_000)
  let y = exp(x) + x
  let totals = try await withThrowingTaskGroup(of: Double.self) { group in
    for _ in 0..<8 { group.addTask { try y.sum().item(as: Double.self) } }
    return try await group.reduce(into: []) { $0.append($1) }
  }
  #expect(Set(totals).count == 1)
}

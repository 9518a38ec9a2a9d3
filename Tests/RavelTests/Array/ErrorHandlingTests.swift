import Ravel
import RavelTestSupport
import Testing

private let mismatch = ArrayError.cannotBroadcast([[2], [3]])

@Test func errorsOfOperatorsAreThrownAtTheEnd() throws {
  let (x, y) = (arange(2), arange(3))
  #expect(throws: mismatch) { try withErrorHandling { x + y } }
  #expect(throws: mismatch) { try withErrorHandling { divmod(x, y) } }
  #expect(throws: mismatch) {
    try withErrorHandling {
      var z = x + y
      z[5] = 3
      z += x
      z[0, .newAxis] *= 2
      return z.sum(axis: 4)
    }
  }
  #expect(throws: ArrayError.axisOutOfBounds(1, rank: 1)) { try withErrorHandling { x.sum(axis: 1) } }
  #expect(throws: ArrayError.type("the array's elements are int64, not float32")) {
    try withErrorHandling { x.toArray(Float.self).count }
  }
  #expect(try withErrorHandling { (x + 1).sum() }.scalar(as: Int.self) == 3)
  #expect(throws: ArrayError.self) { try withErrorHandling { NDArray([[1], [1, 2]]) } }
  #expect(throws: ArrayError.self) { try withErrorHandling { [[1, 2], [3]] as NDArray } }
}

/// After an error no element is to be had, so that nobody computes with what is not there.
@Test func afterAnErrorNoElementIsSeen() {
  let (x, y) = (arange(2), arange(3))
  var seen: [String] = []
  func body() throws {
    let z = x + y
    #expect(throws: mismatch) { try z.scalar(as: Double.self) }
    #expect(throws: mismatch) { try z.element() }
    #expect(throws: mismatch) { try x.scalars(as: Int.self) }
    #expect(throws: mismatch) { try (x + 1).evaluate() }
    #expect(throws: mismatch) { try x.withUnsafeBuffer(of: Int.self) { $0.count } }
    #expect(throws: mismatch) { try save("/nowhere/x.npy", z) }
    #expect(x.toArray(Int.self) == [] && !arrayEqual(x, x) && !allclose(z, z) && !arrayEquiv(x, z))
    seen.append(z.description)
    throw ArrayError.zeroStep
  }
  #expect(throws: mismatch) { try withErrorHandling(body) }
  #expect(seen == ["<float64(): \(mismatch)>"])
}

@Test func errorScopesNestAndEnd() throws {
  let (x, y) = (arange(2), arange(3))
  let sum = try withErrorHandling {
    let failed: Result<NDArray, any Error> = Result { try withErrorHandling { x * y } }
    #expect(failed.failure as? ArrayError == mismatch)
    return (x + x).toArray(Int.self)
  }
  #expect(sum == [0, 2])
  var reached = false
  #expect(throws: mismatch) {
    try withErrorHandling {
      _ = x + y
      try withErrorHandling { reached = true }
    }
  }
  #expect(!reached)
  #expect(throws: ArrayError.zeroStep) { try withErrorHandling { throw ArrayError.zeroStep } }
}

@Test func variablesKeepTheirValuesWhereAssignmentFails() {
  var x = arange(3)
  let y = arange(2)
  #expect(throws: ArrayError.self) { try withErrorHandling { x += y } }
  #expect(throws: ArrayError.self) { try withErrorHandling { x[7] = 1 } }
  #expect(x.toArray(Int.self) == [0, 1, 2])
}

@Test func childTasksBelongToTheScope() async {
  await #expect(throws: mismatch) {
    try await withErrorHandling {
      await withTaskGroup { group in
        for count in [2, 3, 2] { group.addTask { arange(2) + arange(count) } }
        await group.waitForAll()
      }
    }
  }
  let sum = try? await withErrorHandling { () async in (arange(2) + arange(2)).toArray(Int.self) }
  #expect(sum == [0, 2])
}

extension Result {
  fileprivate var failure: Failure? {
    if case .failure(let error) = self { error } else { nil }
  }
}

import Ravel
import RavelTestSupport
import Testing

private let x = arange(60, dtype: .int16).reshape(3, 4, 5)
private let names = ["x": x]

/// What Swift writes between the brackets, and what Python writes.
@Test(.needsNumPy) func subscriptsAreNumPys() throws {
  let i = 2
  let middle = 1..<3
  try expectSame([
    Comparison("x[1]", names, x[1]), Comparison("x[-1, 2]", names, x[-1, 2]), Comparison("x[2, 3]", names, x[i, i + 1]),
    Comparison("x[1:3, ..., None, ::2]", names, x[1..<3, .ellipsis, .newAxis, .stride(by: 2)]),
    Comparison("x[1:3]", names, x[middle]), Comparison("x[1:4, 0]", names, x[1...3, 0]),
    Comparison("x[:, 2:]", names, x[.all, 2...]), Comparison("x[:, :3]", names, x[.all, ..<3]),
    Comparison("x[:, :3]", names, x[.all, ...2]), Comparison("x[-2:-1]", names, x[-2 ..< -1]),
    Comparison("x[:, -3:]", names, x[.all, (-3)...]), Comparison("x[:, -3:]", names, x[.all, -3 ... -1]),
    Comparison("x[:, :-1]", names, x[.all, ..<(-1)]), Comparison("x[:, :]", names, x[.all, ...(-1)]),
    Comparison("x[:, -3:-1]", names, x[.all, -3 ... -2]), Comparison("x[0:100, 7:9]", names, x[0..<100, 7..<9]),
    Comparison("x[0:]", names, x[0...Int.max]), Comparison("x[2:2]", names, x[2..<2]),
    Comparison("x[...]", names, x[...]), Comparison("x[..., 0]", names, x[..., 0]),
    Comparison("x[..., 1:3, ::-1]", names, x[..., 1..<3, .stride(by: -1)]),
    Comparison("x[1, ...]", names, x[1, ...]), Comparison("x[1:, ..., 2]", names, x[1..., ..., 2]),
    Comparison("x[None, ..., None]", names, x[.newAxis, .ellipsis, .newAxis]),
    Comparison("x[2:0:-1, :, 4:1:-2]", names, x[.stride(from: 2, to: 0, by: -1), .all, .slice(4, 1, step: -2)]),
    Comparison("x[1:, 1]", names, x[.slice(1), .at(1)]), Comparison("x[()]", names, try x.indexed(by: [])),
    Comparison("x[1:3, 0] + x[:2, 1] * x[-1, 1:3, :1]", names, x[1..<3, 0] + x[..<2, 1] * x[-1, 1..<3, ..<1])
  ])
}

@Test(.needsNumPy) func subscriptsAreAssignedToAsNumPys() throws {
  func changed(_ body: (inout NDArray) -> Void) -> NDArray {
    var y = x
    body(&y)
    return y
  }
  func comparison(_ statement: String, _ body: (inout NDArray) -> Void) -> Comparison {
    let y = changed(body)
    return Comparison("y = x.copy(); \(statement); result = y", names, several: { [y] })
  }
  try expectSame([
    comparison("y[1, 2, 3] = 7") { $0[1, 2, 3] = 7 },
    comparison("y[1:3, ..., ::2] = -1") { $0[1..<3, .ellipsis, .stride(by: 2)] = -1 },
    comparison("y[..., 0] += 5") { $0[..., 0] += 5 },
    comparison("y[0, ...] = y[2]") { $0[0, ...] = $0[2] },
    comparison("y[...] = 2.9") { $0[...] = 2.9 },
    comparison("y[:, 1:] *= y[:, :3]") { $0[.all, 1...] *= $0[.all, ..<3] },
    comparison("y[-1:, 1:3, 2] = y[0, 0, :2]") { $0[(-1)..., 1...2, 2] = $0[0, 0, 0..<2] }
  ])
}

@Test func subscriptsThatSelectNothingAreErrors() {
  #expect(throws: ArrayError.indexOutOfBounds(3, axis: 0, extent: 3)) { try withErrorHandling { x[3] } }
  #expect(throws: ArrayError.tooManyIndices(rank: 3, count: 4)) { try withErrorHandling { x[0..<1, ..., 0, 0, 0] } }
  #expect(throws: ArrayError.zeroStep) { try withErrorHandling { x[.stride(by: 0)] } }
  #expect(throws: ArrayError.index("an index can only have a single ellipsis ('...')")) {
    try withErrorHandling { x[..., .ellipsis] }
  }
}

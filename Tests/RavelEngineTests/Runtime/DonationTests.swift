import RavelCore
import RavelIR
import RavelOps
import RavelSchedule
import Testing

@testable import RavelRuntime

private func plan(_ roots: [Expression]) throws -> PreparedPlan {
  var report = Report()
  return try PreparedPlan(lower(Graph(roots)), Runners(.interpreter), report: &report)
}

private func donations(_ roots: [Expression]) throws -> Int {
  try plan(roots).steps.reduce(0) { $0 + $1.donations.count }
}

/// A value that is kept in memory: a sum over all of it comes before its other uses.
private func shares(_ dtype: DType = .float64) throws -> (kept: Expression, sum: Expression) {
  let x = try stored((0..<48).map { Double($0 % 11) }, [6, 8], .float64)
  let kept = try Expression.ufunc(.exp, [.array(x)]).cast(to: dtype)
  return (kept, try kept.reduced(.add, axes: nil, keepDims: false))
}

private func quotient(_ a: Expression, _ b: Expression) throws -> Expression {
  try .ufunc(.divide, [.array(a), .array(b)])
}

@Test func resultsTakeOverTheMemoryOfDyingOperands() throws {
  let (kept, sum) = try shares()
  #expect(try donations([quotient(kept, sum)]) == 1)
  // Another dtype of the same size.
  #expect(try donations([quotient(kept, sum).cast(to: .int64)]) == 1)
}

@Test func memoryThatIsReadOtherwiseIsNotWrittenOver() throws {
  let (kept, sum) = try shares()
  let back = kept.view(AccessMap(slicing: [6, 8], axis: 1, start: 7, step: -1, count: 8))
  #expect(try donations([quotient(back, sum)]) == 0)
  #expect(try donations([quotient(.ufunc(.add, [.array(kept), .array(back)]), sum)]) == 0)
  // Elements of another size.
  #expect(try donations([quotient(kept, sum).cast(to: .float32)]) == 0)
  // Somebody wants it afterwards.
  #expect(try donations([kept, quotient(kept, sum)]) == 0)
  // A part of it.
  let part = kept.view(AccessMap(slicing: [6, 8], axis: 0, start: 1, step: 1, count: 4))
  #expect(try donations([quotient(part, sum)]) == 0)
}

@Test(arguments: [Engine.interpreter, .automatic])
func donatedMemoryHoldsTheReferencesResults(engine: Engine) throws {
  func results() throws -> [Expression] {
    let (kept, sum) = try shares()
    let first = try quotient(kept, sum)
    let rows = try first.reduced(.add, axes: [1], keepDims: true)
    let total = try first.reduced(.maximum, axes: nil, keepDims: false)
    return [try .ufunc(.subtract, [.array(.ufunc(.multiply, [.array(first), .array(total)])), .array(rows)])]
  }
  let (expected, actual) = (try results(), try results())
  #expect(try donations(actual) > 0)
  try evaluate(expected, engine: .reference)
  try evaluate(actual, engine: engine)
  #expect(elements(actual[0], as: UInt64.self) == elements(expected[0], as: UInt64.self))
}

/// Agreement of the engines on random graphs, which other tests see to, says something about donation.
@Test func randomGraphsDonate() throws {
  let count = try (0..<40).reduce(0) { count, seed in
    try count + donations(RandomExpressions(seed: seed, operations: 14).pool.suffix(3))
  }
  #expect(count > 0)
}

// MARK: The rule

/// A launch over 4 by 8 elements; strides default to those of row-major memory.
private func launch(_ body: String, input: [Int] = [8, 1], output: [Int] = [8, 1]) throws -> Launch {
  func patterns(_ strides: [Int]) -> String {
    strides.map { StridePattern(stride: $0).rawValue }.joined(separator: ", ")
  }
  let kernel = try Kernel(
    parsing: """
      kernel
        in p0: float64 [\(patterns(input))]
        out p1: float64 [\(patterns(output))]
        in p2: float64 [*, 1]
      {
      \(body)
      }

      """)
  try kernel.verify()
  let operands = [input, output, [8, 1]].map { LaunchOperand(source: .given, dtype: .float64, offset: 0, strides: $0) }
  return Launch(kernel: kernel, extents: [4, 8], operands: operands)
}

private let copying = """
    parallel d0 {
      vector d1 {
        %0: float64 = load p0
        %1: float64 = load p2
        %2: float64 = add %0, %1
        store p1, %2
      }
    }
  """

@Test func whatIsReadBeforeItIsWrittenMayBeWrittenOver() throws {
  #expect(try launch(copying).mayOverwrite(0, by: 1))
  #expect(try launch(copying).mayOverwrite(2, by: 1))
  #expect(try launch(copying, input: [1, 4], output: [1, 4]).mayOverwrite(0, by: 1))
  #expect(try launch(copying, input: [8, -1], output: [8, -1]).mayOverwrite(0, by: 1))
  // In another order; several iterations at one element.
  #expect(try !launch(copying, input: [1, 4]).mayOverwrite(0, by: 1))
  #expect(try !launch(copying, input: [8, -1]).mayOverwrite(0, by: 1))
  #expect(try !launch(copying, input: [0, 1], output: [0, 1]).mayOverwrite(0, by: 1))
  #expect(try !launch(copying, input: [4, 1], output: [4, 1]).mayOverwrite(0, by: 1))
  // Only inputs and outputs.
  #expect(try !launch(copying).mayOverwrite(0, by: 2))
  #expect(try !launch(copying).mayOverwrite(1, by: 1))
}

@Test func whatIsReadAfterItIsWrittenMayNot() throws {
  let late = """
      parallel d0 {
        vector d1 {
          %0: float64 = load p2
          store p1, %0
          %1: float64 = load p0
          store p1, %1
        }
      }
    """
  #expect(try !launch(late).mayOverwrite(0, by: 1))
  #expect(try launch(late).mayOverwrite(2, by: 1))
  let laterLoop = """
      parallel d0 {
        vector d1 {
          %0: float64 = load p0
          store p1, %0
        }
        vector d1 {
          %1: float64 = load p0
          store p1, %1
        }
      }
    """
  #expect(try !launch(laterLoop).mayOverwrite(0, by: 1))
}

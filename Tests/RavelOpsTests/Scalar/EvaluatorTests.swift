import RavelCore
import RavelInterpreter
import RavelOps
import Testing

@Test func iterationsCarryValuesInAnyOrder() {
  let builder = ScalarBuilder()
  let n = builder.argument(.int32)
  // Fibonacci: (a, b, k) to (b, a + b, k - 1) while k > 0.
  let values = builder.iterate(while: n > n.zero, [n.zero, n.one, n]) { carried in
    let left = carried[2] - carried[2].one
    return (left > left.zero, [carried[1], carried[0] + carried[1], left])
  }
  let evaluate = ScalarEvaluator(builder, arguments: [n], results: [values[0]])
  let minusOne = UInt64(UInt32.max)
  #expect(evaluate.evaluate([[0, 1, 2, 3, 10, 47, minusOne]]) == [[0, 1, 1, 2, 55, 2_971_215_073, 0]])
}

@Test func rarePathsRunOnlyWhereTheyAreNeeded() {
  let builder = ScalarBuilder()
  let x = builder.argument(.int8)
  let y = (x < x.zero).rarely([x, x.one]) { [-x, x.constant(2)] }
  let evaluate = ScalarEvaluator(builder, arguments: [x], results: y + [(x == x.zero).select(x.one, x)])
  #expect(evaluate([5]) == [5, 1, 5])
  #expect(evaluate([0xff]) == [1, 2, 0xff])
  #expect(evaluate([0]) == [0, 1, 1])
}

import RavelCore
import RavelInterpreter
import RavelOps
import Testing

@Test func fusedMultiplyAddRoundsOnce() {
  let builder = ScalarBuilder()
  let (a, b, c) = (builder.argument(.float32), builder.argument(.float32), builder.argument(.float32))
  let evaluate = ScalarEvaluator(builder, arguments: [a, b, c], results: [a.fusedMultiplyAdd(b, c)])
  // (1 + 2^-12)^2 = 1 + 2^-11 + 2^-24: half a unit in the last place, which the addend tips either way.
  let factor = UInt64((1 + 0x1p-12 as Float).bitPattern)
  for (addend, expected) in [(0x1p-80, 0x1.002002p0), (-0x1p-80, 0x1.002p0), (0, 0x1.002p0)] as [(Float, Float)] {
    #expect(evaluate([factor, factor, UInt64(addend.bitPattern)]) == [UInt64(expected.bitPattern)])
  }
}

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

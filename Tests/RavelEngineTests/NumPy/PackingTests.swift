import RavelCore
import RavelIR
import RavelOps
import RavelRuntime
import RavelTestSupport
import Testing

/// Each row of one array with each row of another: what is packed, and shared by pieces of rows, gives NumPy's bits
/// whatever the rows' lengths, the vectors' and the pieces' remainders, and the layout of what is packed.
@Test(.needsNumPy, arguments: DType.allCases)
func rowsWithRows(dtype: DType) throws {
  // A bool is not subtracted, and of complex products NumPy fuses the parts where they are stored side by side.
  let (op, code): (Op, String) =
    dtype == .bool ? (.logicalXor, "np.logical_xor") : dtype.isComplex ? (.add, "np.add") : (.multiply, "np.multiply")
  let reduction: [Op] = dtype.isComplex ? [.add] : [.add, .maximum]
  var comparisons: [NumPyComparison] = []
  for (m, n, k) in [(8, 8, 1), (33, 17, 7), (9, 40, 8), (8, 9, 137)] {
    for layout in [LayoutCase.contiguous, .strided, .reversed, .fortran] {
      let x = try layout.array(dtype, [m, 1, k], .moderate, seed: m)
      let y = try layout.array(dtype, [n, k], .moderate, seed: n)
      // The others take their time.
      let engines = layout == .contiguous ? Engine.tested : [Engine.tested.last!]
      for reduction in reduction {
        comparisons.append(
          NumPyComparison(
            "\(reduction) of rows of \(dtype) (\(m), \(n), \(k)) \(layout)",
            "np.\(reduction).reduce(\(code)(x, y), axis=-1, dtype=\(code)(x, y).dtype)", ["x": x, "y": y],
            values: reduction.choosesOperand ? .exceptSignsOfZeros : .exact, engines: engines
          ) {
            let both = try Expression.ufunc(op, [.array(Expression(x)), .array(Expression(y))])
            return try both.reduced(reduction, axes: [-1], keepDims: false)
          })
      }
    }
  }
  try expectNumPys(comparisons)
}

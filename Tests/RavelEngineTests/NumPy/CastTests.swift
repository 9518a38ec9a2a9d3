import RavelCore
import RavelIR
import RavelRuntime
import RavelTestSupport
import Testing

/// Every dtype's special values and others, cast to every dtype.
@Test(.needsNumPy, arguments: DType.allCases)
func castsOfValues(from dtype: DType) throws {
  let specials = Samples.specials(dtype)
  let values =
    specials + Samples.everything.values(dtype, count: 400, seed: 3).suffix(200)
    + Samples.moderate.values(dtype, count: 100, seed: 4)
  try expectNumPys(
    DType.allCases.map { target in
      // C leaves it undefined, and NumPy's compiler has two ways for it: of this one pair its own, of other floats the
      // one here.
      let isUndefined = dtype == .float16 && target == .uint32
      let kept = isUndefined ? values.filter { $0.doubleValue.isFinite } : values
      let array = try Storage(kept, dtype, [kept.count])
      return NumPyComparison("\(dtype) to \(target)", "x.astype('\(target)')", ["x": array]) {
        Expression(array).cast(to: target)
      }
    })
}

/// A cast of any layout lies as NumPy's does.
@Test(.needsNumPy, arguments: LayoutCase.allCases)
func castsOfLayouts(layout: LayoutCase) throws {
  var comparisons: [NumPyComparison] = []
  for (number, dtype) in DType.allCases.enumerated() {
    // To its own dtype an expression is itself; a copy is another operation.
    for (position, target) in DType.allCases.enumerated() where target != dtype {
      let shape = [[35], [3, 35], [2, 3, 5]][(number + position) % 3]
      let array = try layout.array(dtype, shape, .small, seed: number)
      comparisons.append(
        NumPyComparison(
          "\(layout) \(dtype) \(shape) to \(target)", "x.astype('\(target)')", ["x": array],
          engines: Engine.inTurn(number + 2 * position, compiledEvery: 3)
        ) { Expression(array).cast(to: target) })
    }
  }
  try expectNumPys(comparisons)
}

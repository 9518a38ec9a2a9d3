import Ravel
import RavelIR
import RavelTestSupport
import Testing

/// Pairs of arrays that are equal, nearly equal, and not; of every dtype, and of two.
private func pairs() throws -> [(NDArray, NDArray)] {
  var result: [(NDArray, NDArray)] = []
  for dtype in DType.allCases {
    let everything = NDArray(Expression(try Storage(dtype, [40], .everything, seed: 1)))
    let moderate = NDArray(Expression(try Storage(dtype, [2, 3], .moderate, seed: 2)))
    var changed = moderate
    changed[1, 1] = NDArray(false)
    result += [(everything, everything), (moderate, moderate), (moderate, changed), (moderate, moderate[.newAxis])]
    result += [(moderate, moderate[0]), (moderate[0..<0], moderate[0..<0]), (moderate, moderate.astype(.float32))]
    result += [(everything, everything.astype(.int64).astype(dtype)), (moderate[0, 0], moderate[0, 0])]
    if dtype.kind >= .float { result.append((moderate, moderate * Float(1.000_009))) }
  }
  return result
}

@Test(.needsNumPy) func equalityIsNumPys() throws {
  var cases: [Comparison] = []
  for (a, b) in try pairs() {
    for (python, equalNaN) in [("False", false), ("True", true)] {
      let names = ["a": a, "b": b]
      cases.append(
        Comparison(
          "np.array_equal(a, b, equal_nan=\(python))", names, NDArray(try NDArray.equality(a, b, equalNaN: equalNaN))))
      cases.append(
        Comparison(
          "np.isclose(a, b, equal_nan=\(python))", names, strides: false,
          try NDArray.closeness(a, b, equalNaN: equalNaN)))
      if a.shape == b.shape {
        cases.append(
          Comparison("np.allclose(a, b, equal_nan=\(python))", names, NDArray(allclose(a, b, equalNaN: equalNaN))))
      }
    }
    cases.append(Comparison("np.array_equiv(a, b)", ["a": a, "b": b], NDArray(try NDArray.equivalence(a, b))))
  }
  let (x, y) = (NDArray([1.0, .infinity, .nan, 1e-9, -.infinity]), NDArray([1.1, .infinity, .nan, 0, .infinity]))
  let names = ["x": x, "y": y]
  cases += [
    Comparison("np.isclose(x, y, rtol=0.1)", names, isclose(x, y, rtol: 0.1)),
    Comparison("np.isclose(x, y, 0.1, 0)", names, isclose(x, y, rtol: 0.1, atol: 0)),
    Comparison("np.isclose(x, 1)", names, isclose(x, 1)), Comparison("np.isclose(1, x)", names, isclose(1, x)),
    Comparison("np.isclose(x, y, atol=x)", names, isclose(x, y, atol: x)),
    Comparison("np.isclose(1, 1 + 1e-6)", isclose(1, 1 + 1e-6)), Comparison("np.isclose(2, 1)", isclose(2, 1)),
    Comparison("np.array_equal(x, 1)", names, NDArray(arrayEqual(x, 1))),
    Comparison("np.array_equal(3, 3.0)", NDArray(arrayEqual(3, 3.0))),
    Comparison("np.array_equiv(x, 1)", names, NDArray(arrayEquiv(x, 1)))
  ]
  try expectSame(cases)
  #expect(throws: ArrayError.cannotBroadcast([[2], [3]])) { try NDArray.closeness(zeros([2]), zeros([3])) }
}

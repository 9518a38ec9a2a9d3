import Ravel
import RavelIR
import RavelTestSupport
import Testing

private func sample(_ dtype: DType, _ shape: Shape, _ seed: Int) throws -> NDArray {
  NDArray(Expression(try LayoutCase.contiguous.array(dtype, shape, .small, seed: seed)))
}

/// Matrix products of whole numbers are exact in every dtype, whatever the order of summation.
@Test(.needsNumPy) func productsAreNumPys() throws {
  var comparisons: [Comparison] = []
  let shapes: [(Shape, Shape)] = [
    ([3, 4], [4, 5]), ([4], [4, 5]), ([3, 4], [4]), ([4], [4]), ([2, 3, 4], [4, 5]), ([2, 3, 4], [2, 4, 5]),
    ([3, 4], [2, 4, 5]),
    ([2, 1, 3, 4], [5, 4, 2]), ([4], [2, 4, 5]), ([2, 3, 4], [4]), ([2, 3, 4], [1, 4, 5]), ([0, 4], [4, 5]),
    ([3, 0], [0, 5]), ([0], [0]),
    ([3, 4], [3, 4]), ([3], [4]), ([], [4]), ([4], []), ([5, 3, 4], [2, 4, 3]), ([2, 3, 4], [5, 4, 6])
  ]
  for dtype in DType.allCases {
    for (left, right) in shapes {
      let (a, b) = (try sample(dtype, left, 1), try sample(dtype, right, 2))
      let ulps: UInt64 = dtype.kind >= .float ? 1 : 0  // The sign of a zero is not promised.
      comparisons.append(
        Comparison("a @ b", ["a": a, "b": b], ulps: ulps, strides: false, try NDArray.matrixProduct(a, b)))
      comparisons.append(
        Comparison("np.dot(a, b)", ["a": a, "b": b], ulps: ulps, strides: false, try NDArray.dotProduct(a, b)))
    }
  }
  let (i, f, u) = (try sample(.int32, [3, 4], 1), try sample(.float32, [4, 3], 2), try sample(.uint64, [4, 2], 3))
  comparisons += [
    Comparison("i @ f", ["i": i, "f": f], matmul(i, f)), Comparison("i @ u", ["i": i, "u": u], matmul(i, u)),
    Comparison("i.T @ f.T", ["i": i, "f": f], matmul(i.T, f.T)), Comparison("np.dot(3, f)", ["f": f], dot(3, f)),
    Comparison(
      "i[::-1, ::2] @ f[::2, ::-1]", ["i": i, "f": f],
      matmul(i[.slice(step: -1), .slice(step: 2)], f[.slice(step: 2), .slice(step: -1)])),
    Comparison("f @ 3.0", ["f": f], try NDArray.matrixProduct(f, 3.0)), Comparison("f.dot(f.T)", ["f": f], f.dot(f.T))
  ]
  try expectSame(comparisons)
}

import Ravel
import RavelTestSupport
import Testing

@Test(.needsNumPy) func fillingIsNumPys() throws {
  let (nan, infinity) = (Double.nan, Double.infinity)
  let z = Complex<Double>(0, 1)
  let x = NDArray([[1, 2, 3], [4, 5, 6]] as [[Int8]])
  try expectSame([
    Comparison("np.zeros((2, 3))", zeros([2, 3])),
    Comparison("np.zeros(-1)", try NDArray.filled([-1], with: 0)),
    Comparison("np.ones((), dtype='F')", ones([], dtype: .complex64)),
    Comparison("np.ones((2, 3, 4), order='F')", ones([2, 3, 4], order: .fortran)),
    Comparison("np.full(3, 7)", full([3], 7)),
    Comparison("np.full(3, 2.5)", full([3], 2.5)),
    Comparison("np.full(3, True)", full([3], true)),
    Comparison("np.full(3, np.float32(2.5))", full([3], Float(2.5))),
    Comparison("np.full(3, 1j)", full([3], z)),
    Comparison("np.full(3, 300, dtype='b')", try NDArray.filled([3], with: 300, dtype: .int8)),
    Comparison("np.full(3, 300.7, dtype='b')", full([3], 300.7, dtype: .int8)),
    Comparison("np.full(3, np.nan, dtype='i')", full([3], nan, dtype: .int32)),
    Comparison("np.full(3, np.inf, dtype='l')", full([3], infinity, dtype: .int64)),
    Comparison("np.full(3, 1e30, dtype='B')", full([3], 1e30, dtype: .uint8)),
    Comparison("np.full(3, 1j, dtype='f')", full([3], z, dtype: .float32)),
    Comparison("np.full(3, 1j, dtype=bool)", full([3], z, dtype: .bool)),
    Comparison("np.full(3, np.nan, dtype=bool)", full([3], nan, dtype: .bool)),
    Comparison("np.full(3, 1e39, dtype='f')", full([3], 1e39, dtype: .float32)),
    Comparison("np.full((2, 3), x)", ["x": x], full([2, 3], x)),
    Comparison("np.full((3, 2), x)", ["x": x], try NDArray.filled([3, 2], with: x)),
    Comparison("np.zeros_like(x.T)", ["x": x], zerosLike(x.T)),
    Comparison(
      "np.full_like(x.T, 1.5, dtype='d', shape=(4, 5))", ["x": x], fullLike(x.T, 1.5, dtype: .float64, shape: [4, 5])),
    Comparison("np.full_like(x, 300)", ["x": x], try NDArray.filled(like: x, with: 300)),
    Comparison("np.ones_like(x[:, ::-1], dtype='e')", ["x": x], onesLike(x[.all, .slice(step: -1)], dtype: .float16)),
    Comparison("np.ones_like(x, shape=(2, 2, 2))", ["x": x], onesLike(x, shape: [2, 2, 2])),
    Comparison("np.eye(2, 3, k=1)", eye(2, 3, k: 1)),
    Comparison("np.eye(3, 2, k=-1, dtype=bool)", eye(3, 2, k: -1, dtype: .bool)),
    Comparison("np.eye(2, k=2**62)", eye(2, k: 1 << 62)),
    Comparison("np.eye(2, k=-2)", eye(2, k: Int.min)),
    Comparison("np.eye(0)", eye(0)),
    Comparison("np.eye(-1)", try NDArray.diagonal(rows: -1)),
    Comparison("np.identity(3, dtype='b')", identity(3, dtype: .int8))
  ])
}

@Test func extentsThatOverflowAreErrors() {
  #expect(throws: ArrayError.tooLarge([1 << 40, 1 << 40], .float64)) {
    try NDArray.filled([1 << 40, 1 << 40], with: 0.0)
  }
  #expect(throws: ArrayError.self) { try NDArray.filled([1 << 60], with: 0.0).evaluate() }
  #expect(zeros([1 << 40, 0, 7]).size == 0)
}

@Test(.needsNumPy) func rangesAreNumPys() throws {
  typealias Range = (
    code: String, start: any ScalarOperand, stop: any ScalarOperand, step: any ScalarOperand, dtype: DType?
  )
  let least = Double.leastNonzeroMagnitude
  let ranges: [Range] = [
    ("0, 5, 1", 0, 5, 1, nil), ("5, 0, -2", 5, 0, -2, nil), ("3, 0, 1", 3, 0, 1, nil), ("2, 3, 5", 2, 3, 5, nil),
    ("0, np.float32(3), 1", 0, Float(3), 1, nil), ("np.int8(1), np.uint8(9), 3", Int8(1), UInt8(9), 3, nil),
    ("0, np.uint64(3), 1", 0, UInt64(3), 1, nil), ("0, 2, 1, bool", 0, 2, 1, .bool), ("2, 4, 1, bool", 2, 4, 1, .bool),
    ("0, 3, 1, bool", 0, 3, 1, .bool), ("1, 5, 1, complex", 1, 5, 1, .complex128),
    ("0.5, 4, 0.7, 'F'", 0.5, 4, 0.7, .complex64),
    ("0, 300, 1, 'b'", 0, 300, 1, .int8), ("300, 305, 1, 'B'", 300, 305, 1, .uint8),
    ("254, 260, 1, 'B'", 254, 260, 1, .uint8),
    ("-3, 0, 1, 'B'", -3, 0, 1, .uint8), ("0, 5, 0.5, int", 0, 5, 0.5, .int64), ("0.5, 5, 1, int", 0.5, 5, 1, .int64),
    ("0.1, 1, 0.1", 0.1, 1, 0.1, nil), ("0.1, 1, 0.1, 'e'", 0.1, 1, 0.1, .float16),
    ("0.1, 1, 0.1, 'f'", 0.1, 1, 0.1, .float32),
    ("0, 10, 3, 'f'", 0, 10, 3, .float32), ("0, 70000, 10000, 'e'", 0, 70000, 10000, .float16),
    ("-1.7, 40, 0.37", -1.7, 40, 0.37, nil), ("-1.7, 40, 0.37, 'f'", -1.7, 40, 0.37, .float32),
    ("-1.7, 40, 0.37, 'e'", -1.7, 40, 0.37, .float16), ("1e-3, 3e10, 1e9", 1e-3, 3e10, 1e9, nil),
    ("0.3, 3e10, 1e9, 'f'", 0.3, 3e10, 1e9, .float32), ("1e16, 1e16+64, 3.3", 1e16, 1e16 + 64, 3.3, nil),
    ("0, np.nan, 1", 0, Double.nan, 1, nil), ("0, np.inf, 1", 0, Double.infinity, 1, nil),
    ("0, 3, np.nan", 0, 3, Double.nan, nil),
    ("0, 3, np.inf", 0, 3, Double.infinity, nil), ("0, 3, 5e-324", 0, 3, least, nil),
    ("0, 5e-324, 1e300", 0, least, 1e300, nil),
    ("0, -5e-324, 1e300", 0, -least, 1e300, nil), ("0, 2, 1, 'F'", 0, 2, 1, .complex64),
    ("2**62, 2**63 - 1, 2**61", 1 << 62, Int.max, 1 << 61, nil),
    ("-2**63, 2**63 - 1, 2**62", Int.min, Int.max, 1 << 62, nil)
  ]
  try expectSame(
    ranges.map { range in
      Comparison(
        "np.arange(\(range.code))",
        try NDArray.stepping(from: range.start, to: range.stop, by: range.step, dtype: range.dtype))
    })
  #expect(throws: ArrayError.value("division by zero")) { try NDArray.stepping(from: 0, to: 1, by: 0) }
  #expect(throws: ArrayError.self) { try NDArray.stepping(from: 0, to: 1 << 62) }
  #expect(throws: ArrayError.self) { try NDArray.stepping(from: 0, to: NDArray([1, 2])) }
}

@Test(.needsNumPy) func evenlySpacedIsNumPys() throws {
  let (x, y) = (NDArray([0, 1]), NDArray([[2.0, 3.0], [1.0, 1.0]]))
  try expectSame([
    Comparison("np.linspace(0, 1)", linspace(0, 1)),
    Comparison("np.linspace(-3, 3, 1000, dtype='f')", linspace(-3, 3, 1000, dtype: .float32)),
    Comparison("np.linspace(0.1, 0.7, 13, endpoint=False)", linspace(0.1, 0.7, 13, endpoint: false)),
    Comparison("np.linspace(0, 1, 0)", linspace(0, 1, 0)),
    Comparison("np.linspace(0, 1, -1)", try NDArray.spaced(from: 0, to: 1, count: -1)),
    Comparison("np.linspace(2, 5, 1)", linspace(2, 5, 1)),
    Comparison("np.linspace(2, 5, 1, endpoint=False)", linspace(2, 5, 1, endpoint: false)),
    Comparison("np.linspace(0, -10, 4, dtype=int)", linspace(0, -10, 4, dtype: .int64)),
    Comparison("np.linspace(0, 3, 3, dtype=bool)", linspace(0, 3, 3, dtype: .bool)),
    Comparison("np.linspace(0, 1e30, 3, dtype='B')", linspace(0, 1e30, 3, dtype: .uint8)),
    Comparison("np.linspace(1j, 2, 5)", linspace(Complex<Double>(0, 1), 2, 5)),
    Comparison("np.linspace(np.float32(0), np.float32(1), 7)", linspace(Float(0), Float(1), 7)),
    Comparison("np.linspace(np.float16(0), 1, 7)", linspace(Float16(0), 1, 7)),
    Comparison("np.linspace(np.int8(0), 1, 3)", linspace(Int8(0), 1, 3)),
    Comparison("np.linspace(1, 1, 3)", linspace(1, 1, 3)),
    Comparison("np.linspace(0, 5e-324, 4)", linspace(0, Double.leastNonzeroMagnitude, 4)),
    Comparison("np.linspace(0, np.inf, 3)", linspace(0, Double.infinity, 3)),
    Comparison("np.linspace(x, y, 3)", ["x": x, "y": y], linspace(x, y, 3)),
    Comparison("np.linspace(x, 5e-324, 3)", ["x": x], linspace(x, Double.leastNonzeroMagnitude, 3))
  ])
}

@Test(.needsNumPy) func literalsAreNumPysArrays() throws {
  let rows = NDArray([1, 2] as [Float])
  let mixed: NDArray = [true, 2, 2.5]
  let matrix: NDArray = [[1, 2, 3], [4, 5, 6]]
  let lazy: NDArray = [rows + 1, [1, 2]]
  let stacked: NDArray = [rows, [1, 2]]
  let (nothing, hollow, scalar): (NDArray, NDArray, NDArray) = ([], [[], []], 3)
  try expectSame([
    Comparison("np.array([True, 2, 2.5])", mixed), Comparison("np.array([[1, 2, 3], [4, 5, 6]])", matrix),
    Comparison("np.array([])", nothing), Comparison("np.array([[], []])", hollow), Comparison("np.array(3)", scalar),
    Comparison("np.array([x, [1, 2]])", ["x": rows], stacked),
    Comparison("np.array([x + 1, [1, 2]])", ["x": rows], lazy),
    Comparison("np.array([[1, 2], [3]])", try NDArray.stacking([[1, 2], [3]])),
    Comparison("np.array([1, [2]])", try NDArray.stacking([1, [2]])),
    Comparison("np.array([2**63])", NDArray([UInt64(1) << 63])),
    Comparison("np.array([[1, 2], [3]])", try NDArray(nested: [[1, 2], [3]])),
    Comparison("np.array([[[1], [2]], [[3], [4, 5]]])", try NDArray(nested: [[[1], [2]], [[3], [4, 5]]]))
  ])
  #expect(NDArray([[[1.5], [2]]] as [[[Float16]]]).shape == [1, 2, 1])
  #expect(NDArray(Complex<Float>(1, 2)).dtype == .complex64)
  #expect(NDArray([[Int]]()).shape == [0])
  #expect(throws: ArrayError.cannotReshape(count: 3, [2, 2])) { try NDArray(scalars: [1, 2, 3], shape: [2, 2]) }
}

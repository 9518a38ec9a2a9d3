import RavelLanguage
import RavelTestSupport
import Testing

/// Functions of elements that are no ufuncs, as kernels write them.
struct FunctionTests {
  private static let head =
    "x = np.array([-2.5, -0.0, 0.5, 3., np.inf, -np.inf, np.nan])\nn = np.arange(6, dtype='i2')\n"
    + "z = np.array([1 + 2j, np.nan - 1j, np.inf + 0j])\nb = n > 2\no = np.zeros(6)\n"

  private func expectAll(_ calls: [String], ulps: UInt64 = 0) throws {
    try expectAsPython(
      calls.map {
        var item = PythonCase.body(Self.head + "r = \($0)\nreturn r + 0, x, n, o")
        item.ulps = ulps
        return item
      })
  }

  @Test(.needsNumPy) func nanToNum() throws {
    try expectAll([
      "np.nan_to_num(x)", "np.nan_to_num(x, copy=False)", "np.nan_to_num(x[::2], copy=False, nan=7)",
      "np.nan_to_num(n, copy=False)", "np.nan_to_num([1.0], copy=False)", "np.nan_to_num(1.0, copy=False)",
      "np.nan_to_num(x, nan=1j)", "np.nan_to_num(x, nan=np.float32(2))", "np.nan_to_num(x, nan=x[::-1])",
      "np.nan_to_num(x.astype('f2'), nan=1e9, posinf=np.float64(3))", "np.nan_to_num(x, posinf=n[:2])",
      "np.nan_to_num(x[:1], nan=x)", "np.nan_to_num(x, neginf=-1, posinf=10**30)", "np.nan_to_num(z)",
      "np.nan_to_num(z.astype('c8'), nan=3, posinf=5)", "np.nan_to_num(np.nan)", "np.nan_to_num(7)",
      "np.nan_to_num(np.array(np.inf), neginf=1j)", "np.nan_to_num(x, True, 1, 2, 3)",
      "np.nan_to_num(np.array([np.nan, -0.0]) * 1j - 0.0)"
    ])
  }

  @Test(.needsNumPy) func clip() throws {
    try expectAll([
      "np.clip(x, 1)", "np.clip(x, 1, min=3)", "np.clip(x, a_max=3)", "np.clip(x, None, None)", "np.clip(x)",
      "np.clip(x, 1, 2, min=3)", "np.clip(x, None, None, max=3)", "np.clip(x, min=1)", "np.clip(x, max=2)",
      "np.clip(n, -40000, 40000)", "np.clip(n, 40000, None)", "np.clip(n, max=-40000)", "np.clip(n, 1.5, 2)",
      "np.clip(x, 1, None)", "np.clip(x, a_min=None, a_max=1)", "n.clip(2)", "n.clip(max=2)", "n.clip(1, 2)",
      "np.clip(x[:6], 1, 2, o)", "np.clip(n, 1, 2, out=o, where=b)"
    ])
  }

  @Test(.needsNumPy) func rounding() throws {
    try expectAll([
      "np.round(x, 1)", "np.around(x * 11, -1)", "np.round(n * 11, -1)", "np.round(n, 3)", "np.round(b)",
      "np.round(b, 1)", "np.round(b, -1)", "np.round(True)", "np.round(2.5)", "np.round(z / 3, 1)",
      "np.round(z * 123.4, -2)",
      "np.round(x, 400)", "np.round(x.astype('f2') / 3, 2)", "np.round(n[:6], out=o)", "np.fix(x)", "np.fix(n / 4 - 1)",
      "np.fix(n, out=o)", "np.fix(z)", "np.fix(b)"
    ])
  }

  @Test(.needsNumPy) func partsOfComplexNumbers() throws {
    try expectAll([
      "np.real(z)", "np.imag(z)", "np.real(x)", "np.imag(n)", "np.real(3 + 4j)", "np.imag([1, 2j])", "np.sign(z)",
      "np.real(b)", "np.imag(b)", "np.real(2)"
    ])
    try expectAll(
      [
        "np.angle(z)", "np.angle(z, deg=True)", "np.angle(x)", "np.angle(n)", "np.angle(n, True)", "np.angle(b)",
        "np.angle(-1)", "np.angle(z.astype('c8'), deg=1)", "np.sinc(x[:4])", "np.sinc(n)", "np.sinc(0)",
        "np.sinc(x[:4].astype('f4'))"
      ], ulps: 2)
  }

  @Test(.needsNumPy) func choices() throws {
    try expectAll([
      "np.select([b, n > 1], [n, n * 2], -1)", "np.select([b], [n], default=2.5)", "np.select([b], [1j])",
      "np.select([b, b], [n])", "np.select([n], [n])", "np.select((b, ~b), (1, 2))", "np.select([b], [n], n[::-1])",
      "np.select([b[:, None]], [n])", "np.select([True, False], [1, 2])", "np.where(b, n, 2.5)", "np.where(b, n)",
      "np.isclose(x, x + 1e-9)", "np.isclose(x, x, equal_nan=True)", "np.array([np.allclose(x, x)])",
      "np.array([np.array_equal(x, x, equal_nan=True), np.array_equal(x, n), np.array_equal(n, n)])"
    ])
  }

  @Test(.needsNumPy) func comparisonsBeyondTheRange() throws {
    let wide = ["-40000", "40000", "2**63", "-2**64", "10**30", "-10**30"]
    try expectAll(
      ["==", "!=", "<", "<=", ">", ">="].flatMap { operation in
        wide.flatMap { ["n \(operation) \($0)", "\($0) \(operation) n"] }
      })
  }

  @Test(.needsNumPy) func interp() throws {
    try expectAll([
      "np.interp(x, n, n * n)", "np.interp(2.5, n, n * n)", "np.interp([1, 2.5], [0, 3], (1, 2))",
      "np.interp(np.float32(1.5), n, n)", "np.interp(x, n, n, left=-1, right=-2)", "np.interp(x, n, n, left='a')",
      "np.interp(x, n, n, left=[1, 2])", "np.interp(x, n, n, left=1j)", "np.interp(x, n, n * 1j, left=1j)",
      "np.interp(x, n, n, left=n)", "np.interp(x, n, n, left=n[1])", "np.interp(x[:4], n[:4], n[:4], period=4)",
      "np.interp(x, n, n, period=0)", "np.interp(x, n, n[:2])", "np.interp(z, n, n)", "np.interp(x, [], [])",
      "np.interp(x, 1, 2)", "np.interp(x, n, n, left=True)"
    ])
  }

  @Test(.needsNumPy) func unwrap() throws {
    try expectAll([
      "np.unwrap(n)", "np.unwrap(n, period=3)", "np.unwrap(x[:4])", "np.unwrap(x[:4], 1.5, 0, period=2)",
      "np.unwrap([0, 5, 1], period=5)", "np.unwrap(3.)", "np.unwrap(z)", "np.unwrap(n, axis=1)", "np.unwrap(b)",
      "np.unwrap(n.astype('u1'), period=4)", "np.unwrap(n, discont=None)", "np.unwrap(n, period=n[3])"
    ])
  }

  @Test(.needsNumPy) func piecewise() throws {
    try expectAll([
      "np.piecewise(n, [n < 2, n > 3], [lambda v: v * 2, -1])", "np.piecewise(n, n < 2, [1])",
      "np.piecewise(n, n < 2, [1, lambda v: v - 10])", "np.piecewise(n, [n < 2], [np.sqrt, np.negative])",
      "np.piecewise(n * 1., [n < 2, n > 3], (np.sqrt, lambda v: v.sum(), lambda v: v[::-1]))",
      "np.piecewise(n, [n < 2], [lambda v, a: v + a, lambda v, a: v * a], 3)", "np.piecewise(n, [n < 2], [1, 2, 3])",
      "np.piecewise(n, [], [1])", "np.piecewise(n, [n < 2], 5)", "np.piecewise(n, [b, n], [5, 6])",
      "np.piecewise(n, [True] * 6, [3])", "np.piecewise(n, [[True] * 6, [False] * 6], [3, 4])",
      "np.piecewise(n, [n < 2], [70000])", "np.piecewise(2.0, [True], [3])", "np.piecewise(2.0, True, [3, 4])",
      "np.piecewise(n, [n < 2], np.array([1.0, 2.]))", "np.piecewise(n, [n < 2], [[5, 6], 7])",
      "np.piecewise(n, [n[:2] < 2], [1])", "np.piecewise(n, [n > 7], [lambda v: v[9], 1])",
      "np.piecewise(n, [n < 2], [lambda v: v[2]])", "np.piecewise(n, [n < 2], [lambda v: v - int(v.max()), 1])",
      "np.piecewise(n, [n < 3], [lambda v: n + v])", "np.piecewise(n, [n < 2], [np.float32, 2])",
      "np.piecewise(n.reshape(2, 3), [n[:2] < 1], [lambda v: v * 0 + 9])",
      "np.piecewise(n, [n < 2], [lambda v, a, b=2: v * a + b, 0], 3, b=5)",
      "np.piecewise(n, [n < 2], [lambda v, kw: v * kw], kw=4)", "np.piecewise(n, [n < 2], [lambda v, b: v, 0], c=5)",
      "np.piecewise(n, [n < 2], [lambda v, x: v], x=4)"
    ])
    try expectAsPython([
      .body(
        """
        x = np.linspace(-2, 2, 9)
        def inside(v):
            v += 1
            return v * x[0]
        y = np.piecewise(x, [abs(x) < 1, x >= 1], [inside, lambda v: v ** 2])
        y[0] = 5
        return x, y
        """)
    ])
  }

  @Test(.needsNumPy) func productsOfVectors() throws {
    let head = "v = np.arange(3.)\na = np.arange(6.).reshape(2, 3)\no = np.zeros(2, 'i4')\n"
    let calls = [
      "np.vecdot(v, v)", "np.vecdot(a, v)", "np.vecdot(v * 1j, v)", "np.matvec(a, v)", "np.matvec(v, v)",
      "np.vecmat(v[:2] * 1j, a)", "np.vecmat([1, 2], a)", "np.matmul(a, v, dtype='f4')", "np.matmul(a, v, out=o)",
      "np.matmul(a, v, out=o, casting='unsafe')", "np.matmul(a, v, where=True)", "np.matmul(a, v, o)",
      "np.matmul(a, a.T, order='F')", "np.matmul(a, v, signature='ff->f')", "np.matvec(a, v, dtype='i4')",
      "np.matmul(3, v)", "np.matmul(a)"
    ]
    try expectAsPython(calls.map { .body(head + "r = \($0)\nreturn r + 0, o") })
  }

  @Test(.needsNumPy) func axesOfProducts() throws {
    let head = """
      a = np.arange(60.).reshape(3, 4, 5)
      b = np.arange(120.).reshape(5, 4, 6)
      x = np.arange(4.)
      m = np.arange(20.).reshape(4, 5)

      """
    let calls = [
      "np.matmul(a, b, axis=0)", "np.matmul(a, a, keepdims=True)", "np.matmul(a, b, axes=[(0, 1), (1, 2), (0, 1)])",
      "np.matmul(a, a, axes=[(0, 1), (1, 2)])", "np.matmul(a, a, axes=[0, 1, 2])", "np.matmul(a, a, axes=(0, 1, 2))",
      "np.matmul(a, a, axes=[(0, 1), (1, 0), (0, 9)])", "np.matmul(a, a, axes=[(0, 1), (1, 1), (0, 1)])",
      "np.matmul(x, m, axes=[(0,), (0, 1), (0,)])", "np.matmul(x, m, axes=[0, (0, 1), 0])",
      "np.matmul(x, x, axes=[0, 0, ()])", "np.matmul(m, x, axes=[(1, 0), 0, 0])", "np.vecdot(a, a, axis=0)",
      "np.vecdot(a, a, axis=0, keepdims=True)", "np.vecdot(a, a, axis=-2, keepdims=True)",
      "np.vecdot(a, a, axis=(0,))", "np.vecdot(a, a, axis=3)", "np.vecdot(a, a, axes=[0, 0])",
      "np.vecdot(a, a, axes=[0, 0, ()])", "np.vecdot(a, a, axes=[0, 1])",
      "np.vecdot(a, a, axes=[0, 0, 1], keepdims=True)", "np.vecdot(a, a, axes=[(0,), (0,), (1,)], keepdims=True)",
      "np.vecdot(a, a, axis=0, axes=[0, 0])", "np.vecdot(a, x, axes=[1, 0], keepdims=True)",
      "np.vecdot(a, a, axes=[0])", "np.vecdot(a, a, axes=[0, 0, 0])", "np.vecdot(a, a, axes=[(0, 1), 0])",
      "np.vecdot(a, a, axes=['a', 0])", "np.vecdot(a, a, keepdims=1)", "np.vecdot(a, a, keepdims=False)",
      "np.matvec(m, x, axes=[(1, 0), 0, 0])", "np.matvec(a, m[:3, :4], axes=[(2, 1), 1, 0])",
      "np.matvec(a, m[:3, :4], axes=[(2, 1), 1])", "np.matvec(a, x, axis=0)", "np.matvec(a, x, keepdims=True)",
      "np.vecmat(x, m, keepdims=False)", "np.vecmat(x, a, axes=[0, (1, 2), 0])",
      "np.vecdot(a, a, axis=0, out=np.zeros((4, 5)))",
      "np.vecdot(a, a, axis=1, keepdims=True, out=np.zeros((3, 1, 5)))",
      "np.matmul(a, a.transpose(0, 2, 1), axes=[(1, 2), (1, 2), (0, 1)])",
      "np.matmul(a, a.transpose(0, 2, 1), axes=[(1, 2), (1, 2), (0, 1)], out=np.zeros((4, 4, 3), 'f4'))",
      "np.vecdot(a, m, axes=[1, 0])", "np.vecdot(a, m, axis=0)"
    ]
    try expectAsPython(calls.map { .body(head + "return \($0)") })
  }
}

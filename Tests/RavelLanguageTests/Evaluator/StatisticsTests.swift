import RavelLanguage
import RavelTestSupport
import Testing

/// Statistics as kernels write them: keywords, targets, and what is refused.
struct StatisticsTests {
  static let head =
    "x = np.array([[1.5, -2, 0, 4], [3, 0.25, -1, 2], [0, 7, 1, -3]])\nn = np.arange(12, dtype='i2').reshape(3, 4)\n"
    + "z = x - 1j * n\nb = n > 4\nm = np.array([True, False, True, True])\ne = np.zeros((0, 3))\n"
    + "q = np.array([1, np.nan, 3, -2])\nh = q.astype('f2')\no = np.zeros(4)\ni = np.zeros(4, 'i4')\ns = np.array(0.0)\n"

  /// Each in a function of its own; targets are results, too.
  static func expectAll(_ calls: [String], ulps: UInt64 = 0) throws {
    try expectAsPython(
      calls.map {
        var item = PythonCase.body(head + "r = \($0)\nreturn r + 0, o, i, s")
        item.ulps = ulps
        return item
      })
  }

  @Test(.needsNumPy, arguments: ReductionNames.all) func reductions(name: String) throws {
    let calls = [
      "x", "x, 1", "x, axis=(0, 1)", "x, axis=()", "x, axis=2", "x, axis=(0, 0)", "x, axis=[0]", "x, None",
      "n, axis=-1, keepdims=True", "n, axis=-1, keepdims=1", "b, axis=0", "z, 0", "q", "h", "[1, 2.5]", "2.5",
      "np.float32(3)", "3, axis=0",
      "s, axis=-1", "e", "e, axis=0", "e, axis=1", "x, axis=0, out=o", "x, axis=0, out=i", "n, axis=0, out=o",
      "x, out=s",
      "x, axis=1, out=o", "x, out=o", "x, 0, keepdims=True, out=o",
      "x, where=m", "x, axis=1, where=m", "n, axis=0, where=b", "n, where=n", "n, where=m[:2]",
      "x, where=[True, False, True, True]",
      "x, where=True", "x, where=False", "x, axis=2, where=m", "m, where=n > 3",
      "x, dtype='f4'", "n, dtype=float", "n, dtype='i1'", "q, dtype='i8'", "z, dtype='f8'", "n, 0, 'f4'",
      "n, 0, 'f4', o",
      "n, initial=5", "x, initial=2.5", "x, initial=None", "e, initial=None", "e, initial=1", "n, initial=1.5",
      "n, initial=np.array([1])", "n.astype('i1'), initial=300", "x, axis=0, initial=-1, where=b", "n, initial=1j",
      "x, ddof=1", "x, axis=0, ddof=1.5", "x, ddof=20", "x, correction=1", "x, ddof=1, correction=1",
      "x, mean=0.5", "x, axis=1, mean=x.mean(1, keepdims=True)", "n, mean=2", "b, mean=True",
      "q, ddof=1, keepdims=True", "h, ddof=2", "z, 0, ddof=1, mean=1j", "q, where=[True, True, False, False], ddof=1",
      "x, foo=1", "", "x, 0, 1, 2, 3, 4, 5, 6, 7, 8"
    ]
    // What a function does not take says one of them.
    let isMoment = name.hasSuffix("var") || name.hasSuffix("std")
    let further =
      isMoment
      ? ["ddof", "mean=", "correction"]
      : ["sum", "prod", "max", "min"].contains { name.hasSuffix($0) } ? ["initial"] : []
    let rare = ["ddof", "mean=", "correction", "initial"].filter { !further.contains($0) }
    try Self.expectAll(calls.filter { call in !rare.contains { call.contains($0) } }.map { "np.\(name)(\($0))" })
  }

  @Test(.needsNumPy) func methods() throws {
    try Self.expectAll([
      "x.sum(0)", "x.sum(axis=1, keepdims=True)", "x.sum(None, 'f4')", "n.sum(0, None, o)", "x.sum(initial=2, where=b)",
      "x.sum(axis=0, out=o)", "x.prod(1)", "x.max(0, o)", "x.max(where=b, initial=1)", "x.max(where=b)",
      "x.min(1, keepdims=True)",
      "x.any(1)", "x.all(0, keepdims=True)", "x.any(where=b)", "x.mean(0)", "x.mean(1, where=m)", "n.mean(dtype='f4')",
      "n.mean(axis=0, out=o)", "x.var(0)", "x.var(ddof=1)", "x.var(0, None, None, 1)", "x.std(1, mean=0.5)",
      "x.std(keepdims=True)",
      "n.var(axis=0, out=o)", "n.std(axis=0, out=i)", "np.var(x, mean=None)", "np.std(x, mean=m[:3])",
      "np.sum(x, out=3)", "np.amin(x, dtype=3)", "np.any(x, ddof=1)", "np.mean(x, initial=1)", "np.amin(n)",
      "np.var(x, out=[o])", "n.var(axis=0, out=i)", "x[0, 0].sum()", "np.float32(2).mean()", "s.var()"
    ])
  }

  @Test(.needsNumPy) func scans() throws {
    let arguments = [
      "5", "5, axis=0", "5, axis=1", "s, axis=-1", "x", "x, 1", "x, axis=-2", "x, axis=2", "x, axis=(0, 1)",
      "x, axis=[0]",
      "n", "n, 0, 'i1'", "b, 1", "z, 0", "q", "h", "e", "e, 1", "[1, 2.5]", "x, out=np.zeros(3)",
      "x, out=np.zeros((3, 4))",
      "x, axis=0, out=np.zeros((3, 4), 'i4')", "x[0], out=o", "n[0], out=o", "x[0], out=i",
      "x, 1, out=np.zeros((3, 3))",
      "x[0], out=np.zeros(3)", "x[0], out=np.zeros(3, 'i4')", "x, dtype='f4'", "q, dtype='i8'", "x, foo=1",
      "n[::-1, ::2], 1"
    ]
    try Self.expectAll(
      ["cumsum", "cumprod", "nancumsum", "nancumprod"].flatMap { name in arguments.map { "np.\(name)(\($0))" } })
    let further = [
      "5", "5, include_initial=True", "x", "x, axis=1", "x, axis=0, include_initial=True",
      "x, axis=1, include_initial=1",
      "n, axis=-1, dtype='f4', include_initial=True", "b[0], include_initial=True", "x, axis=3",
      "x, axis=3, include_initial=True",
      "x[0], out=o", "x, axis=1, include_initial=True, out=np.zeros((3, 5))",
      "n, axis=0, include_initial=True, out=np.zeros((4, 4), 'f4')",
      "x, axis=1, include_initial=True, out=np.zeros((3, 4))", "e, axis=0, include_initial=True", "x, 1",
      "q, include_initial=True"
    ]
    try Self.expectAll(["sum", "prod"].flatMap { name in further.map { "np.cumulative_\(name)(\($0))" } })
    try Self.expectAll([
      "x.cumsum()", "n.cumprod(1)", "x.cumsum(0, 'f4')", "x.cumsum(axis=0, out=np.zeros((3, 4)))", "s.cumsum()"
    ])
  }

  @Test(.needsNumPy) func traces() throws {
    try Self.expectAll([
      "np.trace(x)", "np.trace(x[0])", "np.trace(5)", "np.trace(x, axis1=0, axis2=0)", "np.trace(x, axis1=0, axis2=-2)",
      "np.trace(x, axis2=2)", "np.trace(x, axis1=-3)", "np.trace(x, 10)", "np.trace(x, -10)", "np.trace(x, 1)",
      "np.trace(x, -1)",
      "np.trace(n, offset=1, dtype='i1')", "np.trace(n)", "np.trace(b)", "np.trace(z)", "np.trace(e)",
      "np.trace([[1, 2], [3, 4]])",
      "np.trace(np.arange(48).reshape(3, 4, 4), 0, 1, 2)", "np.trace(np.arange(24).reshape(2, 3, 4), out=o)",
      "np.trace(np.arange(24.).reshape(2, 3, 4), axis1=2, axis2=0)", "np.trace(x, out=s)", "np.trace(x, out=o)",
      "n.trace(1)",
      "x.trace(dtype='f4')", "np.trace(x, axis1=None)"
    ])
  }

  @Test(.needsNumPy) func differences() throws {
    try Self.expectAll([
      "np.diff(x)", "np.diff(x, n=2)", "np.diff(x, n=5)", "np.diff(x, n=-1)", "np.diff(x, n=0)", "np.diff(5)",
      "np.diff(5, n=0)", "np.diff(x, axis=2)",
      "np.diff(x, axis=0)", "np.diff(x, prepend=0)", "np.diff(n, prepend=0)", "np.diff(n, append=2.5)",
      "np.diff(x, append=[1, 2])",
      "np.diff(x, append=x, axis=0)", "np.diff(x, prepend=np.zeros((2, 4)))",
      "np.diff(x, prepend=np.zeros((3, 2)), append=n)",
      "np.diff(b)", "np.diff(b, prepend=True)", "np.diff(b, prepend=1)", "np.diff(z, 2)", "np.diff(e)",
      "np.diff(e, axis=0)", "np.diff([1, 4, 9])",
      "np.diff(n.astype('u1'))", "np.diff(x, prepend=np.zeros((2, 4, 1)))",
      "np.diff(n.T[::2], 2, 0)",
      "np.ediff1d(x)", "np.ediff1d(5)", "np.ediff1d([1, 2, 4], to_begin=1.5)",
      "np.ediff1d([1, 2, 4], to_begin=[[1, 2]], to_end=5)",
      "np.ediff1d(b)", "np.ediff1d(n.astype('i1'), to_end=300)", "np.ediff1d(x.astype('f4'), to_end=1j)",
      "np.ediff1d(n.astype('u1'), to_end=-1)", "np.ediff1d([], to_end=1)", "np.ediff1d(x, 1, x)", "np.ediff1d(e)",
      "np.trapezoid(x)", "np.trapezoid(5)", "np.trapezoid(x, axis=2)", "np.trapezoid(x, [1, 2, 3])",
      "np.trapezoid(x, [1, 2, 4, 8])",
      "np.trapezoid(x, x)", "np.trapezoid(x, dx=x)", "np.trapezoid(x, 5)", "np.trapezoid(x, x[:2])",
      "np.trapezoid([1, 2], dx=2)",
      "np.trapezoid(x.astype('f4'), dx=np.float64(2))", "np.trapezoid(x.astype('f4'), dx=3)",
      "np.trapezoid(x[0], axis=-2)",
      "np.trapezoid(x, [1, 2, 3], axis=0)", "np.trapezoid(x, n, axis=0)", "np.trapezoid(h, dx=2)",
      "np.trapezoid(z, dx=1j)", "np.trapezoid(b)",
      "np.trapezoid(n, dx=n[:, 1:])", "np.trapezoid([1.])", "np.trapezoid(x, b)"
    ])
  }

  @Test(.needsNumPy) func gradients() throws {
    try Self.expectAll([
      "np.gradient(x[0])", "np.gradient(x)[1]", "np.gradient(x)[0]", "np.gradient(x, 1, 2, 3)", "np.gradient(x, 2)[1]",
      "np.gradient(x, 2, 3.5)[1]",
      "np.gradient(x, [1, 3, 4], [0, 1, 4, 9])[0]", "np.gradient(x, [1, 3, 4], [0, 1, 4, 9])[1]",
      "np.gradient(x, [1, 2])",
      "np.gradient(x[0], [1, 2, 3, 4])", "np.gradient(x[0], [[1, 2]])", "np.gradient(x[0], [1, 2, 3])",
      "np.gradient(x, axis=2)",
      "np.gradient(x, axis=(0, 0))", "np.gradient(x, edge_order=3)", "np.gradient(x[0, :2], edge_order=2)",
      "np.gradient(x[0, :2])",
      "np.gradient(x[0, :1])", "np.gradient(b)", "np.gradient(n, axis=0)", "np.gradient(n[0], edge_order=2)",
      "np.gradient(x, axis=1, edge_order=2)", "np.gradient(x[0], [0, 1, 4, 9.5], edge_order=2)",
      "np.gradient(z, 0.5, axis=0)",
      "np.gradient(z, 2j, axis=0, edge_order=2)", "np.gradient(x.astype('f4'), [0, 1, 4, 9], axis=1)",
      "np.gradient(x.astype('f4'), np.array([0, 1, 4, 9], 'f4'), axis=1, edge_order=2)",
      "np.gradient(x[0].astype('f4'), 3, edge_order=2)",
      "np.gradient(h, np.float32(2))", "np.gradient(x[0], np.float32(2), edge_order=2)", "np.gradient(x.T, axis=-1)",
      "np.gradient(x, axis=(1, 0))[0]",
      "np.gradient(5, axis=0)", "np.gradient(x[0], np.array(3))", "np.gradient(x[0], 0.3, edge_order=2)"
    ])
  }

  @Test(.needsNumPy) func averages() throws {
    try Self.expectAll([
      "np.average(x)", "np.average(x, 1)", "np.average(n, (0, 1))", "np.average(x, weights=[1, 2, 3])",
      "np.average(x, 0, [1, 2, 3])",
      "np.average(x, axis=0, weights=[1, 2])", "np.average(x, axis=(0, 1), weights=x.T)",
      "np.average(x, axis=(1, 0), weights=x.T)",
      "np.average(x, weights=x * 0)", "np.average(x, axis=3)", "np.average(x, axis=(0, 0))", "np.average(x, axis=[0])",
      "np.average(x, 1, returned=True)[1]", "np.average(x, 1, [0, 0, 0, 0])", "np.average(x, returned=True)[1]",
      "np.average(x, 1, [1, 2, 3, 4.], keepdims=True)", "np.average(x, 1, [1, 2, 3, 4.], True, keepdims=True)[1]",
      "np.average(5)",
      "np.average(x[0], 0, weights=n[0], returned=True)[1]",
      "np.average(n.astype('i1'), 0, weights=np.array([1, 2, 3], 'i1'))",
      "np.average(x.astype('f4'), 0, weights=np.array([1, 2, 3], 'f4'))", "np.average(x.astype('f4'), weights=b)",
      "np.average(z, 0, weights=[1, 2, 3])", "np.average(x, weights=n, axis=1)", "np.average(h, weights=h)",
      "np.average(b, 0)",
      "np.average(x, weights=z)", "np.average([1, 2, 3], weights=[3, 2, 1])"
    ])
  }

  @Test(.needsNumPy) func covariances() throws {
    let calls = [
      "x", "x[0]", "5", "np.zeros((2, 2, 2))", "x, np.zeros((2, 2, 2))", "x, x[0], False", "x, x[0]", "x, x[0, :2]",
      "x, rowvar=False",
      "x, ddof=1.5", "x, ddof=0", "x, ddof=2.0", "x, bias=True", "x, None, True, 1", "x, ddof=9", "z", "z, x", "n",
      "x, dtype='f4'",
      "x, fweights=[1, 2, 3, 4]", "x, fweights=[1, 2, 3]", "x, fweights=[1, 2, 3, -4]", "x, fweights=[1.5, 2, 3, 4]",
      "x, fweights=[[1, 2, 3, 4]]", "x, aweights=[1, 2, 3]", "x, aweights=[[1, 2, 3, 4]]", "x, aweights=[1, 2, -3, 4]",
      "x, aweights=[1, 2.5, 3, 4]", "x, aweights=[1, 2.5, 3, 4], ddof=0",
      "x, fweights=[1, 2, 3, 4], aweights=[.5, 1, 2, 1]",
      "z, fweights=[1, 2, 3, 4], aweights=[.5, 1, 2, 1], bias=True", "np.zeros((0, 3))", "x[:, :1]",
      "x, fweights=[0, 0, 0, 0]",
      "n, dtype='i4'", "x, fweights=5", "[1, 2, 4], [3, 1, 2]", "x, fweights=[1, 0, 0, 0]"
    ]
    try Self.expectAll(calls.map { "np.cov(\($0))" }, ulps: 64)
    try Self.expectAll(
      [
        "np.corrcoef(x)", "np.corrcoef(x, n)", "np.corrcoef(x[0])", "np.corrcoef(5)", "np.corrcoef(np.zeros((0, 3)))",
        "np.corrcoef([1, 2, 4], [3, 1, 2])", "np.corrcoef(x, rowvar=False)", "np.corrcoef(x, dtype='f4')"
      ], ulps: 512)
  }

  @Test(.needsNumPy) func convolutions() throws {
    let calls = [
      "[1, 2, 3], [1, 1]", "[], [1]", "[1], []", "[], []", "x, x[0]", "x[0], x", "1, 2", "x[0], x[1], 'foo'",
      "x[0], x[1], 'f'",
      "x[0], x[1], mode=1", "x[0], x[1], mode=7", "x[0], x[1], mode=None", "x[0], x[1], mode=0", "x[0], x[1], 'Same'",
      "x[0], x[1], ''",
      "x[0], x[1], 'abc'", "x[0], x[1], mode=True", "[1, 2j, 3], [1, 1j], 'full'", "[1, 1j], [1, 2j, 3], 'full'",
      "[1, 2], [1, 2, 3], 'full'", "[1, 2], [1, 2, 3], 'same'", "[1, 2], [1, 2, 3], 'valid'",
      "[True, False], [True, True]",
      "n[0].astype('i1') * 50, n[1].astype('i1')", "x[0].astype('f2'), x[1].astype('f2'), 'same'", "q, x[1], 'full'",
      "[np.inf, 1, 2, 3], [1, -1], 'full'", "x[0], n[2], 'same'", "x.ravel()[::-1], x[:, 1], 'same'",
      "z[0], z[1], 'full'", "b[1], x[0]"
    ]
    try Self.expectAll(["convolve", "correlate"].flatMap { name in calls.map { "np.\(name)(\($0))" } }, ulps: 16)
  }
}

/// The names of reductions that NumPy has.
enum ReductionNames {
  static let all = [
    "sum", "prod", "max", "min", "amax", "any", "all", "mean", "var", "std", "ptp", "count_nonzero", "nansum",
    "nanprod", "nanmax", "nanmin", "nanmean", "nanvar", "nanstd"
  ]
}

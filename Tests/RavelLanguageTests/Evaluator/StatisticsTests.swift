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
}

/// The names of reductions that NumPy has.
enum ReductionNames {
  static let all = [
    "sum", "prod", "max", "min", "amax", "any", "all", "mean", "var", "std", "ptp", "count_nonzero", "nansum",
    "nanprod", "nanmax", "nanmin", "nanmean", "nanvar", "nanstd"
  ]
}

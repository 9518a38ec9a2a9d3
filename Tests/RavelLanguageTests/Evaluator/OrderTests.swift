import RavelLanguage
import RavelTestSupport
import Testing

/// Functions that put elements in order, as kernels write them, with their keywords and errors.
struct OrderTests {
  private static let head =
    "x = np.array([2.5, -0.0, 0.5, 3., np.inf, -np.inf, np.nan, 0.0])\nn = np.arange(6, dtype='i2')\n"
    + "a = np.array([[3., 1, 2], [0, 5, 4]])\nf = a.astype('f4')\ns = np.array(3.)\nz = a * 1j\nb = n > 2\n"

  /// - Parameter seen: what is compared besides the call's value.
  private func expectAll(_ calls: [String], _ seen: String = "x, n") throws {
    try expectAsPython(
      calls.map { PythonCase.body(Self.head + "r = \($0)\nreturn (r if r is not None else n), \(seen)") })
  }

  @Test(.needsNumPy) func sorts() throws {
    try expectAll([
      "np.sort(a)", "np.sort(a, axis=0)", "np.sort(a, None)", "np.sort(a, 2)", "np.sort(s)", "np.sort(5)",
      "np.sort(s, axis=None)", "np.sort([3, 1, 2])", "np.sort(x, kind='stable')", "np.sort(x, kind='Mergesort')",
      "np.sort(x, stable=True)", "np.sort(a, kind='x')", "np.sort(a, kind='')", "np.sort(a, kind=3)",
      "np.sort(a, kind='q', stable=True)", "np.sort(a, order='f')", "np.sort(a, 1.5)", "np.sort(a.T)",
      "np.argsort(a)", "np.argsort(a, axis=0)", "np.argsort(a, axis=None)", "np.argsort(s)", "np.argsort(s, axis=0)",
      "np.argsort(s, axis=1)", "np.argsort(a, kind='x')", "np.argsort(a, order='f')", "np.argsort(x, stable=True)",
      "np.argsort(n[::-1])", "n[::-1].argsort()", "a.argsort(axis=None)", "np.argsort(a, stable=False, kind='heap')",
      "n.sort(axis=None)", "s.sort()", "n.sort(stable=True, kind='stable')", "np.argsort(n, axis='a')"
    ])
  }

  @Test(.needsNumPy) func partitions() throws {
    try expectAll([
      "np.partition(a, 1)", "np.partition(a, [1, 2])", "np.partition(a, 3)", "np.partition(a, -4)",
      "np.partition(a, 1.5)", "np.partition(a, True)", "np.partition(a, [])", "np.partition(a, [[1]])",
      "np.partition(a, 0, axis=3)", "np.partition(a, 0, kind='x')", "np.partition(a, 0, kind=3)",
      "np.partition(a, 0, order='x')", "np.partition(s, 0)", "np.partition(s, 0, axis=None)",
      "np.partition(s, 5, axis=None)", "np.partition(np.zeros((0, 3)), 5)", "np.argpartition(s, 0)",
      "np.argpartition(a, 9)", "np.argpartition(a, 1)", "np.argpartition(a, 1, kind='x')", "a.argpartition(1, axis=0)",
      "np.partition(a, 0, axis=0)", "a.partition(1, axis=None)", "np.argpartition(a, 1.)"
    ])
  }

  @Test(.needsNumPy) func findsPlaces() throws {
    try expectAll([
      "np.argmax(a)", "np.argmin(a)", "np.argmax(a, 0)", "np.argmin(a, axis=-1)", "np.argmax(a.T)", "np.argmax(a.T, 1)",
      "np.argmax(a[:, ::-1])", "np.argmax(x)", "np.argmin(x[:5])", "np.argmax(s)", "np.argmax(s, axis=0)",
      "np.argmax(s, axis=1)", "np.argmax(5)", "np.argmax([3, 9, 9])", "np.argmin(b)", "np.argmax(z)",
      "np.argmax(a, keepdims=True)", "np.argmin(a, axis=0, keepdims=True)", "np.argmax(a, axis=2)",
      "np.argmax(a, axis=(0, 1))", "np.argmax(a, axis=1.5)", "np.argmax([])", "np.argmax(np.zeros((0, 3)), axis=0)",
      "np.argmax(np.zeros((0, 3)), axis=1)", "np.argmax(a, axis=0, out=n[:3])", "np.argmin(a, axis=0, out=np.zeros(3))",
      "np.argmax(a, axis=0, out=np.zeros(2, int))", "np.argmax(a, axis=0, out=np.zeros(3, 'u8'))",
      "np.argmax(a, out=3)", "a.argmax()", "a.argmin(0)", "a.argmax(axis=1, keepdims=True)",
      "a.argmin(1, np.zeros(2, int))", "np.argmax(np.full(3, -np.inf))", "np.argmin(np.full(3, 127, 'i1'))"
    ])
  }

  @Test(.needsNumPy) func findsPlacesOfNumbers() throws {
    try expectAll([
      "np.nanargmax(x)", "np.nanargmin(x)", "np.nanargmax(x[-2:])", "np.nanargmin(x[6:7])", "np.nanargmax(a, axis=1)",
      "np.nanargmin(a, 0, keepdims=True)", "np.nanargmax(s)", "np.nanargmax(s, axis=0)", "np.nanargmax(np.nan)",
      "np.nanargmax(n)", "np.nanargmin([])", "np.nanargmin(np.zeros((0, 3)), axis=1)", "np.nanargmax(a, axis=2)",
      "np.nanargmax(a, axis=(0, 1))", "np.nanargmax(a, axis=0, out=n[:3])", "np.nanargmax(a, 0, np.zeros(3, int))",
      "np.nanargmin(a, axis=0, out=np.zeros(2, int))", "np.nanargmax(z)", "np.nanargmin(b)",
      "np.nanargmax(a * [np.nan, 1, np.inf], axis=0)", "np.nanargmax(np.full(3, -np.inf))", "np.nanargmax(a, out=3)",
      "np.nanargmax([np.nan, -np.inf])", "np.nanargmin(a, None, None, keepdims=True)"
    ])
  }

  @Test(.needsNumPy) func sortsInPlace() throws {
    try expectAll(
      [
        "a.sort()", "a.sort(0)", "a.T.sort()", "a[1].sort()", "a[:, ::-1].sort()", "a[:, 1:].sort(kind='stable')",
        "x[::2].sort()", "a.partition(1)", "a.partition(0, axis=0)", "a.ravel().sort()"
      ], "a, x + 0")
  }
}

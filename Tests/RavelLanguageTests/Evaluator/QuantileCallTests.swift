import RavelLanguage
import RavelTestSupport
import Testing

/// Medians and quantiles as kernels write them, with their keywords and errors.
struct QuantileCallTests {
  private static let head =
    "a = np.array([[3., 1, 2], [0, 5, 4]])\nf = a.astype('f4')\ni = np.arange(5)\nz = np.array(3.)\n"
    + "n = np.array([[3., np.nan, 2], [0, 5, 4]])\nb = i > 2\n"

  private func expectAll(_ calls: [String]) throws {
    try expectAsPython(calls.map { PythonCase.body(Self.head + "return \($0)") })
  }

  @Test(.needsNumPy) func medians() throws {
    try expectAll([
      "np.median(a)", "np.median(f)", "np.median(i)", "np.median(b)", "np.median(z)", "np.median(5)",
      "np.median([3, 1])", "np.median(a, axis=1)", "np.median(a, (0, 1), keepdims=True)", "np.median(a, axis=5)",
      "np.median(a, axis=(0, 0))", "np.median(n, axis=1)", "np.median(n)", "np.median(a * 1j)", "np.median([])",
      "np.median(a, overwrite_input=True)", "np.median(a, axis=1, out=np.zeros(2, 'f4'))",
      "np.median(a, 1, np.zeros((2, 1)), False, True)", "np.median(i, out=np.array(0))",
      "np.median(a, 1, keepdims=True, out=np.zeros(2))", "np.median(n, axis=1, out=np.zeros(2, 'i4'))",
      "np.median(a, axis=1, out=np.zeros(2, 'i4'))", "np.median(a, out=3)"
    ])
  }

  @Test(.needsNumPy) func quantiles() throws {
    try expectAll([
      "np.quantile(a, 0.5)", "np.quantile(f, 0.3)", "np.quantile(f, np.float64(0.3))", "np.quantile(f, [0.3, 1])",
      "np.quantile(i, 1)", "np.quantile(i, [0, 1])", "np.quantile(i, True)", "np.quantile(b, 0.5)",
      "np.quantile(b, 0.5, method='nearest')", "np.quantile(a * 1j, 0.5)", "np.quantile(a, 1.5)",
      "np.quantile(a, [0.5, -1])", "np.percentile(a, 101)", "np.percentile(f, 30)",
      "np.percentile(f, [30, 60], axis=1)",
      "np.percentile(i, np.int8(50))", "np.quantile(a, 0.5, method='x')", "np.quantile(a, 0.5, method=3)",
      "np.quantile(a, [0.5, 0.2], axis=1, keepdims=True)", "np.quantile(a, 0.5, axis=())", "np.quantile(a, [])",
      "np.quantile(a, 0.5, axis=(0, 0))", "np.quantile(a, [0.5], axis=3)", "np.quantile(a, [[[0.5]]])",
      "np.quantile(n, [0.5, 0], axis=1)", "np.quantile(n, 0.5)", "np.quantile(n.astype('f4'), np.float64(0.5))",
      "np.quantile(a, 0.5, axis=1, out=np.zeros(2, 'f4'))", "np.quantile(a, 0.5, axis=1, out=np.zeros(2, 'i4'))",
      "np.quantile(a, 0.5, 1, np.zeros((2, 1)), False, 'hazen', True)", "np.quantile(z, 0.5)",
      "np.quantile(a, 0.5, axis=1, out=np.zeros(2, 'i4'), method='lower')",
      "np.quantile(a, 0.5, axis=1, out=np.zeros(3), method='lower')",
      "np.quantile(f, 0.5, axis=1, out=np.zeros(2), method='lower')",
      "np.quantile(a, 0.5, keepdims=True, out=np.zeros((3, 1, 1)))",
      "np.quantile(np.array([100, -100], 'i1'), 0.3)", "np.quantile(np.arange(400), np.int8(1))"
    ])
  }
}

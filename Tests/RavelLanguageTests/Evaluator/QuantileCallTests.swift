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

  @Test(.needsNumPy) func mediansOfNumbers() throws {
    try expectAll([
      "np.nanmedian(n)", "np.nanmedian(n, axis=1)", "np.nanmedian(n, 0, keepdims=True)", "np.nanmedian(n, (0, 1))",
      "np.nanmedian(i)", "np.nanmedian(b)", "np.nanmedian(z)", "np.nanmedian(5)", "np.nanmedian([3, np.nan])",
      "np.nanmedian(a, axis=5)", "np.nanmedian(a, axis=(0, 0))", "np.nanmedian(n * 1j, axis=1)", "np.nanmedian([])",
      "np.nanmedian(np.zeros((0, 3)), axis=0)", "np.nanmedian(np.zeros((2, 0)), axis=0, out=np.zeros(0, 'f4'))",
      "np.nanmedian([np.nan])", "np.nanmedian(n, overwrite_input=True)",
      "np.nanmedian(n, axis=1, out=np.zeros(2, 'f4'))",
      "np.nanmedian(n, 1, np.zeros((2, 1)), False, True)", "np.nanmedian(a, axis=1, out=np.zeros(2, 'i4'))",
      "np.nanmedian(n, axis=1, out=np.zeros((3, 2)))", "np.nanmedian(n, axis=1, out=np.zeros(5))",
      "np.nanmedian(a, out=3)", "np.nanmedian(n, keepdims=True)", "np.nanmedian(n.T.astype('f2'), axis=1)"
    ])
  }

  @Test(.needsNumPy) func quantilesOfNumbers() throws {
    try expectAll([
      "np.nanquantile(n, 0.5)", "np.nanquantile(n, [0.3, 1], axis=1)", "np.nanquantile(n, np.float64(0.3), 0)",
      "np.nanquantile(i, 1)", "np.nanquantile(b, 0.5)", "np.nanquantile(a * 1j, 0.5)", "np.nanquantile(a, 1.5)",
      "np.nanpercentile(a, 101)", "np.nanpercentile(n, [30, 60], axis=1, keepdims=True)",
      "np.nanquantile(a, 0.5, method='x')", "np.nanquantile(a, 0.5, method=3)", "np.nanquantile([], 0.5)",
      "np.nanquantile(np.zeros((0, 3)), [0.5], axis=0)", "np.nanquantile(a, 0.5, axis=(0, 0))",
      "np.nanquantile(a, [[[0.5]]])", "np.nanquantile(n, 0.5, axis=1, out=np.zeros(2, 'i4'), method='lower')",
      "np.nanquantile(n, 0.5, 1, np.zeros((2, 1)), False, 'hazen', True)", "np.nanquantile(z, 0.5)",
      "np.nanquantile(n, 0.5, axis=1, out=np.zeros((3, 2)))", "np.nanquantile(n, 0.5, axis=1, out=np.zeros(3))",
      "np.nanquantile([np.nan, np.nan], [0.5, 1])", "np.nanquantile(np.full((1, 2), np.nan), [[0.5, 1]])",
      "np.nanquantile(n, 0.5, out=4)", "np.nanquantile(np.arange(400.), np.int8(1))"
    ])
  }

  @Test(.needsNumPy) func weights() throws {
    let calls = [
      "(a, 0.5, weights=a)", "(n, 0.5, weights=a)", "(n, 0.5, axis=1, weights=a)", "(a, 0.5, weights=[1, 2])",
      "(a, [0.5, 0.2], axis=0, weights=a + 1)", "(a, 0.5, axis=(1, 0), weights=a.T + 1, keepdims=True)",
      "(a, 0.5, axis=(0, 0), weights=a)", "(a, 0.5, axis=3, weights=a)", "(a, 0.5, weights=-a)",
      "(a, 0.5, weights=a * 0)", "(a, 0.5, weights=a * np.inf)", "(a, 0.5, axis=0, weights=a - a)",
      "(a, 1.5, weights=a)", "(a, [[[0.5]]], weights=a)", "(i, 0, weights=i)", "(b, 0.5, weights=i)",
      "(z, 0.5, weights=2)", "(a, 0.5, axis=1, weights=a + 1, out=np.zeros(2, 'f4'))",
      "(f, 0.5, axis=1, weights=a + 1, out=np.zeros(2, 'i4'))", "(f, np.float16(0.5), weights=f)",
      "(np.zeros((3, 0)), 0.5, axis=0, weights=np.zeros((3, 0)))", "([], 0.5, weights=[])",
      "([np.nan, 1], 0.5, weights=[1, 0])", "([np.nan, 1], 0.5, weights=[-1, 0])", "([np.nan], 0.5, weights=[0])"
    ]
    try expectAll(
      calls.flatMap { call in
        ["quantile", "nanquantile"].map { "np.\($0)\(call.dropLast()), method='inverted_cdf')" }
      } + [
        "np.quantile(a, 0.5, axis=1, weights=[1, 2, 3], method='inverted_cdf')",
        "np.quantile(a, [0.1, 0.7], axis=0, weights=np.array([3, 1]), method='inverted_cdf')",
        "np.quantile(a, 0.5, axis=1, weights=a + 1, out=np.zeros(3), method='inverted_cdf')",
        "np.quantile(n, 0.5, axis=1, weights=a + 1, out=np.zeros(2, 'i4'), method='inverted_cdf')",
        "np.quantile(a, 0.5, weights=a)", "np.nanquantile(a, 0.5, weights=a, method='hazen')",
        "np.quantile(a, 0.5, weights=a, method=3)", "np.percentile(a, 30, weights=a, method='inverted_cdf')",
        "np.nanpercentile(n, [30, 60], axis=1, weights=a, method='inverted_cdf')"
      ])
  }
}

import RavelLanguage
import RavelTestSupport
import Testing

/// Functions that find and count elements, as kernels write them, with their keywords and errors.
struct CountingTests {
  private static let head =
    "i = np.arange(5)\na = np.arange(6.).reshape(2, 3)\nz = np.array(3.)\nf = a.astype('f4')\nu = i.astype('u8')\n"

  private func expectAll(_ calls: [String]) throws {
    try expectAsPython(calls.map { PythonCase.body(Self.head + "return \($0)") })
  }

  @Test(.needsNumPy) func searches() throws {
    try expectAll([
      "np.searchsorted(i, 2)", "np.searchsorted(i, [1, 2.5])", "np.searchsorted(i, 2, side='x')",
      "np.searchsorted(i, 2, 'r')", "np.searchsorted(i, 2, side='R')", "np.searchsorted(a, 2)",
      "np.searchsorted(i, 2, sorter=[1])", "np.searchsorted(i, 2, sorter=[0, 1, 2, 3, 9])",
      "np.searchsorted(i, 9, sorter=[0, 1, 2, 3, 9])", "np.searchsorted(i, 2, sorter=[0, 1, 2, 3, 4.])",
      "np.searchsorted(i, 2, sorter=a)", "np.searchsorted(i, 2, sorter=5)", "np.searchsorted(z, 1)",
      "np.searchsorted(i, 1j)", "np.searchsorted(i.astype('f4'), 0.1)", "np.searchsorted(i, a)",
      "np.searchsorted(i.astype('i1'), 300)", "np.searchsorted([], [1])", "np.searchsorted(i, 2, side=None)",
      "np.searchsorted(i, 2, side=1)", "i.searchsorted(3, 'right')", "i.searchsorted([3, 9], side='left', sorter=i)",
      "np.searchsorted(u, -1)", "np.searchsorted(i, z)", "np.searchsorted(i, 2, sorter=i[::-1].astype('u1'))",
      "np.searchsorted(i, 2, sorter=i > 2)", "np.searchsorted(i, [np.nan, np.inf])", "np.searchsorted(i[::-1], 3)"
    ])
  }

  @Test(.needsNumPy) func digitizes() throws {
    try expectAll([
      "np.digitize(a, [1, 2])", "np.digitize(a, [1, 3, 2])", "np.digitize(1j, [1, 2])",
      "np.digitize(a, [3, 1], right=True)", "np.digitize(2, [1, 2])", "np.digitize(a, 3)",
      "np.digitize(a, [[1, 2]])", "np.digitize(a, [])", "np.digitize(a, [1j])", "np.digitize(a, [2, 2])",
      "np.digitize(i, i > 0)", "np.digitize([np.nan], [1., 2])", "np.digitize(np.nan, [2., 1.])",
      "np.digitize(1, [5, 5, np.nan])", "np.digitize(1, [5, 2, np.nan])", "np.digitize(1, [np.nan, 2, 5])",
      "np.digitize(1, [np.nan, 5, 2])", "np.digitize(1, [2, np.nan, 1])", "np.digitize(a, z)", "np.digitize(f, i, True)"
    ])
  }

  @Test(.needsNumPy) func countsBins() throws {
    try expectAll([
      "np.bincount(i)", "np.bincount([])", "np.bincount([], minlength=3)", "np.bincount([-1])", "np.bincount(a)",
      "np.bincount(z)", "np.bincount(i, weights=i)", "np.bincount(i, weights=[1])", "np.bincount(i, minlength=-1)",
      "np.bincount(i, minlength=1.5)", "np.bincount(i, minlength=None)", "np.bincount(i, minlength=8)",
      "np.bincount(u)", "np.bincount([True, False])", "np.bincount(i, weights=i * 1j)",
      "np.bincount(i, i.astype('f4'))", "np.bincount(i, a)", "np.bincount(3)", "np.bincount([[1]])",
      "np.bincount([], [])", "np.bincount(i, minlength=np.int8(9))", "np.bincount([], minlength=-2)",
      "np.bincount([-1], [1, 2])", "np.bincount(np.array([], float))", "np.bincount(i, minlength=True)",
      "np.bincount([-3, -5])", "np.bincount([1], 2)", "np.bincount(i - 1, minlength=2)", "np.bincount([3, 1], z)"
    ])
  }

  @Test(.needsNumPy) func makesHistograms() throws {
    let calls = [
      "a", "a, 3", "i, bins=3", "a, 3, (1, 4)", "a, 3, range=[1, 4.5]", "a, 3, (4, 1)", "a, 3, (0, np.inf)",
      "a, 3, (1,)",
      "a, 3, (1, 2, 3)", "a, 3, 5", "a, 3.5", "a, 0", "a, -2", "a, True", "a, z.astype(int)", "a, z", "a, None",
      "a, [[1, 2]]",
      "a, []", "a, [2]", "a, [2, 1]", "a, (1, 2, 4)", "a, i", "a, 'x'", "a, 'auto'", "a, 'sqrt', (1, 9)", "i, 'rice'",
      "a, 'auto', weights=a", "a, weights=[1, 2]", "a, weights=a", "i, 4, weights=i * 1j", "[], 3", "3", "z",
      "[True, False]",
      "[np.nan, 1]", "[1, np.inf]", "f / 0, 3", "f, 3, (np.float64(0), 3)", "u, 2, (-5, 300)", "[1, 1 + 1e-16], 5",
      "[1e300, 1e300], 5", "np.array([-128, 127], 'i1'), 5", "i, i > 2", "a, 10, (0, 1), weights=None", "f, 3, (1, 1)"
    ]
    try expectAll(
      calls.map { "np.histogram(\($0))" } + calls.map { "np.histogram_bin_edges(\($0))" } + [
        "np.histogram(a, 3, density=True)", "np.histogram(a, [0, 1, 4], None, True)",
        "np.histogram(a, 3, None, True, a + 1)", "np.histogram(i, i, weights=i > 2)",
        "np.histogram(i, 2, weights=i.astype('i1'), density=True)", "np.histogram(a, i)[1] is i",
        "np.histogram(i * 1j, 'auto')", "np.histogram(i * 1j, 3)", "np.histogram(a, 3, density='x')"
      ])
  }
}

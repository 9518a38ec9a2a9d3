import RavelLanguage
import RavelTestSupport
import Testing

/// Keywords of ufuncs as kernels write them.
struct UfuncTests {
  @Test(.needsNumPy) func keywords() throws {
    let head = "n = np.arange(4)\nx = np.arange(4.) - 1\nm = n > 1\ny = np.ones(4)\n"
    let calls = [
      "np.add(n, x, where=m, out=y)", "np.add(n, x, y, where=m)", "np.add(n, x, out=(y,), where=[1, 0, 1, 0])",
      "np.add(n, x, where=True)", "np.sqrt(x, where=x >= 0, out=y)", "np.add(n, x, casting='no')",
      "np.add(n, x, casting='any')", "np.add(n, x, casting=3)", "np.add(n, x, order='Q')", "np.add(n, x, order=3)",
      "np.add(n, x, order='f')", "np.add(n, x, order=None)", "np.add(n, x, where=n)", "np.add(n, x, where=1)",
      "np.add(n, x, dtype='i', casting='unsafe')", "np.add(n, x, out=(y, y))", "np.add(n, x, out=[y])",
      "np.add(n, x, out=3)", "np.add(n, x, out=())", "np.add(n, x, out=(None,))", "np.add(n, n, signature='ff->f')",
      "np.add(n, x, signature='ll->l')", "np.less(n, n, signature='ll->l')", "np.add(n, n, signature=3)",
      "np.add(n, n, signature='dd->d', dtype=float)", "np.add(n, x, keepdims=True)", "np.add(n)",
      "np.clip(n, 1, 2, dtype='f')", "np.clip(x, 1, 2, where=m, out=y)", "np.clip(x, None, 0, out=n)",
      "np.power(2., n, where=m, out=y)", "np.degrees(x)", "np.radians(1j)", "np.degrees(n, dtype='f2')"
    ]
    try expectAsPython(calls.map { .body(head + "r = \($0)\nreturn r + 0, y") })
  }

  /// Ufuncs of several results.
  @Test(.needsNumPy) func jointKeywords() throws {
    let head = "n = np.arange(4)\nx = np.arange(4.) - 1.25\nm = n > 1\ny = np.ones(4)\ni = np.ones(4, 'i4')\n"
    let calls = [
      "np.frexp(x, dtype='f')", "np.frexp(x, signature='f->fi')", "np.modf(x, dtype='f')", "np.modf(x, dtype='i')",
      "np.divmod(n, 2, signature='dd->dd')", "np.divmod(x, 2, dtype='f')", "np.modf(x, out=(y, None), where=m)[:1]",
      "np.frexp(x, out=(y, i))", "np.frexp(x, out=(y, n), where=m)",
      "np.divmod(x)", "np.modf()", "np.divmod(x, 2, y)", "np.divmod(x, 2, None, y)", "np.modf(x, y)",
      "np.frexp(x, y, i)", "np.frexp(x, y, i, where=m)", "np.divmod(x, 2, y, i, 3)",
      "np.divmod(x, 2, y, out=(None, y))",
      "np.modf(x, y, 3)", "np.divmod(x, 2, (y, y))", "np.add(x, x, y)", "np.add(x, x, y, out=y)", "np.add(x, x, y, y)",
      "np.modf(x, y, y, y)"
    ]
    try expectAsPython(calls.map { .body(head + "r = \($0)\nreturn r[0] + 0, r[-1] + 0, y, i") })
  }

  @Test(.needsNumPy) func targetsAreObjects() throws {
    try expectAsPython([
      .body("x = np.arange(6.)\ny = x[::2]\nr = np.add(y, 1, out=y, where=y > 1)\nr += 1\nreturn x, y, r"),
      .body("x = np.arange(6.)\nnp.multiply(x, x, x, where=x > 2)\nreturn x"),
      .body("x = np.arange(6).reshape(2, 3)\nnp.negative(x.T, out=x.T)\nreturn x")
    ])
  }

  private static let head =
    "n = np.arange(1, 5)\nf = np.arange(1., 5.)\nm = np.arange(1, 13).reshape(3, 4)\n"
    + "b = np.array([True, False, True])\nq = np.array([[True, False], [True, True]])\n"
    + "o = np.zeros(4)\ni = np.zeros(4, 'i4')\ne = np.zeros((0, 2))\n"

  /// Each in a function of its own; targets are results, too.
  private func expectAll(_ calls: [String]) throws {
    try expectAsPython(calls.map { .body(Self.head + "r = \($0)\nreturn r + 0, o, i") })
  }

  @Test(.needsNumPy) func reduce() throws {
    try expectAll([
      "np.subtract.reduce(n)", "np.subtract.reduce(m)", "np.subtract.reduce(m, axis=-1, keepdims=True)",
      "np.divide.reduce(n)", "np.divide.reduce(b)", "np.power.reduce([-2, 1, 2])", "np.power.reduce([2, -1])",
      "np.power.reduce([2., -1])", "np.equal.reduce(b)", "np.equal.reduce(n, dtype=bool)",
      "np.left_shift.reduce(n)", "np.left_shift.reduce(f)", "np.subtract.reduce(b)", "np.logical_and.reduce(f)",
      "np.logical_and.reduce(f, dtype=float)", "np.fmax.reduce(m, axis=None)", "np.fmin.reduce(m, axis=(0, 1))",
      "np.subtract.reduce(m, axis=None)", "np.subtract.reduce(m, axis=())", "np.subtract.reduce(m[:1], axis=(0, 1))",
      "np.subtract.reduce(e)", "np.maximum.reduce(e)", "np.maximum.reduce(e, axis=1)", "np.add.reduce(e)",
      "np.add.reduce(e, initial=None)", "np.maximum.reduce(e, initial=3)", "np.subtract.reduce(e, axis=0, initial=2)",
      "np.add.reduce(f, initial=0.1)", "np.subtract.reduce(m, initial=100)", "np.subtract.reduce(m, initial=None)",
      "np.add.reduce(n, initial=1.5)", "np.add.reduce(n, initial=1j)",
      "np.add.reduce(n.astype('i1'), initial=300, dtype='i1')",
      "np.add.reduce(n, initial=np.array([1]))", "np.maximum.reduce(m, where=m > 2)",
      "np.maximum.reduce(m, where=m > 2, initial=0)", "np.subtract.reduce(m, where=m > 2, initial=0)",
      "np.subtract.reduce(m, where=m > 2)", "np.add.reduce(m, where=m > 2)", "np.add.reduce(m, where=m)",
      "np.add.reduce(m, where=[True, False, True, True])", "np.add.reduce(m, where=[True, False])",
      "np.add.reduce(m[0], where=m > 2)", "np.add.reduce(m[:1], where=m > 2)", "np.logical_and.reduce(n, where=n > 2)",
      "np.add.reduce(m, axis=2)", "np.add.reduce(m, axis=(0, 0))",
      "np.add.reduce(m, out=o)", "np.add.reduce(m * 1.5, out=i)", "np.add.reduce(m.astype('i1'), out=i)",
      "np.add.reduce(m, out=(o,))", "np.add.reduce(m, out=3)", "np.add.reduce(m, out=(o, o))",
      "np.add.reduce(m, axis=1, out=o)", "np.add.reduce(m, axis=None, out=o)", "np.add.reduce(m.T, out=o)",
      "np.divide.reduce(m, dtype='i4')", "np.divide.reduce(m, dtype='f4')", "np.divide.reduce(m, out=i)",
      "np.add.reduce(5)", "np.add.reduce(5, axis=-1)", "np.add.reduce(5, axis=1)", "np.subtract.reduce(5)",
      "np.sin.reduce(n)", "np.add.reduce(m, (0, 1), None, None, True, 5, m > 3)", "np.add.reduce(n, foo=1)",
      "np.sum(f, initial=0.1)", "np.max(e, initial=2)", "np.hypot.reduce(-f[:1])", "np.hypot.reduce(e)"
    ])
  }

  @Test(.needsNumPy) func accumulateAndOuter() throws {
    try expectAll([
      "np.add.accumulate(n)", "np.add.accumulate(m, axis=1)", "np.add.accumulate(m, 1, float)",
      "np.add.accumulate(m, 2)",
      "np.add.accumulate(m, axis=None)", "np.add.accumulate(m, axis=(0, 1))", "np.add.accumulate(m, axis=(0,))",
      "np.add.accumulate(5)", "np.add.accumulate(b)", "np.multiply.accumulate(n.astype('u1'))",
      "np.add.accumulate(n.astype('f2') / 3)", "np.add.accumulate(f, dtype='i4')", "np.add.accumulate(f, out=i)",
      "np.add.accumulate(f, out=np.zeros(3))", "np.add.accumulate(e)", "np.subtract.accumulate(e, axis=1)",
      "np.divide.accumulate(n)", "np.divide.accumulate(n, dtype='i8')", "np.logical_or.accumulate(f - 1)",
      "np.equal.accumulate(b)", "np.power.accumulate([2, -1])",
      "np.power.accumulate([[2, -1]], axis=0)", "np.maximum.accumulate(m[::-1, ::2])", "np.sin.accumulate(n)",
      "np.hypot.accumulate(-f)", "np.add.accumulate(n, where=b)",
      "np.add.outer(n, f)", "np.add.outer(m, f)", "np.add.outer(2, 3)", "np.add.outer(n.astype('i1'), 300)",
      "np.add.outer(n, f, dtype='i8')", "np.add.outer(n, n, where=b)",
      "np.subtract.outer(n, n, where=n > 2, out=np.ones((4, 4), int))",
      "np.sin.outer(n, n)", "np.less.outer([1, 2], [2, 1])", "np.add.outer(e, n)", "np.add.reduceall(n)"
    ])
  }

  @Test(.needsNumPy) func reduceat() throws {
    try expectAll([
      "np.add.reduceat(np.arange(8), [0, 4, 1, 5, 2, 6, 3, 7])", "np.add.reduceat(np.arange(8), [0, 8])",
      "np.add.reduceat(np.arange(8), [-1])", "np.add.reduceat(np.arange(8), [])", "np.add.reduceat(np.arange(8), 3)",
      "np.add.reduceat(np.arange(8), [[1, 2]])", "np.add.reduceat(np.arange(8), [1.5])",
      "np.add.reduceat(np.arange(8), [True, False])", "np.add.reduceat(m, [0, 2], axis=1)",
      "np.add.reduceat(m, [0, 2, 1])", "np.add.reduceat(m, [0, 2], axis=2)", "np.add.reduceat(m, [0, 2], axis=None)",
      "np.add.reduceat(m, [0, 2], axis=(0,))", "np.add.reduceat(5, [0])", "np.subtract.reduceat(f, [0, 2])",
      "np.divide.reduceat(n, [0, 2])", "np.add.reduceat(b, [0, 1])", "np.maximum.reduceat(n, [2, 1, 0])",
      "np.add.reduceat(n, [0, 2], dtype='f4')", "np.add.reduceat(f, [0, 2, 1, 3], out=i)", "np.add.reduceat(e, [0])",
      "np.add.reduceat(e, [0], axis=1)", "np.logical_and.reduceat(n, [0, 1])",
      "np.power.reduceat(np.array([2, -1]), [0])", "np.power.reduceat(np.array([2, -1]), [0, 1])",
      "np.add.reduceat(m, [0], 1, float)", "np.add.reduceat(n, [0, 2], initial=3)",
      "np.sin.reduceat(n, [0])"
    ])
  }

  @Test(.needsNumPy) func at() throws {
    let calls = [
      "np.add.at(y, [0, 0, 1], 5)", "np.add.at(y, [0, 6], 5)", "np.add.at(y, [-7], 5)",
      "np.add.at(y, [-1, -1], [1, 2])",
      "np.add.at(y, [0, 1], [1, 2, 3])", "np.add.at(y, [[0, 1], [0, 0]], [[1, 2], [3, 4]])", "np.add.at(y, [0.5], 1)",
      "np.add.at(y, [True, False], 1)", "np.add.at(y, [True, False] * 3, 1)", "np.add.at(y, 2, 1)",
      "np.add.at(y, (2,), 1)", "np.add.at(y, (2, 3), 1)", "np.add.at(y, [0, 1], 1.5)", "np.add.at(y, [0, 1])",
      "np.negative.at(y, [0, 0, 1])", "np.negative.at(y, [0, 0, 1], 3)", "np.sqrt.at(y, [0, 0, 1])",
      "np.divide.at(y, [0, 0, 1], 2)", "np.power.at(y, [1, 1], -1)", "np.power.at(y, [1, 3, 3], 2)",
      "np.add.at(3, [0], 1)",
      "np.isnan.at(y, [0])", "np.equal.at(y, [0, 0], 0)", "np.logical_and.at(y, [0, 1, 2], 0)", "np.add.at(y, [], 1)",
      "np.add.at(y, [1], 300)", "np.add.at(g, [1], 300)", "np.add.at(h, [1, 1], [.1, .2])",
      "np.add.at(m, [0, 0, 2], 1)",
      "np.add.at(m, [0, 0, 2], [1, 2, 3, 4])", "np.add.at(m, [0, 0, 2], [[1], [2], [3]])",
      "np.add.at(m, ([0, 0, 2], [1, 1, 3]), [1, 2, 3])", "np.add.at(m, ([0, 0, 2], [1, 1, 4]), [1, 2, 3])",
      "np.add.at(m, ([0, 0, 2], [1, 1]), [1, 2, 3])", "np.add.at(m, ([3],), [1])", "np.add.at(m, ([0], [0], [0]), [1])",
      "np.add.at(m, (0, 1), 5)", "np.add.at(m, (0, [1, 1]), 5)", "np.add.at(m.T, [0, 0], [[1], [2]])",
      "np.add.at(m, m > 5, 1)", "np.subtract.at(b, [0], True)", "np.less.at(b, [0], 1)",
      "np.add.at(y, np.array([0.0]), 1)"
    ]
    let head = "y = np.arange(6)\ng = y.astype('i1')\nh = y.astype('f2')\nm = np.arange(12).reshape(3, 4)\nb = y > 3\n"
    try expectAsPython(calls.map { .body(head + "\($0)\nreturn y, g, h, m, b") })
  }

  /// `ravel ops` lists what NumPy's documentation does, `subok` apart.
  @Test(.needsNumPy) func parametersAreNumPys() throws {
    let ufuncs = FunctionDescription.all.filter {
      $0.name.hasPrefix("np.") && $0.parameters.contains("where=True") && $0.arity?.results == 1
    }
    #expect(ufuncs.count > 50)
    let cases = ufuncs.map { ufunc in
      let shown = ufunc.parameters.replacing(", signature=None", with: "")
      return NumPyCase(
        "np.array(\(ufunc.name).__doc__.startswith(\"\(ufunc.name.dropFirst(3))(\(shown), subok=True[, signature])\"))",
        [:])
    }
    for (ufunc, answer) in zip(ufuncs, try NumPyReference.answers(to: cases)) {
      guard case .values(let values) = answer, case .array(let isSame)? = values.first else {
        Issue.record("\(ufunc.name): \(answer)")
        continue
      }
      #expect(isSame.bytes == [1], "\(ufunc.name)(\(ufunc.parameters))")
    }
  }
}

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
      "np.power(2., n, where=m, out=y)"
    ]
    try expectAsPython(calls.map { .body(head + "r = \($0)\nreturn r + 0, y") })
  }

  @Test(.needsNumPy) func targetsAreObjects() throws {
    try expectAsPython([
      .body("x = np.arange(6.)\ny = x[::2]\nr = np.add(y, 1, out=y, where=y > 1)\nr += 1\nreturn x, y, r"),
      .body("x = np.arange(6.)\nnp.multiply(x, x, x, where=x > 2)\nreturn x"),
      .body("x = np.arange(6).reshape(2, 3)\nnp.negative(x.T, out=x.T)\nreturn x")
    ])
  }
}

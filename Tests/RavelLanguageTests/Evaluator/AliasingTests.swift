import Ravel
import RavelIR
import RavelLanguage
import RavelTestSupport
import Testing

/// Which names see an assignment: arrays are objects, and views share their elements.
struct AliasingTests {
  private static func array(_ dtype: DType, _ shape: Shape) -> Storage {
    do {
      return try Storage((0..<shape.reduce(1, *)).map { Constant($0, dtype) }, dtype, shape)
    } catch {
      preconditionFailure("\(error)")
    }
  }

  private static var x: (String, Storage) { ("x", array(.float64, [3, 4])) }
  private static var i: (String, Storage) { ("i", array(.int32, [6])) }

  /// Bodies over x, a float64 (3, 4); each assigns into it.
  private static let assigning = [
    "x += 1",
    "y = x\ny *= 2\nreturn y",
    "y = x[1:]\ny[0] = 5\nreturn y",
    "y = x[1:][::-1]\ny[0, ::2] = 7\nreturn y",
    "y = x.T\ny[1] = (1, 2, 3)",
    "y = x.T[::-1, 1:]\ny += 0.5\nreturn y",
    "y = x.reshape(2, 6)\ny[:, ::2] = -1\nreturn y",
    "y = x.reshape(-1)[2:9].reshape(7, 1)\ny[1:3] += x[0, :1]\nreturn y",
    "y = x.ravel()\ny[0] = 9",
    "y = x.flatten()\ny[0] = 9\nx[1, 1] = 2\nreturn y",
    "y = x.copy()\ny[0] = 9\nx[1, 1] = 2\nreturn y",
    "y = x.T.ravel()\ny[0] = 9\nx[1, 1] = 2\nreturn y",
    "y = x.T.reshape(12)\ny[0] = 9\nx[1, 1] = 2\nreturn y",
    "y = x[0, 0]\nx[0, 0] = 5\nreturn y",
    "y = x[0, 0]\ny += 5\nx[1] = 0\nreturn y",
    "y = x[0, 0, ...]\ny += 5\nreturn y",
    "y = x[:, None, 1]\ny[...] = 3",
    "x[1:] = x[:-1]",
    "x[1:] += x[:-1]",
    "x[...] = x[::-1, ::-1]",
    "x[:] = 7",
    "x[0] = x[:, 0:1].T[0, 0]",
    "x[-1, ::-2] = [1, 2]",
    "x[0], x[1] = x[1], x[0]",
    "for row in x:\n    row -= row[0]",
    "for k, row in enumerate(x):\n    row[k] = 100",
    "a, b, c = x\nb[:] = a + c",
    "y = np.transpose(x)\ny[0] = 1",
    "y = np.swapaxes(x, 0, 1)\ny[0] = 1",
    "y = np.moveaxis(x, 0, -1)\ny[0] = 1",
    "y = np.expand_dims(x, 1)\ny[:, 0, 0] = 1",
    "y = np.squeeze(x[:, None])\ny[0] = 1",
    "y = np.flip(x, 0)\ny[0] = 1\nreturn y",
    "y = np.reshape(x, (4, 3))\ny[0] = 1",
    "y = np.ravel(x)\ny[3] = 1",
    "y = np.asarray(x)\ny[3:, 0] = 1\ny[0] = 4",
    "y = np.array(x)\ny[0] = 1\nx[2] = 0\nreturn y",
    "y = x.astype(np.float64)\ny[0] = 1\nx[2] = 0\nreturn y",
    "y = x.real\ny[0] = 1",
    "np.add(x, 1, out=x)",
    "np.multiply(x[0], 2, out=x[1])",
    "np.sum(x, axis=0, out=x[2])",
    "np.copyto(x, [1, 2, 3, 4])",
    "x.fill(3)",
    "x[1].fill(3)",
    "x[0] = True\nx[1] = 2.5",
    "x[:, 1:3] @= np.ones((2, 2))",
    "y = [x]\ny[0] += 1",
    "y = x[1]\nx += 1\nz = y + 1\nx += 1\nreturn y, z",
    "y = x[1:, 1:]\nz = y[:, 0]\nz -= 4\ny *= z[:, None]\nreturn z",
    "def g(a):\n    a[0] = 1\n    a = a + 1\n    a[1] = 1\n    return a\nreturn g(x[1:])",
    "x **= 2",
    "x //= 2\nx %= 3",
    "x[0] **= -1\nx[0, 0] = 1",
    "y = x\ny = y + 1\nx[0] = 5\nreturn y",
    "y = x[()]\ny[0] = 1",
    "x -= x.mean()",
    "x /= x.sum(axis=0)"
  ]

  @Test(.needsNumPy) func assignmentsAreSeenThroughViews() throws {
    try expectAsPython(Self.assigning.map { .body($0, [Self.x], assigned: ["x"]) })
  }

  @Test(.needsNumPy) func inPlaceOperationsKeepTheDType() throws {
    let bodies = [
      "i += 1", "i *= np.int8(3)", "i -= i[::-1]", "i <<= 2", "i |= 64", "i //= 2", "i **= 2", "i &= True", "i += True",
      "i[2:] *= 5",
      "i[:] = 2.9", "i[0] = -2.9", "i[:3] = [1.5, 2.5, 3.5]", "i[0] = np.float32(7.9)", "i[...] = np.arange(6) * 1.5"
    ]
    try expectAsPython(bodies.map { .body($0, [Self.i], assigned: ["i"]) })
  }

  /// The errors of assignment in NumPy's words.
  @Test(.needsNumPy) func assignmentsThatNumPyRefuses() throws {
    let ofX = [
      "x += 1j", "x &= 1", "x <<= 1", "x += np.arange(5)", "x += np.ones((2, 3, 4))", "x[0] = np.arange(3)",
      "x[0] = np.ones((2, 4))",
      "x[0] = 1j", "x[0, 0] = 1j", "x[0, 0] = x[0]", "x[5] = 1", "x[0, 4] = 1", "x[0, 0, 0] = 1", "x['a'] = 1",
      "x[1.5] = 1", "x[::0] = 1",
      "np.broadcast_to(x, (2, 3, 4))[0] = 1", "y = np.broadcast_to(x, (2, 3, 4))\ny += 1",
      "y = np.broadcast_to(x, (2, 3, 4))[0]\ny[0] = 1",
      "x.imag[0] = 1", "x.shape[0] = 1", "x[0, 0][0] = 1", "a, b = x", "a, b, c, d = x", "(a, b), c, d = x",
      "np.add(x, 1j, out=x)",
      "np.add(x, 1, out=x[0])", "np.copyto(x, x * 1j)", "x @= np.ones(4)"
    ].filter { !$0.hasPrefix("x @=") && !$0.hasPrefix("np.copyto") }
    let ofI = [
      "i += 1.5", "i /= 2", "i += 2**40", "i[0] = 2**40", "i[0] = np.nan", "i[0] = np.inf", "i[0] = 1j", "i **= -1",
      "i += i * 1.5",
      "i -= np.uint64(3)", "np.sqrt(i, out=i)"
    ]
    try expectAsPython(ofX.map { .body($0, [Self.x]) } + ofI.map { .body($0, [Self.i]) })
  }

  @Test(.needsNumPy) func scalarsAreNoViews() throws {
    try expectAsPython(
      [
        "a = np.float32(1)\nb = a\na += 1\nreturn a, b", "a = np.array(1.0)\nb = a\na += 1\nreturn a, b",
        "a = np.zeros(3)[1]\na += 1j\nreturn a", "a = np.float32(1)\na += np.ones(3)\nreturn a",
        "a = 1\nb = a\na += 1\nreturn a, b",
        "a = [1, 2]\nb = a\na += (3,)\nreturn tuple(b)", "a = (1, 2)\nb = a\na += (3,)\nreturn b",
        "a = [0] * 3\na[1] += 5\na[-1] = 2\nreturn tuple(a)",
        "a = [[0] * 2] * 2\na[0][0] = 1\nreturn a[1][0]",
        "a = []\nfor k in range(3):\n    a.append(k * k)\na.extend((7, 8))\nreturn sum(a)",
        "a = np.sum(np.ones(3))\nb = a\nb *= 2\nreturn a, b"
      ].map { .body($0) })
  }
}

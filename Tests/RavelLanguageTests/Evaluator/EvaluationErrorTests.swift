import Ravel
import RavelLanguage
import Testing

/// Errors of a run: where, and in which words.
struct EvaluationErrorTests {
  typealias Case = DiagnosticCase

  /// The bodies of `def f(x, i):` over a float32 (2, 3) and an int32 (4,), a line each that is line 4 of the file.
  static let bodies: [Case] = [
    Case("return x + i", "4:14", "operands could not be broadcast together with shapes (2,3) (4,) "),
    Case("return (x * 2\n            + i)", "5:13", "operands could not be broadcast together with shapes (2,3) (4,) "),
    Case("x += i", "4:7", "operands could not be broadcast together with shapes (2,3) (4,) (2,3) "),
    Case("return x[0]  < i", "4:18", "operands could not be broadcast together with shapes (3,) (4,) "),
    Case("return x[5]", "4:14", "index 5 is out of bounds for axis 0 with size 2"),
    Case("return x[0, 7]", "4:14", "index 7 is out of bounds for axis 1 with size 3"),
    Case("x[0][7] = 1", "4:10", "index 7 is out of bounds for axis 0 with size 3"),
    Case("x[0] = i", "4:7", "could not broadcast input array from shape (4,) into shape (3,)"),
    Case(
      "i += 1.5", "4:7",
      "Cannot cast ufunc 'add' output from dtype('float64') to dtype('int32') with casting rule 'same_kind'"),
    Case(
      "i[1:3] /= 2", "4:12",
      "Cannot cast ufunc 'divide' output from dtype('float64') to dtype('int32') with casting rule 'same_kind'"),
    Case("return np.sum(x, axis=2)", "4:15", "axis 2 is out of bounds for array of dimension 2"),
    Case("return x.reshape(2, 3).sum(axis=5)", "4:28", "axis 5 is out of bounds for array of dimension 2"),
    Case("return x.reshape(4)", "4:14", "cannot reshape array of size 6 into shape (4,)"),
    Case("return x.foo", "4:14", "'numpy.ndarray' object has no attribute 'foo'"),
    Case("return np.foo(x)", "4:15", "module 'numpy' has no attribute 'foo'"),
    Case("return np.float(1)", "4:15", "module 'numpy' has no attribute 'float'"),
    Case("return math.foo", "4:17", "module 'math' has no attribute 'foo'"),
    Case("return y", "4:12", "name 'y' is not defined"),
    Case("print(x)", "4:5", "'print' is not part of the kernel language"),
    Case("y = z\n    z = 1", "4:9", "cannot access local variable 'z' where it is not associated with a value"),
    Case("return np.sum()", "4:15", "sum() missing 1 required positional argument: 'a'"),
    Case("return np.sum(x, foo=1)", "4:15", "sum() got an unexpected keyword argument 'foo'"),
    Case("return np.sum(x, a=x)", "4:15", "sum() got multiple values for argument 'a'"),
    Case(
      "return x.sum(0, None, None, False, 0, True, 1)", "4:14",
      "sum() takes from 0 to 6 positional arguments but 7 were given"),
    Case("return np.sqrt(x, foo=1)", "4:15", "sqrt() got an unexpected keyword argument 'foo'"),
    Case("return 1 / 0", "4:14", "division by zero"),
    Case("return math.sqrt(-1)", "4:17", "math domain error"),
    Case("return 'a' + 1", "4:16", "can only concatenate str (not \"int\") to str"),
    Case("return None + 1", "4:17", "unsupported operand type(s) for +: 'NoneType' and 'int'"),
    Case("return -None", "4:12", "bad operand type for unary -: 'NoneType'"),
    Case(
      "if x: return 1", "4:8",
      "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()"),
    Case(
      "return x and 1", "4:12",
      "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()"),
    Case(
      "return 0 < x < 1", "4:14",
      "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()"),
    Case(
      "return 1 if x else 2", "4:17",
      "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()"),
    Case(
      "while x[:0]: pass", "4:11",
      "The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array is not empty."),
    Case("assert i.sum() == 7, 'a sum'", "4:12", "assertion failed: a sum"),
    Case("assert i.sum() == 7", "4:12", "assertion failed"),
    Case("for a in 5: pass", "4:14", "'int' object is not iterable"),
    Case("a, b = i", "4:5", "too many values to unpack (expected 2)"),
    Case("a, b = 1", "4:5", "cannot unpack non-iterable int object"),
    Case(
      "return x @ i", "4:14",
      "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (n?,k),(k,m?)->(n?,m?) (size 4 is different from 3)"
    ),
    Case("return i.astype(np.uint8) + 300", "4:31", "Python integer 300 out of bounds for uint8"),
    Case(
      "return ~x", "4:12",
      "ufunc 'invert' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe'' (float32)"
    ),
    Case("return x.astype('f3')", "4:14", "data type 'f3' not understood"),
    Case("return x[i]", "4:14", "indexing by arrays, lists and bools is not part of the kernel language yet"),
    Case("return x[x > 0]", "4:14", "indexing by arrays, lists and bools is not part of the kernel language yet"),
    Case("return i[[0, 1]]", "4:14", "indexing by arrays, lists and bools is not part of the kernel language yet"),
    Case("return np.where(i > 2)", "4:15", "np.where with a condition alone is not part of the kernel language"),
    Case("return 5(x)", "4:12", "'int' object is not callable"),
    Case("return x(0)", "4:12", "'numpy.ndarray' object is not callable"),
    Case("(1, 2)[0] = 1", "4:12", "'tuple' object does not support item assignment"),
    Case(
      "return np.ones((2**40, 2**40))", "4:15",
      "array is too big; shape (1099511627776, 1099511627776) of float64 is larger than the maximum possible size."),
    Case("return np.zeros(-1)", "4:15", "negative dimensions are not allowed"),
    Case("return i ** -1", "4:14", "Integers to negative integer powers are not allowed."),
    Case("x.imag[0] = 1", "4:12", "assignment destination is read-only"),
    Case("(x * 1j).real[0] = 1", "4:19", "assignment through '.real' is not part of the kernel language"),
    Case("import os\n    return os.getcwd()", "5:15", "'os' is not part of the kernel language"),
    Case(
      "from scipy.signal import hilbert\n    return hilbert(x)", "5:12",
      "'scipy.signal.hilbert' is not part of the kernel language"),
    Case("from math import foo", "4:22", "cannot import name 'foo' from 'math'"),
    Case("l = [1]\n    l[0:1] = 2", "5:7", "assignment to a slice of a list is not part of the kernel language")
  ]

  @Test(arguments: bodies) func errorsSayWhatIsWrongWhere(_ sample: Case) throws {
    let x = try NDArray(nested: [[1, 2, 3], [4, 5, 6]] as [[Float]])
    let i = try NDArray(nested: [1, 2, 3, 4] as [Int32])
    let error = #expect(throws: Diagnostic.self) {
      try call("def f(x, i):\n    \(sample.text)\n", .array(x), .array(i))
    }
    #expect(
      error?.description.split(separator: "\n").first.map(String.init)
        == "k.py:\(sample.place): error: \(sample.message)")
  }

  @Test func theLineAndACaretAreShown() throws {
    let error = #expect(throws: Diagnostic.self) {
      try call("def f():\n    return np.ones(3) + np.ones(4)  # too long\n")
    }
    #expect(
      error?.description == """
        k.py:4:23: error: operands could not be broadcast together with shapes (3,) (4,)\u{20}
            return np.ones(3) + np.ones(4)  # too long
                              ^
        """)
  }

  @Test func errorsInHelpersAreShownThere() throws {
    let error = #expect(throws: Diagnostic.self) {
      try call("def g(a):\n    return a.foo\n\ndef f():\n    return g(np.ones(3))\n")
    }
    #expect(error?.location.line == 4)
  }

  @Test func theTopLevelIsRunFirst() throws {
    let error = #expect(throws: Diagnostic.self) { try Program(SourceFile(name: "k.py", text: "a = 1\nb = a[0]\n")) }
    #expect(error?.description == "k.py:2:7: error: 'int' object is not subscriptable\nb = a[0]\n      ^")
  }

  @Test func argumentsAreCounted() throws {
    let text = "def f(x, y, z=3):\n    return x\n"
    let few = #expect(throws: Diagnostic.self) { try call(text, .integer(1)) }
    #expect(few?.description.hasPrefix("k.py:3:5: error: f() missing 1 required positional argument: 'y'") == true)
    let many = #expect(throws: Diagnostic.self) { try call(text, .integer(1), .integer(2), .integer(3), .integer(4)) }
    #expect(many?.message == "f() takes from 2 to 3 positional arguments but 4 were given")
    #expect(
      try call("def f(a, *, b=2):\n    return a - b\n", .integer(5), .integer(1))[0].array.item(as: Int.self) == 4)
  }

  @Test(arguments: [
    ("return None, 1", "a kernel returns arrays and numbers; result[0] is a value of type 'NoneType'"),
    ("return 'a'", "a kernel returns arrays and numbers; result is a value of type 'str'"),
    ("return f", "a kernel returns arrays and numbers; result is a value of type 'function'"),
    ("return np", "a kernel returns arrays and numbers; result is a value of type 'module'")
  ])
  func onlyArraysAndNumbersAreReturned(_ body: String, _ message: String) throws {
    let error = #expect(throws: Diagnostic.self) { try call("def f():\n    \(body)\n") }
    #expect(error?.message == message)
  }
}

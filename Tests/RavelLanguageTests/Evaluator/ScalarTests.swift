import RavelLanguage
import RavelTestSupport
import Testing

/// Python's own arithmetic: what kernels compute of sizes, steps and constants must be Python's to the bit.
struct ScalarTests {
  private static let integers = [
    "0", "1", "-1", "2", "-3", "7", "63", "64", "-2**31", "2**53 + 1", "10**15", "-(2**62)"
  ]
  private static let floats = [
    "0.0", "-0.0", "1.0", "-0.5", "2.5", "0.1", "-7.25", "1e300", "1e-310", "float('inf')", "-math.inf", "math.nan"
  ]
  private static let others = ["True", "False", "1j", "2.5 - 3j", "-0.0j"]
  private static let operators = ["+", "-", "*", "/", "//", "%", "**", "<<", ">>", "&", "|", "^"]
  private static let comparisons = ["==", "!=", "<", "<=", ">", ">="]

  /// Whether Python would compute, for a long time, an integer of millions of digits.
  private static func isTooLarge(_ a: String, _ operation: String, _ b: String) -> Bool {
    ["**", "<<"].contains(operation) && integers.contains(b) && b.count > 3 && (integers + ["True"]).contains(a)
  }

  @Test(.needsNumPy) func arithmetic() throws {
    let values = Self.integers + Self.floats + Self.others
    try expectAsPython(
      Self.operators.flatMap { operation in
        values.flatMap { a in
          values.filter { !Self.isTooLarge(a, operation, $0) }.map { .expression("(\(a)) \(operation) (\($0))") }
        }
      })
  }

  @Test(.needsNumPy) func comparing() throws {
    let values = Self.integers + Self.floats + Self.others + ["2.0**53", "2**53", "float(2**62)", "-2.0**31"]
    try expectAsPython(
      Self.comparisons.flatMap { operation in
        values.flatMap { a in values.map { .expression("(\(a)) \(operation) (\($0))") } }
      })
  }

  @Test(.needsNumPy) func functionsOfNumbers() throws {
    let values = Self.integers + Self.floats + Self.others
    let functions = [
      "-%", "+%", "~%", "not %", "abs(%)", "int(%)", "float(%)", "complex(%)", "bool(%)", "round(%)", "math.floor(%)",
      "math.ceil(%)", "math.trunc(%)", "math.sqrt(%)", "math.fabs(%)", "math.isnan(%)", "math.isinf(%)",
      "math.isfinite(%)",
      "divmod(%, 3)", "divmod(%, -2.5)", "divmod(5, %)", "pow(%, 2)", "math.degrees(%)", "math.radians(%)",
      "math.copysign(1.0, %)", "math.fmod(%, 3)", "(%).real", "(%).imag", "(%).conjugate()", "np.float32(3) * %"
    ]
    try expectAsPython(
      functions.flatMap { function in values.map { .expression(function.replacing("%", with: "(\($0))")) } })
  }

  @Test(.needsNumPy) func rounding() throws {
    let numbers = [
      "2.675", "2.5", "-2.5", "1234.5", "1250.0", "0.5", "1e22", "5e-324", "1.7976931348623157e308", "15", "25", "-35",
      "0.15", "99.95"
    ]
    let digits = ["None", "0", "1", "2", "-1", "-2", "-3", "-4", "17", "400", "-400"]
    try expectAsPython(numbers.flatMap { number in digits.map { .expression("round(\(number), \($0))") } })
  }

  @Test(.needsNumPy) func moduleMath() throws {
    let values = ["0", "1", "-1", "0.5", "-0.75", "2", "10.5", "1000", "math.inf", "math.nan"]
    let functions = [
      "exp", "expm1", "log", "log2", "log10", "log1p", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh",
      "tanh",
      "asinh", "acosh", "atanh", "erf", "erfc"
    ]
    try expectAsPython(
      functions.flatMap { function in values.map { .expression("math.\(function)(\($0))") } }
        + [
          "math.pi", "math.e", "math.tau", "math.log(8, 2)", "math.log(0, 2)", "math.atan2(-0.0, -1)",
          "math.pow(2, 0.5)",
          "math.isqrt(10**18 + 7)", "math.isqrt(-1)", "math.gcd(12, -18, 30)", "math.gcd()", "math.factorial(20)",
          "math.factorial(-1)", "math.prod([1, 2.5, 3])", "math.prod((), start=2)", "math.sqrt('a')", "math.sqrt(None)",
          "math.sqrt(np.float32(2))", "math.sqrt(np.ones(3))", "math.floor(1e300 * 1e10)"
        ].map { .expression($0) })
  }

  @Test(.needsNumPy) func integersBeyondMachineWords() throws {
    try expectAsPython(
      [
        "(2**64) // 3", "(2**100) % 1000007", "float(-(2**90) // 7**5)", "(2**64 + 1) / 3", "(2**120) / (2**60 + 1)",
        "1 / (2**126 - 1)",
        "(3**70) / 7", "float(2**64 + 2**11)", "float(2**64 + 2**11 + 1)", "float(-(2**120) - 1)", "2**70 > 1e21",
        "2**70 == 2.0**70",
        "2**70 + 1 == 2.0**70", "(2**70 + 1) * 1.0", "(2**100 >> 90)", "(-(2**100)) >> 99",
        "float(2**64 & (2**64 + 5))", "10**30 == 1e30",
        "int(1e20) - 10**20", "int(-1.5e30) + 15 * 10**29", "18446744073709551615", "(2**126 - 1) % 2**40"
      ].map { .expression($0) })
  }

  @Test(arguments: [
    "2**127", "-(2**127) - 1", "2**64 * 2**64", "1 << 127", "170141183460469231731687303715884105728", "int(1e40)",
    "3**81", "sum(2**126 for _ in range(3))", "math.factorial(34)"
  ])
  func integersBeyond128BitsAreErrors(_ text: String) throws {
    let error = #expect(throws: Diagnostic.self) { try call("def f():\n    return \(text)\n") }
    #expect(error?.message == "an integer of the kernel language has at most 128 bits")
  }

  @Test(.needsNumPy) func sequences() throws {
    try expectAsPython(
      [
        "(1, 2) + (3,)", "[1] + [2, 3]", "(1, 2) * 2", "2 * [0]", "[1] * -1", "(1, 2, 3)[1:]", "(1, 2, 3)[::-1]",
        "[1, 2, 3][-1]",
        "tuple(range(3))", "list(range(5, 0, -2))", "len((1, 2))", "len(range(7, 100, 9))", "len('añb')", "len([])",
        "3 in (1, 2, 3)",
        "3 not in [1]", "5 in range(0, 10, 2)", "4 in range(0, 10, 2)", "'b' in 'abc'", "(1, 2) == (1, 2.0)",
        "[1] == (1,)", "(1, 2) < (1, 3)",
        "[1, 2] <= [1]", "'a' < 'b'", "range(3) == range(0, 3, 1)", "range(0) == range(5, 1)", "min(3, 1, 2)",
        "max([1.5, 2])", "sum((1, 2.5))",
        "sum([[1], [2]], [])", "any([0, '', None])", "all([])", "list(enumerate((5, 6), 1))[1]",
        "list(zip((1, 2), (3, 4, 5)))[1]",
        "[x * x for x in range(5) if x % 2]", "[x + y for x in (1, 2) for y in (10, 20)]", "sum(x for x in range(10))",
        "max(x % 7 for x in range(100, 200, 3))", "list(map(lambda x, y: x - y, (5, 6), (1, 2)))",
        "list(reversed(range(5)))", "list(reversed([1, 2]))",
        "range(10)[3]", "list(range(10)[8:2:-3])", "range(3)[5]", "(1, 2)[5]", "(1, 2)['a']", "[1][1.0]", "1[0]",
        "None[0]", "(1, 2)[::0]", "len(1)",
        "min()", "max([])", "min(1)", "sum(1)", "sum('ab')", "tuple(1)", "[1] + (1,)", "(1,) + [1]", "'a' + 1",
        "[1] * 1.5", "1 in 1", "'a' in 1",
        "1 in 'a'", "range(1, 2, 0)", "range(1.5)", "(1,) < 1", "max(1, 'a')", "1 < None", "int('12')", "int('x')",
        "float('1e3')", "float('x')", "int(None)",
        "1 if () else 2", "0 or 5", "1 and 0.0", "not ()", "1 < 2 < 3", "1 < 3 < 2 < undefined", "1 is 1",
        "None is None", "None is not None", "(lambda x, y=2: x * y)(4)",
        "(lambda: 1)(2)", "(lambda *, k: k)(k=3)", "undefined", "len", "zip((1, 2), (3,), strict=True) and 1"
      ].filter { $0 != "len" }.map { .expression($0) })
  }
}

import RavelLanguage
import Testing

/// Each pair must give the same tree, each of `different` must not.
struct PrecedenceTests {
  @Test(arguments: [
    ("-x ** 2", "-(x ** 2)"),
    ("2 ** -1", "2 ** (-1)"),
    ("2 ** -x ** y", "2 ** (-(x ** y))"),
    ("a ** b ** c", "a ** (b ** c)"),
    ("-x.y[0](1) ** 2", "-(((x.y)[0](1)) ** 2)"),
    ("- - ~x", "-(-(~x))"),
    ("-a * b", "(-a) * b"),
    ("a - b - c", "(a - b) - c"),
    ("a / b * c // d % e @ f", "((((a / b) * c) // d) % e) @ f"),
    ("a + b * c", "a + (b * c)"),
    ("a << b + c", "a << (b + c)"),
    ("a & b << c", "a & (b << c)"),
    ("a ^ b & c", "a ^ (b & c)"),
    ("a | b ^ c", "a | (b ^ c)"),
    ("a < b | c", "a < (b | c)"),
    ("not a == b", "not (a == b)"),
    ("not not a", "not (not a)"),
    ("not a in b", "not (a in b)"),
    ("a and not b or c", "(a and (not b)) or c"),
    ("a or b and c", "a or (b and c)"),
    ("a if b else c if d else e", "a if b else (c if d else e)"),
    ("a or b if c or d else e or f", "(a or b) if (c or d) else (e or f)"),
    ("lambda x: x if a else b", "lambda x: (x if a else b)"),
    ("lambda x: lambda y: x + y", "lambda x: (lambda y: (x + y))"),
    ("a, b if c else d, lambda: e", "(a, (b if c else d), (lambda: e))"),
    ("a is not b", "(a) is not (b)"),
    ("f(x for x in a or b if c)", "f((x for x in (a or b) if (c)))"),
    ("x[a if b else c:-d, e]", "x[(a if b else c):(-d), e]"),
    ("x[(1, 2)]", "x[1, 2]"),
    ("\"a\" 'b'", "\"ab\"")
  ])
  func groups(_ text: String, _ explicit: String) throws {
    #expect(try parseExpression(text) == parseExpression(explicit))
  }

  @Test(arguments: [
    ("(-x) ** 2", "-x ** 2"),
    ("(a ** b) ** c", "a ** b ** c"),
    ("a - (b - c)", "a - b - c"),
    ("(not a) == b", "not a == b"),
    ("(a < b) < c", "a < b < c"),
    ("a and (b and c)", "a and b and c"),
    ("not (a is b)", "a is not b"),
    ("x[(a, b), c]", "x[a, b, c]"),
    ("x[1,]", "x[1]"),
    ("(a,)", "a"),
    ("1.0", "1"),
    ("1j", "1.0")
  ])
  func parenthesesMatter(_ text: String, _ other: String) throws {
    #expect(try parseExpression(text) != parseExpression(other))
  }

  @Test func comparisonsChain() throws {
    let expression = try parseExpression("a < b <= c is not d not in e")
    guard case .comparison(let first, let rest) = expression.kind else {
      Issue.record("not a comparison: \(expression)")
      return
    }
    #expect(first.description == "a")
    #expect(rest.map(\.operator.value) == [.less, .lessEqual, .isNot, .notIn])
    #expect(rest.map(\.operand.description) == ["b", "c", "d", "e"])
  }
}

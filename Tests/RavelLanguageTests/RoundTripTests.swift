import RavelLanguage
import Testing

struct RoundTripTests {
  @Test(arguments: SampleKernels.all)
  func unparsedTextGivesTheSameTree(_ text: String) throws {
    let module = try parse(text)
    let canonical = module.unparsed()
    #expect(try parse(canonical) == module)
    #expect(try parse(canonical).unparsed() == canonical)
  }

  /// Canonical text comes back unchanged.
  @Test(arguments: [
    "1 .real", "(1).real", "1.0.real", "1e999", "1e999j", "()", "(a,)", "[]", "[a, (b, c)]",
    "[(a, b) for (c, d,) in e if f]",
    "-x ** -y", "(-x) ** y", "--x", "not (not a) == b", "(a, b)[0]", "(a + b)(c)", "(lambda: a)()", "lambda *, a=1: a",
    "lambda a, /, b: a", "x[:]", "x[::]", "x[1:2:3, :, ..., None]", "x[()]", "x[(a, b), c]", "x[a,]", "x[a:b,]",
    "(a if b else c) if d else e", "a if b else c if d else e", "a and (b or c) and d", "(a < b) < c", "a - (b - c)",
    "f((x for x in y), z=(lambda: a))", "\"\\\"\\\\\\n\\t\\U00000007 ä\"", "(x for x in (a if b else c))",
    "340282366920938463463374607431768211456", "(yes, no)", "a @ b @ (c @ d)", "x[lambda: a:b]"
  ])
  func expressions(_ text: String) throws {
    let expression = try parseExpression(text)
    #expect(try parseExpression(expression.description) == expression, "printed as \(expression)")
  }

  @Test func bracketsStandOnlyWhereTheyMust() throws {
    #expect(try parseExpression("((a)) + ((b * (c)))").description == "a + b * c")
    #expect(try parseExpression("(f)((x), k=(1, 2))").description == "f(x, k=(1, 2))")
    #expect(try parse("(x), = y\n(x[0]) += (1)\n").unparsed() == "(x,) = y\nx[0] += 1\n")
  }
}

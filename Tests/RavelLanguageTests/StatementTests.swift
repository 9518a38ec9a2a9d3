import RavelLanguage
import Testing

struct StatementTests {
  @Test func aKernelFileHasItsParts() throws {
    let module = try parse(SampleKernels.blackScholes)
    #expect(module.functions.map(\.name.value) == ["cdf", "black_scholes"])
    let parameters = module.functions[1].parameters
    #expect(parameters.map(\.name.value) == ["s", "k", "t", "r", "v"])
    #expect(
      parameters.map(\.passing) == [
        .positionalOrKeyword, .positionalOrKeyword, .positionalOrKeyword, .keywordOnly, .keywordOnly
      ])
    #expect(
      parameters.map { $0.annotation?.description } == [
        "\"float64[n]\"", "\"float64[n]\"", "\"float64[n]\"", nil, "\"float64\""
      ])
    #expect(parameters.map { $0.defaultValue?.description } == [nil, nil, nil, "0.02", "0.3"])
    #expect(module.body.last?.kind == .mainGuard)
  }

  @Test func docstringsAreTheFirstStatement() throws {
    let module = try parse(SampleKernels.softmax)
    #expect(module.docstring == "Softmax over the last axis.")
    #expect(module.functions[0].docstring == "Rows of x as probabilities.")
    #expect(try parse("x = 1\n'no'\n").docstring == nil)
  }

  @Test func importsBindNames() throws {
    let module = try parse("import numpy as np, scipy.special\nfrom math import pi as PI, e\n")
    guard case .import(let modules) = module.body[0].kind,
      case .importFrom(let source, let members) = module.body[1].kind
    else {
      Issue.record("not imports: \(module.unparsed())")
      return
    }
    #expect(modules.map(\.path.value) == ["numpy", "scipy.special"])
    #expect(modules.map(\.boundName) == ["np", "scipy"])
    #expect(source.value == "math")
    #expect(members.map(\.name.value) == ["pi", "e"])
    #expect(members.map(\.boundName) == ["PI", "e"])
  }

  @Test func chainedAssignmentsKeepTheOrderOfTargets() throws {
    let module = try parse("a = b[0], (c, [d]) = e\n")
    guard case .assignment(let targets, let value) = module.body[0].kind else {
      Issue.record("not an assignment")
      return
    }
    #expect(targets.map(\.names) == [["a"], ["c", "d"]])
    #expect(value.description == "e")
  }

  @Test func elifIsAnotherBranchOfTheSameIf() throws {
    let module = try parse("def f(a):\n  if a: pass\n  elif b:\n    c\n  else: d\n")
    guard case .if(let branches, let alternative)? = module.functions.first?.body.first?.kind else {
      Issue.record("not an if")
      return
    }
    #expect(branches.map(\.condition.description) == ["a", "b"])
    #expect(alternative.count == 1)
  }

  @Test func localNamesAreAllThatTheBodyBinds() throws {
    let text = """
      def f(a, *, b=1):
          c = d[e] = 1
          for g, (h, i) in j:
              while k:
                  l += 1
          if m:
              n: int
          else:
              import o.p, q as r
              from s import t as u, v
          def w(x):
              y = 1
          [z for z in a]
          c[0] = 1
      """
    #expect(
      try parse(text).functions[0].localNames == [
        "a", "b", "c", "g", "h", "i", "l", "n", "o", "r", "u", "v", "w"
      ])
  }

  @Test func semicolonsCommentsBlankLinesAndContinuations() throws {
    let text =
      "\u{FEFF}# first\n\n\na = 1; b = 2;\n  # indented comment\nc = (a +  # in brackets\n\n  b)\nd = a + \\\n  b\n"
    #expect(try parse(text).unparsed() == "a = 1\nb = 2\nc = a + b\nd = a + b\n")
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func everyLineEndIsOne(_ lineEnd: String) throws {
    let text = SampleKernels.stencil.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: lineEnd)
    #expect(try parse(text) == parse(SampleKernels.stencil))
  }

  @Test func anEmptyFileIsAModule() throws {
    for text in ["", "\n", "   ", "# nothing", "\n\n   # nothing\n\t", "\u{FEFF}", "\u{0C}\n"] {
      #expect(try parse(text).body.isEmpty)
    }
  }

  @Test func theMainGuardMayHoldAnyPython() throws {
    let text = """
      if __name__ == "__main__":
          class A: pass
          try:
              print(f"{x!r:>{width}}", b'', *a, **b, sep={1: 2})
          except* E: yield
      x = 1
      if __name__ == "__main__": raise await y
      """
    #expect(
      try parse(text).body.map(\.kind) == [
        .mainGuard, try #require(try parse("x = 1").body.first).kind, .mainGuard
      ])
  }
}

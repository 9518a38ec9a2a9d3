import RavelLanguage
import Testing

/// The errors that users see: where, and in which words.
struct DiagnosticTests {
  typealias Case = DiagnosticCase

  /// Python outside the kernel language, and what the error calls it.
  static let foreign: [Case] = [
    Case("class A: pass", "1:1", "a class definition"),
    Case("try:\n  pass", "1:1", "a 'try' statement"),
    Case("with a as b: pass", "1:1", "a 'with' statement"),
    Case("async def f(): pass", "1:1", "'async'"),
    Case("await x", "1:1", "'await'"),
    Case("global x", "1:1", "a 'global' statement"),
    Case("nonlocal x", "1:1", "a 'nonlocal' statement"),
    Case("del x", "1:1", "a 'del' statement"),
    Case("raise E", "1:1", "a 'raise' statement"),
    Case("def f(): yield 1", "1:10", "'yield'"),
    Case("@jit\ndef f(): pass", "1:1", "a decorator"),
    Case("x = {1: 2}", "1:5", "a dictionary or a set"),
    Case("x = {1, 2}", "1:5", "a dictionary or a set"),
    Case("x = [*a]", "1:6", "unpacking with '*'"),
    Case("x = f(*a)", "1:7", "unpacking arguments with '*'"),
    Case("x = f(**a)", "1:7", "unpacking arguments with '**'"),
    Case("a, *b = c", "1:4", "unpacking with '*'"),
    Case("def f(*args): pass", "1:7", "a parameter for any number of arguments ('*')"),
    Case("def f(**kwargs): pass", "1:7", "a parameter for any keyword arguments ('**')"),
    Case("x = f\"{a}\"", "1:5", "an f-string"),
    Case("x = b\"a\"", "1:5", "a bytes literal"),
    Case("if (n := 1): pass", "1:7", "an assignment expression (':=')"),
    Case("from numpy import *", "1:19", "an import of everything ('*')"),
    Case("from . import a", "1:6", "a relative import"),
    Case("x.shape = 1", "1:1", "assignment to an attribute"),
    Case("for i in x: pass\nelse: pass", "2:1", "an 'else' after a loop"),
    Case("match x:\n  case 1: pass", "1:1", "a 'match' statement"),
    Case("type X = int", "1:1", "a 'type' statement"),
    Case("def f[T](x): pass", "1:6", "a type parameter list"),
    Case("\"\\N{DASH}\"", "1:2", "a named character '\\N{...}'"),
    Case("x[*a]", "1:3", "unpacking with '*'"),
    Case("x = *a", "1:5", "unpacking with '*'"),
    Case("if __name__ == \"__main__\":\n  pass\nelse:\n  pass", "3:1", "an 'else' after the main guard"),
    Case("x = (yield)", "1:6", "'yield'"),
    Case("lambda *a: 1", "1:8", "a parameter for any number of arguments ('*')")
  ]

  static let malformed: [Case] = [
    Case("x: int = y = 3", "1:12", "expected the end of the statement, found '='"),
    Case("x = (1 + 2\ny = 3\n", "1:5", "'(' was never closed"),
    Case("x = (1, 2]", "1:10", "']' does not match '('"),
    Case("x = 1)", "1:6", "unmatched ')'"),
    Case("x = [1,\n2", "1:5", "'[' was never closed"),
    Case("if x = 1: pass", "1:6", "expected ':' after the head of 'if', found '='; a comparison is written '=='"),
    Case("if x pass", "1:6", "expected ':' after the head of 'if', found 'pass'"),
    Case("def f(a, a): pass", "1:10", "duplicate parameter 'a'"),
    Case("def f(a=1, b): pass", "1:12", "parameter without a default follows parameter with a default"),
    Case("def f(*): pass", "1:7", "named parameters must follow '*'"),
    Case("def f(a, *, *, b): pass", "1:13", "'*' stands twice"),
    Case("def f(/): pass", "1:7", "at least one parameter must stand before '/'"),
    Case("f(a=1, b)", "1:8", "positional argument follows keyword argument"),
    Case("f(a=1, a=2)", "1:8", "keyword argument repeated: a"),
    Case("f(x for x in y, 1)", "1:5", "a generator expression must be in parentheses here"),
    Case("f(1, x for x in y)", "1:8", "a generator expression must be in parentheses here"),
    Case("1 = x", "1:1", "cannot assign to a number"),
    Case("f() = 1", "1:1", "cannot assign to a function call"),
    Case("a + b += 1", "1:1", "cannot assign to the result of an operator"),
    Case("(a, b) += 1", "1:1", "a tuple cannot be the target of an augmented assignment"),
    Case("None = 1", "1:1", "cannot assign to None"),
    Case("x < y = 1", "1:1", "cannot assign to a comparison"),
    Case("\"a\" = 1", "1:1", "cannot assign to a string"),
    Case("return 1", "1:1", "'return' outside function"),
    Case("break", "1:1", "'break' outside loop"),
    Case("def f():\n  continue", "2:3", "'continue' outside loop"),
    Case("  x = 1", "1:3", "unexpected indent"),
    Case("def f():\nx = 1", "2:1", "expected an indented block after 'def' on line 1"),
    Case("def f():\n    x = 1\n  y = 2", "3:3", "unindent does not match any outer indentation level"),
    Case("if a:\n\tx\n        y", "3:9", "inconsistent use of tabs and spaces in indentation"),
    Case("if a:\n        x\n\ty", "3:2", "inconsistent use of tabs and spaces in indentation"),
    Case("x = 'abc", "1:5", "unterminated string literal"),
    Case("x = \"\"\"abc\n", "1:5", "unterminated triple-quoted string literal"),
    Case("x = 1_", "1:5", "invalid decimal literal"),
    Case("x = 0x", "1:5", "invalid hexadecimal literal"),
    Case("x = 0b12", "1:5", "invalid binary literal"),
    Case("x = 012", "1:5", "leading zeros in decimal integer literals are not permitted; octal ones begin with 0o"),
    Case("x = 1e", "1:5", "invalid decimal literal"),
    Case("x = 3x", "1:5", "invalid decimal literal"),
    Case("x = a $ b", "1:7", "unexpected character '$'"),
    Case("x = “a”", "1:5", "unexpected character U+201C"),
    Case("x = a ? b", "1:7", "unexpected character '?'"),
    Case("x = \\ b", "1:6", "unexpected character after a line continuation"),
    Case("x = \"\\x1\"", "1:6", "invalid escape in a string literal: 2 hexadecimal digits must follow here"),
    Case("x = \"\\ud800\"", "1:6", "invalid escape in a string literal: not a Unicode character"),
    Case("x = ", "1:5", "expected an expression, found the end of the line"),
    Case("x = a b", "1:7", "expected the end of the statement, found 'b'"),
    Case("x = a not b", "1:7", "expected the end of the statement, found 'not'"),
    Case("x = a == not b", "1:10", "expected an expression, found 'not'"),
    Case("x = a if b", "1:11", "expected 'else' in a conditional expression, found the end of the line"),
    Case("x = lambda x", "1:13", "expected ':' after the parameters of a lambda, found the end of the line"),
    Case("import", "1:7", "expected the name of a module, found the end of the line"),
    Case("from a", "1:7", "expected 'import' after the name of a module, found the end of the line"),
    Case("import a as", "1:12", "expected a name after 'as', found the end of the line"),
    Case("def (a): pass", "1:5", "expected a function name, found '('"),
    Case("def f: pass", "1:6", "expected '(' after the name of a function, found ':'"),
    Case("def f(1): pass", "1:7", "expected a parameter name, found a number"),
    Case("x[]", "1:3", "expected an expression, found ']'"),
    Case("x.1", "1:2", "expected the end of the statement, found a number"),
    Case("pass x", "1:6", "expected the end of the statement, found 'x'"),
    Case("for 1 in x: pass", "1:5", "cannot assign to a number"),
    Case("for x of y: pass", "1:7", "expected 'in' after the target of 'for', found 'of'"),
    Case("while: pass", "1:6", "expected an expression, found ':'"),
    Case("assert", "1:7", "expected an expression, found the end of the line"),
    Case("else: pass", "1:1", "expected a statement, found 'else'"),
    Case("x = a..b", "1:7", "expected an attribute name after '.', found '.'"),
    Case("print x", "1:7", "expected the end of the statement, found 'x'"),
    Case("x = a <> b", "1:8", "expected an expression, found '>'"),
    Case("x = (a b)", "1:8", "expected ',' or ')', found 'b'"),
    Case("x = [a for a]", "1:13", "expected 'in' after the target of 'for', found ']'"),
    Case("x +=", "1:5", "expected an expression, found the end of the line"),
    Case("x = y!", "1:6", "unexpected character '!'"),
    Case("if a: if b: pass", "1:7", "expected an expression, found 'if'"),
    Case("\0", "1:1", "unexpected character U+0000"),
    Case("f(a b)", "1:5", "expected ',' or ')' after an argument, found 'b'"),
    Case("x[a b]", "1:5", "expected ',', ':' or ']' after an index, found 'b'"),
    Case("[a b]", "1:4", "expected ',' or ']', found 'b'"),
    Case("x = y = 3 = z", "1:9", "cannot assign to a number"),
    Case("if a:\n  pass\nelif:\n  pass", "3:5", "expected an expression, found ':'"),
    Case("def f(a,, b): pass", "1:9", "expected a parameter name, found ','"),
    Case("except E: pass", "1:1", "expected a statement, found 'except'"),
    Case("x = f(a=)", "1:9", "expected an expression, found ')'"),
    Case("f(a.b=1)", "1:6", "expected ',' or ')' after an argument, found '='"),
    Case("from a import (b", "1:15", "'(' was never closed"),
    Case("import a.", "1:10", "expected the name of a module after '.', found the end of the line"),
    Case("x = 1 if 2 else", "1:16", "expected an expression, found the end of the line"),
    Case("if __name__ == \"__main__\":\n  x = (", "2:7", "'(' was never closed"),
    Case("x = a, b += 1", "1:10", "expected the end of the statement, found '+='"),
    Case("for x in y:", "1:12", "expected an indented block after 'for' on line 1"),
    Case("x: (1, 2) = ", "1:13", "expected an expression, found the end of the line"),
    Case("a, b: int", "1:1", "a tuple cannot be the target of an annotated assignment")
  ]

  @Test(arguments: foreign)
  func foreignPythonIsNamed(_ sample: Case) {
    let message = "\(sample.message) is not part of the kernel language"
    #expect(firstError(in: sample.text) == "k.py:\(sample.place): error: \(message)")
  }

  @Test(arguments: malformed)
  func errorsSayWhatIsExpectedWhere(_ sample: Case) {
    #expect(firstError(in: sample.text) == "k.py:\(sample.place): error: \(sample.message)")
  }

  @Test func theFirstErrorOfTheFileIsReported() {
    #expect(firstError(in: "x = )\ny = 'open") == "k.py:1:5: error: unmatched ')'")
    #expect(
      firstError(in: "x = 1 +\ny = 'open") == "k.py:1:8: error: expected an expression, found the end of the line")
  }

  @Test func anOpenBracketIsBlamedForWhatItSwallows() throws {
    let text = "def f(x):\n    y = g(x, (1, 2)\n    return y\n"
    let error = #expect(throws: Diagnostic.self) { try parse(text) }
    #expect(error?.description == "k.py:2:10: error: '(' was never closed\n    y = g(x, (1, 2)\n         ^")
  }
}

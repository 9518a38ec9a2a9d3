import RavelLanguage
import Testing

struct LocationTests {
  private let file = SourceFile(
    name: "k.py", text: "ä = 1\n\n\tif x: # 变\r\n  y = \"a\\n\" + f(x,\r    -b) ** 2\n")

  @Test func columnsCountCodePoints() {
    let offsets = [0, 2, 3, 7, 8, 9, 100]
    let places = offsets.map(file.location(at:)).map { "\($0.line):\($0.column)" }
    #expect(places == ["1:1", "1:2", "1:3", "2:1", "3:1", "3:2", "6:1"])
    #expect(file.line(1) == "ä = 1")
    #expect(file.line(3) == "\tif x: # 变")
    #expect(file.line(5) == "    -b) ** 2")
    #expect(file.line(7) == "")
  }

  /// The source text of each node, outermost first.
  private func texts(_ expression: Expression, _ file: SourceFile) -> [String] {
    [file.text(in: expression.range)] + expression.kind.operands.flatMap { texts($0, file) }
  }

  @Test func everyNodeCoversItsText() throws {
    let file = SourceFile(name: "k.py", text: "(a + b) * f(x, k=-y ** 2)[1:, None].z if not c < d else (e,)")
    let expected = [
      "(a + b) * f(x, k=-y ** 2)[1:, None].z if not c < d else (e,)", "not c < d", "c < d", "c", "d",
      "(a + b) * f(x, k=-y ** 2)[1:, None].z", "a + b", "a", "b", "f(x, k=-y ** 2)[1:, None].z",
      "f(x, k=-y ** 2)[1:, None]", "f(x, k=-y ** 2)", "f", "x", "-y ** 2", "y ** 2", "y", "2", "1:, None", "1:", "1",
      "None", "(e,)", "e"
    ]
    #expect(texts(try Expression(parsing: file), file) == expected)
  }

  @Test func operatorsHaveTheirPlace() throws {
    let file = SourceFile(name: "k.py", text: "a +  b not  in c")
    guard case .comparison(let sum, let rest) = try Expression(parsing: file).kind,
      case .binary(_, let plus, _) = sum.kind
    else {
      Issue.record("unexpected tree")
      return
    }
    #expect(file.text(in: plus.range) == "+")
    #expect(file.text(in: rest[0].operator.range) == "not  in")
  }

  @Test func statementsEndWithTheirLastText() throws {
    let file = SourceFile(name: "k.py", text: "def f(a):\n  if a:\n    b = 1  # c\n\n  return a; pass\n\nx = 2\n")
    let module = try Module(parsing: file)
    #expect(
      module.body.map { file.text(in: $0.range) } == [
        "def f(a):\n  if a:\n    b = 1  # c\n\n  return a; pass", "x = 2"
      ])
    #expect(module.functions[0].body.map { file.text(in: $0.range) } == ["if a:\n    b = 1", "return a", "pass"])
  }

  @Test func theCaretStandsUnderTheColumn() {
    #expect(
      file.diagnostic("message", at: SourceRange(start: 0, end: 2)).description == """
        k.py:1:1: error: message
        ä = 1
        ^
        """)
    #expect(
      file.diagnostic("message", at: SourceRange(start: 12, end: 13)).description
        == "k.py:3:5: error: message\n\tif x: # 变\n\t   ^")
  }

  @Test func wideAndCombiningCharactersKeepTheCaretInPlace() {
    let file = SourceFile(name: "k.py", text: "\"变量e\u{301}\" + x")
    let place = SourceRange(start: file.bytes.count - 1, end: file.bytes.count)
    #expect(
      file.diagnostic("message", at: place).description
        == "k.py:1:10: error: message\n\"变量e\u{301}\" + x\n          ^")
  }

  @Test func longLinesAreCutAndControlCharactersHidden() {
    let file = SourceFile(
      name: "k.py", text: String(repeating: "a", count: 500) + "\u{1B}[31m" + String(repeating: "b", count: 500))
    let lines = file.diagnostic("message", at: SourceRange(start: 500, end: 501)).description.split(separator: "\n")
    #expect(lines[0] == "k.py:1:501: error: message")
    #expect(
      lines[1] == "..." + String(repeating: "a", count: 100) + "\u{FFFD}[31m" + String(repeating: "b", count: 95)
        + "...")
    #expect(lines[2] == String(repeating: " ", count: 103) + "^")
  }

  @Test func bytesMustBeUTF8() throws {
    #expect(try SourceFile(name: "k.py", bytes: Array("ä = 1".utf8)).line(1) == "ä = 1")
    let error = #expect(throws: Diagnostic.self) { try SourceFile(name: "k.py", bytes: Array("ab\nä".utf8) + [0xFF]) }
    #expect(error?.description == "k.py:2:2: error: the file is not valid UTF-8\nä\n ^")
  }
}

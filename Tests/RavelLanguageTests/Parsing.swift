import RavelLanguage
import Testing

/// Parses a kernel file called `k.py`.
func parse(_ text: String) throws(Diagnostic) -> Module {
  try Module(parsing: SourceFile(name: "k.py", text: text))
}

func parseExpression(_ text: String) throws(Diagnostic) -> Expression {
  try Expression(parsing: SourceFile(name: "k.py", text: text))
}

/// The first line of the error that parsing gives, or nil if it gives none.
func firstError(in text: String) -> String? {
  do throws(Diagnostic) {
    _ = try parse(text)
    return nil
  } catch {
    return error.description.split(separator: "\n").first.map(String.init)
  }
}

/// Calls the last function of a kernel file called `k.py`.
@discardableResult
func call(
  _ text: String, _ arguments: KernelValue..., limits: Program.Limits = Program.Limits()
) throws(Diagnostic) -> [NamedOutput] {
  var program = try Program(SourceFile(name: "k.py", text: "import math\nimport numpy as np\n" + text))
  program.limits = limits
  guard let function = program.defaultFunction else { return [] }
  return try program.call(function, arguments)
}

/// A text with an error in it: where, and in which words.
struct DiagnosticCase: CustomTestStringConvertible {
  let text: String
  let place: String
  let message: String

  init(_ text: String, _ place: String, _ message: String) {
    (self.text, self.place, self.message) = (text, place, message)
  }

  var testDescription: String { text }
}

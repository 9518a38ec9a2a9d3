import RavelLanguage

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

/// A small generator, so that a seed gives the same sequence everywhere.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
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

import Ravel
import RavelIR
import RavelLanguage
import RavelTestSupport
import Testing

/// The same text run by Ravel and by Python with NumPy.
struct PythonCase {
  /// A kernel file, whose last function is called.
  var source: String
  /// Arguments by the names of the function's parameters.
  var arguments: [(name: String, array: Storage)] = []
  /// The parameters that the function assigns into, in order.
  var assigned: [String] = []
  /// How far floats may be from NumPy's, in units in the last place.
  var ulps: UInt64 = 0
  /// Whether parameters that are assigned into, which follow the returned values, are left out.
  var comparesReturnedOnly = false

  /// An expression without arguments.
  static func expression(_ text: String) -> PythonCase {
    PythonCase(source: "import math\nimport numpy as np\ndef f():\n    return \(text)\n")
  }

  /// The body of a function of arrays.
  static func body(
    _ lines: String, _ arguments: [(name: String, array: Storage)] = [], assigned: [String] = []
  ) -> PythonCase {
    let indented = lines.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
    let head = "def f(\(arguments.map(\.name).joined(separator: ", "))):\n"
    return PythonCase(
      source: "import math\nimport numpy as np\n" + head + indented.joined(separator: "\n") + "\n",
      arguments: arguments,
      assigned: assigned)
  }

  fileprivate var numPyCase: NumPyCase {
    var code = source
    let names = arguments.map(\.name).joined(separator: ", ")
    let heads = source.split(separator: "\n").filter { $0.hasPrefix("def ") }
    let function = heads.last.map { $0.dropFirst(4).prefix { $0 != "(" } } ?? "f"
    code += "\n_ = \(function)(\(names))\n"
    code += "result = [] if _ is None else list(_) if isinstance(_, (tuple, list)) else [_]\n"
    for name in assigned { code += "result.append(\(name))\n" }
    return NumPyCase(code, Dictionary(uniqueKeysWithValues: arguments.map { ($0.name, $0.array) }))
  }

  /// What Ravel answers, or the error's message.
  fileprivate func run() throws -> Result<[NDArray], Diagnostic> {
    do throws(Diagnostic) {
      let program = try Program(SourceFile(name: "k.py", text: source))
      guard let function = program.defaultFunction else { return .success([]) }
      let values = arguments.map { KernelValue.array(NDArray(RavelIR.Expression($0.array))) }
      let outputs = try program.call(function, values)
      return .success(outputs.filter { !comparesReturnedOnly || $0.name.hasPrefix("result") }.map(\.array))
    } catch {
      return .failure(error)
    }
  }
}

/// Expects that Ravel gives what Python gives: dtypes, shapes and bits of results, or the text of an error.
///
/// The reference engine evaluates: what is tested is what the language builds.
func expectAsPython(_ cases: [PythonCase], sourceLocation: Testing.SourceLocation = #_sourceLocation) throws {
  try withEngine(.reference) { try compare(cases, sourceLocation) }
}

private func compare(_ cases: [PythonCase], _ sourceLocation: Testing.SourceLocation) throws {
  let answers = try NumPyReference.answers(to: cases.map(\.numPyCase))
  for (item, answer) in zip(cases, answers) {
    switch (answer, try item.run()) {
    case (.error(_, "the result is a int, not numbers"), .failure(let diagnostic)):
      // An integer that no dtype holds: no array can be made of it, or it is beyond 128 bits.
      let isRefused = diagnostic.message.contains("out of bounds for") || diagnostic.message.contains("128 bits")
      #expect(isRefused, "\(item.source)", sourceLocation: sourceLocation)
    case (.error(_, let message), .failure(let diagnostic)):
      // Where NumPy has no loop, Ravel adds for which dtypes.
      let isSame =
        diagnostic.message == message || message.hasSuffix("''safe''") && diagnostic.message.hasPrefix(message)
      #expect(isSame, "\(diagnostic.message), in Python \(message)\n\(item.source)", sourceLocation: sourceLocation)
    case (.values(let expected), .success(let results)):
      #expect(results.count == expected.count, "\(item.source)", sourceLocation: sourceLocation)
      try evaluate(results)
      for (value, result) in zip(expected, results) {
        guard case .array(let array) = value else {
          Issue.record("NumPy gives no array: \(value)\n\(item.source)", sourceLocation: sourceLocation)
          continue
        }
        try expect(result, equals: array, item, sourceLocation)
      }
    case (let answer, let result):
      Issue.record("Python: \(answer)\nRavel: \(result)\n\(item.source)", sourceLocation: sourceLocation)
    }
  }
}

private func expect(
  _ result: NDArray, equals expected: NumPyArray, _ item: PythonCase, _ sourceLocation: Testing.SourceLocation
) throws {
  guard result.dtype == expected.dtype, result.shape == expected.shape else {
    Issue.record(
      "\(result.dtype)\(result.shape), in NumPy \(expected.dtype)\(expected.shape)\n\(item.source)",
      sourceLocation: sourceLocation)
    return
  }
  let ours = Elements(result.dtype, try result.elementBytes())
  let numPys = Elements(expected.dtype, expected.bytes)
  guard let place = ours.firstDifference(from: numPys) else { return }
  let (distance, index) = ours.greatestDistance(from: numPys)
  if item.ulps > 0, distance <= item.ulps { return }
  Issue.record(
    """
    element \(place) is \(ours[place]), in NumPy \(numPys[place]); element \(index) is \(distance) ulps off
    \(item.source)
    """, sourceLocation: sourceLocation)
}

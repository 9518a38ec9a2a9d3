import RavelCore
import RavelIR
import RavelOps
import RavelRuntime
import RavelTestSupport
import Testing

private let names = "[" + DType.allCases.map { "'\($0)'" }.joined(separator: ", ") + "]"

/// NumPy's texts for a Python expression that gives a list of them.
private func texts(_ code: String) throws -> [String] {
  guard case .values(let values) = try NumPyReference.answers(to: [NumPyCase(code)])[0] else { return [] }
  return values.map { if case .text(let text) = $0 { text } else { "" } }
}

private func cube<T>(_ values: [T]) -> [[T]] {
  values.flatMap { a in values.flatMap { b in values.map { c in [a, b, c] } } }
}

@Test(.needsNumPy) func promotionOfAllPairs() throws {
  let expected = try texts("[np.promote_types(a, b).name for a in \(names) for b in \(names)]")
  let pairs = DType.allCases.flatMap { a in DType.allCases.map { (a, $0) } }
  #expect(pairs.map { promoteTypes($0, $1).name } == expected)
}

/// Dtypes and Python scalars, three at a time, in every order; and each alone.
@Test(.needsNumPy) func resultTypesOfAllTriples() throws {
  let operands = DType.allCases.map(PromotionOperand.dtype) + [.weak(.integer), .weak(.float), .weak(.complex)]
  let python = "[*map(np.dtype, \(names)), 1, 1.0, 1j]"
  let triples = try texts("[np.result_type(a, b, c).name for a in \(python) for b in \(python) for c in \(python)]")
  #expect(cube(operands).map { resultType($0).name } == triples)
  #expect(operands.map { resultType([$0]).name } == (try texts("[np.result_type(a).name for a in \(python)]")))
}

@Test(.needsNumPy, arguments: Casting.allCases)
func castsOfAllPairs(casting: Casting) throws {
  let expected = try texts("[str(np.can_cast(a, b, '\(casting.rawValue)')) for a in \(names) for b in \(names)]")
  let pairs = DType.allCases.flatMap { a in DType.allCases.map { (a, $0) } }
  #expect(pairs.map { canCast($0, to: $1, casting: casting) ? "True" : "False" } == expected)
}

private let binary = Op.allCases.filter { $0.spec.arity == 2 }

/// Arrays of two dtypes, for every operation of two operands: the loop that is taken, or the error.
@Test(.needsNumPy, arguments: binary)
func mixedDTypes(op: Op) throws {
  var comparisons: [NumPyComparison] = []
  for first in DType.allCases {
    // Integers to negative powers are an error that the functions above expressions find.
    for second in DType.allCases where first != second && !(op == .power && promoteTypes(first, second).isInteger) {
      let operands = [try Storage(first, [5], .small, seed: 1), try Storage(second, [5], .small, seed: 2)]
      comparisons.append(NumPyComparison(op, operands, note: "mixed"))
    }
  }
  try expectNumPys(comparisons, engines: [.interpreter])
}

/// A Python scalar beside an array, on either side: of its kind, and out of the range of some dtypes.
@Test(.needsNumPy, arguments: binary)
func pythonScalars(op: Op) throws {
  let integers =
    ["0", "1", "-1", "3", "127", "128", "-128", "-129", "255", "256", "300", "65535", "65536", "2147483648"]
    + [
      "9223372036854775807", "9223372036854775808", "18446744073709551615", "18446744073709551616",
      "-9223372036854775809",
    ]
  let scalars: [(text: String, operand: Operand)] =
    integers.map { ($0, .integer(integer($0))) }
    + [1.5, -0.0, 1e10, 1e300, .infinity, .nan].map { (pythonText($0), .float($0)) }
    + [("(1+2j)", .complex(real: 1, imaginary: 2)), ("complex(-0.0, -1e300)", .complex(real: -0.0, imaginary: -1e300))]
  var comparisons: [NumPyComparison] = []
  for dtype in DType.allCases {
    let array = try Storage(dtype, [3], .small)
    for scalar in scalars where op != .power || dtype.kind >= .float || scalar.operand.promotion != .weak(.integer) {
      comparisons.append(NumPyComparison(op, array, scalar.text, scalar.operand, isFirst: false))
      comparisons.append(NumPyComparison(op, array, scalar.text, scalar.operand, isFirst: true))
    }
  }
  try expectNumPys(comparisons, engines: [.interpreter])
}

private func integer(_ digits: String) -> WideInteger {
  if let value = Int64(digits) { return WideInteger(value) }
  if let value = UInt64(digits) { return WideInteger(value) }
  return WideInteger(tooLarge: digits, doubleValue: Double(digits)!)
}

private func pythonText(_ value: Double) -> String {
  value.isNaN || value.isInfinite ? "float('\(value)')" : "\(value)"
}

extension NumPyComparison {
  /// An operation on an array and a Python scalar.
  fileprivate init(_ op: Op, _ array: Storage, _ text: String, _ scalar: Operand, isFirst: Bool) {
    let operands = isFirst ? "\(text), x" : "x, \(text)"
    self.init(
      "\(op)(\(operands)) of \(array.dtype)", "np.\(op)(\(operands))", ["x": array],
      values: op.spec.accuracy != .exact ? .layout : op.choosesOperand ? .exceptSignsOfZeros : .exact
    ) {
      let array = Operand.array(Expression(array))
      return try .ufunc(op, isFirst ? [scalar, array] : [array, scalar])
    }
  }
}

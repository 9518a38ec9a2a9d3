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
  let turn = binary.firstIndex(of: op)!
  var comparisons: [NumPyComparison] = []
  for first in DType.allCases {
    // Integers to negative powers are an error that the functions above expressions find.
    for second in DType.allCases where first != second && !(op == .power && promoteTypes(first, second).isInteger) {
      let operands = [try Storage(first, [5], .small, seed: 1), try Storage(second, [5], .small, seed: 2)]
      let engines = Engine.inTurn(comparisons.count + turn, compiledEvery: 8)
      comparisons.append(NumPyComparison(op, operands, note: "mixed", engines: engines))
    }
  }
  try expectNumPys(comparisons)
}

/// Arrays of three dtypes: of each two, and of a third in turn.
@Test(.needsNumPy, arguments: Op.allCases.filter { $0.spec.arity == 3 })
func threeDTypes(op: Op) throws {
  var comparisons: [NumPyComparison] = []
  for (row, first) in DType.allCases.enumerated() {
    for (column, second) in DType.allCases.enumerated() {
      let third = DType.allCases[(row + 2 * column) % DType.allCases.count]
      for dtypes in [[first, second, third], [third, first, second]] {
        let operands = try dtypes.enumerated().map { try Storage($1, [5], .small, seed: $0) }
        let engines = Engine.inTurn(comparisons.count, compiledEvery: 9)
        comparisons.append(NumPyComparison(op, operands, note: "mixed", engines: engines))
      }
    }
  }
  try expectNumPys(comparisons)
}

/// A Python scalar beside an array, on either side: of its kind, and out of the range of some dtypes.
@Test(.needsNumPy, arguments: binary)
func pythonScalars(op: Op) throws {
  let turn = binary.firstIndex(of: op)!
  var comparisons: [NumPyComparison] = []
  for dtype in DType.allCases {
    let array = Operand.array(Expression(try Storage(dtype, [3], .small)))
    for scalar in scalars where op != .power || dtype.kind >= .float || scalar.operand.promotion != .weak(.integer) {
      for operands in [[("x", array), scalar], [scalar, ("x", array)]] {
        let engines = Engine.inTurn(comparisons.count + turn, compiledEvery: 24)
        comparisons.append(NumPyComparison(op, operands, engines: engines))
      }
    }
  }
  try expectNumPys(comparisons)
}

/// Python scalars alone, and beside two arrays or one. Integers alone must fit into int64.
@Test(.needsNumPy) func pythonScalarsElsewhere() throws {
  let alone = scalars.filter {
    if case .integer(let value) = $0.operand { value.constant(.int64) != nil } else { true }
  }
  let few = alone.enumerated().filter { $0.offset % 4 == 0 || $0.offset > 14 }.map(\.element)
  var comparisons: [NumPyComparison] = []
  func compare(_ op: Op, _ operands: [(text: String, operand: Operand)]) {
    comparisons.append(NumPyComparison(op, operands, engines: Engine.inTurn(comparisons.count, compiledEvery: 24)))
  }
  for op in Op.allCases where op.spec.arity == 1 {
    for scalar in alone {
      if case .complex = scalar.operand, !op.takesAsSciPy(.complex128) { continue }
      compare(op, [scalar])
    }
  }
  for op in binary where op != .power {
    for first in few {
      for second in few { compare(op, [first, second]) }
    }
  }
  for dtype in DType.allCases {
    let array = (text: "x", operand: Operand.array(Expression(try Storage(dtype, [3], .small))))
    for (number, scalar) in scalars.enumerated() {
      let other = alone[number % alone.count]
      for operands in [[array, array, scalar], [array, scalar, array], [array, scalar, other]] {
        compare(.clip, operands)
        // NumPy's where lets integers wrap that the dtype cannot hold.
        let isHeld = operands.dropFirst().allSatisfy { _, operand in
          guard case .integer(let value) = operand, dtype.kind < .float else { return true }
          return value.constant(dtype == .bool ? .int64 : dtype) != nil
        }
        if isHeld { compare(.where, operands) }
      }
      compare(.where, [scalar, array, array])
    }
  }
  try expectNumPys(comparisons)
}

/// Python scalars of each kind, and integers at the ends of the dtypes' ranges.
private let scalars: [(text: String, operand: Operand)] = {
  let integers =
    ["0", "1", "-1", "3", "127", "128", "-128", "-129", "255", "256", "300", "65535", "65536", "2147483648"]
    + ["9223372036854775807", "9223372036854775808", "18446744073709551615", "18446744073709551616"]
    + ["-9223372036854775809"]
  return integers.map { ($0, .integer(integer($0))) }
    + [1.5, -0.0, 1e10, 1e300, .infinity, .nan].map { (pythonText($0), .float($0)) }
    + [("(1+2j)", .complex(real: 1, imaginary: 2)), ("complex(-0.0, -1e300)", .complex(real: -0.0, imaginary: -1e300))]
}()

private func integer(_ digits: String) -> WideInteger {
  if let value = Int64(digits) { return WideInteger(value) }
  if let value = UInt64(digits) { return WideInteger(value) }
  return WideInteger(tooLarge: digits, doubleValue: Double(digits)!)
}

private func pythonText(_ value: Double) -> String {
  value.isNaN || value.isInfinite ? "float('\(value)')" : "\(value)"
}

extension NumPyComparison {
  /// An operation on Python scalars, as they are written, and arrays, each of which is `x`.
  fileprivate init(_ op: Op, _ operands: [(text: String, operand: Operand)], engines: [Engine]) {
    // NumPy's function clip has rules of its own for bounds that the dtype cannot hold; its ufunc has none.
    let arguments = operands.map(\.text).joined(separator: ", ")
    let call = op == .clip ? "np._core.umath.clip(\(arguments))" : op.call(arguments)
    var arrays: [String: Storage] = [:]
    for case (_, .array(let array)) in operands { arrays["x"] = array.storage! }
    let isExact = op.spec.accuracy == .exact && op.spec.complexAccuracy == .exact
    self.init(
      "\(call) of \(arrays["x"]?.dtype.name ?? "scalars")", call, arrays,
      values: isExact ? op.choosesOperand ? .exceptSignsOfZeros : .exact : .layout, engines: engines
    ) { try .ufunc(op, operands.map(\.operand)) }
  }
}

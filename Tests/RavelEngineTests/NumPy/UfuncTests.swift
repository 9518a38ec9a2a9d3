import RavelCore
import RavelIR
import RavelOps
import RavelRuntime
import RavelTestSupport
import Testing

extension NumPyComparison {
  /// An operation on arrays.
  init(_ op: Op, _ operands: [Storage], note: String = "", engines: [Engine] = Engine.tested) {
    let names = operands.indices.map { "x\($0)" }
    let dtypes = operands.map(\.dtype.name).joined(separator: ", ")
    var values = Values.exact
    let accuracy = operands.contains { $0.dtype.isComplex } ? op.spec.complexAccuracy : op.spec.accuracy
    if case .ulps(let allowed) = accuracy {
      values = .ulps(allowed, of: op == .floatPower ? "power" : op.rawValue)
    }
    if op.choosesOperand { values = .exceptSignsOfZeros }
    // Powers of complex64 in complex128: the reference's magnification, in complex64, overflows long before they do.
    if op == .floatPower, operands.contains(where: { $0.dtype == .complex64 }) { values = .layout }
    // NumPy refuses negative exponents of integers, as the functions above expressions do.
    let masks = op == .power && operands[1].dtype.isSigned && resultType(operands.map { .dtype($0.dtype) }).isInteger
    let call = op.call(names.joined(separator: ", ") + (masks ? " & 127" : ""))
    let code =
      switch op {
      // Views in NumPy, where Ravel computes.
      case .real, .imag: "np.maximum(\(call), \(call))"
      // Rounded in another way where operands are walked backwards.
      case _ where (op == .multiply || op == .square) && operands[0].dtype.isComplex:
        "result = np.asarray(\(call)); result[...] = np.\(op)(\(names.map { "\($0).copy()" }.joined(separator: ", ")))"
      default: call
      }
    self.init(
      "\(op)(\(dtypes)) \(note)", code, Dictionary(uniqueKeysWithValues: zip(names, operands)), values: values,
      engines: engines
    ) {
      let arrays = operands.map { Operand.array(Expression($0)) }
      if masks {
        return try .ufunc(op, [arrays[0], .array(.ufunc(.bitwiseAnd, [arrays[1], .integer(WideInteger(127))]))])
      }
      return try .ufunc(op, arrays)
    }
  }
}

extension Op {
  /// The module that has it, by the name that the reference's code knows it by.
  var module: String { spec.traits.contains(.special) ? "special" : "np" }

  /// Whether the dtype's loop is the one that SciPy takes: its erf and erfc have complex ones, and its erfinv makes
  /// float64 of bools alone.
  func takesAsSciPy(_ dtype: DType) -> Bool {
    switch self {
    case .erf, .erfc: !dtype.isComplex
    case .erfinv: dtype != .bool
    default: true
    }
  }

  /// The reference's code for a call of it, or of the function that it is a part of.
  func call(_ arguments: String) -> String {
    if let part = spec.part { return "np.\(part.ufunc)(\(arguments))[\(part.number)]" }
    return spec.traits.contains(.unnamed) ? "\(self)(\(arguments))" : "\(module).\(self)(\(arguments))"
  }

  /// Whether it gives one of two equal operands: which one of 0.0 and -0.0, NumPy leaves to the loop that its CPU and
  /// the length call for.
  var choosesOperand: Bool { [.maximum, .minimum, .fmax, .fmin, .clip].contains(self) }
}

/// Every operation, every dtype, every layout: of operands that lie alike and ones that do not, in turn.
@Test(.needsNumPy, arguments: Op.allCases)
func layoutsOfOperands(op: Op) throws {
  let turn = Op.allCases.firstIndex(of: op)!
  let layouts = LayoutCase.allCases
  var comparisons: [NumPyComparison] = []
  for position in layouts.indices {
    for (number, dtype) in DType.allCases.enumerated() where op.takesAsSciPy(dtype) {
      let chosen = (0..<op.spec.arity).map { layouts[(position + $0 * turn) % layouts.count] }
      let operands = try chosen.enumerated().map { try $1.array(dtype, [3, 35], seed: $0 + 1) }
      let note = chosen.map(\.rawValue).joined(separator: ", ")
      comparisons.append(
        NumPyComparison(op, operands, note: note, engines: Engine.inTurn(position + number, compiledEvery: 3)))
    }
  }
  try expectNumPys(comparisons)
}

/// How a result lies where axes have one index: their strides decide nothing, whatever they are.
@Test(.needsNumPy) func axesOfOneIndex() throws {
  var comparisons: [NumPyComparison] = []
  for shape in [[3, 20, 1], [9, 1, 5], [1, 3, 5], [1, 4, 1, 3], [3, 1, 2, 5], [4, 1, 3, 1]] as [Shape] {
    for layout in LayoutCase.allCases {
      let array = try layout.array(.int16, shape, .small)
      for (number, other) in LayoutCase.allCases.enumerated() {
        // Here and there an axis of the other is broadcast.
        let extents = shape.indices.map { $0 % 4 == number % 4 ? 1 : shape[$0] }
        let operands = [array, try other.array(.int16, extents, .small, seed: 2)]
        comparisons.append(
          NumPyComparison(.add, operands, note: "\(shape) \(layout), \(other)", engines: [.interpreter]))
      }
      comparisons.append(NumPyComparison(.negative, [array], note: "\(shape) \(layout)", engines: [.interpreter]))
    }
  }
  try expectNumPys(comparisons)
}

/// Every operation on the special values of each of its dtypes, each with each, and on others.
@Test(.needsNumPy, arguments: Op.allCases)
func specialValues(op: Op) throws {
  var comparisons: [NumPyComparison] = []
  for dtype in Set(op.spec.loops.map { $0.inputs.last! }).sorted(by: { $0.rawValue < $1.rawValue }) {
    var columns: [[Constant]] = [[]]
    for _ in 0..<op.spec.arity {
      // Ternary operations take every third value, complex ones every other: there are enough of them.
      let step = op.spec.arity > 2 ? (dtype.isComplex ? 9 : 3) : op.spec.arity > 1 && dtype.isComplex ? 2 : 1
      let specials = Samples.specials(dtype).enumerated().filter { $0.offset % step == 0 }.map(\.element)
      columns = columns.flatMap { row in specials.map { row + [$0] } }
    }
    let operands = try (0..<op.spec.arity).map { position in
      let others =
        Samples.everything.values(dtype, count: 300, seed: position).suffix(150)
        + Samples.moderate.values(dtype, count: 150, seed: position)
      let values = columns.map { $0[position] } + others
      return try Storage(values, dtype, [values.count])
    }
    comparisons.append(NumPyComparison(op, operands))
  }
  try expectNumPys(comparisons)
}

import RavelCore
import Synchronization

extension Op {
  /// The loop that NumPy takes for operands that bring these dtypes and kinds: the first whose operands all can be cast
  /// to safely.
  /// - Throws: `ArrayError.noLoop`, or NumPy's advice where it has one for bools.
  public func loop(for operands: [PromotionOperand]) throws(ArrayError) -> UfuncLoop {
    let question = LoopQuestion(op: self, operands: operands)
    if let known = Self.answers.withLock({ $0[question] }) { return known }
    let answer = try findLoop(for: operands)
    Self.answers.withLock { $0[question] = answer }
    return answer
  }

  /// There are only so many questions: a search is made once for each.
  private struct LoopQuestion: Hashable {
    var op: Op
    var operands: [PromotionOperand]
  }

  private static let answers = Mutex<[LoopQuestion: UfuncLoop]>([:])

  private func findLoop(for operands: [PromotionOperand]) throws(ArrayError) -> UfuncLoop {
    let spec = spec
    let promoted = spec.traits.contains(.condition) ? Array(operands.dropFirst()) : operands
    let strong = promoted.filter { if case .dtype = $0 { true } else { false } }
    let dtypes = operands.enumerated().map { index, operand -> DType in
      switch operand {
      case _ where spec.traits.contains(.condition) && index == 0: DType.bool
      case .dtype(let dtype): dtype
      // Where operands are of different kinds, an integer counts as the least beside an array that is not of bools.
      case .weak(.integer) where spec.takesKindsApart:
        strong.contains { $0 != .dtype(.bool) } ? .int8 : .int64
      case .weak: resultType(strong + [operand] + (strong.isEmpty ? promoted : []))
      }
    }
    if dtypes.allSatisfy({ $0 == .bool }), let advice = adviceForBools { throw .type(advice) }
    if spec.traits.contains(.special), strong.count == operands.count,
      let exact = spec.loops.first(where: { $0.inputs == dtypes })
    {
      return exact
    }
    let promotesFirst = spec.traits.contains(.promotesFirst)
    let isBoolean = promotesFirst && dtypes.allSatisfy { $0 == .bool }
    for loop in spec.loops where !isBoolean && zip(dtypes, loop.inputs).allSatisfy({ canCast($0, to: $1) }) {
      // A Python integer is divided as the float that it is to become: no integer dtype need hold it.
      let becomesFloat = loop.output.isFloat && loop.inputs[0].isInteger && operands.contains(.weak(.integer))
      return becomesFloat ? UfuncLoop(loop.inputs.map { _ in loop.output }, loop.output) : loop
    }
    if promotesFirst {
      let classes = operands.map(\.pythonClass).joined(separator: ", ")
      throw .type("ufunc '\(rawValue)' did not contain a loop with signature matching types (\(classes)) -> None")
    }
    throw .noLoop(function: spec.part?.ufunc ?? rawValue, operands: dtypes)
  }

  private var adviceForBools: String? {
    switch self {
    case .subtract:
      "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead."
    case .negative:
      "The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the logical_not function instead."
    case .positive, .sign:
      "ufunc '\(rawValue)' did not contain a loop with signature matching types <class 'numpy.dtypes.BoolDType'> -> None"
    default: nil
    }
  }

  /// Writes what the operation computes from operands that have the loop's dtypes.
  ///
  /// float16 is computed in float32 and rounded once at the end, as NumPy does it.
  /// - Returns: a value of the loop's result dtype.
  public func expand(_ operands: [ScalarValue], loop: UfuncLoop) -> ScalarValue {
    let result = widened(operands, loop: loop)
    return result.dtype == loop.output ? result : result.converted(to: loop.output)
  }

  /// As `expand`, but a float16 result stays the float32 that it was computed as: what a reduction accumulates.
  public func widened(_ operands: [ScalarValue], loop: UfuncLoop) -> ScalarValue {
    let spec = spec
    if spec.traits.contains(.condition), case .real(let condition) = operands[0], case .complex(let yes) = operands[1],
      case .complex(let no) = operands[2]
    {
      return .complex(.select(condition, yes, no))
    }
    if loop.inputs.contains(where: \.isComplex) {
      return spec.complex!(
        operands.map {
          guard case .complex(let value) = $0 else {
            preconditionFailure("\(rawValue): a real operand in a complex loop")
          }
          return value
        })
    }
    if let half = spec.half, loop.inputs.contains(.float16) {
      let halves = operands.map { $0.components[0].converted(to: .float16) }
      return .real(half(halves).converted(to: .float32))
    }
    let reals = operands.map {
      $0.components[0].dtype == .float16 ? $0.components[0].converted(to: .float32) : $0.components[0]
    }
    if let composed = spec.composed { return .complex(composed(reals)) }
    // Of one float16 there are so few that a test looks at all.
    let isHalf = loop.inputs == [.float16] && loop.output == .float16
    return .real(reals[0].builder.building(for: isHalf ? .half : .full) { spec.real!(reals) })
  }
}

extension PromotionOperand {
  /// What NumPy's errors call an operand's dtype.
  fileprivate var pythonClass: String {
    let name =
      switch self {
      case .dtype(let dtype): dtype.name.prefix(1).uppercased() + dtype.name.dropFirst()
      case .weak(.integer): "_PyLong"
      case .weak(.float): "_PyFloat"
      case .weak(.complex): "_PyComplex"
      }
    return "<class 'numpy.dtypes.\(name.hasPrefix("Uint") ? "UInt" + name.dropFirst(4) : name)DType'>"
  }
}

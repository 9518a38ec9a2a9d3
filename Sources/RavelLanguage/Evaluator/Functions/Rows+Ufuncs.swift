import Ravel

extension FunctionTable {
  /// The rows of the operation table that have no row of their own in `elementRows`.
  static let ufuncs: [Builtin] = {
    let special = Set(elementRows.map(\.name))
    return Op.allCases.filter {
      !special.contains($0.rawValue) && $0.spec.traits.isDisjoint(with: [.special, .unnamed]) && $0.spec.part == nil
    }.map(ufunc)
  }()

  /// The rows that have the names of scipy.special.
  static let specialRows = Op.allCases.filter { $0.spec.traits.contains(.special) }.map(ufunc)

  private static func ufunc(_ op: Op) -> Builtin {
    Builtin(op) {
      let spec = op.spec
      let names = (spec.parameters ?? (spec.arity == 1 ? ["x"] : (1...spec.arity).map { "x\($0)" }))
        .joined(separator: ", ")
      let further = spec.traits.contains(.function) ? "" : ", /, out=None, *, \(keywords), signature=None"
      return Builtin.Texts(parameters: Substring(names + further), doc: spec.doc)
    } _: { call in
      let spec = op.spec
      let operands = try call.signature.slots.prefix(spec.arity).map { try call.operand($0.name) }
      if spec.traits.contains(.function) { return .computed(try NDArray.applying(op, operands)) }
      return try call.elementwise { keywords, target in try .applying(op, operands, keywords, onto: target) }
    }
  }

  /// Ufuncs of several results, an operation for each.
  static let jointRows = [
    joint("divmod(x1, x2", "floor_divide and remainder.", [.floorDivide, .remainder]),
    joint(
      "frexp(x", "The mantissa m, in [1/2, 1) by magnitude, and the exponent e of x = m 2^e.",
      [.frexpMantissa, .frexpExponent]),
    joint("modf(x", "The fractional part and the integral one, both with x's sign.", [.modfFraction, .modfInteger])
  ]

  private static func joint(_ head: String, _ doc: String, _ parts: [Op]) -> Builtin {
    let loops: @Sendable () -> [[UfuncLoop]] = { parts.map(\.spec.loops) }
    return Builtin(.numpy, "\(head), /, out=None, *, \(keywords), signature=None)", doc, ufuncLoops: loops) { call in
      let operands = try call.signature.slots.prefix(parts[0].spec.arity).map { try call.operand($0.name) }
      let (keywords, targets) = (try call.ufuncKeywords(results: parts.count), try call.targets(parts.count))
      let name = String(head.prefix { $0 != "(" })
      var results: [NDArray] = []
      for (place, part) in parts.enumerated() {
        do {
          results.append(try NDArray.applying(part, operands, keywords[place], onto: targets[place]?.value))
        } catch ArrayError.noLoop(_, let dtypes) {
          throw ArrayError.noLoop(function: name, operands: dtypes)
        }
      }
      return .tuple(
        try zip(results, targets).map { result, target in
          guard let target else { return .computed(result) }
          try target.update(to: result)
          return .array(target)
        })
    }
  }

  /// What every ufunc takes beside its operands, `out` and `signature`.
  static let keywords = "where=True, casting='same_kind', order='K', dtype=None"
}

extension Call {
  /// A ufunc's result by the keywords of the call, stored in the argument `out` if there is one.
  func elementwise(_ compute: (UfuncKeywords, _ target: NDArray?) throws -> NDArray) throws -> Value {
    let keywords = try ufuncKeywords(results: 1)[0]
    return try storing { try compute(keywords, $0) }
  }

  /// The keywords for each result.
  func ufuncKeywords(results: Int) throws -> [UfuncKeywords] {
    let common = UfuncKeywords(
      where: try signature.has("where") ? condition("where") : nil, dtype: try dtype("dtype"),
      casting: try casting("casting"),
      order: try resultOrder("order"))
    guard let loops = try loops("signature", results: results) else { return Array(repeating: common, count: results) }
    return loops.map {
      var keywords = common
      keywords.signature = $0
      return keywords
    }
  }

  /// The array that a result is to be stored in: `out`, or the one member of it.
  func target() throws -> ArrayObject? { try targets(1)[0] }

  /// The arrays that so many results are to be stored in: the members of `out`, or the only one itself.
  func targets(_ count: Int) throws -> [ArrayObject?] {
    guard let out = given("out") else { return Array(repeating: nil, count: count) }
    var members = [out]
    if case .tuple(let tuple) = out {
      members = tuple.values
      guard members.count == count else {
        throw PythonError("The 'out' tuple must have exactly one entry per ufunc output")
      }
    } else if count > 1 {
      throw PythonError("'out' must be a tuple of arrays")
    }
    return try members.map { member in
      switch member {
      case .array(let object): object
      case .none: nil
      default: throw PythonError("return arrays must be of ArrayType")
      }
    }
  }

  /// Which elements are to be computed; nil for all. Lists are taken as truth values, arrays must be bool.
  func condition(_ name: String) throws -> (any ArrayOperand)? {
    switch self[name] {
    case .boolean(true), .string(Self.noValue): nil
    case .none: false
    case .tuple, .list: try evaluator.array(of: self[name], dtype: .bool)
    default: try operand(name)
    }
  }

  func casting(_ name: String) throws -> Casting {
    guard case .string(let rule) = self[name] else {
      throw PythonError("casting must be str, not \(self[name].typeName)")
    }
    if let casting = Casting(rawValue: rule) { return casting }
    throw PythonError("casting must be one of 'no', 'equiv', 'safe', 'same_kind', 'unsafe' (got '\(rule)')")
  }

  private func resultOrder(_ name: String) throws -> ResultOrder {
    switch self[name] {
    case .none: return .keep
    case .string(let letter):
      if let order = ResultOrder(rawValue: letter.uppercased()) { return order }
      throw PythonError("order must be one of 'C', 'F', 'A', or 'K' (got '\(letter)')")
    default: throw PythonError("order must be str, not \(self[name].typeName)")
    }
  }

  /// A loop in NumPy's letters, `ff->f`, for each result. Of functions that have no such parameter, nil.
  private func loops(_ name: String, results: Int) throws -> [UfuncLoop]? {
    guard signature.has(name), let value = given(name) else { return nil }
    guard case .string(let text) = value else {
      throw PythonError("the signature object to ufunc must be a string or a tuple.")
    }
    let sides = text.split(separator: "->").map { $0.compactMap { DType(character: $0) } }
    guard sides.count == 2, sides[1].count == results, sides[0].count + results == text.count - 2 else {
      throw PythonError("a signature is written as 'ff->f', with a letter for each operand and each result")
    }
    return sides[1].map { UfuncLoop(sides[0], $0) }
  }
}

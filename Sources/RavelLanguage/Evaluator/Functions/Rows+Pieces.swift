import Ravel

extension FunctionTable {
  /// Functions that are put together of pieces, or taken apart at jumps.
  static let pieceRows: [Builtin] = [
    Builtin(
      .numpy, "unwrap(p, discont=None, axis=-1, *, period=6.283185307179586)",
      "Angles without jumps: moved by whole periods where neighbours differ by half of one."
    ) { call in
      .computed(
        try .unwrapped(
          call.operand("p"), discont: call.given("discont").map(call.evaluator.requiredOperand),
          axis: call.integer("axis"), period: call.operand("period")))
    },
    Builtin(
      .numpy, "interp(x, xp, fp, left=None, right=None, period=None)",
      "Linear interpolation between points, evaluated at once."
    ) { call in
      let ends = try ["left", "right"].map { name in
        try call.given(name).map { value in
          guard !value.isSequence, let end = try call.evaluator.operand(value) else {
            throw PythonError("must be real number, not \(value.typeName)")
          }
          return end
        }
      }
      let period = try call.given("period").map { try call.evaluator.float($0, "must be real number") }
      return .computed(
        try .interpolated(
          call.operand("x"), call.operand("xp"), call.operand("fp"), left: ends[0], right: ends[1], period: period))
    },
    Builtin(
      .numpy, "piecewise(x, condlist, funclist, *args, **kw)",
      "Of each element what the last condition to hold says: a value, or what a function makes of it."
    ) { call in
      let pieces = try call.pieces("funclist", further: call.evaluator.items(of: call["args"]), call.keywords("kw"))
      let x = try call.array("x")
      return .array(ArrayObject(try .piecewiseDefined(x, call.conditions("condlist", ofAxes: x.ndim), pieces)))
    }
  ]
}

extension Call {
  /// The pieces of `piecewise`: what can be called, and values.
  fileprivate func pieces(
    _ name: String, further: [Value], _ keywords: [(name: String, value: Value)]
  ) throws -> [Piece] {
    guard self[name].isSequence || self[name].isArray else {
      throw PythonError("object of type '\(self[name].typeName)' has no len()")
    }
    return try evaluator.items(of: self[name]).map { value in
      guard value.isCallable else { return .value(try evaluator.requiredOperand(value)) }
      return .function { elements in
        let result = try evaluator.call(value, [.array(ArrayObject(elements))] + further, keywords)
        return try evaluator.requiredOperand(result)
      }
    }
  }

  /// The conditions of `piecewise`: a list of them, or one, which NumPy tells by what its first member is.
  fileprivate func conditions(_ name: String, ofAxes rank: Int) throws -> [any ArrayOperand] {
    let value = self[name]
    let members = value.isSequence || value.ndarray.map { $0.ndim > 0 } == true ? try evaluator.items(of: value) : nil
    guard let members else { return [try evaluator.array(of: value)] }
    guard let first = members.first else { throw PythonError("list index out of range") }
    let isList =
      switch first {
      case .list, .array: true
      default: rank == 0
      }
    return try (isList ? members : [value]).map { try evaluator.array(of: $0, dtype: .bool) }
  }
}

extension Value {
  fileprivate var isSequence: Bool { items != nil }

  fileprivate var isCallable: Bool {
    switch self {
    case .function, .builtin, .method, .scalarType: true
    default: false
    }
  }
}

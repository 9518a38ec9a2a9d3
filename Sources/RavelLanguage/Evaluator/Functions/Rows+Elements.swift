import Ravel

extension FunctionTable {
  /// Functions of elements that are called in a way of their own, or made of several operations.
  static let elementRows: [Builtin] = [
    Builtin(.numpy, "where(condition, x=None, y=None, /)", Op.where.spec.doc, op: .where) { call in
      guard call.given("x") != nil, call.given("y") != nil else {
        throw PythonError(
          call.given("x") == nil && call.given("y") == nil
            ? "np.where with a condition alone is not part of the kernel language"
            : "either both or neither of x and y should be given")
      }
      let operands = try ["condition", "x", "y"].map { try call.operand($0) }
      return .array(ArrayObject(try NDArray.applying(.where, operands)))
    },
    Builtin(
      .numpy,
      "clip(a, a_min=<no value>, a_max=<no value>, out=None, *, min=<no value>, max=<no value>, \(keywords))",
      Op.clip.spec.doc, op: .clip
    ) { call in
      let isOld = call.isGiven("a_min") || call.isGiven("a_max")
      if isOld, let missing = ["a_min", "a_max"].first(where: { !call.isGiven($0) }) {
        throw PythonError("clip() missing 1 required positional argument: '\(missing)'")
      }
      if isOld, call.isGiven("min") || call.isGiven("max") {
        throw PythonError(
          "Passing `min` or `max` keyword argument when `a_min` and `a_max` are provided is forbidden.")
      }
      let bounds = try (isOld ? ["a_min", "a_max"] : ["min", "max"]).map { name in
        try call.isGiven(name) ? call.given(name).map(call.evaluator.requiredOperand) : nil
      }
      return try call.elementwise { keywords, target in
        try .clipping(call.operand("a"), from: bounds[0], to: bounds[1], keywords, onto: target)
      }
    },
    Builtin(.numpy, "round(a, decimals=0, out=None)", "Rounded to that many decimals, ties to even.") { call in
      try call.stored(.rounding(call.operand("a"), decimals: call.integer("decimals")), from: "rint")
    },
    Builtin(.numpy, "angle(z, deg=False)", Op.angle.spec.doc, op: .angle) { call in
      .computed(try .argument(of: call.operand("z"), deg: call.flag("deg")))
    },
    Builtin(.numpy, "real(val)", Op.real.spec.doc, op: .real) { call in try part(of: call["val"], .real, call) },
    Builtin(.numpy, "imag(val)", Op.imag.spec.doc, op: .imag) { call in try part(of: call["val"], .imag, call) }
  ]

  private static func part(of value: Value, _ op: Op, _ call: Call) throws -> Value {
    if value.isArray { return try call.evaluator.part(of: value, op) }
    return .computed(try NDArray.applying(op, [call.evaluator.array(of: value)]))
  }
}

extension Evaluator {
  /// `z.real` and `z.imag`. Of a real array, the real part is the array.
  func part(of value: Value, _ op: Op) throws -> Value {
    guard let array = value.ndarray else { throw PythonError("'\(value.typeName)' object has no attribute '\(op)'") }
    if op == .real, !array.dtype.isComplex { return value }
    let result = try NDArray.applying(op, [array])
    guard case .array = value else { return .computed(result) }
    // NumPy's is a view of every other component; an access map has no such step, and nothing may be lost silently.
    let obstacle =
      array.dtype.isComplex
      ? "assignment through '.\(op)' is not part of the kernel language" : "assignment destination is read-only"
    return .array(ArrayObject(result, obstacle: obstacle))
  }
}

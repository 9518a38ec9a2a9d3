import Ravel

extension FunctionTable {
  /// Functions of elements that are made of several operations.
  static let compositionRows: [Builtin] = [
    Builtin(.numpy, "fix(x, out=None)", "The integral value towards zero.") { call in
      try call.stored(.applying(.trunc, [call.operand("x")]), from: "trunc")
    },
    Builtin(.numpy, "sinc(x)", "sin(pi x) / (pi x), and 1 at 0.") { call in
      .computed(try .sinc(call.operand("x")))
    },
    Builtin(.numpy, "i0(x)", "The modified Bessel function of the first kind, order 0.") { call in
      .computed(try .besselI0(call.operand("x")))
    },
    Builtin(
      .numpy, "nan_to_num(x, copy=True, nan=0.0, posinf=None, neginf=None)",
      "Finite numbers in place of NaN and the infinities."
    ) { call in
      let (high, low) = (
        try call.given("posinf").map(call.evaluator.requiredOperand),
        try call.given("neginf").map(call.evaluator.requiredOperand)
      )
      func finite(_ x: any ArrayOperand) throws -> NDArray {
        try .finite(x, nan: call.operand("nan"), posinf: high, neginf: low)
      }
      if try call.flag("copy") { return .computed(try finite(call.operand("x"))) }
      guard case .array(let object) = call["x"] else { throw PythonError(unavoidableCopy) }
      if object.value.dtype.kind >= .float { try object.update(to: finite(object.value)) }
      return call["x"]
    },
    Builtin(
      .numpy, "select(condlist, choicelist, default=0)",
      "Of each element's choices the one whose condition is the first to hold."
    ) { call in
      let lists = try ["condlist", "choicelist"].map { name in
        try call.evaluator.items(of: call[name]).map(call.evaluator.requiredOperand)
      }
      return .computed(try .selection(lists[0], lists[1], default: call.operand("default")))
    },
    Builtin(
      .numpy, "isclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False)",
      "Which elements differ by at most atol + rtol |b|."
    ) { call in .computed(try closeness(call)) },
    Builtin(
      .numpy, "allclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False)",
      "Whether all elements differ by at most atol + rtol |b|."
    ) { call in .boolean(try closeness(call).reduced(.all).scalar()) },
    Builtin(
      .numpy, "array_equal(a1, a2, equal_nan=False)", "Whether two arrays have one shape and equal elements."
    ) { call in
      .boolean(try NDArray.equality(call.array("a1"), call.array("a2"), equalNaN: call.flag("equal_nan")))
    },
    Builtin(.numpy, "array_equiv(a1, a2)", "Whether two arrays have equal elements once broadcast together.") {
      call in .boolean(try NDArray.equivalence(call.array("a1"), call.array("a2")))
    }
  ]

  private static let unavoidableCopy =
    "Unable to avoid copy while creating an array as requested.\nIf using `np.array(obj, copy=False)` replace it with "
    + "`np.asarray(obj)` to allow a copy when needed (no behavior change in NumPy 1.x).\nFor more details, see "
    + "https://numpy.org/devdocs/numpy_2_0_migration_guide.html#adapting-to-changes-in-the-copy-keyword."

  private static func closeness(_ call: Call) throws -> NDArray {
    try .closeness(
      call.operand("a"), call.operand("b"), rtol: call.operand("rtol"), atol: call.operand("atol"),
      equalNaN: call.flag("equal_nan"))
  }

  /// Those that have the names of scipy.special.
  static let specialCompositionRows: [Builtin] = [
    Builtin(.numpy, "softmax(x, axis=None)", "e^x by its sum along axes.") { call in
      .computed(try call.array("x").softmaxed(axes: call.axes("axis")))
    },
    Builtin(.numpy, "log_softmax(x, axis=None)", "The logarithm of softmax.") { call in
      .computed(try call.array("x").logSoftmaxed(axes: call.axes("axis")))
    },
    Builtin(.numpy, "logsumexp(a, axis=None, b=None, keepdims=False)", "The logarithm of the sum of e^x.") { call in
      .computed(
        try call.array("a").logOfSummedExponentials(
          axes: call.axes("axis"), weights: call.given("b").map(call.evaluator.requiredOperand),
          keepDims: call.flag("keepdims")))
    }
  ]
}

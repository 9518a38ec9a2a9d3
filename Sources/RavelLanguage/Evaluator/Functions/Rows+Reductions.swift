import Ravel

extension FunctionTable {
  static let reductionRows = ReductionFunction.allCases.map { reduction($0, of: .numpy) }
  static let reductionMethodRows = ReductionFunction.allCases.map { reduction($0, of: .ndarray) }

  private static func reduction(_ reduction: ReductionFunction, of owner: Builtin.Owner) -> Builtin {
    let dtype = reduction.hasDType ? ", dtype=None" : ""
    let initial = reduction.takesInitial ? ", initial=None" : ""
    let doc = "\(reduction.rawValue) of the elements along an axis, several, or all."
    return Builtin(owner, "\(reduction.rawValue)(a, axis=None\(dtype), out=None, keepdims=False\(initial))", doc) {
      call in
      var result = try call.array("a").reduced(
        reduction, axes: call.axes("axis"), keepDims: call.flag("keepdims"),
        dtype: reduction.hasDType ? call.dtype("dtype") : nil,
        initial: reduction.takesInitial ? call.given("initial").map(call.evaluator.requiredOperand) : nil)
      guard case .array(let out)? = call.given("out") else { return .computed(result) }
      guard out.value.shape == result.shape else {
        throw PythonError("output parameter for reduction operation \(reduction.rawValue) has the wrong shape")
      }
      // Reductions cast to an output whatever it is.
      result = try result.cast(to: out.value.dtype)
      try out.update(to: result)
      return call["out"]
    }
  }
}

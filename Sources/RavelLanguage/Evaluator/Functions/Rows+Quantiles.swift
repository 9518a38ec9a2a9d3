import Ravel

extension FunctionTable {
  static let quantileRows: [Builtin] = [
    Builtin(
      .numpy, "median(a, axis=None, out=None, overwrite_input=False, keepdims=False)",
      "The element in the middle along an axis, several, or all; the mean of two of them."
    ) { call in
      let (array, axes, keepDims) = (try call.array("a"), try call.axes("axis"), try call.flag("keepdims"))
      return try call.storing(in: call.arrayTarget()) { try array.median(axes: axes, keepDims: keepDims, onto: $0) }
    },
    quantiles("quantile", .fraction), quantiles("percentile", .percent)
  ]

  private static func quantiles(_ name: String, _ scale: QuantileScale) -> Builtin {
    Builtin(
      .numpy,
      "\(name)(a, q, axis=None, out=None, overwrite_input=False, method='linear', keepdims=False, *, weights=None)",
      "What stands at \(scale == .percent ? "percents" : "fractions") of the way through the elements in order."
    ) { call in
      let (array, q) = (try call.array("a"), try call.operand("q"))
      let (axes, method) = (try call.axes("axis"), try call.quantileMethod())
      if call.given("weights") != nil {
        throw ArrayError.type("\(name)() takes no weights here")
      }
      let keepDims = try call.flag("keepdims")
      return try call.storing(in: call.arrayTarget()) {
        try array.quantiles(q, in: scale, axes: axes, method: method, keepDims: keepDims, onto: $0)
      }
    }
  }
}

extension Call {
  fileprivate func quantileMethod() throws -> QuantileMethod {
    guard case .string(let name) = self["method"] else {
      return try .named(evaluator.text(of: self["method"]), quoted: false)
    }
    return try .named(name)
  }
}

import Ravel

extension FunctionTable {
  static let quantileRows: [Builtin] = [false, true].flatMap { ignoringNaN in
    [
      median(ignoringNaN: ignoringNaN), quantiles("quantile", .fraction, ignoringNaN: ignoringNaN),
      quantiles("percentile", .percent, ignoringNaN: ignoringNaN)
    ]
  }

  private static func median(ignoringNaN: Bool) -> Builtin {
    Builtin(
      .numpy, "\(ignoringNaN ? "nan" : "")median(a, axis=None, out=None, overwrite_input=False, keepdims=False)",
      "The element in the middle along an axis, several, or all; the mean of two of them"
        + (ignoringNaN ? ", NaNs left out." : ".")
    ) { call in
      let (array, axes, keepDims) = (try call.array("a"), try call.axes("axis"), try call.flag("keepdims"))
      return try call.storing(in: call.statisticsTarget(ignoringNaN, array)) {
        try array.median(axes: axes, keepDims: keepDims, ignoringNaN: ignoringNaN, onto: $0)
      }
    }
  }

  private static func quantiles(_ name: String, _ scale: QuantileScale, ignoringNaN: Bool) -> Builtin {
    Builtin(
      .numpy,
      "\(ignoringNaN ? "nan" : "")\(name)(a, q, axis=None, out=None, overwrite_input=False, method='linear', "
        + "keepdims=False, *, weights=None)",
      "What stands at \(scale == .percent ? "percents" : "fractions") of the way through the elements in order"
        + (ignoringNaN ? ", NaNs left out." : ".")
    ) { call in
      let (array, q) = (try call.array("a"), try call.operand("q"))
      let weights = try call.givenOperand("weights")
      let (axes, method) = (try call.axes("axis"), try call.quantileMethod(isWeighted: weights != nil))
      let keepDims = try call.flag("keepdims")
      return try call.storing(in: call.statisticsTarget(ignoringNaN, array)) {
        try array.quantiles(
          q, in: scale, axes: axes, method: method, weights: weights, keepDims: keepDims, ignoringNaN: ignoringNaN,
          onto: $0)
      }
    }
  }
}

extension Call {
  /// - Parameter isWeighted: whether there are weights, which only one method knows.
  fileprivate func quantileMethod(isWeighted: Bool) throws -> QuantileMethod {
    var (text, isName) = (evaluator.text(of: self["method"]), false)
    if case .string(let name) = self["method"] { (text, isName) = (name, true) }
    if isWeighted, text != QuantileMethod.invertedCDF.rawValue {
      throw ArrayError.value("Only method 'inverted_cdf' supports weights. Got: \(text).")
    }
    return try .named(text, quoted: isName)
  }

  /// The array that the argument `out` is, to which NumPy's functions without NaNs assign, if there are elements.
  fileprivate func statisticsTarget(_ ignoringNaN: Bool, _ array: NDArray) throws -> ArrayObject? {
    if ignoringNaN, array.size > 0, let out = given("out"), out.ndarray == nil {
      throw PythonError("'\(out.typeName)' object does not support item assignment")
    }
    return try arrayTarget()
  }
}

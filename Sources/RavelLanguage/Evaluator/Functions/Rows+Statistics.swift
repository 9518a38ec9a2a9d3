import Ravel

extension FunctionTable {
  /// What is made of reductions and scans.
  static let statisticsRows: [Builtin] =
    scans.map { scan($0, of: .numpy) } + combinations + [trace(of: .numpy)]
    + [
      Builtin(
        .numpy, "diff(a, n=1, axis=-1, prepend=\(Call.noValue), append=\(Call.noValue))",
        "Differences of neighbours along an axis, n times."
      ) { call in
        let n = try call.integer("n")
        if n == 0 { return call["a"] }
        return .computed(
          try call.array("a").differences(
            n, axis: call.integer("axis"), prepend: call.isGiven("prepend") ? call.operand("prepend") : nil,
            append: call.isGiven("append") ? call.operand("append") : nil))
      },
      Builtin(
        .numpy, "ediff1d(ary, to_end=None, to_begin=None)",
        "Differences of neighbours in row-major order, with what stands before and after them."
      ) { call in
        .computed(
          try call.array("ary").flatDifferences(
            toEnd: call.givenOperand("to_end"), toBegin: call.givenOperand("to_begin")))
      },
      Builtin(
        .numpy, "gradient(f, *varargs, axis=None, edge_order=1)", "Slopes along axes, one array for each axis."
      ) { call in
        let spacings = try call.evaluator.items(of: call["varargs"]).map(call.evaluator.requiredOperand)
        let slopes = try call.array("f").gradients(
          spacings, axes: call.axes("axis"), edgeOrder: call.integer("edge_order"))
        return slopes.count == 1 ? .computed(slopes[0]) : .tuple(slopes.map(Value.computed))
      },
      Builtin(.numpy, "trapezoid(y, x=None, dx=1.0, axis=-1)", "The integral along an axis by the trapezoidal rule.") {
        call in
        .computed(
          try call.array("y").trapezoidalIntegral(
            x: call.givenOperand("x"), dx: call.operand("dx"), axis: call.integer("axis")))
      },
      Builtin(
        .numpy, "average(a, axis=None, weights=None, returned=False, *, keepdims=\(Call.noValue))",
        "The mean, in which elements count by their weights."
      ) { call in
        let (average, weights) = try call.array("a").averaged(
          axes: call.axes("axis"), weights: call.givenOperand("weights"), keepDims: call.givenFlag("keepdims"))
        return try call.flag("returned") ? .tuple([.computed(average), .computed(weights)]) : .computed(average)
      },
      Builtin(
        .numpy,
        "cov(m, y=None, rowvar=True, bias=False, ddof=None, fweights=None, aweights=None, *, dtype=None)",
        "The covariances of variables, whose observations are rows."
      ) { call in
        var keywords = CovarianceKeywords(
          rowvar: try call.flag("rowvar"), bias: try call.flag("bias"), fweights: try call.givenOperand("fweights"),
          aweights: try call.givenOperand("aweights"), dtype: try call.dtype("dtype"))
        if case .float(let ddof)? = call.given("ddof") {
          guard let whole = Int(exactly: ddof) else { throw ArrayError.value("ddof must be integer") }
          keywords.ddof = whole
        } else if call.given("ddof") != nil {
          keywords.ddof = try call.integer("ddof")
        }
        return .array(ArrayObject(try call.array("m").covariance(with: call.givenOperand("y"), keywords)))
      },
      Builtin(.numpy, "corrcoef(x, y=None, rowvar=True, *, dtype=None)", "The correlations of variables.") { call in
        .computed(
          try call.array("x").correlations(
            with: call.givenOperand("y"), rowvar: call.flag("rowvar"), dtype: call.dtype("dtype")))
      },
      Builtin(.numpy, "convolve(a, v, mode='full')", "The convolution of two sequences.") { call in
        .computed(try .convolution(call.operand("a"), call.operand("v"), mode: call.convolutionMode("mode")))
      },
      Builtin(.numpy, "correlate(a, v, mode='valid')", "The cross-correlation of two sequences.") { call in
        .computed(try .correlation(call.operand("a"), call.operand("v"), mode: call.convolutionMode("mode")))
      }
    ]

  static let statisticsMethodRows = scans.prefix(2).map { scan($0, of: .ndarray) } + [trace(of: .ndarray)]

  private static let scans: [(name: String, op: Op)] = [
    ("cumsum", .add), ("cumprod", .multiply), ("nancumsum", .add), ("nancumprod", .multiply)
  ]

  private static func scan(_ function: (name: String, op: Op), of owner: Builtin.Owner) -> Builtin {
    let (name, op) = function
    let what = op == .add ? "Sums" : "Products"
    let skipsNaN = name.hasPrefix("nan")
    return Builtin(
      owner, "\(name)(a, axis=None, dtype=None, out=None)",
      "\(what) of the elements up to each\(skipsNaN ? ", NaNs left out" : "")."
    ) { call in
      let (array, axis) = (try call.array("a"), try call.axis("axis"))
      return try call.storing(in: call.arrayTarget()) {
        try array.cumulated(by: op, axis: axis, dtype: call.dtype("dtype"), skippingNaN: skipsNaN, onto: $0)
      }
    }
  }

  private static let combinations = [("sum", "Sums", Op.add), ("prod", "Products", .multiply)].map { name, what, op in
    Builtin(
      .numpy, "cumulative_\(name)(x, /, *, axis=None, dtype=None, out=None, include_initial=False)",
      "\(what) of the elements up to each along an axis, which may begin with what there is before them."
    ) { call in
      let (array, axis, isLonger) = (try call.array("x"), try call.axis("axis"), try call.flag("include_initial"))
      return try call.storing(in: call.arrayTarget()) {
        try array.cumulativelyCombined(
          by: op, axis: axis, dtype: call.dtype("dtype"), includeInitial: isLonger, onto: $0)
      }
    }
  }

  private static func trace(of owner: Builtin.Owner) -> Builtin {
    Builtin(
      owner, "trace(a, offset=0, axis1=0, axis2=1, dtype=None, out=None)", "The sum along the diagonal of two axes."
    ) { call in
      let array = try call.array("a")
      let (offset, axis1, axis2) = (try call.integer("offset"), try call.integer("axis1"), try call.integer("axis2"))
      return try call.storing(in: call.arrayTarget()) {
        try array.traced(offset: offset, axis1: axis1, axis2: axis2, dtype: call.dtype("dtype"), onto: $0)
      }
    }
  }
}

extension Call {
  /// The argument as an operand, or nil if it is None.
  func givenOperand(_ name: String) throws -> (any ArrayOperand)? { try given(name).map(evaluator.requiredOperand) }

  /// NumPy's texts tell apart names that it knows the first letter of.
  fileprivate func convolutionMode(_ name: String) throws -> ConvolutionMode {
    switch self[name] {
    case .string(let text):
      if let mode = ConvolutionMode(rawValue: text) { return mode }
      if let first = text.first, "vsfVSF".contains(first) {
        throw ArrayError.value("Use one of 'valid', 'same', or 'full' for convolve/correlate mode")
      }
      throw ArrayError.value("mode must be one of 'valid', 'same', or 'full' (got '\(text)')")
    case .integer(let number):
      guard (0...2).contains(number) else {
        throw ArrayError.value("integer convolve/correlate mode must be 0, 1, or 2")
      }
      return ConvolutionMode.allCases[Int(number)]
    default: throw PythonError("convolve/correlate mode not understood")
    }
  }
}

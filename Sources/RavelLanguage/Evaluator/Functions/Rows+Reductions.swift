import Ravel

extension FunctionTable {
  /// `amax` and `amin` are functions of their own in NumPy: messages have their names.
  static let reductionRows =
    ReductionFunction.allCases.map { reduction($0, of: .numpy) }
    + ["amax", "amin"].compactMap { name in ReductionFunction(name: name).map { reduction($0, of: .numpy, named: name) }
    }
  static let reductionMethodRows = ReductionFunction.allCases.filter(\.isMethod).map { reduction($0, of: .ndarray) }

  private static func reduction(
    _ function: ReductionFunction, of owner: Builtin.Owner, named name: String? = nil
  ) -> Builtin {
    let parameters = parameters(function, of: owner)
    return Builtin(owner, "\(name ?? function.rawValue)(\(parameters))", function.doc) { call in
      let target = function.takesTarget ? try call.arrayTarget() : nil
      var keywords = ReductionKeywords(keepDims: try call.givenFlag("keepdims"))
      let axes = try call.reducedAxes("axis")
      if function.hasDType { keywords.dtype = try call.dtype("dtype") }
      if function.takesInitial { keywords.initial = try call.initial(function, axes, keepDims: keywords.keepDims) }
      if function.takesCondition { keywords.condition = try call.condition("where") }
      if function.takesDegrees {
        keywords.ddof = try call.degrees()
        if call.isGiven("mean") { keywords.mean = try call.given("mean").map(call.evaluator.requiredOperand) }
      }
      let array = try call.array("a")
      return try call.storing(in: target) { try array.reduced(function, axes: axes, keywords, onto: $0) }
    }
  }

  /// As `inspect.signature` has them. NumPy's functions tell what was not given from what has its usual value; its
  /// methods do so for `initial` alone.
  private static func parameters(_ function: ReductionFunction, of owner: Builtin.Owner) -> String {
    func value(_ usual: String) -> String { owner == .ndarray ? usual : Call.noValue }
    var parts = ["a", "axis=None"]
    if function.hasDType { parts.append("dtype=None") }
    if function.takesTarget { parts.append("out=None") } else { parts.append("*") }
    if function.takesDegrees { parts.append("ddof=0") }
    parts.append("keepdims=" + (function.takesTarget ? value("False") : "False"))
    if function.takesInitial {
      parts.append("initial=\(Call.noValue)")
    } else if function.takesCondition {
      parts.append("*")
    }
    if function.takesCondition { parts.append("where=" + value("True")) }
    if function.takesDegrees { parts.append("mean=" + value("None")) }
    if function.takesDegrees, owner == .numpy { parts.append("correction=\(Call.noValue)") }
    return parts.joined(separator: ", ")
  }
}

extension ReductionFunction {
  /// What `ravel ops` says of it.
  fileprivate var doc: String {
    let what =
      switch plain {
      case .sum: "The sum"
      case .prod: "The product"
      case .max: "The largest"
      case .min: "The smallest"
      case .any: "Whether any is non-zero"
      case .all: "Whether all are non-zero"
      case .mean: "The mean"
      case .var: "The mean squared distance from the mean"
      case .std: "The root of the mean squared distance from the mean"
      case .ptp: "The largest less the smallest"
      default: "How many are non-zero"
      }
    let rest = self == .any || self == .all || self == .countNonzero ? ", of" : " of"
    return "\(what)\(rest) the elements along an axis, several, or all\(ignoresNaN ? ", NaNs left out" : "")."
  }
}

extension Call {
  /// A flag that is off if it is not given.
  func givenFlag(_ name: String) throws -> Bool { isGiven(name) ? try flag(name) : false }

  /// The array that the argument `out` is: of functions that are no ufuncs, no tuple of one.
  /// - Parameter text: what NumPy says of anything else.
  func arrayTarget(orElse text: String = "return arrays must be of ArrayType") throws -> ArrayObject? {
    guard let out = given("out") else { return nil }
    guard case .array(let object) = out else { throw PythonError(text) }
    return object
  }

  /// One integer or a tuple of them; nil for None.
  func reducedAxes(_ name: String) throws -> [Int]? {
    switch self[name] {
    case .list, .float: throw PythonError("'\(self[name].typeName)' object cannot be interpreted as an integer")
    default: return try axes(name)
    }
  }

  /// What a reduction starts from. None is the first element, which there must be.
  func initial(_ function: ReductionFunction, _ axes: [Int]?, keepDims: Bool) throws -> (any ArrayOperand)? {
    try initial(function.combination.rawValue, axes, keepDims: keepDims, of: "a")
  }

  /// As above, for the ufunc of that name.
  func initial(
    _ ufunc: String, _ axes: [Int]?, keepDims: Bool, of parameter: String
  ) throws -> (any ArrayOperand)? {
    if !isGiven("initial") { return nil }
    if case .none = self["initial"] {
      let array = try array(parameter)
      if array.size == 0, try array.reduced(.any, axes: axes, keepDims: keepDims).size > 0 {
        throw ArrayError.zeroSizeReduction(ufunc)
      }
      return nil
    }
    return try operand("initial")
  }

  /// `ddof`, or `correction`.
  fileprivate func degrees() throws -> Double {
    func number(_ name: String) throws -> Double { try evaluator.float(self[name], "must be real number") }
    let ddof = try number("ddof")
    guard signature.has("correction"), isGiven("correction") else { return ddof }
    if ddof != 0 { throw ArrayError.value("ddof and correction can't be provided simultaneously.") }
    return try number("correction")
  }
}

import RavelIR
import RavelOps

/// What elements along axes are reduced to, by NumPy's names. Those that begin with `nan` take no notice of NaNs; of
/// integers and bools they are the functions without it.
public enum ReductionFunction: String, CaseIterable, Hashable, Sendable {
  case sum, prod, max, min, any, all, mean, `var`, std, ptp
  case countNonzero = "count_nonzero"
  case nansum, nanprod, nanmax, nanmin, nanmean, nanvar, nanstd

  /// The reduction of that name; `amax` and `amin` are max and min.
  public init?(name: String) {
    let names = ["amax": "max", "amin": "min"]
    self.init(rawValue: names[name] ?? name)
  }

  /// Whether it leaves NaNs out.
  public var ignoresNaN: Bool { rawValue.hasPrefix("nan") }

  /// What it is of elements among which there is no NaN.
  public var plain: ReductionFunction { ignoresNaN ? Self(rawValue: String(rawValue.dropFirst(3)))! : self }

  /// Whether it is a mean, or is made of means.
  var isMoment: Bool { plain == .mean || takesDegrees }

  /// Whether NumPy's function takes a `dtype`.
  public var hasDType: Bool { plain == .sum || plain == .prod || isMoment }

  /// Whether NumPy's function takes an `initial` value.
  public var takesInitial: Bool { [.sum, .prod, .max, .min].contains(plain) }

  /// Whether NumPy's function takes a condition, `where`.
  public var takesCondition: Bool { self != .ptp && self != .countNonzero }

  /// Whether NumPy's function takes `ddof` and a known `mean`.
  public var takesDegrees: Bool { plain == .var || plain == .std }

  /// Whether NumPy's function stores its result in an array, `out`.
  public var takesTarget: Bool { self != .countNonzero }

  /// Whether NumPy's arrays have a method of that name.
  public var isMethod: Bool { !ignoresNaN && takesCondition }

  /// The operation that combines elements.
  public var combination: Op {
    switch self {
    case .sum, .mean, .var, .std, .ptp, .countNonzero, .nansum, .nanmean, .nanvar, .nanstd: .add
    case .prod, .nanprod: .multiply
    case .max: .maximum
    case .min: .minimum
    case .nanmax: .fmax
    case .nanmin: .fmin
    case .any: .logicalOr
    case .all: .logicalAnd
    }
  }
}

/// The keywords of NumPy's reductions, `axis` and `out` apart. A function of NumPy takes some of them, as
/// `ReductionFunction` says.
public struct ReductionKeywords: Sendable {
  /// Whether the axes stay, with one index.
  public var keepDims: Bool
  /// What is accumulated in, and the result's dtype.
  public var dtype: DType?
  /// A scalar to start from.
  public var initial: (any ArrayOperand)?
  /// NumPy's `where`: which elements take part, bools that are broadcast to the array; nil for all of them.
  public var condition: (any ArrayOperand)?
  /// What is taken off the number of elements that squares are divided by; NumPy's `correction` is another name of it.
  public var ddof: Double
  /// The mean, where it is known: an array with the reduced axes kept.
  public var mean: (any ArrayOperand)?

  public init(
    keepDims: Bool = false, dtype: DType? = nil, initial: (any ArrayOperand)? = nil,
    where condition: (any ArrayOperand)? = nil, ddof: Double = 0, mean: (any ArrayOperand)? = nil
  ) {
    (self.keepDims, self.dtype, self.initial) = (keepDims, dtype, initial)
    (self.condition, self.ddof, self.mean) = (condition, ddof, mean)
  }

  /// NumPy's name of a keyword that was given and that the function does not take.
  fileprivate func surplus(for function: ReductionFunction) -> String? {
    if dtype != nil, !function.hasDType { return "dtype" }
    if initial != nil, !function.takesInitial { return "initial" }
    if condition != nil, !function.takesCondition { return "where" }
    if mean != nil || ddof != 0, !function.takesDegrees { return mean == nil ? "ddof" : "mean" }
    return nil
  }
}

extension NDArray {
  /// Combines elements along axes, all of them for nil.
  /// - Shape:  without the axes, or with 1 there if `keepDims`.
  /// - DType:  sums and products of bools and integers give int64 or uint64, means, variances and deviations of them
  ///   float64, and of complex numbers these two are floats; `any` and `all` give bool, `count_nonzero` int64;
  ///   otherwise the array's, or `dtype`, in which it is then computed. A target's dtype is the result's, and counts as
  ///   an operand's.
  /// - Order:  NumPy's, which follows how the elements lie; see `designs/numerics.md`. Under a condition, sums of floats
  ///   may differ from NumPy's in their last bits.
  /// - Throws: `ArrayError.axisOutOfBounds`, `.duplicateAxis`, `.zeroSizeReduction` for the maximum or minimum of
  ///   nothing; `.type` for a keyword that NumPy's function does not take; as `reduced(by:)`.
  public func reduced(
    _ function: ReductionFunction, axes: [Int]? = nil, _ keywords: ReductionKeywords, onto target: NDArray? = nil
  ) throws(ArrayError) -> NDArray {
    if let name = keywords.surplus(for: function) ?? (target != nil && !function.takesTarget ? "out" : nil) {
      throw .type("\(function.rawValue)() got an unexpected keyword argument '\(name)'")
    }
    let skipsNaN = function.ignoresNaN && dtype.kind >= .float
    switch function.plain {
    case .sum, .prod:
      let source = skipsNaN ? try replacingNaN(by: function.plain == .sum ? 0 : 1) : self
      return try source.combined(by: function.combination, axes, keywords, onto: target)
    case .mean: return try skipsNaN ? nanMean(axes, keywords, onto: target) : mean(axes, keywords, onto: target)
    case .var: return try skipsNaN ? nanVariance(axes, keywords, onto: target) : variance(axes, keywords, onto: target)
    case .std:
      let variance = try reduced(function.ignoresNaN ? .nanvar : .var, axes: axes, keywords, onto: target)
      return try variance.deviation(onto: target)
    case .ptp:
      let (high, low) = (
        try combined(by: .maximum, axes, keywords, onto: target), try combined(by: .minimum, axes, keywords)
      )
      return try Self.applying(.subtract, [high, low], UfuncKeywords(), onto: target)
    case .countNonzero: return try cast(to: .bool).combined(by: .add, axes, keywords)
    default: return try combined(by: function.combination, axes, keywords, onto: target)
    }
  }

  /// As above, with the keywords that most ask for.
  public func reduced(
    _ function: ReductionFunction, axes: [Int]? = nil, keepDims: Bool = false, dtype: DType? = nil
  ) throws(ArrayError) -> NDArray {
    try reduced(function, axes: axes, ReductionKeywords(keepDims: keepDims, dtype: dtype))
  }

  /// `reduced(by:)` with those keywords.
  func combined(
    by op: Op, _ axes: [Int]?, _ keywords: ReductionKeywords, onto target: NDArray? = nil
  ) throws(ArrayError) -> NDArray {
    try reduced(
      by: op, axes: axes, keepDims: keywords.keepDims, dtype: keywords.dtype, initial: keywords.initial,
      where: keywords.condition, onto: target)
  }
}

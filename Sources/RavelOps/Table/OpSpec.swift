import RavelCore

/// All that is known of an operation: adding one is writing this row.
public struct OpSpec: Sendable {
  /// Dtypes that the operation is defined on, in NumPy's order of search.
  public var loops: [UfuncLoop]
  public var doc: String
  /// What it computes from real operands, which have the loop's dtypes: float32 where the loop has float16.
  public var real: (@Sendable ([Scalar]) -> Scalar)?
  /// What it computes from float16 operands as such, where float32's arithmetic would give something else.
  public var half: (@Sendable ([Scalar]) -> Scalar)?
  /// What it computes where an operand of the loop is complex.
  public var complex: (@Sendable ([ComplexScalar]) -> ScalarValue)?
  /// What it computes from real operands if the result is complex.
  public var composed: (@Sendable ([Scalar]) -> ComplexScalar)?
  public var traits: OpTraits = []
  /// What a reduction by this operation starts from; nil for its first operand, and then it goes along one axis only.
  public var reduction: ReductionRule?
  public var accuracy: Accuracy = .exact
  /// Of complex operands. The unit is that of the result's larger part; a power's error grows with its logarithm, too.
  public var complexAccuracy: Accuracy = .exact
  /// NumPy's ufunc of several results, of which this is one.
  public var part: ResultPart?
  /// Parameter names, as NumPy's documentation has them.
  public var parameters: [String]?

  public init(
    _ loops: [UfuncLoop], _ doc: String, real: (@Sendable ([Scalar]) -> Scalar)? = nil,
    complex: (@Sendable ([ComplexScalar]) -> ScalarValue)? = nil,
    composed: (@Sendable ([Scalar]) -> ComplexScalar)? = nil, traits: OpTraits = [],
    reduction: ReductionRule? = nil, half: (@Sendable ([Scalar]) -> Scalar)? = nil, part: ResultPart? = nil,
    accuracy: Accuracy = .exact, complexAccuracy: Accuracy = .exact
  ) {
    self.loops = loops
    self.doc = doc
    self.real = real
    self.complex = complex
    self.composed = composed
    self.traits = traits
    self.reduction = reduction
    self.half = half
    self.part = part
    self.accuracy = accuracy
    self.complexAccuracy = complexAccuracy
  }

  public var arity: Int { loops[0].inputs.count }

  /// Whether its operands are of different kinds, the condition of a choice apart.
  var takesKindsApart: Bool {
    !traits.contains(.condition) && loops[0].inputs.contains { $0.kind != loops[0].inputs[0].kind }
  }
}

/// One of the results of a ufunc that has several: an operation for each, which kernels compute together.
public struct ResultPart: Hashable, Sendable {
  public var ufunc: String
  /// From 0.
  public var number: Int

  public init(_ ufunc: String, _ number: Int) { (self.ufunc, self.number) = (ufunc, number) }
}

/// Operand and result dtypes of one of a ufunc's inner loops.
public struct UfuncLoop: Hashable, Sendable {
  public var inputs: [DType]
  public var output: DType

  public init(_ inputs: [DType], _ output: DType) {
    self.inputs = inputs
    self.output = output
  }
}

public struct OpTraits: OptionSet, Sendable {
  public let rawValue: Int
  public init(rawValue: Int) { self.rawValue = rawValue }
  /// Swapping the two operands changes nothing.
  public static let commutative = OpTraits(rawValue: 1)
  /// A constant operand is worth a kernel of its own: an integer division by a constant is a multiplication.
  public static let specializesOnConstants = OpTraits(rawValue: 2)
  /// So many instructions that computing a value once and keeping it beats computing it twice.
  public static let costly = OpTraits(rawValue: 4)
  /// Not a ufunc in NumPy, though a function of elements: no `types`, and its operands are promoted by `result_type`.
  public static let function = OpTraits(rawValue: 8)
  /// The first operand is a condition: made a bool, and left out of promotion.
  public static let condition = OpTraits(rawValue: 16)
  /// A ufunc of scipy.special. Of its loops an exact one is taken first.
  public static let special = OpTraits(rawValue: 32)
  /// Promotes its operands before it searches for a loop: bools have none, and NumPy's error names Python's classes.
  public static let promotesFirst = OpTraits(rawValue: 64)
  /// No function of NumPy's, but what some are made of.
  public static let unnamed = OpTraits(rawValue: 128)
}

/// How far a result may be from the true value.
public enum Accuracy: Hashable, Sendable {
  /// NumPy's bits.
  case exact
  /// At most that many units in the last place from the true value. (In float64 the unit of `logaddexp`, `logaddexp2` and
  /// `gammaln` below -2 has a least size, for there they have zeros at irrational places.)
  case ulps(Double)
}

/// What a reduction by an operation starts from and fills up with.
public enum ReductionRule: Hashable, Sendable {
  /// From that number, which is also the result over nothing, and which changes no other.
  case identity(Int)
  /// From that number, which is also the result over nothing; combining with it may change another, though: the hypot
  /// of 0 and -1 is 1.
  case start(Int)
  /// From minus infinity, which is also the result over nothing.
  case infimum
  /// From the least value of the dtype; nothing to reduce is an error.
  case fromLeast
  /// From the greatest value of the dtype; nothing to reduce is an error.
  case fromGreatest
  /// From NaN, which a comparison of floats passes over, or from the least value of the dtype; nothing to reduce is an
  /// error.
  case fromNaNOrLeast
  /// As `fromNaNOrLeast`, with the greatest value.
  case fromNaNOrGreatest

  /// Whether what it starts from is also the result over nothing.
  public var hasIdentity: Bool {
    switch self {
    case .identity, .start, .infimum: true
    case .fromLeast, .fromGreatest, .fromNaNOrLeast, .fromNaNOrGreatest: false
    }
  }

  /// The constant that a reduction in a real or complex dtype starts from, a component each.
  public func initial(_ dtype: DType) -> [Constant] {
    let part = dtype.component
    switch self {
    case .identity(let value), .start(let value):
      return dtype.isComplex ? [Constant(value, part), Constant(0, part)] : [Constant(value, part)]
    case .fromNaNOrLeast where part.isFloat, .fromNaNOrGreatest where part.isFloat:
      return Array(repeating: Constant(Double.nan, part), count: dtype.componentCount)
    case .fromLeast, .fromNaNOrLeast, .infimum:
      return Array(repeating: Self.extreme(part, least: true), count: dtype.componentCount)
    case .fromGreatest, .fromNaNOrGreatest:
      return Array(repeating: Self.extreme(part, least: false), count: dtype.componentCount)
    }
  }

  /// A value that changes no other by combining with it, to the bit: -0.0 for a floating sum, else the initial value;
  /// nil if there is none.
  public func neutral(_ dtype: DType) -> [Constant]? {
    if case .start = self { return nil }
    let isSum = self == .identity(0) && dtype.kind >= .float
    return isSum ? Array(repeating: Constant(-0.0, dtype.component), count: dtype.componentCount) : initial(dtype)
  }

  private static func extreme(_ dtype: DType, least: Bool) -> Constant {
    switch dtype.kind {
    case .bool: return Constant(least ? 0 : 1, dtype)
    case .unsigned: return Constant(dtype: dtype, bits: least ? 0 : .max)
    case .signed:
      let top: UInt64 = 1 << UInt64(dtype.bitWidth - 1)
      return Constant(dtype: dtype, bits: least ? top : top - 1)
    case .float, .complex: return Constant(least ? -Double.infinity : Double.infinity, dtype)
    }
  }
}

import RavelIR
import RavelOps

/// What elements along axes are reduced to, by NumPy's names.
public enum ReductionFunction: String, CaseIterable, Hashable, Sendable {
  case sum, prod, max, min, any, all, mean

  /// The reduction of that name; `amax` and `amin` are max and min.
  public init?(name: String) {
    let names = ["amax": "max", "amin": "min"]
    self.init(rawValue: names[name] ?? name)
  }

  /// Whether NumPy's function takes a `dtype`.
  public var hasDType: Bool { self == .sum || self == .prod || self == .mean }

  /// Whether NumPy's function takes an `initial` value.
  public var takesInitial: Bool { self == .sum || self == .prod || self == .max || self == .min }

  /// The operation that combines elements.
  var op: Op {
    switch self {
    case .sum, .mean: .add
    case .prod: .multiply
    case .max: .maximum
    case .min: .minimum
    case .any: .logicalOr
    case .all: .logicalAnd
    }
  }

  /// The dtype that elements of that dtype are cast to first: sums and products of small integers grow to 64 bits,
  /// means are taken of floats.
  func accumulator(_ dtype: DType) -> DType {
    switch self {
    case .max, .min: dtype
    case .any, .all: .bool
    case .sum, .prod:
      switch dtype.kind {
      case .bool, .signed: .int64
      case .unsigned: .uint64
      case .float, .complex: dtype
      }
    case .mean: dtype.kind < .float ? .float64 : dtype == .float16 ? .float32 : dtype
    }
  }
}

extension NDArray {
  /// Combines elements along axes, all of them for nil.
  /// - Shape:  without the axes, or with 1 there if `keepDims`.
  /// - DType:  sums and products of bools and integers give int64 or uint64, means of them float64; `any` and `all`
  ///   give bool; otherwise the array's, or `dtype`, in which it is then computed.
  /// - Order:  NumPy's, which follows how the elements lie; see `designs/numerics.md`.
  /// - Throws: `ArrayError.axisOutOfBounds`, `.duplicateAxis`, `.zeroSizeReduction` for the maximum or minimum of
  ///   nothing; `.type` for a `dtype` where NumPy takes none.
  public func reduced(
    _ reduction: ReductionFunction, axes: [Int]? = nil, keepDims: Bool = false, dtype: DType? = nil
  ) throws(ArrayError) -> NDArray {
    if dtype != nil && !reduction.hasDType {
      throw .type("\(reduction.rawValue)() got an unexpected keyword argument 'dtype'")
    }
    let accumulator = dtype ?? reduction.accumulator(self.dtype)
    let combined = NDArray(
      try input.reduced(
        reduction.op, axes: axes, keepDims: keepDims, casting: accumulator == self.dtype ? nil : accumulator))
    guard reduction == .mean else { return combined }
    let count = try normalizedAxes(axes, rank: ndim).reduce(1) { $0 * shape[$1] }
    return try combined.mean(of: Int64(count), roundingTo: dtype == nil && self.dtype == .float16 ? .float16 : nil)
  }

  /// As `reduced`, from a value that is there before the elements: an empty maximum is then that value.
  /// - Throws: as `reduced`, and NumPy's errors for a scalar that the result's dtype can't hold.
  public func reduced(
    _ reduction: ReductionFunction, axes: [Int]? = nil, keepDims: Bool = false, dtype: DType? = nil,
    initial: (any ArrayOperand)?
  ) throws(ArrayError) -> NDArray {
    guard let initial, reduction.takesInitial else {
      return try reduced(reduction, axes: axes, keepDims: keepDims, dtype: dtype)
    }
    guard initial.operand.shape.isEmpty else { throw .value("Input object to FillWithScalar is not a scalar") }
    return try reduced(by: reduction.op, axes: axes, keepDims: keepDims, dtype: dtype, initial: initial)
  }

  /// A sum divided by how many it is of: in float64, as NumPy divides by its int64, then rounded to the sum's dtype.
  ///
  /// A float16 is rounded once more, where NumPy's sum is an array; from a sum that is a scalar it is rounded at once.
  /// - Source: numpy/_core/_methods.py, `_mean`.
  private func mean(of count: Int64, roundingTo narrow: DType?) throws(ArrayError) -> NDArray {
    let quotient = try Self.applying(.divide, [self, count])
    if let narrow, shape.isEmpty { return try quotient.cast(to: narrow) }
    return try quotient.cast(to: dtype).cast(to: narrow ?? dtype)
  }
}

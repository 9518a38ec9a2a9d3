import RavelIR
import RavelOps

// Means and mean squares, by the steps that NumPy goes, so that each rounding is one of NumPy's.
// Source: numpy/_core/_methods.py; of those without NaNs, numpy/lib/_nanfunctions_impl.py.

extension NDArray {
  /// Sums by how many elements they are of. float16 is summed in float32.
  func mean(
    _ axes: [Int]?, _ keywords: ReductionKeywords, onto target: NDArray?
  ) throws(ArrayError) -> NDArray {
    let count = try self.count(axes, keywords)
    var wide = keywords
    if wide.dtype == nil { wide.dtype = dtype.kind < .float ? .float64 : dtype == .float16 ? .float32 : nil }
    let sum = try combined(by: .add, axes, wide, onto: target)
    guard keywords.dtype == nil, target == nil, dtype == .float16 else { return try sum.divided(by: count) }
    // An array is rounded twice; a scalar's quotient, which is a float64, once.
    if sum.shape.isEmpty { return try Self.applying(.divide, [sum, count]).cast(to: .float16) }
    return try sum.divided(by: count).cast(to: .float16)
  }

  /// The sums of squared distances from the mean, by the number of elements less `ddof`, or by 0 if that is less.
  func variance(
    _ axes: [Int]?, _ keywords: ReductionKeywords, onto target: NDArray?
  ) throws(ArrayError) -> NDArray {
    let count = try self.count(axes, keywords)
    var wide = keywords
    if wide.dtype == nil, dtype.kind < .float { wide.dtype = .float64 }
    let center: any ArrayOperand
    if let mean = keywords.mean {
      center = mean
    } else {
      let sum = try combined(by: .add, axes, wide.keepingDims)
      let counts = NDArray(try count.operand.converted(to: nil))
      center = try sum.divided(by: counts.ndim == 0 ? count : counts.reshaped(to: sum.shape))
    }
    let squares = try Self.applying(.subtract, [self, center]).squared(of: dtype)
    let sum = try squares.combined(by: .add, axes, wide, onto: target)
    return try sum.divided(by: degrees(of: count, keywords.ddof))
  }

  /// Each element's square; of complex ones, the sum of the parts' squares.
  /// - Parameter dtype: what the distances were taken of: of reals from a complex mean NumPy takes complex squares.
  private func squared(of dtype: DType) throws(ArrayError) -> NDArray {
    guard self.dtype.isComplex, dtype.isComplex || dtype == .bool else { return try Self.applying(.square, [self]) }
    let parts = try [Op.real, .imag].map { part throws(ArrayError) in
      try Self.applying(.square, [Self.applying(part, [self])])
    }
    return try Self.applying(.add, parts)
  }

  /// The root of variances, in their dtype.
  func deviation(onto target: NDArray?) throws(ArrayError) -> NDArray {
    // NumPy casts scalars as it is asked to, and is careful with arrays.
    if shape.isEmpty, target == nil { return try Self.applying(.sqrt, [self]).cast(to: dtype) }
    return try Self.applying(.sqrt, [self], UfuncKeywords(), onto: target ?? (dtype.kind < .float ? self : nil))
  }

  /// How many elements each of the result's is of: one number, or an array under a condition.
  private func count(_ axes: [Int]?, _ keywords: ReductionKeywords) throws(ArrayError) -> any ArrayOperand {
    if let condition = keywords.condition {
      let mask = NDArray(try condition.operand.converted(to: nil))
      return try mask.broadcasted(to: shape).reduced(by: .add, axes: axes, keepDims: keywords.keepDims, dtype: .int64)
    }
    guard let axes else { return Int64(size) }
    var count = 1
    for axis in axes { count *= shape[try normalizedAxis(axis, rank: ndim)] }
    return Int64(count)
  }

  /// What squares are divided by.
  private func degrees(of count: any ArrayOperand, _ ddof: Double) throws(ArrayError) -> any ArrayOperand {
    if let count = count as? Int64 {
      let rest = Double(count) - ddof
      return NDArray(Constant(rest < 0 ? 0 : rest, .float64))
    }
    return try Self.applying(.maximum, [Self.applying(.subtract, [count, ddof]), 0])
  }

  /// Quotients in the sums' dtype, and where the sums are to be. NumPy divides in float64, or complex128: its counts are
  /// int64.
  func divided(by count: any ArrayOperand) throws(ArrayError) -> NDArray {
    try Self.applying(.divide, [self, count]).filling(self)
  }

  /// The elements in the other's dtype, where the other's lie: what NumPy stores in place of those. Unlike
  /// `stored(like:)`, this keeps the strides of axes of one index, which decide how further results lie.
  fileprivate func filling(_ other: NDArray) -> NDArray {
    let (elements, layout) = (expression.cast(to: other.dtype), other.expression.layout)
    return NDArray(
      elements.layout == layout ? elements : Expression(.copy, [elements], dtype: elements.dtype, layout: layout))
  }
}

extension ReductionKeywords {
  fileprivate var keepingDims: ReductionKeywords {
    ReductionKeywords(keepDims: true, dtype: dtype, where: condition)
  }
}

// MARK: Without NaNs

extension NDArray {
  /// A copy with a number in place of each NaN.
  func replacingNaN(by value: Double) throws(ArrayError) -> NDArray {
    if dtype.kind < .float { return self }
    let filled = try Self.applying(.where, [Self.applying(.isnan, [self]), NDArray(Constant(value, dtype)), self])
    return NDArray(filled.expression.stored(like: self))
  }

  /// The sums of what is no NaN, by how many elements that are. Unlike in `mean`, float16 is summed in float16.
  func nanMean(
    _ axes: [Int]?, _ keywords: ReductionKeywords, onto target: NDArray?
  ) throws(ArrayError) -> NDArray {
    try checkInexact(keywords, target)
    let count = try numbers(axes, keywords)
    return try replacingNaN(by: 0).combined(by: .add, axes, keywords, onto: target).divided(by: count)
  }

  /// The sums of squared distances of what is no NaN from its mean, by how many they are less `ddof`; NaN where that is
  /// not positive. The steps are not those of `variance`: complex distances are multiplied by their conjugates.
  func nanVariance(
    _ axes: [Int]?, _ keywords: ReductionKeywords, onto target: NDArray?
  ) throws(ArrayError) -> NDArray {
    try checkInexact(keywords, target)
    let kept = keywords.keepingDims
    var count = try numbers(axes, kept)
    let center: any ArrayOperand
    if let mean = keywords.mean {
      center = mean
    } else {
      center = try replacingNaN(by: 0).combined(by: .add, axes, kept).divided(by: count)
    }
    // NumPy works on in the copy that has no NaNs.
    let copy = try replacingNaN(by: 0)
    let distances = try Self.applying(.subtract, [copy, center]).filling(copy)
    let zero = NDArray(Constant(0, dtype))
    let numbers = try Self.applying(.where, [Self.applying(.isnan, [self]), zero, distances]).filling(copy)
    var squares = numbers
    if dtype.isComplex {
      squares = try Self.applying(.multiply, [numbers, Self.applying(.conjugate, [numbers])])
      squares = try Self.applying(.real, [squares])
    } else {
      squares = try Self.applying(.multiply, [numbers, numbers])
    }
    let sum = try squares.combined(by: .add, axes, keywords, onto: target)
    if sum.ndim < count.ndim { count = try count.squeezed(axes) }
    let degrees = try Self.applying(.subtract, [count, keywords.ddof])
    let variance = try sum.divided(by: degrees)
    let nan = NDArray(Constant(Double.nan, variance.dtype))
    let result = try Self.applying(.where, [Self.applying(.lessEqual, [degrees, 0]), nan, variance])
    return result.filling(variance)
  }

  /// How many elements that are no NaN each of the result's is of.
  func numbers(_ axes: [Int]?, _ keywords: ReductionKeywords) throws(ArrayError) -> NDArray {
    try Self.applying(.logicalNot, [Self.applying(.isnan, [self])]).reduced(
      by: .add, axes: axes, keepDims: keywords.keepDims, dtype: .int64, where: keywords.condition)
  }

  private func checkInexact(_ keywords: ReductionKeywords, _ target: NDArray?) throws(ArrayError) {
    if let dtype = keywords.dtype, dtype.kind < .float {
      throw .type("If a is inexact, then dtype must be inexact")
    }
    if let target, target.dtype.kind < .float { throw .type("If a is inexact, then out must be inexact") }
  }
}

import RavelIR
import RavelOps

/// Which sums of products of shifted sequences there are, by NumPy's names.
public enum ConvolutionMode: String, CaseIterable, Sendable {
  /// Those in which the shorter sequence lies within the longer one.
  case valid
  /// As many as the longer sequence has elements, around the middle.
  case same
  /// All in which they meet.
  case full
}

extension NDArray {
  /// The convolution of two sequences.
  /// - Shape:  one axis: of `full` the sum of the lengths less 1, of `same` the greater length, of `valid` their
  ///   difference and 1.
  /// - DType:  what the two promote to; integers wrap, and of bools it is `or` of `and`.
  /// - Order:  one product after another for few, else pairwise; NumPy's is a library's.
  /// - Throws: `ArrayError.value` with NumPy's texts for empty arrays and those of several axes.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.convolve.html
  public static func convolution(
    _ a: any ArrayOperand, _ v: any ArrayOperand, mode: ConvolutionMode = .full
  ) throws(ArrayError) -> NDArray {
    var (a, v) = (try sequence(a), try sequence(v))
    for (array, name) in [(a, "a"), (v, "v")] where array.shape[0] == 0 { throw .value("\(name) cannot be empty") }
    for array in [a, v] where array.ndim > 1 { throw .value("object too deep for desired array") }
    if v.size > a.size { swap(&a, &v) }
    return try correlation(ofLonger: a, v.flipped(), mode)
  }

  /// The cross-correlation of two sequences: sums of products with the second one's conjugates.
  /// - SeeAlso: `convolution(_:_:mode:)`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.correlate.html
  public static func correlation(
    _ a: any ArrayOperand, _ v: any ArrayOperand, mode: ConvolutionMode = .valid
  ) throws(ArrayError) -> NDArray {
    let (a, v) = (NDArray(try a.operand.converted(to: nil)), NDArray(try v.operand.converted(to: nil)))
    for array in [a, v] where array.ndim != 1 {
      throw .value("object \(array.ndim == 0 ? "of too small depth" : "too deep") for desired array")
    }
    for (array, name) in [(a, "first"), (v, "second")] where array.size == 0 {
      throw .value("\(name) array argument cannot be empty")
    }
    let conjugates = v.dtype.isComplex ? try applying(.conjugate, [v]) : v
    if v.size > a.size { return try correlation(ofLonger: conjugates, a, mode).flipped().copied() }
    return try correlation(ofLonger: a, conjugates, mode)
  }

  private static func sequence(_ x: any ArrayOperand) throws(ArrayError) -> NDArray {
    let array = NDArray(try x.operand.converted(to: nil))
    return array.ndim == 0 ? try array.reshaped(to: [1]) : array
  }

  /// Sums of products of a sequence with a shorter one beside it. Where that reaches beyond an end, products that are
  /// not there are masked: an infinite element is not to be multiplied by the zeros that would stand there.
  private static func correlation(
    ofLonger a: NDArray, _ v: NDArray, _ mode: ConvolutionMode
  ) throws(ArrayError) -> NDArray {
    let dtype = promoteTypes(a.dtype, v.dtype)
    // NumPy sums products of float16 in float32.
    let wide: DType = dtype == .float16 ? .float32 : dtype
    let (a, v) = (try a.cast(to: wide), try v.cast(to: wide))
    let taps = v.size
    let left =
      switch mode {
      case .valid: 0
      case .same: taps / 2
      case .full: taps - 1
      }
    let right = mode == .valid ? 0 : mode == .same ? taps - 1 - left : taps - 1
    var parts = [try products(a, v, count: a.size - taps + 1)]
    if left > 0 {
      let padded = try a.part(0, from: 0, count: taps - 1).padded(to: left + taps - 1, from: left)
      parts.insert(try edge(padded, v, count: left, there: .greaterEqual, left), at: 0)
    }
    if right > 0 {
      let end = try a.part(0, from: a.size - taps + 1, count: taps - 1)
      let padded = try end.padded(to: right + taps - 1, from: 0)
      parts.append(try edge(padded, v, count: right, there: .less, taps - 1))
    }
    return try (parts.count == 1 ? parts[0] : .joined(parts, axis: 0)).cast(to: dtype)
  }

  /// Up to so many products are terms of one expression, in which all sums of a vector's width are made at once.
  private static let unrolledTaps = 32

  /// The sums of products with the windows that begin at each of the first elements.
  private static func products(_ a: NDArray, _ v: NDArray, count: Int) throws(ArrayError) -> NDArray {
    if v.size > unrolledTaps { return try applying(.multiply, [a.windows(count, v.size), v]).summedWindows() }
    var sum: NDArray?
    for tap in 0..<v.size {
      let term = try applying(
        .multiply, [a.part(0, from: tap, count: count), v.indexed(by: [.integer(tap)])])
      sum = try sum.map { sum throws(ArrayError) in try applying(.add, [sum, term]) } ?? term
    }
    return sum!
  }

  /// The sums of products with the first windows of what was filled up, in which the places count that compare so.
  private static func edge(
    _ padded: NDArray, _ v: NDArray, count: Int, there comparison: Op, _ border: Int
  ) throws(ArrayError) -> NDArray {
    let place = try applying(.add, [NDArray(.iota(count)).reshaped(to: [count, 1]), NDArray(.iota(v.size))])
    let products = try applying(.multiply, [padded.windows(count, v.size), v])
    let isThere = try applying(comparison, [place, border])
    return try applying(.where, [isThere, products, NDArray(Constant(0, v.dtype))]).summedWindows()
  }

  /// The elements from a place on, among zeros.
  private func padded(to count: Int, from start: Int) throws(ArrayError) -> NDArray {
    let place = AccessMap(slicing: [count], axis: 0, start: start, step: 1, count: size)
    return try NDArray.filled([count], with: 0, dtype: dtype).assigning(self, at: place)
  }

  /// Element [i, j] is the one at i + j.
  private func windows(_ count: Int, _ width: Int) throws(ArrayError) -> NDArray {
    try viewed(AccessMap(source: shape, shape: [count, width], offsets: [0], steps: [[1, 1]]))
  }

  private func summedWindows() throws(ArrayError) -> NDArray {
    try reduced(by: dtype == .bool ? .logicalOr : .add, axes: [1], dtype: dtype)
  }
}

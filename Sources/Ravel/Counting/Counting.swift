import RavelIR
import RavelRuntime

extension NDArray {
  /// How often each whole number stands among the elements, or the sums of the weights of those: NumPy's `bincount`. It
  /// computes at once.
  /// - Parameters:
  ///   - weights: one for each element.
  ///   - minLength: of the result; it is longer if an element asks for it.
  /// - Shape:  `(n)`, the greatest element and one, or `minLength`.
  /// - DType:  int64; float64 with weights, but of an array without elements.
  /// - Throws: `ArrayError.value` for negative elements or a negative `minLength`, or if an operand does not have one
  ///   axis, or the weights are not as many; `.cannotCast` for elements that are no integers and complex weights;
  ///   `.tooLarge`, `.outOfMemory`.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.bincount.html
  public func binCounts(weights: NDArray? = nil, minLength: Int = 0) throws(ArrayError) -> NDArray {
    try requireOneAxis()
    if !dtype.isInteger { try requireSafeCast(to: .int64) }
    if minLength < 0 { throw .value("'minlength' must not be negative") }
    let bins = try rowMajor(.int64)
    guard let greatest = bins.greatestBin else { throw .value("'list' argument must have no negative elements") }
    if size == 0 { return NDArray(Expression(try bins.binCounts(minLength))) }
    try weights?.requireSafeCast(to: .float64)
    try weights?.requireOneAxis()
    if let weights, weights.size != size { throw .value("The weights and list don't have the same length.") }
    let count = Swift.max(minLength, greatest == .max ? .max : greatest + 1)
    return NDArray(Expression(try bins.binCounts(count, weights: weights?.rowMajor(.float64))))
  }
}

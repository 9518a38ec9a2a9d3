import RavelIR
import RavelOps

// Exponentials of a row that are safe from overflow: the largest element is taken off first.

extension NDArray {
  /// e^x by its sum along axes: positive numbers that sum to 1.
  /// - Shape:  the operand's.
  /// - DType:  the operand's, float64 of integers and bools.
  /// - Order:  as `sum`.
  /// - Parameter axes: those to normalise along; all of them if nil.
  /// - Throws: as `reduced`.
  /// - Source: https://docs.scipy.org/doc/scipy/reference/generated/scipy.special.softmax.html
  public func softmaxed(axes: [Int]? = nil) throws -> NDArray {
    let shifted = try self.shifted(axes).0
    let exponentials = try Self.applying(.exp, [shifted])
    return try Self.applying(.divide, [exponentials, exponentials.reduced(.sum, axes: axes, keepDims: true)])
  }

  /// The logarithm of `softmaxed`, exact also where that is 0.
  /// - SeeAlso: `NDArray.softmaxed`, for shapes, dtypes and errors.
  /// - Source: https://docs.scipy.org/doc/scipy/reference/generated/scipy.special.log_softmax.html
  public func logSoftmaxed(axes: [Int]? = nil) throws -> NDArray {
    let shifted = try self.shifted(axes).0
    let sum = try Self.applying(.exp, [shifted]).reduced(.sum, axes: axes, keepDims: true)
    return try Self.applying(.subtract, [shifted, Self.applying(.log, [sum])])
  }

  /// The logarithm of the sum of e^x.
  /// - Shape:  the axes are gone, or of extent 1 with `keepDims`.
  /// - DType:  as `softmaxed`.
  /// - Parameters:
  ///   - axes: those to sum along; all of them if nil.
  ///   - weights: a factor for each exponential, broadcast; nil for 1.
  ///   - keepDims: whether the axes stay.
  /// - Throws: as `reduced`.
  /// - Source: https://docs.scipy.org/doc/scipy/reference/generated/scipy.special.logsumexp.html
  public func logOfSummedExponentials(
    axes: [Int]? = nil, weights: (any ArrayOperand)? = nil, keepDims: Bool = false
  ) throws -> NDArray {
    let (shifted, largest) = try self.shifted(axes)
    var terms = try Self.applying(.exp, [shifted])
    if let weights { terms = try Self.applying(.multiply, [weights, terms]) }
    let sum = try terms.reduced(.sum, axes: axes, keepDims: true)
    let result = try Self.applying(.add, [Self.applying(.log, [sum]), largest])
    return keepDims ? result : try result.squeezed(axes ?? Array(0..<ndim))
  }

  /// The elements less the largest along the axes, and that; of an infinite one, 0 in its place.
  private func shifted(_ axes: [Int]?) throws -> (NDArray, largest: NDArray) {
    let x = dtype.isFloat ? self : try cast(to: .float64)
    let maximum = try x.reduced(.max, axes: axes, keepDims: true)
    let largest = try Self.applying(.where, [Self.applying(.isfinite, [maximum]), maximum, 0])
    return (try Self.applying(.subtract, [x, largest]), largest)
  }
}

/// e^x by its sum along an axis, or over all: positive numbers that sum to 1.
/// - SeeAlso: `NDArray.softmaxed`, for shapes, dtypes and errors.
/// - Source: https://docs.scipy.org/doc/scipy/reference/generated/scipy.special.softmax.html
public func softmax(_ x: NDArray, axis: Int? = nil) -> NDArray {
  stopping { try x.softmaxed(axes: axis.map { [$0] }) }
}

/// The logarithm of `softmax`.
/// - SeeAlso: `NDArray.softmaxed`, for shapes, dtypes and errors.
/// - Source: https://docs.scipy.org/doc/scipy/reference/generated/scipy.special.log_softmax.html
public func logSoftmax(_ x: NDArray, axis: Int? = nil) -> NDArray {
  stopping { try x.logSoftmaxed(axes: axis.map { [$0] }) }
}

/// The logarithm of the sum of e^x along an axis, or over all.
/// - SeeAlso: `NDArray.logOfSummedExponentials`, for shapes, dtypes and errors.
/// - Source: https://docs.scipy.org/doc/scipy/reference/generated/scipy.special.logsumexp.html
public func logsumexp(
  _ x: NDArray, axis: Int? = nil, weights: (any ArrayOperand)? = nil, keepDims: Bool = false
) -> NDArray {
  stopping { try x.logOfSummedExponentials(axes: axis.map { [$0] }, weights: weights, keepDims: keepDims) }
}

import RavelIR
import RavelOps

/// A ufunc of NumPy, by NumPy's name in lowerCamelCase: `Ufunc.logicalAnd` is `np.logical_and`. Every row of the
/// operation table is one; those that are functions of elements but no ufuncs in NumPy (`Op.where`) take no keywords.
///
///     let total = Ufunc.add(x, y, where: x .> 0)
///     Ufunc.divide(x, y, out: &ratio, where: y .!= 0)
public typealias Ufunc = Op

// Each stops the process where NumPy raises; the building blocks named beside them throw.

extension Op {
  /// The operation on elements, with NumPy's keywords.
  ///
  ///     Ufunc.add(x, y, dtype: .float32, casting: .unsafe)
  /// - Parameters:
  ///   - operands: as many as the operation takes.
  ///   - condition: which elements are computed, a bool array; the others are 0.
  ///   - dtype: the result's.
  ///   - casting: how far operands may be cast.
  ///   - order: how the result lies.
  /// - SeeAlso: `NDArray.applying(_:_:_:onto:)`, for shapes, dtypes and errors.
  public func callAsFunction(
    _ operands: any ArrayOperand..., where condition: (any ArrayOperand)? = nil, dtype: DType? = nil,
    casting: Casting = .sameKind, order: ResultOrder = .keep
  ) -> NDArray {
    let keywords = UfuncKeywords(where: condition, dtype: dtype, casting: casting, order: order)
    return stopping { try NDArray.applying(self, operands, keywords) }
  }

  /// The operation on elements, stored in an array: that keeps its dtype, its shape, and the elements that `condition`
  /// leaves out.
  /// - SeeAlso: `NDArray.applying(_:_:_:onto:)`, for shapes, dtypes and errors.
  public func callAsFunction(
    _ operands: any ArrayOperand..., out: inout NDArray, where condition: (any ArrayOperand)? = nil,
    dtype: DType? = nil, casting: Casting = .sameKind
  ) {
    let keywords = UfuncKeywords(where: condition, dtype: dtype, casting: casting)
    stopping(otherwise: ()) { out = try NDArray.applying(self, operands, keywords, onto: out) }
  }
}

// MARK: Methods

extension Op {
  /// Combines the elements along an axis.
  /// - Parameters:
  ///   - x: an array.
  ///   - axis: the axis to combine along.
  ///   - dtype: what is accumulated in, and the result's dtype.
  ///   - keepDims: whether the axis stays, with one index.
  ///   - initial: a scalar to start from.
  ///   - condition: which elements take part, a bool array.
  /// - SeeAlso: `NDArray.reduced(by:axes:keepDims:dtype:initial:where:onto:)`, for shapes, dtypes and errors.
  public func reduce(
    _ x: NDArray, axis: Int = 0, dtype: DType? = nil, keepDims: Bool = false, initial: (any ArrayOperand)? = nil,
    where condition: (any ArrayOperand)? = nil
  ) -> NDArray {
    reduce(x, axis: [axis], dtype: dtype, keepDims: keepDims, initial: initial, where: condition)
  }

  /// Combines the elements along several axes, all of them for nil.
  /// - SeeAlso: `NDArray.reduced(by:axes:keepDims:dtype:initial:where:onto:)`, for shapes, dtypes and errors.
  public func reduce(
    _ x: NDArray, axis: [Int]?, dtype: DType? = nil, keepDims: Bool = false, initial: (any ArrayOperand)? = nil,
    where condition: (any ArrayOperand)? = nil
  ) -> NDArray {
    stopping {
      try x.reduced(by: self, axes: axis, keepDims: keepDims, dtype: dtype, initial: initial, where: condition)
    }
  }

  /// Combines the elements along an axis and keeps every step.
  /// - SeeAlso: `NDArray.accumulated(by:axis:dtype:onto:)`, for shapes, dtypes and errors.
  public func accumulate(_ x: NDArray, axis: Int = 0, dtype: DType? = nil) -> NDArray {
    stopping { try x.accumulated(by: self, axis: axis, dtype: dtype) }
  }

  /// The operation on every pair of elements.
  /// - SeeAlso: `NDArray.applyingOuter`, for shapes, dtypes and errors.
  public func outer(
    _ x1: any ArrayOperand, _ x2: any ArrayOperand, where condition: (any ArrayOperand)? = nil, dtype: DType? = nil,
    casting: Casting = .sameKind, order: ResultOrder = .keep
  ) -> NDArray {
    let keywords = UfuncKeywords(where: condition, dtype: dtype, casting: casting, order: order)
    return stopping { try NDArray.applyingOuter(self, x1, x2, keywords) }
  }

  /// Combines segments of an axis, each from one index to the next.
  /// - SeeAlso: `NDArray.reduced(by:at:axis:dtype:onto:)`, for shapes, dtypes and errors.
  public func reduceat(_ x: NDArray, _ indices: [Int], axis: Int = 0, dtype: DType? = nil) -> NDArray {
    stopping { try x.reduced(by: self, at: indices, axis: axis, dtype: dtype) }
  }

  /// Applies the operation to the elements of an array at some indices, one after another.
  ///
  ///     Ufunc.add.at(&counts, [bins], 1)
  /// - SeeAlso: `NDArray.apply(_:at:_:)`, for shapes, dtypes and errors.
  public func at(_ x: inout NDArray, _ indices: [NDArray], _ operand: (any ArrayOperand)? = nil) {
    stopping(otherwise: ()) { try x.apply(self, at: indices, operand) }
  }
}

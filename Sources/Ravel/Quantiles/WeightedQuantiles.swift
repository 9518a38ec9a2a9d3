import RavelIR
import RavelOps
import RavelRuntime

// Quantiles of elements that count by weights: where the sum of the weights so far reaches a fraction of all of them.
// Source: numpy/lib/_function_base_impl.py, `_quantile`.

extension NDArray {
  /// Weights in this array's shape, none of them negative.
  /// - Throws: `ArrayError.value` for other methods than `invertedCDF`; as `namedAxes` and `fittedWeights`.
  func sampleWeights(
    _ weights: any ArrayOperand, _ axes: [Int]?, _ method: QuantileMethod
  ) throws(ArrayError) -> NDArray {
    if method != .invertedCDF {
      throw .value("Only method 'inverted_cdf' supports weights. Got: \(method.rawValue).")
    }
    let chosen = try axes.map { axes throws(ArrayError) in try namedAxes(axes) }
    let fitted = try fittedWeights(NDArray(weights.operand.converted(to: nil)), chosen)
    let isNegative = try Self.applying(.less, [fitted, 0]).reduced(.any)
    if try Self.whileBuilding({ try isNegative.scalar(as: Bool.self) }) {
      throw .value("Weights must be non-negative.")
    }
    return try fitted.broadcasted(to: shape)
  }
}

extension NDArray.SampleAxes {
  /// - Parameter weights: the elements' weights along the same axes.
  func quantiles(
    _ q: NDArray, weights: NDArray.SampleAxes, ignoringNaN: Bool, onto target: NDArray?
  ) throws(ArrayError) -> NDArray {
    func apply(_ op: Op, _ operands: any ArrayOperand...) throws(ArrayError) -> NDArray {
      try NDArray.applying(op, operands)
    }
    if count == 0 { throw .index("index -1 is out of bounds for axis 0 with size 0") }
    let shape = q.shape + kept
    if !ignoringNaN, let target, target.shape != shape {
      throw .value(
        "Wrong shape of argument 'out', shape=\(tupleText(shape)) is required; got shape=\(tupleText(target.shape)).")
    }
    let seesNaN = samples.dtype.kind >= .float
    let isNaN = try apply(.isnan, samples)
    // What does not count weighs nothing; it is behind all else.
    let counted = ignoringNaN ? try apply(.where, isNaN, 0, weights.samples) : weights.samples
    let lanes = try samples.lanes(along: place)
    let order = try lanes.sortingOrderOfLanes()
    let inOrder = try counted.cast(to: .float64).lanes(along: place).elementsOfLanes(at: order)
    let sums = try NDArray(Expression(inOrder)).cumulated(by: .add, axis: -1)
    var shares = try apply(.divide, sums, sums.part(sums.ndim - 1, from: count - 1, count: 1))
    let all = try shares.indexed(by: [.ellipsis, .integer(-1)])
    var isAmiss = try apply(.isnan, all)
    if ignoringNaN { isAmiss = try apply(.logicalAnd, isAmiss, apply(.logicalNot, isNaN.reduced(.all, axes: [place]))) }
    if try NDArray.whileBuilding({ try isAmiss.reduced(.any).scalar(as: Bool.self) }) {
      throw .value("Weights included NaN, inf or were all zero.")
    }
    if q.dtype.isFloat { shares = try shares.cast(to: q.dtype) }
    // A fraction of 0 is not reached by elements that weigh nothing.
    shares = try apply(.where, apply(.equal, shares, 0), -1, shares)
    let common = promoteTypes(shares.dtype, q.dtype)
    let places = NDArray(
      Expression(try shares.rowMajor(common).searchSorted(for: q.rowMajor(common), afterEqual: false)))
    let ranks = try apply(.minimum, places, count - 1).reshaped(to: kept + [q.size])
    let found = try lanes.elementsOfLanes(at: order.elementsOfLanes(at: ranks.rowMajor(.int64)))
    let result = try NDArray(Expression(found)).movingAxes([-1], to: [0]).reshaped(to: shape)
    if ignoringNaN {
      let like = try samples.ndim == 1 ? result.copied() : samples.movingAxes([place], to: [-1])
      let laidOut = try NDArray.filled(like: like, with: 0, dtype: result.dtype, shape: shape)
      return try result.assigned(to: target ?? laidOut)
    }
    let rowMajor = try result.copied()
    let quantiles = try rowMajor.assigned(to: target)
    if !seesNaN { return quantiles }
    let last = try elements(ranked: NDArray(scalars: [count - 1], shape: [1])).indexed(by: [.integer(0)])
    return try quantiles.passingNaN(from: last, isNew: target == nil)
  }
}

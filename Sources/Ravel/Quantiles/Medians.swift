import RavelIR
import RavelOps

extension NDArray {
  /// The element in the middle of what is in order along axes, or the mean of the two there. It computes at once.
  /// - Parameters:
  ///   - axes: taken as one; nil for all of them.
  ///   - keepDims: whether the axes stay, with one index.
  ///   - ignoringNaN: whether NaNs are left out.
  ///   - target: an array whose dtype, shape and order the result has: NumPy's `out`.
  /// - Shape:  without the axes, or with 1 there if `keepDims`.
  /// - DType:  as means: float64 for bools and integers, otherwise the array's.
  /// - NaN:    where there is a NaN that counts, and of no elements, the median is NaN.
  /// - Throws: `ArrayError.axisOutOfBounds`; `.value` for repeated axes; for a target, as `reduced`.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.median.html
  public func median(
    axes: [Int]? = nil, keepDims: Bool, ignoringNaN: Bool = false, onto target: NDArray? = nil
  ) throws(ArrayError) -> NDArray {
    if ignoringNaN, size == 0 {
      return try reduced(.nanmean, axes: axes, ReductionKeywords(keepDims: keepDims), onto: target)
    }
    let lanes = try sampleAxes(axes)
    return try lanes.keeping(keepDims, onto: target) { target throws(ArrayError) in
      try ignoringNaN ? lanes.nanMedian().assigned(to: target) : lanes.median(onto: target)
    }
  }
}

extension NDArray.SampleAxes {
  fileprivate func median(onto target: NDArray?) throws(ArrayError) -> NDArray {
    if count == 0 {
      return try samples.reduced(.mean, axes: [place], ReductionKeywords(), onto: target)
    }
    let middle = count % 2 == 0 ? [count / 2 - 1, count / 2] : [count / 2]
    let seesNaN = samples.dtype.kind >= .float
    let ranks = middle + (seesNaN ? [count - 1] : [])
    let found = try elements(ranked: NDArray(scalars: ranks, shape: [ranks.count]))
    // NumPy's mean is of a part of a copy that lies as the array does.
    let between = try found.part(0, from: 0, count: middle.count).movingAxes([0], to: [place])
    var lain = try NDArray.filled(like: samples, with: 0, shape: between.shape)
    try lain.assign(between, at: [.ellipsis])
    let medians = try lain.reduced(.mean, axes: [place], ReductionKeywords(), onto: target)
    return seesNaN ? try medians.takingNaN(from: found.indexed(by: [.integer(-1)])) : medians
  }

  /// NumPy has two ways here, with results of their own. Of less than 600 elements, where samples are several, medians
  /// are halves of sums, also of the middle element with itself, and lie as counts of the elements do; else they are
  /// means of one element or two.
  fileprivate func nanMedian() throws(ArrayError) -> NDArray {
    func apply(_ op: Op, _ operands: any ArrayOperand...) throws(ArrayError) -> NDArray {
      try NDArray.applying(op, operands)
    }
    let isOfSums = samples.ndim > 1 && count < 600
    let order = isOfSums ? try samples.numbers([place], ReductionKeywords()) : try NDArray.filled(kept, with: 0)
    var medians: NDArray
    if samples.dtype.kind < .float {
      medians = try median(onto: nil)
    } else {
      let numbers = try numbers()
      let middle = try [apply(.subtract, numbers, 1), numbers].map { count throws(ArrayError) in
        try apply(.maximum, apply(.floorDivide, count, 2), 0).expandingDims([0])
      }
      let found = try elements(ranked: NDArray.joined(middle, axis: 0))
      let (low, high) = (try found.indexed(by: [.integer(0)]), try found.indexed(by: [.integer(1)]))
      let nothing: NDArray
      if isOfSums {
        medians = try apply(.add, low, high).divided(by: Int64(2))
        nothing = NDArray(Constant(Double.nan, samples.dtype))
      } else {
        let isOne = try apply(.equal, apply(.remainder, numbers, 2), 1)
        let wide: DType = samples.dtype == .float16 ? .float32 : samples.dtype
        let sum = try apply(.add, low.cast(to: wide), high.cast(to: wide))
        let number = try apply(.where, isOne, Int64(1), Int64(2))
        medians = try apply(.where, isOne, low.cast(to: wide), sum).divided(by: number).cast(to: samples.dtype)
        nothing = try samples.indexed(by: (0..<place).map { _ in .all } + [.integer(-1)])
      }
      medians = try apply(.where, apply(.equal, numbers, 0), nothing, medians)
    }
    return try medians.assigned(to: NDArray.filled(like: order, with: 0, dtype: medians.dtype))
  }
}

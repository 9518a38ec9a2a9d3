import RavelIR

extension NDArray {
  /// The element in the middle of what is in order along axes, or the mean of the two there. It computes at once.
  /// - Parameters:
  ///   - axes: taken as one; nil for all of them.
  ///   - keepDims: whether the axes stay, with one index.
  ///   - target: an array whose dtype, shape and order the result has: NumPy's `out`.
  /// - Shape:  without the axes, or with 1 there if `keepDims`.
  /// - DType:  as means: float64 for bools and integers, otherwise the array's.
  /// - NaN:    where there is a NaN, and of no elements, the median is NaN.
  /// - Throws: `ArrayError.axisOutOfBounds`; `.value` for repeated axes; for a target, as `reduced`.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.median.html
  public func median(
    axes: [Int]? = nil, keepDims: Bool, onto target: NDArray? = nil
  ) throws(ArrayError) -> NDArray {
    let lanes = try sampleAxes(axes)
    return try lanes.keeping(keepDims, onto: target) { target throws(ArrayError) in
      try lanes.median(onto: target)
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
    let found = try elements(ranked: middle + (seesNaN ? [count - 1] : []))
    // NumPy's mean is of a part of a copy that lies as the array does.
    let between = try found.part(0, from: 0, count: middle.count).movingAxes([0], to: [place])
    var lain = try NDArray.filled(like: samples, with: 0, shape: between.shape)
    try lain.assign(between, at: [.ellipsis])
    let medians = try lain.reduced(.mean, axes: [place], ReductionKeywords(), onto: target)
    return seesNaN ? try medians.takingNaN(from: found.indexed(by: [.integer(-1)])) : medians
  }
}

import RavelCore

extension ReductionPlan {
  /// Neighbouring axes that lie evenly, all reduced or all kept: a dimension of NumPy's iterator.
  struct Run {
    var axes: [Int]
    var count: Int
    /// Of the innermost axis.
    var stride: Int
    var isReduced: Bool
  }

  /// The operand's axes of more than one index, outermost first.
  static func runs(_ operand: Layout, reduced: [Int]) -> [Run] {
    let order = Layout.iterationOrder(of: operand.shape, strides: [operand.strides])
    var runs: [Run] = []
    for axis in order where operand.shape[axis] != 1 {
      let (count, stride, isReduced) = (operand.shape[axis], operand.strides[axis], reduced.contains(axis))
      if let last = runs.last, last.isReduced == isReduced, last.stride == stride * count {
        runs[runs.count - 1] = Run(
          axes: last.axes + [axis], count: last.count * count, stride: stride, isReduced: isReduced)
      } else {
        runs.append(Run(axes: [axis], count: count, stride: stride, isReduced: isReduced))
      }
    }
    return runs
  }

  /// Elements of NumPy's buffer.
  static let bufferSize = 8192

  /// How many of the innermost runs NumPy's inner loop is given as one, and how many elements at a time.
  ///
  /// NumPy goes on to the next run as long as that makes the inner loop longer by a greater factor than operands need a
  /// buffer for it. Where several runs are reduced they come together in the buffer; it then holds whole pieces of all
  /// but the outermost of them.
  /// - Source: `npyiter_find_buffering_setup` of NumPy 2.3 and later, numpy/_core/src/multiarray/nditer_constr.c; held
  ///   by the comparison with NumPy in `ReductionOrderTests`.
  /// - Parameter runs: innermost first.
  static func buffering(_ runs: [Run], casts: Bool) -> (runs: Int, chunk: Int?) {
    var cost = casts ? 2 : 1
    var size = runs[0].count
    var best = (run: 0, cost: cost, size: size, piece: 1)
    var isEven = true
    for (number, run) in runs.enumerated().dropFirst() {
      if size == 0 || size >= bufferSize && cost > 1 { break }
      if isEven, runs[number - 1].stride * runs[number - 1].count != run.stride {
        isEven = false
        if !casts { cost += 1 }
      }
      // Where reduced runs end, or begin, the result's stride is even no more.
      let isAround = run.isReduced != runs[0].isReduced
      if isAround { cost += 1 }
      let piece = size
      size *= run.count
      let given = cost > 1 ? min(size, bufferSize) : size
      if cost * best.size <= best.cost * given { best = (number, cost, size, piece) }
      if isAround { break }
    }
    // That run is a loop around the inner one.
    if runs[best.run].isReduced != runs[0].isReduced { return (best.run, casts && best.run == 1 ? bufferSize : nil) }
    if best.run == 0 { return (1, casts ? bufferSize : nil) }
    return (best.run + 1, best.size > bufferSize ? best.piece * (bufferSize / best.piece) : nil)
  }
}

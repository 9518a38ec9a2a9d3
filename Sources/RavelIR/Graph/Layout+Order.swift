import RavelCore

extension Layout {
  /// An operation's axes in the order in which NumPy's iterator walks its operands, outermost first: by strides, the
  /// smallest innermost; where operands disagree the first wins, where nothing decides row-major order stays. Axes of
  /// extent 1 decide nothing.
  /// - Source: the insertion sort of `npyiter_find_best_axis_ordering`, numpy/_core/src/multiarray/nditer_constr.c;
  ///   held by the comparison of result strides with NumPy's in the tests.
  public static func iterationOrder(of shape: Shape, strides operands: [[Int]]) -> [Int] {
    var order: [Int] = []
    for axis in shape.indices.reversed() {
      var place = order.count
      guard shape[axis] != 1 else {
        order.append(axis)
        continue
      }
      search: for position in order.indices.reversed() where shape[order[position]] != 1 {
        var decision: Bool?
        for strides in operands where strides[axis] != 0 && strides[order[position]] != 0 {
          if abs(strides[order[position]]) <= abs(strides[axis]) {
            decision = false
          } else if decision == nil {
            decision = true
          }
        }
        switch decision {
        case true: place = position
        case false: break search
        default: continue
        }
      }
      order.insert(axis, at: place)
    }
    return order.reversed()
  }

  /// The layout that NumPy gives an elementwise result of operands with these strides (`order='K'`).
  public init(resultOf shape: Shape, operands: [[Int]]) {
    self.init(shape: shape, axesOutermostFirst: Self.iterationOrder(of: shape, strides: operands))
  }

  /// The layout of a copy that keeps its order (`order='K'`): dense, axes by the size of their strides, row-major where
  /// those are equal.
  /// - Source: `PyArray_NewLikeArray`, numpy/_core/src/multiarray/ctors.c; held by the comparison of strides with
  ///   NumPy's in the tests.
  public init(like other: Layout) {
    if other.isContiguous {
      self.init(contiguous: other.shape)
    } else if other.isFortranContiguous {
      self.init(shape: other.shape, axesOutermostFirst: other.shape.indices.reversed())
    } else {
      let order = other.shape.indices.sorted { (abs(other.strides[$1]), $0) < (abs(other.strides[$0]), $1) }
      self.init(shape: other.shape, axesOutermostFirst: order)
    }
  }

  /// The strides of a reshape that needs no copy, or nil: each run of axes must be split from or merged into axes that
  /// lie evenly.
  public func reshaped(to shape: Shape) -> Layout? {
    if self.shape.contains(0) || shape.contains(0) { return Layout(contiguous: shape) }
    let old = zip(self.shape, strides).filter { $0.0 != 1 }
    var strides = shape.map { _ in 0 }
    var (from, to) = (0, 0)
    while from < old.count && to < shape.count {
      var (fromEnd, toEnd) = (from + 1, to + 1)
      var (fromCount, toCount) = (old[from].0, shape[to])
      while fromCount != toCount {
        if toCount < fromCount {
          toCount *= shape[toEnd]
          toEnd += 1
        } else {
          fromCount *= old[fromEnd].0
          fromEnd += 1
        }
      }
      for axis in from..<(fromEnd - 1) where old[axis].1 != old[axis + 1].0 * old[axis + 1].1 { return nil }
      var stride = old[fromEnd - 1].1
      for axis in (to..<toEnd).reversed() {
        strides[axis] = stride
        stride *= shape[axis]
      }
      (from, to) = (fromEnd, toEnd)
    }
    // What is left are axes of extent 1.
    for axis in to..<shape.count { strides[axis] = to > 0 ? strides[to - 1] : 1 }
    return Layout(shape: shape, strides: strides)
  }
}

/// Where an array's elements lie: a shape, and for each axis the distance between neighbours, in elements.
///
/// Strides may be zero (a broadcast axis) or negative (a reversed one). Every node of a graph has the layout that NumPy
/// would have given its result: sums follow it, and so do the bits.
public struct Layout: Hashable, Sendable {
  public var shape: Shape
  public var strides: [Int]

  public init(shape: Shape, strides: [Int]) {
    precondition(shape.count == strides.count, "a layout has one stride an axis")
    self.shape = shape
    self.strides = strides
  }

  /// Row-major: the last axis is contiguous.
  public init(contiguous shape: Shape) {
    self.init(shape: shape, axesOutermostFirst: Array(0..<shape.count))
  }

  /// Dense, with axes laid out in that order, outermost first.
  public init(shape: Shape, axesOutermostFirst order: [Int]) {
    self.shape = shape
    strides = Array(repeating: 0, count: shape.count)
    var stride = 1
    for axis in order.reversed() {
      strides[axis] = stride
      stride &*= Swift.max(shape[axis], 1)
    }
  }

  public var rank: Int { shape.count }

  /// Elements; the shape was checked for overflow when its array was made.
  public var count: Int { shape.reduce(1, &*) }

  /// Whether elements lie densely in row-major order. Axes of extent 1 don't matter, and an empty array is contiguous.
  public var isContiguous: Bool { isDense(axes: (0..<rank).reversed()) }

  /// Whether elements lie densely in column-major order.
  public var isFortranContiguous: Bool { isDense(axes: Array(0..<rank)) }

  private func isDense(axes: some Sequence<Int>) -> Bool {
    if shape.contains(0) { return true }
    var expected = 1
    for axis in axes where shape[axis] != 1 {
      if strides[axis] != expected { return false }
      expected *= shape[axis]
    }
    return true
  }

  /// Whether every index finds the same element: strides of axes of extent 1, and of empty arrays, don't matter.
  public func isEquivalent(to other: Layout) -> Bool {
    shape == other.shape
      && (shape.contains(0) || shape.indices.allSatisfy { shape[$0] == 1 || strides[$0] == other.strides[$0] })
  }

  /// The least and greatest element offset that any index reaches; nil for an empty array.
  public var offsetRange: ClosedRange<Int>? {
    if shape.contains(0) { return nil }
    var low = 0
    var high = 0
    for (extent, stride) in zip(shape, strides) {
      let reach = (extent - 1) * stride
      if reach < 0 { low += reach } else { high += reach }
    }
    return low...high
  }
}

import RavelCore

/// A walk through an array's elements in row-major order of their indices, wherever they lie.
struct Walk {
  let shape: Shape
  /// In elements.
  let strides: [Int]
  private(set) var index: [Int]
  /// From the element where every index is zero.
  private(set) var offset = 0

  init(shape: Shape, strides: [Int]) {
    self.shape = shape
    self.strides = strides
    index = shape.map { _ in 0 }
  }

  init(_ layout: Layout) { self.init(shape: layout.shape, strides: layout.strides) }

  /// Along some axes only, outermost first.
  init(_ layout: Layout, axes: [Int]) {
    self.init(shape: axes.map { layout.shape[$0] }, strides: axes.map { layout.strides[$0] })
  }

  var count: Int { shape.reduce(1, *) }

  /// Goes to the next element; from the last one back to the first.
  mutating func advance() {
    for axis in shape.indices.reversed() {
      index[axis] += 1
      offset += strides[axis]
      if index[axis] < shape[axis] { return }
      offset -= index[axis] * strides[axis]
      index[axis] = 0
    }
  }
}

/// An array's extents, outermost first: `[]` for a 0-d array.
public typealias Shape = [Int]

/// A tuple as Python and NumPy print it: `(3,)`, `(2, 3)`, `()`.
public func tupleText(_ values: [Int]) -> String {
  values.count == 1 ? "(\(values[0]),)" : "(" + values.map(String.init).joined(separator: ", ") + ")"
}

/// Elements of an array of that shape.
/// - Throws: `ArrayError.tooLarge` where the product overflows, or the bytes would; `ArrayError.negativeDimension`.
public func elementCount(of shape: Shape, dtype: DType) throws(ArrayError) -> Int {
  var count = 1
  var empty = false
  for extent in shape {
    if extent < 0 { throw .negativeDimension(shape) }
    if extent == 0 {
      empty = true
      continue
    }
    let (product, overflow) = count.multipliedReportingOverflow(by: extent)
    if overflow { throw .tooLarge(shape, dtype) }
    count = product
  }
  if count.multipliedReportingOverflow(by: dtype.itemSize).overflow { throw .tooLarge(shape, dtype) }
  return empty ? 0 : count
}

/// The shape that shapes have together under NumPy's broadcasting rules.
/// - Throws: `ArrayError.cannotBroadcast`, with NumPy's text.
/// - Source: https://numpy.org/doc/stable/user/basics.broadcasting.html
public func broadcastShapes(_ shapes: [Shape]) throws(ArrayError) -> Shape {
  let rank = shapes.map(\.count).max() ?? 0
  var result = Shape(repeating: 1, count: rank)
  for shape in shapes {
    for (axis, extent) in zip((rank - shape.count)..., shape) where extent != 1 {
      if result[axis] != 1 && result[axis] != extent { throw .cannotBroadcast(shapes) }
      result[axis] = extent
    }
  }
  return result
}

/// An axis counted from the front.
/// - Throws: `ArrayError.axisOutOfBounds`, with NumPy's text.
public func normalizedAxis(_ axis: Int, rank: Int) throws(ArrayError) -> Int {
  guard axis >= -rank && axis < rank else { throw .axisOutOfBounds(axis, rank: rank) }
  return axis < 0 ? axis + rank : axis
}

/// Axes counted from the front, sorted; all of them for nil.
/// - Throws: `ArrayError.axisOutOfBounds`, `ArrayError.duplicateAxis`.
public func normalizedAxes(_ axes: [Int]?, rank: Int) throws(ArrayError) -> [Int] {
  guard let axes else { return Array(0..<rank) }
  var seen: Set<Int> = []
  for axis in axes {
    guard seen.insert(try normalizedAxis(axis, rank: rank)).inserted else { throw .duplicateAxis }
  }
  return seen.sorted()
}

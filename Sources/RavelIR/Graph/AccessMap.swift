import RavelCore

/// Which element of a source each element of a view is: for every source axis, an affine function of the view's
/// indices.
///
/// Slices, transposes, flips, broadcasts, new axes and axes split in two are all of this form. Views of views multiply
/// out to one map, and a map costs nothing: it only changes strides and the place to start from.
public struct AccessMap: Hashable, Sendable {
  public var source: Shape
  public var shape: Shape
  /// For each source axis, its index at the view's origin.
  public var offsets: [Int]
  /// For each source axis, how far it moves with each of the view's axes.
  public var steps: [[Int]]

  public init(source: Shape, shape: Shape, offsets: [Int], steps: [[Int]]) {
    self.source = source
    self.shape = shape
    self.offsets = offsets
    self.steps = steps
  }

  public init(identity shape: Shape) {
    self.init(permuting: shape, Array(0..<shape.count))
  }

  /// Result axis k is source axis `axes[k]`.
  public init(permuting source: Shape, _ axes: [Int]) {
    self.init(source: source, shape: axes.map { source[$0] }, axes: source.indices.map { axes.firstIndex(of: $0) })
  }

  /// Each source axis moves with one result axis, or stays at 0 if nil.
  public init(source: Shape, shape: Shape, axes: [Int?]) {
    self.init(
      source: source, shape: shape, offsets: source.map { _ in 0 },
      steps: axes.map { axis in shape.indices.map { $0 == axis ? 1 : 0 } })
  }

  /// NumPy's broadcasting: axes are aligned at the end, and one of extent 1 is repeated.
  public init(broadcasting source: Shape, to shape: Shape) {
    let added = shape.count - source.count
    self.init(
      source: source, shape: shape,
      axes: source.indices.map { source[$0] == 1 && shape[$0 + added] != 1 ? nil : $0 + added })
  }

  /// One axis cut to `count` indices from `start` by `step`.
  public init(slicing source: Shape, axis: Int, start: Int, step: Int, count: Int) {
    self.init(identity: source)
    shape[axis] = count
    offsets[axis] = start
    steps[axis][axis] = step
  }

  public var isIdentity: Bool { self == AccessMap(identity: source) }

  /// The map of a view of this view.
  public func then(_ outer: AccessMap) -> AccessMap {
    precondition(outer.source == shape, "a view of \(shape) was made for \(outer.source)")
    return AccessMap(
      source: source, shape: outer.shape,
      offsets: source.indices.map { axis in zip(steps[axis], outer.offsets).reduce(offsets[axis]) { $0 + $1.0 * $1.1 }
      },
      steps: source.indices.map { axis in
        outer.shape.indices.map { result in shape.indices.reduce(0) { $0 + steps[axis][$1] * outer.steps[$1][result] } }
      })
  }

  /// The layout of the view of an array with that layout, and how many elements further it starts.
  public func apply(to layout: Layout) -> (layout: Layout, offset: Int) {
    let strides = shape.indices.map { result in
      source.indices.reduce(0) { $0 + layout.strides[$1] * steps[$1][result] }
    }
    let offset = shape.contains(0) ? 0 : zip(layout.strides, offsets).reduce(0) { $0 + $1.0 * $1.1 }
    return (Layout(shape: shape, strides: strides), offset)
  }

  /// The map of a reshape, if every source axis is made of whole result axes or is one of extent 1: axes split, never
  /// merged.
  public init?(reshaping source: Shape, to shape: Shape) {
    var offsets: [Int] = []
    var steps: [[Int]] = []
    var result = 0
    if source.contains(0) { return nil }
    for extent in source {
      var row = shape.map { _ in 0 }
      if extent != 1 {
        // Result axes are gathered until they make up this source axis; extents of 1 may stand anywhere.
        var group: [Int] = []
        var product = 1
        while product < extent, result < shape.count {
          product *= shape[result]
          group.append(result)
          result += 1
        }
        if product != extent { return nil }
        var step = 1
        for axis in group.reversed() {
          row[axis] = shape[axis] == 1 ? 0 : step
          step *= shape[axis]
        }
      }
      offsets.append(0)
      steps.append(row)
    }
    if shape[result...].contains(where: { $0 != 1 }) { return nil }
    self.init(source: source, shape: shape, offsets: offsets, steps: steps)
  }
}

extension AccessMap: CustomStringConvertible {
  /// `[i0, 3 + 2*i1]`: the source's index from the view's indices.
  public var description: String {
    "["
      + source.indices.map { axis in
        var terms = offsets[axis] == 0 ? [] : ["\(offsets[axis])"]
        for (result, step) in steps[axis].enumerated() where step != 0 {
          terms.append(step == 1 ? "i\(result)" : "\(step)*i\(result)")
        }
        return terms.isEmpty ? "0" : terms.joined(separator: " + ")
      }.joined(separator: ", ") + "]"
  }
}

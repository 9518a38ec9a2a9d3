import RavelCore
import RavelIR

/// An axis of a kernel's iteration space, before axes are merged into dimensions.
struct Axis: Hashable, Comparable {
  var number: Int
  static func < (a: Axis, b: Axis) -> Bool { a.number < b.number }
}

/// Which element of an array is meant at a point of the iteration space: for each of the array's axes an affine
/// function of the space's.
struct Access: Hashable {
  struct Term: Hashable {
    var axis: Axis
    var step: Int
  }

  struct Index: Hashable {
    var offset: Int
    /// By axis, none of step zero.
    var terms: [Term]
  }

  var indices: [Index]

  /// Axis by axis; nil stands for an array's axis of extent 1.
  init(_ axes: [Axis?]) {
    indices = axes.map { Index(offset: 0, terms: $0.map { [Term(axis: $0, step: 1)] } ?? []) }
  }

  private init(indices: [Index]) { self.indices = indices }

  /// The access to the source of a view, of which this is an access.
  func through(_ map: AccessMap) -> Access {
    Access(
      indices: map.source.indices.map { axis in
        var offset = map.offsets[axis]
        var sums: [Axis: Int] = [:]
        for (step, index) in zip(map.steps[axis], indices) where step != 0 {
          offset += step * index.offset
          for term in index.terms { sums[term.axis, default: 0] += step * term.step }
        }
        let terms = sums.filter { $0.value != 0 }.sorted { $0.key < $1.key }.map { Term(axis: $0.key, step: $0.value) }
        return Index(offset: map.source[axis] == 1 ? 0 : offset, terms: map.source[axis] == 1 ? [] : terms)
      })
  }

  /// How far this access moves through memory with that layout along each axis of the space, and where it starts.
  func strides(in layout: Layout) -> (strides: [Axis: Int], offset: Int) {
    var strides: [Axis: Int] = [:]
    var offset = 0
    for (index, stride) in zip(indices, layout.strides) {
      offset += index.offset * stride
      for term in index.terms { strides[term.axis, default: 0] += term.step * stride }
    }
    return (strides.filter { $0.value != 0 }, offset)
  }
}

import RavelCore
import RavelIR
import RavelOps

/// Reductions of products, in a wide sense: every operand is read again along one of the kept axes, as in the distances
/// of each row of `x` from each row of `y`.
///
/// Such a kernel computes more than it reads, and its rows are often short, so vectors lie along the kept axis of the
/// result's neighbours, each lane with a reduction of its own. What does not lie along the vectors is first packed: for
/// one vector's lanes and all of the reduced dimension it is copied so that lanes are neighbours, and a piece of another
/// kept dimension, along which it does not move, reads the copy over and over.
struct Packing {
  /// Packed operands: all those that move along both the vectors and the reduced dimension.
  let operands: [Operand]
  let reduced: Int
  /// The dimension that shares what is packed, and the size of its pieces.
  let shared: (dimension: Int, size: Int)

  /// Indices of a piece: enough of them to make copying cheap beside what is computed, few enough for several threads
  /// to get some.
  private static let piece = 32
  /// Less than that is not worth it.
  private static let fewest = 8
  /// What is packed for one vector must stay in the cache.
  private static let longest = 2048

  /// nil unless every operand of the reductions lies along the vectors, or does not move along them, or can be packed.
  init?(_ region: Region, _ graph: Graph, _ dimensions: Dimensions) {
    let loops = Set(dimensions.reduced)
    guard loops.count == 1, let reduced = loops.first!.first, loops.first!.count == 1, dimensions.inner.isEmpty,
      region.reductions.allSatisfy({ $0.plan.isInner && $0.plan.chunk == nil && !$0.plan.isCarried }),
      let vector = dimensions.outer.last, dimensions.extents[vector] >= Self.fewest,
      dimensions.extents[reduced] <= Self.longest
    else { return nil }
    let fed = region.reductions.reduce(into: Set<Int>()) { $0.formUnion(region.feeding($1)) }
    var packed: [Operand] = []
    var candidates = dimensions.outer.dropLast().filter { dimensions.extents[$0] >= Self.fewest }
    for value in fed.sorted() {
      guard let operand = region.operand(of: region.values[value], in: graph) else { continue }
      let strides = dimensions.strides(operand.strides)
      if strides[vector] == 0 { continue }
      guard strides[reduced] != 0 else {
        if abs(strides[vector]) == 1 { continue }
        return nil
      }
      candidates.removeAll { strides[$0] != 0 }
      if !packed.contains(operand) { packed.append(operand) }
    }
    guard !packed.isEmpty, let shared = candidates.last else { return nil }
    (operands, self.reduced, self.shared) = (packed, reduced, (shared, Self.piece))
  }
}

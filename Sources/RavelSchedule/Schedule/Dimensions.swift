import RavelCore
import RavelIR

/// A kernel's dimensions: axes of the iteration space in the order of the loops, merged where all memory lies evenly.
///
/// This is the one place that decides which loop is inside which, and which runs along vectors: by the strides of what
/// is written, then of what is read, the smallest innermost.
struct Dimensions {
  /// Loops around everything, outermost first.
  private(set) var outer: [Int] = []
  /// Loops of the results within the outer ones.
  private(set) var inner: [Int] = []
  /// Each reduction's loops, outermost first.
  private(set) var reduced: [[Int]] = []
  /// An outer dimension to walk in pieces around the vector loop, and the pieces' size: a parameter that jumps from
  /// line to line along the vectors moves by single elements there, so a piece of it is used while it is in the cache.
  private(set) var tiled: (dimension: Int, size: Int)?
  /// The dimension of the branches in which reductions are computed apart, if any are.
  private(set) var branches: Int?
  private(set) var extents: [Int] = []
  /// The axis of smallest stride of each dimension: its strides are the dimension's.
  private var innermost: [Axis] = []
  private var numbers: [[Axis]: Int] = [:]

  init(_ region: Region, _ graph: Graph) {
    let movements = region.movements(graph)
    let apart = Self.keptApart(region)
    func dimensions(_ axes: [Axis]) -> [Int] {
      let order = Layout.iterationOrder(
        of: axes.map { region.extents[$0.number] },
        strides: movements.map { movement in axes.map { movement[$0] ?? 0 } })
      var runs: [[Axis]] = []
      for axis in order.map({ axes[$0] }) {
        if let last = runs.last?.last, region.merges(last, axis, movements), !apart.contains([last, axis]) {
          runs[runs.count - 1].append(axis)
        } else {
          runs.append([axis])
        }
      }
      return runs.map { number($0, region) }
    }
    let axes = region.shapeAxes.filter { region.extents[$0.number] != 1 }
    outer = dimensions(axes.filter(region.outerAxes.contains))
    inner = dimensions(axes.filter { !region.outerAxes.contains($0) })
    reduced = region.reductions.map { $0.groups.map { number($0, region) } }
    if region.reductions.contains(where: \.plan.isBranched) {
      branches = extents.count
      extents.append(1 << ReductionPlan.branchLevels)
      // No axis of the iteration space: memory does not move along it.
      innermost.append(Axis(number: -1))
    }
    if region.reductions.isEmpty, region.scannedAxis == nil { tiled = tiling(region, graph) }
  }

  /// Elements of a tiled dimension's pieces: whole cache lines of every dtype, in few enough rows for the processor to
  /// follow.
  private static let piece = 64

  private func tiling(_ region: Region, _ graph: Graph) -> (dimension: Int, size: Int)? {
    guard let vector = outer.last else { return nil }
    for operand in region.values.compactMap({ region.operand(of: $0, in: graph) })
      + region.results.map({ region.operand(of: $0, in: graph) })
    {
      let strides = strides(operand.strides)
      guard abs(strides[vector]) > 1 else { continue }
      if let near = outer.dropLast().last(where: { abs(strides[$0]) == 1 }) {
        return (near, Self.piece)
      }
    }
    return nil
  }

  /// Neighbours that a reduction walks in different loops: results must not walk them as one.
  private static func keptApart(_ region: Region) -> Set<[Axis]> {
    var pairs: Set<[Axis]> = []
    for reduction in region.reductions {
      for (group, next) in zip(reduction.groups, reduction.groups.dropFirst()) {
        for a in group { for b in next { pairs.formUnion([[a, b], [b, a]]) } }
      }
    }
    return pairs
  }

  private mutating func number(_ run: [Axis], _ region: Region) -> Int {
    if let known = numbers[run] { return known }
    numbers[run] = extents.count
    extents.append(run.reduce(1) { $0 * region.extents[$1.number] })
    innermost.append(run.last!)
    return extents.count - 1
  }

  /// Strides by dimension, from strides by axis.
  func strides(_ movement: [Axis: Int]) -> [Int] { innermost.map { movement[$0] ?? 0 } }

  /// An index's terms by dimension.
  func terms(_ index: Access.Index) -> [(dimension: Int, step: Int)] {
    let steps = Dictionary(uniqueKeysWithValues: index.terms.map { ($0.axis, $0.step) })
    return strides(steps).enumerated().filter { $0.element != 0 }.map { ($0.offset, $0.element) }
  }
}

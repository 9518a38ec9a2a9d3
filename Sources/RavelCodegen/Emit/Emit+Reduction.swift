import LLVM
import RavelCore
import RavelIR
import RavelOps

/// Reductions. How operands are produced is free; how they are combined is the kernel's to say, so every form here
/// combines exactly in the order that `ReductionOrder` states.
///
/// A loop without inner loops, in scalar code, produces its operands as vectors along itself. Any other one runs index
/// by index, in whatever lanes are current, each lane with a reduction of its own.
extension KernelEmitter {
  /// One value for each component of each reduction of a loop.
  typealias Accumulators = [IRValue]

  func reduce(_ loop: Loop, _ order: ReductionOrder, _ shape: LoopShape) {
    let reductions = loop.reductions
    let isVectorised = lanes.count == 1 && !shape.hasInnerLoop && shape.lanes > 1
    let results: Accumulators
    switch order {
    case .sequential:
      results =
        isVectorised && shape.length > Self.cheapLength ? reduceInOrder(loop, shape) : reduceOneByOne(loop, shape)
    case .interleaved(let count):
      results = isVectorised && count > 1 ? reduceInterleaved(loop, shape, count) : reduceInMemory(loop, shape, count)
    case .pairwise(let count, let block):
      results = reducePairwise(loop, shape, count, block: block, isVectorised: isVectorised)
    }
    bind(reductions.flatMap(\.results), results)
  }

  /// A body up to this many statements takes less time than the combination of its values one after another.
  private static var cheapLength: Int { 8 }

  // MARK: Operands and their combination

  /// What all components start from, in the current lanes.
  func initial(_ loop: Loop) -> Accumulators { loop.reductions.flatMap(\.initial).map(vector) }

  /// All components' neutral values, each in that many lanes.
  func neutral(_ loop: Loop, lanes count: Int) -> Accumulators {
    loop.reductions.flatMap(\.neutral).map { splat(constant($0), count) }
  }

  /// The body's operands at the current indices; the neutral value in lanes beyond the loop's end.
  func operands(_ loop: Loop) -> Accumulators {
    emit(loop.body)
    let values = loop.reductions.flatMap(\.operands).map(vector)
    guard lanes.dimension == loop.dimension, let mask = lanes.mask else { return values }
    return zip(values, neutral(loop, lanes: lanes.count)).map { builder.select(mask, $0, $1) }
  }

  /// Accumulated values with operands, for every reduction of the loop, lane by lane.
  func combine(_ loop: Loop, _ left: Accumulators, _ right: Accumulators) -> Accumulators {
    combine(loop, left, right, by: \.combine)
  }

  /// Accumulated values with others, likewise.
  func merge(_ loop: Loop, _ left: Accumulators, _ right: Accumulators) -> Accumulators {
    combine(loop, left, right) { $0.merge ?? $0.combine }
  }

  private func combine(
    _ loop: Loop, _ left: Accumulators, _ right: Accumulators, by program: (Reduction) -> Combine
  ) -> Accumulators {
    var results: Accumulators = []
    for reduction in loop.reductions {
      let range = results.count..<results.count + reduction.results.count
      let count = left[range.lowerBound].type.lanes
      results += withLanes(Lanes(count: count)) {
        let program = program(reduction)
        bind(program.left, Array(left[range]))
        bind(program.right, Array(right[range]))
        for statement in program.body { emit(statement) }
        return program.results.map(vector)
      }
    }
    return results
  }

  // MARK: In order

  /// Index by index, each operand combined as it comes.
  private func reduceOneByOne(_ loop: Loop, _ shape: LoopShape) -> Accumulators {
    let (from, to) = bounds(loop)
    return walk(shape, "reduce", from: from, to: to, step: 1, carrying: initial(loop)) {
      combine(loop, $0, operands(loop))
    }
  }

  /// Operands as vectors, their lanes combined one after another.
  private func reduceInOrder(_ loop: Loop, _ shape: LoopShape) -> Accumulators {
    let (from, to) = bounds(loop)
    let width = shape.lanes
    let middle = builder.addNSW(from, builder.and(builder.subNSW(to, from), i64(-width)))
    let initial = initial(loop)
    let whole = withSplats(shape, width) {
      withLanes(Lanes(count: width, dimension: loop.dimension)) {
        walk(shape, "reduce", from: from, to: middle, step: width, carrying: initial) { start in
          let vectors = operands(loop)
          return (0..<width).reduce(start) { result, lane in
            combine(loop, result, vectors.map { builder.extractElement($0, lane) })
          }
        }
      }
    }
    return walk(shape, "tail", from: middle, to: to, step: 1, carrying: whole) { combine(loop, $0, operands(loop)) }
  }

  // MARK: Trees

  /// Combines the lanes of each vector as a tree: neighbours first, or lanes half a vector apart first.
  func combineLanes(_ loop: Loop, _ vectors: Accumulators, neighbours: Bool) -> Accumulators {
    var vectors = vectors
    while let count = vectors.first?.type.lanes, count > 1 {
      let half = count / 2
      func part(_ first: Int, _ second: Int) -> Accumulators {
        vectors.map {
          half == 1
            ? builder.extractElement($0, neighbours ? first : second)
            : builder.slice($0, from: neighbours ? first : second, count: half, step: neighbours ? 2 : 1)
        }
      }
      vectors = merge(loop, part(0, 0), part(1, half))
    }
    return vectors
  }
}

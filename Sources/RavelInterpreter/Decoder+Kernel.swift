import RavelCore
import RavelIR
import RavelOps

extension Decoder {
  /// A verified kernel, whole.
  static func listing(of kernel: Kernel) -> Listing {
    var decoder = Decoder()
    decoder.decode(kernel.body, of: kernel)
    // The only outermost loop, but for branches loops, is the first one met, so it has the number 0.
    if kernel.divisibleDimension != nil, kernel.phaseCount == 0 { decoder.listing.loops[0].isDivisible = true }
    return decoder.listing
  }

  private mutating func decode(_ statements: [Statement], of kernel: Kernel) {
    for statement in statements {
      switch statement {
      case .scalar(let inner): decode([inner])
      case .store(let parameter, let values):
        let dtype = kernel.parameters[parameter].dtype.component
        for (component, value) in values.enumerated() {
          emit(
            Operation(code: dtype.storeCode, a: parameter, b: component * dtype.itemSize, c: register(value)))
        }
      case .loop(let loop): decode(loop, of: kernel)
      }
    }
  }

  private mutating func decode(_ loop: Loop, of kernel: Kernel) {
    var prepared = PreparedLoop(dimension: loop.dimension, isDivisible: false)
    prepared.isTile = tiled.contains(loop.dimension)
    switch loop.kind {
    case .reduce(let order): prepared.order = order
    case .tiles(let size):
      prepared.tileSize = size
      tiled.insert(loop.dimension)
    case .branches(let cut, let levels, let multiple):
      prepared.branches = PreparedBranches(
        phase: listing.phaseEnds.count, dimension: cut, levels: levels, multiple: multiple)
      prepared.isDivisible = true
      tiled.insert(cut)
    case .tile, .parallel, .serial, .scan, .vector: break
    }
    defer {
      if prepared.tileSize > 0 { tiled.remove(loop.dimension) }
      if let branches = prepared.branches {
        tiled.remove(branches.dimension)
        listing.phaseEnds.append(prepared.end)
      }
    }
    let starts = loop.reductions.map { (initial: list($0.initial), neutral: registers(of: $0.neutral)) }
    prepared.carry = loop.carry.map {
      PreparedCarry(
        count: $0.results.count, carried: define($0.carried), results: define($0.results), initial: list($0.initial))
    }
    let number = listing.loops.count
    listing.loops.append(prepared)
    emit(Operation(code: .loop, a: number))

    prepared.body.start = position
    decode(loop.body, of: kernel)
    prepared.body.end = position
    if let carry = loop.carry { prepared.carry!.next = list(carry.next) }
    let accessed = Set(listing.operations[prepared.body.start...].lazy.filter(\.code.isAccess).map(\.a))
    let moving = accessed.filter { kernel.parameters[$0].strides[loop.dimension] != .zero }.sorted()
    prepared.moving = Stretch(start: listing.lists.count, end: listing.lists.count + moving.count)
    listing.lists += moving

    let reductions = zip(loop.reductions, starts).map { reduction, start in
      decode(reduction, prepared.order!, initial: start.initial, neutral: start.neutral)
    }
    prepared.reductions = Stretch(
      start: listing.reductions.count, end: listing.reductions.count + reductions.count)
    listing.reductions += reductions
    prepared.end = position
    listing.loops[number] = prepared
  }

  /// Registers that follow one another, set to those constants; the first one.
  private mutating func registers(of constants: [Constant]) -> Int {
    let first = newRegisters(constants.count)
    for (place, constant) in constants.enumerated() {
      emit(Operation(code: .constant, result: first + place, mask: constant.dtype.extended(constant.bits)))
    }
    return first
  }

  private mutating func decode(
    _ reduction: Reduction, _ order: ReductionOrder, initial: Int, neutral: Int
  ) -> PreparedReduction {
    let count = reduction.results.count
    var prepared = PreparedReduction(
      count: count, neutral: neutral, results: define(reduction.results),
      accumulators: newRegisters(order.accumulatorCount * count), branches: newRegisters(order.branchCount * count),
      initial: initial, operands: list(reduction.operands))
    prepared.combine = decode(reduction.combine)
    prepared.merge = reduction.merge.map { decode($0) } ?? prepared.combine
    return prepared
  }

  private mutating func decode(_ combine: Combine) -> PreparedCombine {
    var prepared = PreparedCombine(left: define(combine.left), right: define(combine.right))
    prepared.body = block(combine.body)
    prepared.yields = list(combine.results)
    return prepared
  }
}

extension ReductionOrder {
  fileprivate var accumulatorCount: Int {
    switch self {
    case .sequential: 0
    case .pairwise(let accumulators, _): accumulators
    case .interleaved(let lanes): lanes
    }
  }

  /// The depth of the deepest pairwise tree: a branch exceeds a block by less than half of what its parent does.
  fileprivate var branchCount: Int {
    if case .pairwise = self { Int.bitWidth } else { 0 }
  }
}

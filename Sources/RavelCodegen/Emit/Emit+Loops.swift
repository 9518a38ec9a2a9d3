import LLVM
import RavelCore
import RavelIR
import RavelOps

/// Loops. Elements that neighbour each other along a loop are addressed by its index, others by a pointer that moves as
/// the loop does: nothing is multiplied for each element.
extension KernelEmitter {
  /// One iteration after another, in whatever lanes are current.
  func emitScalar(_ loop: Loop, _ shape: LoopShape) {
    let (from, to) = bounds(loop)
    emitScalar(loop, shape, from: from, to: to, carrying: initial(loop.carry))
  }

  func emitScalar(_ loop: Loop, _ shape: LoopShape, from: IRValue, to: IRValue, carrying initial: [IRValue]) {
    let outer = repeatedRows
    defer { repeatedRows = outer }
    let results = walk(shape, "d\(loop.dimension)", from: from, to: to, step: 1, carrying: initial) {
      repeatedRows = loop.kind == .parallel ? RepeatedRows(along: loop.dimension) : nil
      return iterate(loop, $0)
    }
    bind(loop.carry?.results ?? [], results)
  }

  /// Piece after piece: nothing moves until the loop over the piece within.
  func emitTiles(_ loop: Loop, _ size: Int) {
    let (from, to) = bounds(loop)
    let results = counted("tiles", from: from, to: to, step: size, carrying: initial(loop.carry)) { index, carried in
      let end = builder.addNSW(index, i64(size))
      tiles[loop.dimension] = (index, builder.select(builder.icmp(.slt, end, to), end, to))
      return iterate(loop, carried)
    }
    tiles[loop.dimension] = nil
    bind(loop.carry?.results ?? [], results)
  }

  /// Branch after branch of another dimension; see `Loop.Kind.branches`.
  func emitBranches(_ loop: Loop, _ shape: LoopShape, of cut: Int, _ levels: Int, _ multiple: Int) {
    let (from, to) = bounds(loop)
    _ = walk(shape, "branches", from: from, to: to, step: 1) { _ in
      let number = indices[loop.dimension]!
      var (start, size) = (i64(0), extent(cut))
      for level in (0..<levels).reversed() {
        let half = builder.and(builder.lshr(size, i64(1)), i64(-multiple))
        let isFirst = builder.icmp(.eq, builder.and(number, i64(1 << level)), i64(0))
        start = builder.select(isFirst, start, builder.addNSW(start, half))
        size = builder.select(isFirst, half, builder.subNSW(size, half))
      }
      tiles[cut] = (start, builder.addNSW(start, size))
      emit(loop.body)
      return []
    }
    tiles[cut] = nil
  }

  /// What the first iteration finds, in the current lanes.
  private func initial(_ carry: Carry?) -> [IRValue] { (carry?.initial ?? []).map(vector) }

  /// The body once, from what it finds to what it hands on.
  private func iterate(_ loop: Loop, _ carried: [IRValue]) -> [IRValue] {
    bind(loop.carry?.carried ?? [], carried)
    emit(loop.body)
    return (loop.carry?.next ?? []).map(vector)
  }

  func emitVector(_ loop: Loop, _ shape: LoopShape) {
    let (from, to) = bounds(loop)
    if let strips = Strips(loop, shape, kernel, target) {
      return emitStrips(strips, loop.dimension, from: from, to: to)
    }
    withSplats(shape) { vectorised(shape, from: from, to: to) { emit(loop.body) } }
  }

  /// Runs `body` over a range in vectors.
  func vectorised(
    _ shape: LoopShape, _ form: LoopShape.Form? = nil, from: IRValue, to: IRValue, body: () -> Void
  ) {
    guard case .mainAndTail(let copies) = form ?? shape.form else { return masked(shape, from: from, to: to, body) }
    let lanes = Lanes(count: shape.lanes, dimension: shape.dimension)
    let step = shape.lanes * copies
    let middle = builder.addNSW(from, builder.and(builder.subNSW(to, from), i64(-step)))
    withLanes(lanes) {
      _ = walk(shape, "vector", from: from, to: middle, step: step) { _ in
        for copy in 0..<copies { shifted(shape, by: copy * shape.lanes, body) }
        return []
      }
    }
    if step == 1 { return }
    // What is left runs under a mask, or one by one where the processor has no masks for that.
    let tail = shape.isMaskable ? shape.lanes : 1
    _ = walk(shape, "tail", from: middle, to: to, step: tail, isSingle: step == tail) { _ in
      let remaining = builder.subNSW(to, indices[shape.dimension]!)
      tail == 1 ? body() : withLanes(maskedLanes(tail, shape, remaining: remaining), body)
      return []
    }
  }

  /// All lanes as far as whole vectors go, and once more with those that are left.
  private func masked(_ shape: LoopShape, from: IRValue, to: IRValue, _ body: () -> Void) {
    let length = builder.subNSW(to, from)
    let middle = builder.addNSW(from, builder.and(length, i64(-shape.lanes)))
    let last = maskedLanes(shape.lanes, shape, remaining: builder.subNSW(to, middle))
    let shapes = last.masks.keys.sorted()
    let lastValues = [last.remaining!] + shapes.map { last.masks[$0]! }
    // A loop shorter than a vector begins with its last turn.
    let isShort = builder.icmp(.slt, length, i64(shape.lanes))
    let all = [i64(shape.lanes)] + lastValues.dropFirst().map { $0.type.allOnes }
    let initial = zip(lastValues, all).map { builder.select(isShort, $0, $1) }
    let stop = builder.select(isShort, to, middle)
    _ = walk(
      shape, "vector", from: from, to: stop, step: shape.lanes, carrying: initial, last: (end: to, values: lastValues)
    ) { values in
      let masks = Dictionary(uniqueKeysWithValues: zip(shapes, values.dropFirst()))
      withLanes(Lanes(count: shape.lanes, dimension: shape.dimension, remaining: values[0], masks: masks), body)
      return values
    }
  }

  // MARK: Walking

  /// Runs `body` with the loop's index and all pointers in place, from an index to another, and carries values from
  /// turn to turn.
  /// - Parameters:
  ///   - isSingle: there is at most one turn.
  ///   - last: see `counted`.
  ///   - body: from the carried values to the next ones.
  /// - Returns: the carried values at the end.
  func walk(
    _ shape: LoopShape, _ name: String, from: IRValue, to: IRValue, step: Int, isSingle: Bool = false,
    carrying initial: [IRValue] = [], last: (end: IRValue, values: [IRValue])? = nil, body: ([IRValue]) -> [IRValue]
  ) -> [IRValue] {
    let outer = (pointers, indices)
    defer { (pointers, indices, loadedPairs) = (outer.0, outer.1, [:]) }
    // Within a single turn nothing moves on.
    let moving = isSingle ? [] : shape.accessed.filter { kernel.parameters[$0].strides[shape.dimension] == .any }
    func turn(_ index: IRValue, _ moved: [IRValue], _ carried: [IRValue]) -> [IRValue] {
      indices[shape.dimension] = index
      loadedPairs = [:]
      for number in shape.accessed where !moving.contains(number) {
        pointers[number] = advanced(outer.0[number], number, shape.dimension, by: index)
      }
      for (number, pointer) in zip(moving, moved) { pointers[number] = pointer }
      return body(carried)
    }
    if isSingle {
      return when(builder.icmp(.slt, from, to), name, otherwise: initial) { turn(from, [], initial) }
    }
    let starts = moving.map { advanced(outer.0[$0], $0, shape.dimension, by: from) }
    let steps = moving.map { builder.mul(stride($0, shape.dimension), i64(step)) }
    let results = counted(name, from: from, to: to, step: step, carrying: starts + initial, last: last) {
      index, carried in
      let next = turn(index, Array(carried.prefix(moving.count)), Array(carried.dropFirst(moving.count)))
      return zip(carried, steps).map { bytes($0, $1) } + next
    }
    return Array(results.dropFirst(moving.count))
  }

  /// The pointer moved along a dimension by a number of elements.
  private func advanced(_ pointer: IRValue, _ number: Int, _ dimension: Int, by count: IRValue) -> IRValue {
    let parameter = kernel.parameters[number]
    switch parameter.strides[dimension] {
    case .zero, .lane: return pointer
    case .any: return bytes(pointer, builder.mul(count, stride(number, dimension)))
    case .unit: return builder.gep(elementType(number), pointer, count, inbounds: false)
    case .alternate:
      return builder.gep(elementType(number), pointer, builder.shl(count, i64(1)), inbounds: false)
    case .reversed: return builder.gep(elementType(number), pointer, builder.neg(count), inbounds: false)
    }
  }

  /// A type as large as the parameter's elements.
  private func elementType(_ number: Int) -> IRType {
    let dtype = kernel.parameters[number].dtype
    return dtype.isComplex ? context.integer(dtype.itemSize * 8) : memoryType(dtype)
  }

  /// Runs `body` that many indices further on.
  func shifted(_ shape: LoopShape, by count: Int, _ body: () -> Void) {
    if count == 0 { return body() }
    let outer = (pointers, indices)
    indices[shape.dimension] = builder.addNSW(indices[shape.dimension]!, i64(count))
    for number in shape.accessed {
      pointers[number] = advanced(pointers[number], number, shape.dimension, by: i64(count))
    }
    loadedPairs = [:]
    body()
    (pointers, indices) = outer
  }

  /// Runs `body` with every scalar that the loop takes from outside splatted over that many lanes, once, before it.
  func withSplats<Result>(_ shape: LoopShape, _ count: Int? = nil, body: () -> Result) -> Result {
    let outer = (splats, splatBlock, sharedDivisors)
    defer { (splats, splatBlock, sharedDivisors) = outer }
    (splatBlock, sharedDivisors) = (builder.insertBlock, [:])
    let count = count ?? shape.lanes
    for id in shape.outside.sorted(by: { $0.index < $1.index }) where count > 1 {
      guard let value = values[id]?.ir, !value.type.isVector, !value.isConstant else { continue }
      splats[Splat(scalar: value, count: count)] = builder.splat(value, count)
    }
    return body()
  }

  // MARK: Control flow

  /// Runs `body` with index `from`, `from + step`, ... below `to`, and carries values from turn to turn.
  /// - Parameter last: once `to` is reached, the loop goes on to that end, with those values in place of the last ones
  ///   that it carries.
  func counted(
    _ name: String, from: IRValue, to: IRValue, step: Int, carrying initial: [IRValue] = [],
    last: (end: IRValue, values: [IRValue])? = nil, body: (IRValue, [IRValue]) -> [IRValue]
  ) -> [IRValue] {
    let before = builder.insertBlock!
    let head = function.appendBlock(name)
    let exit = function.appendBlock(name + ".end")
    builder.condbr(builder.icmp(.slt, from, to), head, exit)
    builder.position(atEnd: head)
    let index = builder.phi(context.i64)
    let stop = last.map { _ in builder.phi(context.i64) }
    let carried = initial.map { builder.phi($0.type) }
    let next = body(index, carried)
    let following = builder.addNSW(index, i64(step))
    var latch = builder.insertBlock!
    func goOn(_ stopValue: IRValue?, _ values: [IRValue]) {
      for (phi, value) in zip([index] + carried, [following] + values) { builder.addIncoming(phi, value, from: latch) }
      if let stop, let stopValue { builder.addIncoming(stop, stopValue, from: latch) }
    }
    for (phi, value) in zip([index] + carried, [from] + initial) { builder.addIncoming(phi, value, from: before) }
    goOn(stop, next)
    if let stop, let last {
      builder.addIncoming(stop, to, from: before)
      let turn = function.appendBlock(name + ".last")
      builder.condbr(builder.icmp(.slt, following, stop), head, turn)
      builder.position(atEnd: turn)
      latch = turn
      goOn(last.end, next.dropLast(last.values.count) + last.values)
      builder.condbr(builder.icmp(.slt, following, last.end), head, exit)
    } else {
      builder.condbr(builder.icmp(.slt, following, to), head, exit)
    }
    builder.position(atEnd: exit)
    return merge(initial, from: before, next, from: latch)
  }

  /// Runs `body` where the condition holds.
  /// - Returns: what it gives, else `otherwise`.
  @discardableResult
  func when(
    _ condition: IRValue, _ name: String, otherwise: [IRValue] = [], _ body: () -> [IRValue]
  ) -> [IRValue] {
    let before = builder.insertBlock!
    let then = function.appendBlock(name)
    let exit = function.appendBlock(name + ".end")
    builder.condbr(condition, then, exit)
    builder.position(atEnd: then)
    let results = body()
    let end = builder.insertBlock!
    builder.br(exit)
    builder.position(atEnd: exit)
    return merge(otherwise, from: before, results, from: end)
  }

  func when(_ condition: IRValue, _ name: String, _ body: () -> Void) {
    when(condition, name, otherwise: []) {
      body()
      return []
    }
  }

  private func merge(_ a: [IRValue], from first: BasicBlock, _ b: [IRValue], from second: BasicBlock) -> [IRValue] {
    zip(a, b).map { a, b in
      let phi = builder.phi(a.type)
      builder.addIncoming(phi, a, from: first)
      builder.addIncoming(phi, b, from: second)
      return phi
    }
  }
}

import LLVM
import RavelCore
import RavelIR
import RavelOps

/// Loops. Elements that neighbour each other along a loop are addressed by its index, others by a pointer that moves as the loop does: nothing is
/// multiplied for each element.
extension KernelEmitter {
  /// One iteration after another, in whatever lanes are current.
  func emitScalar(_ loop: Loop, _ shape: LoopShape) {
    let (from, to) = bounds(loop)
    _ = walk(shape, "d\(loop.dimension)", from: from, to: to, step: 1) { _ in
      emit(loop.body)
      return []
    }
  }

  /// Piece after piece: nothing moves until the tile loop within.
  func emitTiles(_ loop: Loop, _ size: Int) {
    let (from, to) = bounds(loop)
    _ = counted("tiles", from: from, to: to, step: size, carrying: []) { index, _ in
      let end = builder.addNSW(index, i64(size))
      tiles[loop.dimension] = (index, builder.select(builder.icmp(.slt, end, to), end, to))
      emit(loop.body)
      return []
    }
  }

  /// Whole vectors as far as they go, then what is left: under a mask, or one by one where the processor has no masks for that.
  func emitVector(_ loop: Loop, _ shape: LoopShape) {
    let (from, to) = bounds(loop)
    let (width, copies) = shape.mainLoop
    let step = width * copies
    let whole = builder.and(builder.subNSW(to, from), i64(-step))
    let middle = builder.addNSW(from, whole)
    let tail = shape.isMaskable ? shape.lanes : 1
    withSplats(shape, width, tail) {
      withLanes(Lanes(count: width, dimension: loop.dimension)) {
        _ = walk(shape, "vector", from: from, to: middle, step: step) { _ in
          for copy in 0..<copies { shifted(shape, by: copy * width) { emit(loop.body) } }
          return []
        }
      }
      if step == 1 { return }
      _ = walk(shape, "tail", from: middle, to: to, step: tail, isSingle: step == tail) { _ in
        if tail == 1 {
          emit(loop.body)
        } else {
          let remaining = builder.subNSW(to, indices[loop.dimension]!)
          withLanes(maskedLanes(tail, shape, remaining: remaining)) { emit(loop.body) }
        }
        return []
      }
    }
  }

  // MARK: Walking

  /// Runs `body` with the loop's index and all pointers in place, from an index to another, and carries values from turn to turn.
  /// - Parameters:
  ///   - isSingle: there is at most one turn.
  ///   - body: from the carried values to the next ones.
  /// - Returns: the carried values at the end.
  func walk(
    _ shape: LoopShape, _ name: String, from: IRValue, to: IRValue, step: Int, isSingle: Bool = false,
    carrying initial: [IRValue] = [], body: ([IRValue]) -> [IRValue]
  ) -> [IRValue] {
    let outer = (pointers, indices)
    defer { (pointers, indices) = outer }
    // Within a single turn nothing moves on.
    let moving = isSingle ? [] : shape.accessed.filter { kernel.parameters[$0].strides[shape.dimension] == .any }
    func turn(_ index: IRValue, _ moved: [IRValue], _ carried: [IRValue]) -> [IRValue] {
      indices[shape.dimension] = index
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
    let results = counted(name, from: from, to: to, step: step, carrying: starts + initial) { index, carried in
      let next = turn(index, Array(carried.prefix(moving.count)), Array(carried.dropFirst(moving.count)))
      return zip(carried, steps).map { bytes($0, $1) } + next
    }
    return Array(results.dropFirst(moving.count))
  }

  /// The pointer moved along a dimension by a number of elements.
  private func advanced(_ pointer: IRValue, _ number: Int, _ dimension: Int, by count: IRValue) -> IRValue {
    let parameter = kernel.parameters[number]
    switch parameter.strides[dimension] {
    case .zero: return pointer
    case .any: return bytes(pointer, builder.mul(count, stride(number, dimension)))
    case .unit: return builder.gep(elementType(number), pointer, count, inbounds: false)
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

  /// Runs `body` with every scalar that the loop takes from outside splatted over those numbers of lanes, once, before it.
  func withSplats<Result>(_ shape: LoopShape, _ counts: Int..., body: () -> Result) -> Result {
    let outer = splats
    defer { splats = outer }
    for id in shape.outside.sorted(by: { $0.index < $1.index }) {
      guard let value = values[id]?.ir, !value.type.isVector, !value.isConstant else { continue }
      for count in Set(counts) where count > 1 {
        splats[Splat(scalar: value, count: count)] = builder.splat(value, count)
      }
    }
    return body()
  }

  // MARK: Control flow

  /// Runs `body` with index `from`, `from + step`, ... below `to`, and carries values from turn to turn.
  func counted(
    _ name: String, from: IRValue, to: IRValue, step: Int, carrying initial: [IRValue] = [],
    body: (IRValue, [IRValue]) -> [IRValue]
  ) -> [IRValue] {
    let before = builder.insertBlock!
    let head = function.appendBlock(name)
    let exit = function.appendBlock(name + ".end")
    builder.condbr(builder.icmp(.slt, from, to), head, exit)
    builder.position(atEnd: head)
    let index = builder.phi(context.i64)
    let carried = initial.map { builder.phi($0.type) }
    let next = body(index, carried)
    let following = builder.addNSW(index, i64(step))
    let latch = builder.insertBlock!
    builder.condbr(builder.icmp(.slt, following, to), head, exit)
    for (phi, values) in zip([index] + carried, zip([from] + initial, [following] + next)) {
      builder.addIncoming(phi, values.0, from: before)
      builder.addIncoming(phi, values.1, from: latch)
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

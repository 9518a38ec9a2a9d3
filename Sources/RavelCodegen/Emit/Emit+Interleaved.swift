import LLVM
import RavelCore
import RavelIR

extension KernelEmitter {
  /// Operand i goes to accumulator i mod `count`; accumulators are lanes of vectors.
  ///
  /// The vectors take turns: each step combines into the first ones and moves them to the end, so that one copy of the
  /// body can serve them all. Steps come in whole rounds, after which every vector is back in its place.
  func reduceInterleaved(_ loop: Loop, _ shape: LoopShape, _ count: Int) -> Accumulators {
    let (from, to) = bounds(loop)
    let width = min(shape.lanes, count)
    let vectors = count / width
    let copies = shape.copies(of: vectors)
    let middle = builder.addNSW(from, builder.and(builder.subNSW(to, from), i64(-count)))
    let neutral = neutral(loop, lanes: width)
    let components = neutral.count

    /// Combines as many steps as that into the first vectors, which become the last.
    func step(_ bank: [IRValue], _ copies: Int) -> [IRValue] {
      var done: [IRValue] = []
      for copy in 0..<copies {
        shifted(shape, by: copy * width) {
          done += combine(loop, Array(bank[copy * components..<(copy + 1) * components]), operands(loop))
        }
      }
      return bank[(copies * components)...] + done
    }

    var bank = withSplats(shape, width) {
      let start = (0..<vectors).flatMap { _ in neutral }
      let bank = withLanes(Lanes(count: width, dimension: loop.dimension)) {
        walk(shape, "reduce", from: from, to: middle, step: width * copies, carrying: start) { step($0, copies) }
      }
      if !shape.isMaskable { return bank }
      return when(builder.icmp(.slt, middle, to), "tail", otherwise: bank) {
        // One more round, in which lanes that do not count combine with the neutral value.
        let end = builder.addNSW(middle, i64(count))
        return walk(shape, "round", from: middle, to: end, step: width, isSingle: vectors == 1, carrying: bank) {
          bank in
          let left = builder.intrinsic(.smax, builder.subNSW(to, indices[loop.dimension]!), i64(0))
          return withLanes(maskedLanes(width, shape, remaining: left)) { step(bank, 1) }
        }
      }
    }
    if !shape.isMaskable {
      let slots = AccumulatorSlots(self, loop, count: count, lanes: 1)
      for vector in 0..<vectors {
        slots.store(Array(bank[vector * components..<(vector + 1) * components]), i64(vector * width))
      }
      slots.combineOperands(shape, from: middle, to: to)
      bank = (0..<vectors).flatMap { slots.load(i64($0 * width), width: width) }
    }

    // Vector k meets vector k + vectors/2, and so on; then lanes half a vector apart.
    while bank.count > components {
      let half = bank.count / 2
      bank = Swift.stride(from: 0, to: half, by: components).flatMap {
        merge(loop, Array(bank[$0..<$0 + components]), Array(bank[half + $0..<half + $0 + components]))
      }
    }
    return merge(loop, initial(loop), combineLanes(loop, bank, neighbours: false))
  }

  /// Index by index, accumulators in memory.
  func reduceInMemory(_ loop: Loop, _ shape: LoopShape, _ count: Int) -> Accumulators {
    let (from, to) = bounds(loop)
    let slots = AccumulatorSlots(self, loop, count: count, lanes: lanes.count)
    slots.fill(neutral(loop, lanes: lanes.count))
    slots.combineOperands(shape, from: from, to: to)
    slots.combineSlots(neighbours: false)
    return merge(loop, initial(loop), slots.load(i64(0)))
  }
}

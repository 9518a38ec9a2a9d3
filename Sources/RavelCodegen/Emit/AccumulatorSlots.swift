import LLVM
import RavelCore
import RavelIR

/// Room on the stack for a loop's accumulators, one after another: what is written at a numbered place is read back
/// there.
struct AccumulatorSlots {
  let emitter: KernelEmitter
  let loop: Loop
  let count: Int
  /// Lanes of each accumulator.
  let lanes: Int
  private let room: [IRValue]
  private var dtypes: [DType] { loop.reductions.flatMap(\.results).map(\.dtype) }
  private var builder: Builder { emitter.builder }

  init(_ emitter: KernelEmitter, _ loop: Loop, count: Int, lanes: Int) {
    self.emitter = emitter
    self.loop = loop
    self.count = count
    self.lanes = lanes
    room = loop.reductions.flatMap(\.results).map { result in
      let type = emitter.memoryType(result.dtype)
      return emitter.builder.alloca(type.array(count * lanes), alignment: emitter.target.vectorBytes)
    }
  }

  private func place(_ component: Int, _ slot: IRValue) -> IRValue {
    let type = emitter.memoryType(dtypes[component])
    let element = lanes == 1 ? slot : builder.mulNSW(slot, emitter.i64(lanes))
    return builder.gep(type, room[component], element)
  }

  /// `width` accumulators of one lane as a vector, or one accumulator, from a slot on.
  func load(_ slot: IRValue, width: Int = 1) -> KernelEmitter.Accumulators {
    dtypes.enumerated().map { component, dtype in
      let type = emitter.memoryType(dtype).vector(lanes * width)
      let value = builder.load(type, place(component, slot), alignment: dtype.itemSize)
      return emitter.fromMemory(value, dtype)
    }
  }

  func store(_ values: KernelEmitter.Accumulators, _ slot: IRValue) {
    for (component, value) in values.enumerated() {
      let dtype = dtypes[component]
      builder.store(emitter.toMemory(value, dtype), place(component, slot), alignment: dtype.itemSize)
    }
  }

  /// The same values in every slot.
  func fill(_ values: KernelEmitter.Accumulators) {
    each(0..<count, step: 1) { store(values, $0) }
  }

  /// Combines the operands of the loop from one index to another: the first into slot 0, and round again after the last
  /// slot.
  func combineOperands(_ shape: LoopShape, from: IRValue, to: IRValue) {
    _ = emitter.walk(shape, "slot", from: from, to: to, step: 1) { _ in
      let index = builder.subNSW(emitter.indices[shape.dimension]!, from)
      let slot = builder.and(index, emitter.i64(count - 1))
      store(emitter.combine(loop, load(slot), emitter.operands(loop)), slot)
      return []
    }
  }

  /// Combines all slots into the first one as a tree: neighbours first, or slots half the count apart first.
  func combineSlots(neighbours: Bool) {
    var distance = neighbours ? 1 : count / 2
    while 0 < distance && distance < count {
      each(0..<(neighbours ? count : distance), step: neighbours ? 2 * distance : 1) { slot in
        let other = builder.addNSW(slot, emitter.i64(distance))
        store(emitter.merge(loop, load(slot), load(other)), slot)
      }
      distance = neighbours ? distance * 2 : distance / 2
    }
  }

  private func each(_ slots: Range<Int>, step: Int, _ body: (IRValue) -> Void) {
    _ = emitter.counted("slots", from: emitter.i64(slots.lowerBound), to: emitter.i64(slots.upperBound), step: step) {
      slot, _ in
      body(slot)
      return []
    }
  }
}

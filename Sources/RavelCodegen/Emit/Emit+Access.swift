import LLVM
import RavelCore
import RavelIR
import RavelOps

/// Loads and stores, by how the parameter moves from lane to lane: each pattern in its own way.
extension KernelEmitter {
  func load(_ number: Int, _ component: Component, _ dtype: DType) -> IRValue {
    let parameter = kernel.parameters[number]
    if let column = transposed[number] { return fromMemory(column, dtype) }
    let pattern = lanes.dimension.map { parameter.strides[$0] } ?? .zero
    if pattern == .zero {
      return fromMemory(loadElement(dtype, at: componentPointer(pointers[number], component, dtype)), dtype)
    }
    guard parameter.dtype.isComplex else { return fromMemory(loadReal(number, pattern, dtype), dtype) }
    if pattern.isSpaced, dtype.itemSize == 8 || !target.gathers(itemSize: dtype.itemSize) {
      return gather(number, dtype, from: componentPointer(pointers[number], component, dtype))
    }
    if let pair = loadedPairs[number] { return pair[component.rawValue] }
    let pair = loadPair(number, pattern, dtype)
    loadedPairs[number] = pair
    return pair[component.rawValue]
  }

  func store(_ number: Int, _ ids: [ValueID]) {
    let parameter = kernel.parameters[number]
    let dtype = parameter.dtype.component
    let pattern = lanes.dimension.map { parameter.strides[$0] } ?? .zero
    // What was loaded may be what is overwritten: parameters may share memory.
    loadedPairs = [:]
    if pattern == .zero { return storeLast(number, dtype, ids.map(use)) }
    let irs = ids.map { toMemory(vector($0), dtype) }
    if pattern.isSpaced {
      if parameter.dtype.isComplex, dtype.itemSize == 4, target.gathers(itemSize: 8) {
        return scatter(pairs(irs), of: number, itemSize: 8, to: pointers[number])
      }
      for (component, ir) in zip([Component.real, .imaginary], irs) {
        let pointer = componentPointer(pointers[number], component, dtype)
        scatter(ir, of: number, itemSize: dtype.itemSize, to: pointer)
      }
      return
    }
    let isReversed = pattern == .reversed
    let ordered = isReversed ? irs.map(builder.reverse) : irs
    let block = ordered.count == 2 ? builder.interleave(ordered[0], ordered[1]) : ordered[0]
    let pointer = isReversed ? mirrored(number) : pointers[number]
    if let mask = lanes.masks[.init(isReversed: isReversed, isPaired: irs.count == 2)] {
      builder.maskedStore(block, pointer, alignment: dtype.itemSize, mask: mask)
    } else {
      store(block, pointer, parameter, isReversed: isReversed)
    }
  }

  private func store(_ block: IRValue, _ pointer: IRValue, _ parameter: Parameter, isReversed: Bool) {
    let size = parameter.dtype.component.itemSize
    let bytes = lanes.count * parameter.dtype.itemSize
    // Processors have such stores for vectors only.
    if parameter.isNontemporal, !isReversed, bytes >= 16 {
      builder.store(block, pointer, alignment: min(bytes, 64), nontemporal: true)
    } else {
      builder.store(block, pointer, alignment: size)
    }
  }

  // MARK: Memory and registers

  /// A bool is a byte in memory and a bit in registers.
  func fromMemory(_ value: IRValue, _ dtype: DType) -> IRValue {
    dtype == .bool ? builder.icmp(.ne, value, value.type.zero) : value
  }

  func toMemory(_ value: IRValue, _ dtype: DType) -> IRValue {
    dtype == .bool ? builder.cast(.zext, value, to: context.i8.vector(like: value.type)) : value
  }

  private func componentPointer(_ pointer: IRValue, _ component: Component, _ dtype: DType) -> IRValue {
    component == .real ? pointer : bytes(pointer, i64(dtype.itemSize))
  }

  /// The address that many bytes on. Not promised to be within the array: masked lanes may lie outside.
  func bytes(_ pointer: IRValue, _ count: IRValue) -> IRValue {
    builder.gep(context.i8, pointer, count, inbounds: false)
  }

  // MARK: One element

  private func loadElement(_ dtype: DType, at pointer: IRValue) -> IRValue {
    builder.load(memoryType(dtype), pointer, alignment: dtype.itemSize)
  }

  /// Stores to one element from all lanes: the last one prevails.
  private func storeLast(_ number: Int, _ dtype: DType, _ irs: [IRValue]) {
    let last = lanes.remaining.map { builder.subNSW($0, i64(1)) } ?? i64(lanes.count - 1)
    let store = { [self] in
      for (component, ir) in zip([Component.real, .imaginary], irs) {
        let scalar = ir.type.isVector ? builder.extractElement(ir, last) : ir
        builder.store(
          toMemory(scalar, dtype), componentPointer(pointers[number], component, dtype), alignment: dtype.itemSize)
      }
    }
    guard let remaining = lanes.remaining else { return store() }
    when(builder.icmp(.sgt, remaining, i64(0)), "store", store)
  }

  // MARK: Neighbouring elements

  /// The address of the last lane's element, which lies first in memory.
  private func mirrored(_ number: Int) -> IRValue {
    bytes(pointers[number], i64(-(lanes.count - 1) * kernel.parameters[number].dtype.itemSize))
  }

  private func loadBlock(_ number: Int, _ dtype: DType, _ shape: Lanes.MaskShape) -> IRValue {
    let type = memoryType(dtype).vector(lanes.count * (shape.isPaired ? 2 : 1))
    let pointer = shape.isReversed ? mirrored(number) : pointers[number]
    guard let mask = lanes.masks[shape] else {
      prefetch(number)
      return builder.load(type, pointer, alignment: dtype.itemSize)
    }
    return builder.maskedLoad(type, pointer, alignment: dtype.itemSize, mask: mask, otherwise: type.zero)
  }

  private func loadReal(_ number: Int, _ pattern: StridePattern, _ dtype: DType) -> IRValue {
    switch pattern {
    case .alternate where canSkip:
      return everyOther(memoryType(dtype), dtype.itemSize, from: pointers[number], alignment: dtype.itemSize)
    case .any, .alternate: return gather(number, dtype, from: pointers[number])
    case .reversed: return builder.reverse(loadBlock(number, dtype, .init(isReversed: true)))
    case .unit, .lane, .zero: return loadBlock(number, dtype, .init())
    }
  }

  /// Both components: one wide load, or one gather of pairs, and two shuffles.
  private func loadPair(_ number: Int, _ pattern: StridePattern, _ dtype: DType) -> [IRValue] {
    let count = lanes.count
    let block: IRValue
    if pattern.isSpaced {
      let pairs =
        pattern == .alternate && canSkip
        ? everyOther(context.i64, 8, from: pointers[number], alignment: dtype.itemSize)
        : gather(context.i64, number, 8, from: pointers[number])
      block = builder.cast(.bitcast, pairs, to: memoryType(dtype).vector(2 * count))
    } else {
      block = loadBlock(number, dtype, .init(isReversed: pattern == .reversed, isPaired: true))
    }
    return (0..<2).map { component in
      let picks = (0..<count).map { 2 * $0 + component }
      return builder.shuffle(block, lanes: pattern == .reversed ? picks.reversed() : picks)
    }
  }

  // MARK: Elements a stride apart

  /// Whether every other element is to be had by loading all of them.
  private var canSkip: Bool { lanes.mask == nil && lanes.count > 1 }

  /// Every other element from a pointer on, one for each lane, from two vectors of neighbours. The second vector ends
  /// with the last lane's element, for what lies behind it may not be there: it has its elements in its odd lanes.
  private func everyOther(_ type: IRType, _ itemSize: Int, from pointer: IRValue, alignment: Int) -> IRValue {
    let count = lanes.count
    let first = builder.load(type.vector(count), pointer, alignment: alignment)
    let second = builder.load(
      type.vector(count), bytes(pointer, i64((count - 1) * itemSize)), alignment: alignment)
    guard itemSize <= 2, count > 2 else {
      let half = count / 2
      return builder.shuffle(first, second, lanes: (0..<half).map { 2 * $0 } + (0..<half).map { count + 2 * $0 + 1 })
    }
    // Processors have no such shuffle of short elements, but make long numbers short.
    let (long, short) = (context.integer(16 * itemSize), context.integer(8 * itemSize))
    let halves = [(first, 0), (second, 8 * itemSize)].map { block, shift in
      let pairs = builder.cast(.bitcast, block, to: long.vector(count / 2))
      let shifted = shift == 0 ? pairs : builder.lshr(pairs, pairs.type.constant(shift))
      return builder.cast(.trunc, shifted, to: short.vector(count / 2))
    }
    return builder.cast(.bitcast, builder.concatenate(halves[0], halves[1]), to: type.vector(count))
  }

  private func gather(_ number: Int, _ dtype: DType, from pointer: IRValue) -> IRValue {
    gather(memoryType(dtype), number, dtype.itemSize, from: pointer)
  }

  /// A load for each lane; of a masked tail one gather. Gathers are slower: loading and inserting 16 floats takes half
  /// as long on Cascade Lake.
  private func gather(_ type: IRType, _ number: Int, _ itemSize: Int, from pointer: IRValue) -> IRValue {
    let count = lanes.count
    let alignment = kernel.parameters[number].dtype.component.itemSize
    if let mask = lanes.mask {
      return builder.maskedGather(
        type.vector(count), bytes(pointer, laneOffsets(number)), alignment: alignment, mask: mask,
        otherwise: type.vector(count).zero)
    }
    var result = type.vector(count).poison
    for (lane, place) in lanePointers(number, from: pointer).enumerated() {
      result = builder.insertElement(result, builder.load(type, place, alignment: alignment), lane)
    }
    return result
  }

  /// Where each lane's element is. Four lanes share a pointer, and lie multiples of the stride from it: few registers,
  /// and no long chain of additions.
  func lanePointers(_ number: Int, from pointer: IRValue) -> [IRValue] {
    let step = stride(number, lanes.dimension!)
    let multiples = (0..<4).map { builder.mul(step, i64($0)) }
    let four = builder.mul(step, i64(4))
    var group = pointer
    return (0..<lanes.count).map { lane in
      if lane > 0, lane % 4 == 0 { group = bytes(group, four) }
      return lane % 4 == 0 ? group : bytes(group, multiples[lane % 4])
    }
  }

  private func scatter(_ value: IRValue, of number: Int, itemSize: Int, to pointer: IRValue) {
    let count = lanes.count
    let alignment = kernel.parameters[number].dtype.component.itemSize
    if let mask = lanes.mask {
      return builder.maskedScatter(value, bytes(pointer, laneOffsets(number)), alignment: alignment, mask: mask)
    }
    var place = pointer
    for lane in 0..<count {
      if lane > 0 { place = bytes(place, stride(number, lanes.dimension!)) }
      builder.store(builder.extractElement(value, lane), place, alignment: alignment)
    }
  }

  /// How many bytes each lane's element lies from that of lane 0.
  private func laneOffsets(_ number: Int) -> IRValue {
    let type = context.i64.vector(lanes.count)
    return builder.mul(builder.splat(stride(number, lanes.dimension!), lanes.count), type.ramp())
  }

  /// The components of each lane side by side, as the bits of one integer.
  private func pairs(_ components: [IRValue]) -> IRValue {
    let block = builder.interleave(components[0], components[1])
    return builder.cast(.bitcast, block, to: context.i64.vector(lanes.count))
  }
}

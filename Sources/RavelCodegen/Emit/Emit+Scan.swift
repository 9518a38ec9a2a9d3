import LLVM
import RavelCore
import RavelIR
import RavelOps

/// A scan taken apart, for vectors: what its iterations compute by themselves, how an operand is combined with what there
/// is so far, and what is done with the result.
struct ScanParts {
  /// Before the combination, in vectors as anything else.
  private(set) var operands: [Statement] = []
  private(set) var combine: [ScalarStatement] = []
  private(set) var rest: [Statement] = []
  /// The combination's right operand.
  let operand: ValueID
  let carried: ValueID
  let next: ValueID
  /// Of all three.
  let dtype: DType

  /// nil unless one operand is combined, and nothing but the result goes on from there.
  init?(_ loop: Loop) {
    guard let carry = loop.carry, carry.next.count == 1 else { return nil }
    (carried, next, dtype) = (carry.carried[0].id, carry.next[0], carry.carried[0].dtype)
    var following: Set<ValueID> = [carried]
    var defined: [ValueID: DType] = [:]
    var used: Set<ValueID> = []
    for statement in loop.body {
      switch statement {
      case .loop: return nil
      case .scalar(.iterate): return nil
      case .scalar(.define(let definition)):
        let inputs = definition.instruction.operands
        if following.isDisjoint(with: inputs) {
          operands.append(statement)
          defined[definition.id] = definition.dtype
        } else if following.contains(next) {
          if following.intersection(inputs) != [next] { return nil }
          rest.append(statement)
        } else {
          combine.append(.define(definition))
          following.insert(definition.id)
          used.formUnion(inputs.filter { defined[$0] != nil })
        }
      case .store(_, let values):
        if following.intersection(values) == [next] { rest.append(statement) } else { return nil }
      }
    }
    guard following.contains(next), used.count == 1, defined[used.first!] == dtype else { return nil }
    operand = used.first!
  }
}

/// Scans whose steps may be grouped in any way: each vector is scanned in a register, by steps of 1, 2, 4, ... lanes, and
/// then combined with what the vectors before it came to (Hillis and Steele, Data parallel algorithms, 1986).
extension KernelEmitter {
  func emitScan(_ loop: Loop, _ shape: LoopShape) {
    guard lanes.count == 1, shape.lanes > 1, shape.isContiguous, let parts = ScanParts(loop) else {
      return emitScalar(loop, shape)
    }
    let (from, to) = bounds(loop)
    let width = shape.lanes
    let middle = builder.addNSW(from, builder.and(builder.subNSW(to, from), i64(-width)))
    let start = use(loop.carry!.initial[0])
    let whole = withSplats(shape) {
      let neutral = splat(start, width)
      return withLanes(Lanes(count: width, dimension: loop.dimension)) {
        walk(shape, "scan", from: from, to: middle, step: width, carrying: [neutral]) { carried in
          emit(parts.operands)
          let operand = use(parts.operand)
          var sums = vector(parts.operand)
          var distance = 1
          while distance < width {
            let before = (0..<width).map { $0 < distance ? $0 : width + $0 - distance }
            sums = combine(parts, builder.shuffle(neutral, sums, lanes: before), sums)
            distance *= 2
          }
          let result = combine(parts, carried[0], sums)
          define(parts.operand, parts.dtype, operand)
          define(parts.next, parts.dtype, result)
          emit(parts.rest)
          return [builder.shuffle(result, lanes: Array(repeating: width - 1, count: width))]
        }
      }
    }
    emitScalar(loop, shape, from: middle, to: to, carrying: [builder.extractElement(whole[0], 0)])
  }

  private func combine(_ parts: ScanParts, _ left: IRValue, _ right: IRValue) -> IRValue {
    define(parts.carried, parts.dtype, left)
    define(parts.operand, parts.dtype, right)
    for statement in parts.combine { emit(statement) }
    return vector(parts.next)
  }
}

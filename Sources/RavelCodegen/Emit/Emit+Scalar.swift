import LLVM
import RavelCore
import RavelOps

/// Instructions, lane by lane: what each means is stated where it is declared.
extension KernelEmitter {
  func emit(_ definition: Definition) -> IRValue {
    let dtype = definition.dtype
    switch definition.instruction {
    case .constant(let value): return constant(value)
    case .load(let parameter, let component): return load(parameter, component, dtype)
    case .index(let dimension): return index(dimension)
    case .unary(let operation, let a): return emit(operation, use(a), dtype)
    case .binary(let operation, let a, let b):
      let operands = matched(a, b)
      return emit(operation, operands[0], operands[1], dtype)
    case .compare(let comparison, let a, let b):
      let operands = matched(a, b)
      return compare(comparison, operands[0], operands[1], self.dtype(a))
    case .select(let condition, let a, let b):
      let operands = matched(condition, a, b)
      return select(operands[0], operands[1], operands[2])
    case .fusedMultiplyAdd(let a, let b, let c):
      let operands = matched(a, b, c)
      return builder.intrinsic(.fma, operands[0], operands[1], operands[2])
    case .convert(let a): return convert(use(a), from: self.dtype(a), to: dtype)
    case .bitcast(let a):
      let operand = use(a)
      return builder.cast(.bitcast, operand, to: registerType(dtype).vector(like: operand.type))
    }
  }

  private func index(_ dimension: Int) -> IRValue {
    let index = indices[dimension]!
    guard lanes.dimension == dimension else { return index }
    return builder.addNSW(builder.splat(index, lanes.count), context.i64.vector(lanes.count).ramp())
  }

  private func emit(_ operation: UnaryPrimitive, _ a: IRValue, _ dtype: DType) -> IRValue {
    switch operation {
    case .negate: dtype.isFloat ? builder.fneg(a) : builder.neg(a)
    case .not: builder.not(a)
    case .absolute: builder.intrinsic(.fabs, a)
    case .squareRoot: builder.intrinsic(.sqrt, a)
    case .floor: builder.intrinsic(.floor, a)
    case .ceil: builder.intrinsic(.ceil, a)
    case .trunc: builder.intrinsic(.trunc, a)
    case .rint: builder.intrinsic(.roundeven, a)
    }
  }

  private func emit(_ operation: BinaryPrimitive, _ a: IRValue, _ b: IRValue, _ dtype: DType) -> IRValue {
    switch operation {
    case .add: dtype.isFloat ? builder.fadd(a, b) : builder.add(a, b)
    case .subtract: dtype.isFloat ? builder.fsub(a, b) : builder.sub(a, b)
    case .multiply: dtype.isFloat ? builder.fmul(a, b) : builder.mul(a, b)
    case .divide: dtype.isFloat ? builder.fdiv(a, b) : divide(a, b, dtype).quotient
    case .remainder: divide(a, b, dtype).remainder
    case .and: builder.and(a, b)
    case .or: builder.or(a, b)
    case .xor: builder.xor(a, b)
    case .shiftLeft: shiftLeft(a, b, dtype)
    case .shiftRight: shiftRight(a, b, dtype)
    case .copySign: builder.intrinsic(.copysign, a, b)
    }
  }

  private func compare(_ comparison: Comparison, _ a: IRValue, _ b: IRValue, _ dtype: DType) -> IRValue {
    if dtype.isFloat {
      let predicate: FloatPredicate =
        switch comparison {
        case .equal: .oeq
        case .notEqual: .une
        case .less: .olt
        case .lessEqual: .ole
        case .greater: .ogt
        case .greaterEqual: .oge
        }
      return builder.fcmp(predicate, a, b)
    }
    let isSigned = dtype.isSigned
    let predicate: IntPredicate =
      switch comparison {
      case .equal: .eq
      case .notEqual: .ne
      case .less: isSigned ? .slt : .ult
      case .lessEqual: isSigned ? .sle : .ule
      case .greater: isSigned ? .sgt : .ugt
      case .greaterEqual: isSigned ? .sge : .uge
      }
    return builder.icmp(predicate, a, b)
  }

  /// A select, unless the condition is known: most guards of operands that are constants are.
  func select(_ condition: IRValue, _ a: IRValue, _ b: IRValue) -> IRValue {
    if condition == condition.type.allOnes { return a }
    if condition == condition.type.zero { return b }
    return builder.select(condition, a, b)
  }

  // MARK: Shifts

  /// A count out of range is poison to LLVM, and a select that does not take it drops it; processors with variable
  /// vector shifts do both in one instruction.
  private func shiftLeft(_ a: IRValue, _ count: IRValue, _ dtype: DType) -> IRValue {
    inRange(count, dtype, builder.shl(a, count))
  }

  private func shiftRight(_ a: IRValue, _ count: IRValue, _ dtype: DType) -> IRValue {
    if !dtype.isSigned { return inRange(count, dtype, builder.lshr(a, count)) }
    return builder.ashr(a, builder.intrinsic(.umin, count, count.type.constant(dtype.bitWidth - 1)))
  }

  private func inRange(_ count: IRValue, _ dtype: DType, _ shifted: IRValue) -> IRValue {
    select(builder.icmp(.ult, count, count.type.constant(dtype.bitWidth)), shifted, shifted.type.zero)
  }
}

import LLVM
import RavelCore
import RavelOps

/// Integer division. Processors divide integers one by one, and slowly; vectors go through floats, exactly.
extension KernelEmitter {
  /// Towards zero, and what is left. Division by zero gives 0 and 0, the least integer by -1 itself and 0.
  func divide(_ a: IRValue, _ b: IRValue, _ dtype: DType) -> (quotient: IRValue, remainder: IRValue) {
    let zero = b.type.zero
    let isZero = builder.icmp(.eq, b, zero)
    let divisor = select(isZero, b.type.constant(1), b)
    if a.type.isVector, !b.isConstant, let quotient = divideVectors(a, b, divisor, dtype) {
      // By a divisor of 1 in place of 0 nothing is left; nor by -1, where products wrap.
      let remainder = builder.sub(a, builder.mul(quotient, divisor))
      return (select(isZero, zero, quotient), remainder)
    }
    if !dtype.isSigned {
      return (select(isZero, zero, builder.udiv(a, divisor)), builder.urem(a, divisor))
    }
    let isMinusOne = builder.icmp(.eq, b, b.type.allOnes)
    let positive = select(isMinusOne, b.type.constant(1), divisor)
    let quotient = select(isMinusOne, builder.neg(a), builder.sdiv(a, positive))
    return (select(isZero, zero, quotient), builder.srem(a, positive))
  }

  /// The quotient of vectors; nil where the processor's own division is as good.
  /// - Parameter divisor: `b` with 1 in place of 0.
  private func divideVectors(_ a: IRValue, _ b: IRValue, _ divisor: IRValue, _ dtype: DType) -> IRValue? {
    // Of all of the loop, if anything but vectors.
    let shared = splats.first { $0.value == b }?.key.scalar
    switch dtype.bitWidth {
    case 8, 16:
      if let shared { return divideShortly(a, byShared: shared, dtype) }
      return divideExactly(a, divisor, dtype, by: .float32)
    case 32:
      return target.isX86 ? divideExactly(a, divisor, dtype, by: .float64, isShared: shared != nil) : nil
    default: return target.hasMaskRegisters ? divideWide(a, divisor, dtype) : nil
    }
  }

  /// A float with more than twice the integers' bits: a quotient that is no integer is further from the next one than
  /// rounding goes.
  ///
  /// A divisor that all of the loop shares has its reciprocal taken once, before it. That is rounded up by four units of
  /// its precision, so that its products, whatever they round to, are never below a quotient that is an integer; and
  /// they are too large by less than the reciprocal, which is as near as others come to the next integer.
  private func divideExactly(
    _ a: IRValue, _ b: IRValue, _ dtype: DType, by float: DType, isShared: Bool = false
  ) -> IRValue {
    let type = registerType(float).vector(like: a.type)
    let cast: Cast = dtype.isSigned ? .sitofp : .uitofp
    let (dividend, divisor) = (builder.cast(cast, a, to: type), builder.cast(cast, b, to: type))
    let quotient: IRValue
    if isShared {
      let reciprocal = builder.fmul(builder.fdiv(type.constant(1.0), divisor), type.constant(1 + 0x1p-50))
      quotient = builder.fmul(dividend, reciprocal)
    } else {
      quotient = builder.fdiv(dividend, divisor)
    }
    if dtype == .uint32 { return builder.cast(.fptoui, quotient, to: a.type) }
    // An int32's least by -1 does not fit, and gives the least, as it should; narrower ones fit and wrap.
    let wide = truncate(quotient, float, .int32, context.i32.vector(like: a.type))
    return builder.cast(.trunc, wide, to: a.type)
  }

  private func divideWide(_ a: IRValue, _ b: IRValue, _ dtype: DType) -> IRValue {
    guard dtype.isSigned else {
      // Half the dividend is below 2^63, twice its quotient right but for one. A divisor from 2^63 on goes into it once
      // or not at all.
      let one = a.type.constant(1)
      let isHuge = builder.icmp(.slt, b, b.type.zero)
      let divisor = select(isHuge, one, b)
      let half = builder.shl(divideMagnitudes(builder.lshr(a, one), divisor), one)
      let rest = builder.sub(a, builder.mul(half, divisor))
      let quotient = select(builder.icmp(.uge, rest, divisor), builder.add(half, one), half)
      let once = builder.cast(.zext, builder.icmp(.uge, a, b), to: a.type)
      return select(isHuge, once, quotient)
    }
    let no = context.i1.zero
    let quotient = divideMagnitudes(
      builder.intrinsic(.abs, a, no, overloads: [a.type]), builder.intrinsic(.abs, b, no, overloads: [b.type]))
    let isNegative = builder.icmp(.slt, builder.xor(a, b), a.type.zero)
    return select(isNegative, builder.neg(quotient), quotient)
  }

  /// The quotient of unsigned numbers up to 2^63, the divisor not 0.
  ///
  /// A quotient in float64 is off by less than 2^-51 of itself, so what is left after it is less than the divisor plus
  /// 2^13; a second quotient, of that, is off by one at most. Both are products with one reciprocal.
  private func divideMagnitudes(_ a: IRValue, _ b: IRValue) -> IRValue {
    let float = context.double.vector(like: a.type)
    let reciprocal = builder.fdiv(float.constant(1.0), builder.cast(.uitofp, b, to: float))
    func quotient(_ dividend: IRValue) -> IRValue {
      truncate(builder.fmul(dividend, reciprocal), .float64, .int64, a.type)
    }
    // 2^63 by 1 does not fit an int64; the least integer that comes instead has its bits.
    let first = quotient(builder.cast(.uitofp, a, to: float))
    let left = builder.sub(a, builder.mul(first, b))
    let second = quotient(builder.cast(.sitofp, left, to: float))
    let rest = builder.sub(left, builder.mul(second, b))
    let sum = builder.add(first, second)
    let isLow = builder.icmp(.slt, rest, a.type.zero)
    let isHigh = builder.icmp(.uge, rest, b)
    let one = a.type.constant(1)
    return select(isLow, builder.sub(sum, one), select(isHigh, builder.add(sum, one), sum))
  }
}

import LLVM
import RavelCore

/// Division of vectors of small integers by one divisor, as a multiplication.
/// - Source: T. Granlund, P. Montgomery, "Division by Invariant Integers using Multiplication" (1994), figure 4.1.
struct SharedDivisor {
  /// floor(2^16 (2^l - d) / d) + 1 for the divisor's magnitude d and the least l with 2^l >= d; all in 16 bits.
  let multiplier: IRValue
  /// min(l, 1), and the rest of l.
  let shifts: (IRValue, IRValue)
  /// The divisor itself.
  let value: IRValue
}

extension KernelEmitter {
  /// The quotient of 8-bit or 16-bit integers, towards zero.
  /// - Parameter scalar: the divisor that all lanes share; 0 stands for 1.
  func divideShortly(_ a: IRValue, byShared scalar: IRValue, _ dtype: DType) -> IRValue {
    let short = context.i16.vector(like: a.type)
    let divisor = sharedDivisor(Splat(scalar: scalar, count: a.type.lanes), dtype, short)
    let a16 = dtype.bitWidth == 16 ? a : builder.cast(dtype.isSigned ? .sext : .zext, a, to: short)
    // The least integer's magnitude is right as an unsigned one.
    let dividend = dtype.isSigned ? builder.intrinsic(.abs, a16, context.i1.zero) : a16
    let product = builder.mul(widened(dividend), widened(divisor.multiplier))
    let upper = builder.cast(.trunc, builder.lshr(product, product.type.constant(16)), to: short)
    let rest = builder.lshr(builder.sub(dividend, upper), divisor.shifts.0)
    var quotient = builder.lshr(builder.add(upper, rest), divisor.shifts.1)
    if dtype.isSigned {
      let sign = builder.ashr(builder.xor(a16, divisor.value), short.constant(15))
      quotient = builder.sub(builder.xor(quotient, sign), sign)
    }
    return builder.cast(.trunc, quotient, to: a.type)
  }

  private func widened(_ value: IRValue) -> IRValue {
    builder.cast(.zext, value, to: context.i32.vector(like: value.type))
  }

  /// What the divisor becomes, made once, where it was splatted.
  private func sharedDivisor(_ splat: Splat, _ dtype: DType, _ type: IRType) -> SharedDivisor {
    if let known = sharedDivisors[splat] { return known }
    let made = builder.atEnd(of: splatBlock!) {
      let scalar = builder.select(
        builder.icmp(.eq, splat.scalar, splat.scalar.type.zero), splat.scalar.type.constant(1), splat.scalar)
      let wide = builder.cast(dtype.isSigned ? .sext : .zext, scalar, to: context.i32)
      let magnitude = dtype.isSigned ? builder.intrinsic(.abs, wide, context.i1.zero) : wide
      let one = context.i32.constant(1)
      let zeros = builder.intrinsic(.ctlz, builder.sub(magnitude, one), context.i1.zero)
      let length = builder.sub(context.i32.constant(32), zeros)
      let surplus = builder.sub(builder.shl(one, length), magnitude)
      let multiplier = builder.add(
        builder.udiv(builder.shl(surplus, context.i32.constant(16)), magnitude), one)
      let first = builder.intrinsic(.umin, length, one)
      func spread(_ value: IRValue) -> IRValue {
        builder.splat(builder.cast(.trunc, value, to: context.i16), splat.count)
      }
      return SharedDivisor(
        multiplier: spread(multiplier), shifts: (spread(first), spread(builder.sub(length, first))), value: spread(wide)
      )
    }
    sharedDivisors[splat] = made
    return made
  }
}

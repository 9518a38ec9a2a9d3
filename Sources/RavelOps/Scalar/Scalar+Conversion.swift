import RavelCore

extension Scalar {
  /// This real value in another real dtype, as NumPy casts it.
  ///
  /// Floats to integers truncate. What does not fit gives what x86 gives: the least int32 for int8, int16 and int32
  /// (then wrapped), the least int64 for int64; uint32 and uint64 take the values of their upper half less half the
  /// range.
  public func converted(to target: DType) -> Scalar {
    if target == dtype { return self }
    if target == .bool {
      let wide = dtype == .float16 ? convertPrimitive(.float32) : self
      return wide != wide.zero
    }
    if dtype == .bool, target == .float16 { return convertPrimitive(.float32).convertPrimitive(.float16) }
    switch (dtype.kind, target) {
    case (.float, .uint32), (.float, .uint64):
      let wide = dtype == .float16 ? convertPrimitive(.float32) : self
      return wide.truncatedUnsigned(target)
    case (.float, .int64):
      return (dtype == .float16 ? convertPrimitive(.float32) : self).convertPrimitive(.int64)
    case (.float, _) where target.isInteger:
      return (dtype == .float16 ? convertPrimitive(.float32) : self).convertPrimitive(.int32).convertPrimitive(target)
    case (.float, .float16) where dtype == .float64:
      return roundedToOdd.convertPrimitive(.float16)
    case (.float, .float64) where dtype == .float16:
      return convertPrimitive(.float32).convertPrimitive(.float64)
    case (_, .float16) where dtype.isInteger:
      // Any integer that float32 would round is far beyond float16's range, so this rounds once.
      return convertPrimitive(.float32).convertPrimitive(.float16)
    default:
      return convertPrimitive(target)
    }
  }

  /// Truncation to an unsigned dtype through the signed one of its width: values from half the range up are taken less
  /// that half.
  private func truncatedUnsigned(_ target: DType) -> Scalar {
    let signed = DType.integer(bits: target.bitWidth, signed: true)
    let half = constant(target == .uint32 ? 0x1p31 : 0x1p63)
    let isHigh = self >= half
    let low = isHigh.select(self - half, self).convertPrimitive(signed)
    let top = low.constant(bits: 1 << UInt64(target.bitWidth - 1))
    return isHigh.select(low ^ top, low).bitcast(target)
  }

  /// A float64 as the float32 that keeps a trace of what it lost in its last bit, so that a second rounding is right.
  /// - Source: S. Boldo, G. Melquiond, "Emulation of a FMA and correctly rounded sums: proved algorithms using rounding
  ///   to odd" (2008).
  private var roundedToOdd: Scalar {
    let near = convertPrimitive(.float32)
    let back = near.convertPrimitive(.float64)
    let bits = near.bitcast(.int32)
    let isOdd = (bits & bits.one) != bits.zero
    let isExact = (back == self) | isNaN
    // The neighbour towards the value has the other parity; away from zero is one more, towards it one less.
    let isTooSmall = back.absolute < absolute
    let neighbour = isTooSmall.select(bits + bits.one, bits - bits.one).bitcast(.float32)
    return (isExact | isOdd).select(near, neighbour)
  }
}

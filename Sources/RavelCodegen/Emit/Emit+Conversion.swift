import LLVM
import RavelCore
import RavelOps

/// Conversions between dtypes.
extension KernelEmitter {
  func convert(_ value: IRValue, from: DType, to: DType) -> IRValue {
    let type = registerType(to).vector(like: value.type)
    switch (from.kind, to.kind) {
    case (.bool, .float): return builder.select(value, type.constant(1.0), type.zero)
    case (.bool, _): return builder.cast(.zext, value, to: type)
    case (.float, .float): return convertFloat(value, from, to, type)
    case (.float, _): return truncate(value, from, to, type)
    case (.signed, .float): return builder.cast(.sitofp, value, to: type)
    case (_, .float): return builder.cast(.uitofp, value, to: type)
    default:
      if to.bitWidth <= from.bitWidth { return builder.cast(.trunc, value, to: type) }
      return builder.cast(from.isSigned ? .sext : .zext, value, to: type)
    }
  }

  private func convertFloat(_ value: IRValue, _ from: DType, _ to: DType, _ type: IRType) -> IRValue {
    let half = context.half.vector(like: value.type)
    if from == .float16 { return builder.cast(.fpext, builder.cast(.bitcast, value, to: half), to: type) }
    if to == .float16 { return builder.cast(.bitcast, builder.cast(.fptrunc, value, to: half), to: type) }
    return builder.cast(to == .float64 ? .fpext : .fptrunc, value, to: type)
  }

  /// To int32 or int64, with the least integer for whatever does not fit. x86's own instructions do just that, but
  /// LLVM's has no defined result there, so it takes a select where there is no such instruction.
  func truncate(_ value: IRValue, _ from: DType, _ to: DType, _ type: IRType) -> IRValue {
    if let native = truncateNatively(value, from, to) { return native }
    let limit = to == .int32 ? 0x1p31 : 0x1p63
    // A float64 that truncates to the least int32 may lie below it; it is given the same either way.
    let fits = builder.and(
      builder.fcmp(.oge, value, value.type.constant(-limit)), builder.fcmp(.olt, value, value.type.constant(limit)))
    let least = type.constant(to == .int32 ? Int(Int32.min) : .min)
    return builder.select(fits, builder.cast(.fptosi, value, to: type), least)
  }

  private func truncateNatively(_ value: IRValue, _ from: DType, _ to: DType) -> IRValue? {
    let count = value.type.lanes
    guard target.isX86, count > 1, !value.isConstant else { return nil }
    let narrow = from == .float32
    let wide = target.hasMaskRegisters
    let forms: [Int: String] =
      switch (to, wide) {
      case (.int32, _):
        narrow
          ? [16: "avx512.mask.cvttps2dq.512", 8: "avx.cvtt.ps2dq.256", 4: "sse2.cvttps2dq"]
          : [8: "avx512.mask.cvttpd2dq.512", 4: "avx.cvtt.pd2dq.256"]
      case (_, true): [8: narrow ? "avx512.mask.cvttps2qq.512" : "avx512.mask.cvttpd2qq.512"]
      case (_, false): [:]
      }
    let usable = forms.filter { count % $0.key == 0 && (wide || !$0.value.hasPrefix("avx512")) }
    guard let (size, name) = usable.max(by: { $0.key < $1.key }) else { return nil }
    let result = registerType(to).vector(size)
    func one(_ part: IRValue) -> IRValue? {
      var arguments = [part]
      if name.hasPrefix("avx512") {
        // What unselected lanes would keep, all selected, and the rounding mode in force.
        arguments += [result.zero, context.integer(size).allOnes, context.i32.constant(4)]
      }
      return try? builder.intrinsic(named: "llvm.x86.\(name)", arguments)
    }
    return inParts(value, size, one)
  }

  /// Applies `body` to equal parts of a vector; nil if it gives nil.
  private func inParts(_ value: IRValue, _ size: Int, _ body: (IRValue) -> IRValue?) -> IRValue? {
    if value.type.lanes == size { return body(value) }
    let half = value.type.lanes / 2
    guard let low = inParts(builder.slice(value, from: 0, count: half), size, body),
      let high = inParts(builder.slice(value, from: half, count: half), size, body)
    else { return nil }
    return builder.concatenate(low, high)
  }
}

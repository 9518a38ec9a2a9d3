import CLLVM

// Arithmetic, comparisons and casts. Integers wrap unless the name says otherwise; no floating-point instruction
// carries a fast-math flag. Division by zero, shifts by the width or more and casts out of range are undefined or
// poison, as in LLVM: guard them.

extension Builder {
  // MARK: Integers

  public func add(_ a: IRValue, _ b: IRValue) -> IRValue {
    IRValue(ref: llvm.pointee.LLVMBuildAdd(ref, a.ref, b.ref, ""))
  }
  public func sub(_ a: IRValue, _ b: IRValue) -> IRValue {
    IRValue(ref: llvm.pointee.LLVMBuildSub(ref, a.ref, b.ref, ""))
  }
  public func mul(_ a: IRValue, _ b: IRValue) -> IRValue {
    IRValue(ref: llvm.pointee.LLVMBuildMul(ref, a.ref, b.ref, ""))
  }
  public func udiv(_ a: IRValue, _ b: IRValue) -> IRValue {
    IRValue(ref: llvm.pointee.LLVMBuildUDiv(ref, a.ref, b.ref, ""))
  }
  public func sdiv(_ a: IRValue, _ b: IRValue) -> IRValue {
    IRValue(ref: llvm.pointee.LLVMBuildSDiv(ref, a.ref, b.ref, ""))
  }
  public func urem(_ a: IRValue, _ b: IRValue) -> IRValue {
    IRValue(ref: llvm.pointee.LLVMBuildURem(ref, a.ref, b.ref, ""))
  }
  public func srem(_ a: IRValue, _ b: IRValue) -> IRValue {
    IRValue(ref: llvm.pointee.LLVMBuildSRem(ref, a.ref, b.ref, ""))
  }
  public func and(_ a: IRValue, _ b: IRValue) -> IRValue {
    IRValue(ref: llvm.pointee.LLVMBuildAnd(ref, a.ref, b.ref, ""))
  }
  public func or(_ a: IRValue, _ b: IRValue) -> IRValue {
    IRValue(ref: llvm.pointee.LLVMBuildOr(ref, a.ref, b.ref, ""))
  }
  public func xor(_ a: IRValue, _ b: IRValue) -> IRValue {
    IRValue(ref: llvm.pointee.LLVMBuildXor(ref, a.ref, b.ref, ""))
  }
  public func shl(_ a: IRValue, _ b: IRValue) -> IRValue {
    IRValue(ref: llvm.pointee.LLVMBuildShl(ref, a.ref, b.ref, ""))
  }
  public func lshr(_ a: IRValue, _ b: IRValue) -> IRValue {
    IRValue(ref: llvm.pointee.LLVMBuildLShr(ref, a.ref, b.ref, ""))
  }
  public func ashr(_ a: IRValue, _ b: IRValue) -> IRValue {
    IRValue(ref: llvm.pointee.LLVMBuildAShr(ref, a.ref, b.ref, ""))
  }

  // MARK: Index arithmetic: a signed (nsw) or unsigned (nuw) overflow is poison

  public func addNSW(_ a: IRValue, _ b: IRValue) -> IRValue {
    IRValue(ref: llvm.pointee.LLVMBuildNSWAdd(ref, a.ref, b.ref, ""))
  }
  public func addNUW(_ a: IRValue, _ b: IRValue) -> IRValue {
    IRValue(ref: llvm.pointee.LLVMBuildNUWAdd(ref, a.ref, b.ref, ""))
  }
  public func subNSW(_ a: IRValue, _ b: IRValue) -> IRValue {
    IRValue(ref: llvm.pointee.LLVMBuildNSWSub(ref, a.ref, b.ref, ""))
  }
  public func mulNSW(_ a: IRValue, _ b: IRValue) -> IRValue {
    IRValue(ref: llvm.pointee.LLVMBuildNSWMul(ref, a.ref, b.ref, ""))
  }

  // MARK: Floating point

  public func fadd(_ a: IRValue, _ b: IRValue) -> IRValue {
    IRValue(ref: llvm.pointee.LLVMBuildFAdd(ref, a.ref, b.ref, ""))
  }
  public func fsub(_ a: IRValue, _ b: IRValue) -> IRValue {
    IRValue(ref: llvm.pointee.LLVMBuildFSub(ref, a.ref, b.ref, ""))
  }
  public func fmul(_ a: IRValue, _ b: IRValue) -> IRValue {
    IRValue(ref: llvm.pointee.LLVMBuildFMul(ref, a.ref, b.ref, ""))
  }
  public func fdiv(_ a: IRValue, _ b: IRValue) -> IRValue {
    IRValue(ref: llvm.pointee.LLVMBuildFDiv(ref, a.ref, b.ref, ""))
  }

  // MARK: One operand

  public func neg(_ a: IRValue) -> IRValue { IRValue(ref: llvm.pointee.LLVMBuildNeg(ref, a.ref, "")) }
  public func not(_ a: IRValue) -> IRValue { IRValue(ref: llvm.pointee.LLVMBuildNot(ref, a.ref, "")) }
  /// Flips the sign, of NaNs too.
  public func fneg(_ a: IRValue) -> IRValue { IRValue(ref: llvm.pointee.LLVMBuildFNeg(ref, a.ref, "")) }

  // MARK: Comparisons

  public func icmp(_ predicate: IntPredicate, _ a: IRValue, _ b: IRValue) -> IRValue {
    IRValue(ref: llvm.pointee.LLVMBuildICmp(ref, LLVMIntPredicate(predicate.rawValue), a.ref, b.ref, ""))
  }

  public func fcmp(_ predicate: FloatPredicate, _ a: IRValue, _ b: IRValue) -> IRValue {
    IRValue(ref: llvm.pointee.LLVMBuildFCmp(ref, LLVMRealPredicate(predicate.rawValue), a.ref, b.ref, ""))
  }

  // MARK: Casts

  /// Converts to a type; a value that has the type already is returned as it is.
  public func cast(_ cast: Cast, _ value: IRValue, to type: IRType) -> IRValue {
    if value.type == type { return value }
    let functions = llvm
    let build =
      switch cast {
      case .trunc: functions.pointee.LLVMBuildTrunc
      case .zext: functions.pointee.LLVMBuildZExt
      case .sext: functions.pointee.LLVMBuildSExt
      case .fptrunc: functions.pointee.LLVMBuildFPTrunc
      case .fpext: functions.pointee.LLVMBuildFPExt
      case .fptoui: functions.pointee.LLVMBuildFPToUI
      case .fptosi: functions.pointee.LLVMBuildFPToSI
      case .uitofp: functions.pointee.LLVMBuildUIToFP
      case .sitofp: functions.pointee.LLVMBuildSIToFP
      case .ptrtoint: functions.pointee.LLVMBuildPtrToInt
      case .inttoptr: functions.pointee.LLVMBuildIntToPtr
      case .bitcast: functions.pointee.LLVMBuildBitCast
      }
    return IRValue(ref: build(ref, value.ref, type.ref, ""))
  }
}

/// LLVM's integer comparisons.
public enum IntPredicate: UInt32, CaseIterable, Sendable {
  case eq = 32
  case ne, ugt, uge, ult, ule, sgt, sge, slt, sle
}

/// LLVM's floating-point comparisons: `o…` is false and `u…` is true where an operand is NaN.
public enum FloatPredicate: UInt32, CaseIterable, Sendable {
  case oeq = 1
  case ogt, oge, olt, ole, one, ord, uno, ueq, ugt, uge, ult, ule, une
}

/// LLVM's conversions.
public enum Cast: CaseIterable, Sendable {
  case trunc, zext, sext, fptrunc, fpext, fptoui, fptosi, uitofp, sitofp, ptrtoint, inttoptr, bitcast
}

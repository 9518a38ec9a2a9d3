/// The intrinsics that code generation builds on. All exist in every version of LLVM that Ravel accepts (checked when
/// the library is loaded), so building them cannot fail. On a target with FMA none of these leaves a call of a library
/// function behind for 32- and 64-bit elements. `llvm.minimum` and `llvm.maximum` are not here: LLVM 16 cannot generate
/// code for them on x86-64, and ends the process.
public enum Intrinsic: String, CaseIterable, Sendable {
  // Floating point, lane by lane.
  case fma, sqrt, floor, ceil, trunc, rint, nearbyint, roundeven, round, fabs, copysign
  case fptosiSat = "fptosi.sat"
  case fptouiSat = "fptoui.sat"
  // Integers, lane by lane.
  case smin, smax, umin, umax, abs, ctpop, ctlz, cttz, bswap, bitreverse, fshl, fshr
  case saddSat = "sadd.sat"
  case uaddSat = "uadd.sat"
  case ssubSat = "ssub.sat"
  case usubSat = "usub.sat"
  case saddWithOverflow = "sadd.with.overflow"
  case uaddWithOverflow = "uadd.with.overflow"
  case ssubWithOverflow = "ssub.with.overflow"
  case usubWithOverflow = "usub.with.overflow"
  case smulWithOverflow = "smul.with.overflow"
  case umulWithOverflow = "umul.with.overflow"
  // Memory under a mask.
  case maskedLoad = "masked.load"
  case maskedStore = "masked.store"
  case maskedGather = "masked.gather"
  case maskedScatter = "masked.scatter"
  case maskedExpandload = "masked.expandload"
  case maskedCompressstore = "masked.compressstore"
  case getActiveLaneMask = "get.active.lane.mask"
  // One value from all lanes. The floating-point sums and products take a start value first and keep lane order.
  case reduceAdd = "vector.reduce.add"
  case reduceMul = "vector.reduce.mul"
  case reduceAnd = "vector.reduce.and"
  case reduceOr = "vector.reduce.or"
  case reduceXor = "vector.reduce.xor"
  case reduceSMin = "vector.reduce.smin"
  case reduceSMax = "vector.reduce.smax"
  case reduceUMin = "vector.reduce.umin"
  case reduceUMax = "vector.reduce.umax"
  case reduceFAdd = "vector.reduce.fadd"
  case reduceFMul = "vector.reduce.fmul"
  // Hints.
  case assume, prefetch

  /// The name without its overload suffix, such as `llvm.masked.load`.
  public var name: String { "llvm.\(rawValue)" }

  /// LLVM's number in the loaded library.
  var id: UInt32 {
    guard case .success(let library) = LLVMLibrary.loaded else { return 0 }
    return library.intrinsicIDs[Self.positions[self]!]
  }

  private static let positions = Dictionary(uniqueKeysWithValues: zip(allCases, 0...))
}

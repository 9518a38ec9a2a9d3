import LLVM
import RavelCore
import RavelIR

/// How many iterations the code being written runs at once, along which dimension, and which of them count.
struct Lanes {
  /// Which lanes of a vector in memory are selected.
  struct MaskShape: Hashable, Comparable {
    /// The elements lie in opposite order, so the selected lanes come last.
    var isReversed = false
    /// Each lane has two components, side by side.
    var isPaired = false

    static func < (a: MaskShape, b: MaskShape) -> Bool { a.rank < b.rank }
    private var rank: Int { (isReversed ? 2 : 0) + (isPaired ? 1 : 0) }
  }

  /// 1 for scalar code.
  var count = 1
  var dimension: Int?
  /// In code that runs fewer iterations than it has lanes: how many; never more than `count`.
  var remaining: IRValue?
  var masks: [MaskShape: IRValue] = [:]

  /// The selected lanes; nil where all are.
  var mask: IRValue? { masks[MaskShape()] }
}

extension KernelEmitter {
  /// Writes code with other lanes, and goes back to those that are current now.
  func withLanes<Result>(_ new: Lanes, _ body: () -> Result) -> Result {
    let (old, pairs) = (lanes, loadedPairs)
    lanes = new
    loadedPairs = [:]
    defer { (lanes, loadedPairs) = (old, pairs) }
    return body()
  }

  /// Lanes of which only the first `remaining` are run, with all the masks that the loop's accesses take.
  func maskedLanes(_ count: Int, _ shape: LoopShape, remaining: IRValue) -> Lanes {
    let remaining = builder.intrinsic(.umin, remaining, i64(count))
    var lanes = Lanes(count: count, dimension: shape.dimension, remaining: remaining)
    lanes.masks[.init()] = mask(count, remaining)
    for parameter in shape.accessed {
      let isReversed = kernel.parameters[parameter].strides[shape.dimension] == .reversed
      let isPaired = kernel.parameters[parameter].dtype.isComplex
      let maskShape = Lanes.MaskShape(isReversed: isReversed, isPaired: isPaired)
      if lanes.masks[maskShape] != nil { continue }
      let scale = isPaired ? 2 : 1
      let selected = builder.mulNSW(remaining, i64(scale))
      lanes.masks[maskShape] = mask(count * scale, selected, isReversed: isReversed)
    }
    return lanes
  }

  /// A mask whose first lanes are set; the last ones if reversed.
  func mask(_ count: Int, _ selected: IRValue, isReversed: Bool = false) -> IRValue {
    // Compare lanes as wide as the data's, which is what the mask will be made of; they must hold the count as well.
    let bits = max(min(target.vectorBytes * 8 / count, 64), count < 256 ? 8 : 16)
    let type = context.integer(bits)
    let ramp = type.vector(count).ramp()
    let limit = isReversed ? builder.subNSW(i64(count), selected) : selected
    let limits = builder.splat(builder.cast(.trunc, limit, to: type), count)
    return builder.icmp(isReversed ? .uge : .ult, ramp, limits)
  }
}

import RavelCore
import RavelOps

/// What a scan combines along one axis: each element of the result is that of the index before combined with the
/// operand's. The first one is the operand's own.
public struct ScanPlan: Hashable, Sendable {
  public var op: Op
  public var loop: UfuncLoop
  public var axis: Int
  /// Whether a complex product rounds each of its parts. NumPy's vector loops, which fuse them, are not for elements
  /// that follow from one another, nor for complex64 against memory's direction.
  public var roundsProducts: Bool

  /// - Parameters:
  ///   - operand: the operand's layout.
  ///   - casts: whether NumPy would cast the operand first: the copy lies forwards.
  public init(_ op: Op, loop: UfuncLoop, axis: Int, operand: Layout, casts: Bool) {
    (self.op, self.loop, self.axis) = (op, loop, axis)
    let isBackwards = loop.output == .complex64 && !casts && operand.strides[axis] < 0
    roundsProducts = operand.shape[axis] > 2 || isBackwards
  }

  /// The dtype that is carried from index to index.
  public var accumulated: DType { loop.output == .float16 ? .float32 : loop.output }

  /// What may stand before the first element: combined with it, it gives that element, to the bit. nil if the operation
  /// has no such value.
  public var neutral: [Constant]? {
    // The parts of a complex value get mixed: 1 times an infinite value has a NaN in it.
    loop.output.isComplex && op != .add ? nil : op.spec.reduction?.neutral(accumulated)
  }

  /// Whether steps may be grouped in any way, to the bit. Of several equal extremes it is always the last that is kept.
  public var isAssociative: Bool {
    guard neutral != nil, !loop.output.isComplex else { return false }
    switch op {
    case .maximum, .minimum, .fmax, .fmin: return true
    case .add, .multiply, .bitwiseAnd, .bitwiseOr, .bitwiseXor, .logicalAnd, .logicalOr, .logicalXor:
      return loop.output.kind < .float
    default: return false
    }
  }

  /// One step, from what there is so far and the next operand to the result's element. float16 values come as float32,
  /// and are rounded: NumPy stores every step.
  public func combine(_ left: ScalarValue, _ right: ScalarValue) -> ScalarValue {
    if roundsProducts, op == .multiply, case .complex(let a) = left, case .complex(let b) = right {
      return .complex(.roundedProduct(a, b))
    }
    let value = op.widened([left, right], loop: loop)
    return loop.output == .float16 ? value.converted(to: .float16).converted(to: .float32) : value
  }
}

extension ScanPlan: CustomStringConvertible {
  public var description: String { "\(op).accumulate axis \(axis)" }
}

import RavelCore
import RavelOps

/// Places of extremes: an accumulated value is then the best element so far and, as a component after its own, where it
/// is along the axis.
extension ReductionPlan {
  /// A dtype for places along an axis: a narrow one moves more of them at once.
  static func places(along extent: Int) -> DType { extent > Int(Int32.max) ? .int64 : .int32 }

  /// An accumulated value with an operand. Operands come in order, so one that is as good comes too late.
  func better(_ so: [Scalar], _ next: [Scalar]) -> [Scalar] {
    let isBetter = isBetter(Self.element(next), than: Self.element(so))
    return zip(next, so).map { isBetter.select($0, $1) }
  }

  /// Two accumulated values: of two that are as good the first.
  func first(_ a: [Scalar], _ b: [Scalar]) -> [Scalar] {
    let elements = (Self.element(a), Self.element(b))
    let isEarlier = b[b.count - 1] < a[a.count - 1]
    let isNoWorse = !isBetter(elements.0, than: elements.1)
    let isTaken = isBetter(elements.1, than: elements.0) | (isNoWorse & isEarlier)
    return zip(b, a).map { isTaken.select($0, $1) }
  }

  private static func element(_ components: [Scalar]) -> ScalarValue {
    ScalarValue(components: Array(components.dropLast()))
  }

  /// Whether an element takes the place of another: the first NaN does, and nothing takes its own. float16 values come
  /// as float32.
  public func isBetter(_ next: ScalarValue, than best: ScalarValue) -> Scalar {
    let dtype = loop.output
    let comparison: Op = op == .maximum ? .lessEqual : .greaterEqual
    let isNoBetter = comparison.widened([next, best], loop: UfuncLoop([dtype, dtype], .bool)).components[0]
    if dtype.kind < .float { return !isNoBetter }
    let parts = best.components
    return !isNoBetter & !parts.dropFirst().reduce(parts[0].isNaN) { $0 | $1.isNaN }
  }
}

extension Expression {
  /// Where along an axis the first of the largest or smallest elements is, or the first NaN.
  /// - Parameter op: `maximum` or `minimum`.
  /// - Throws: `ArrayError.axisOutOfBounds`, `.value` for an axis without elements.
  public func place(of op: Op, axis: Int, keepDims: Bool) throws(ArrayError) -> Expression {
    let axis = try normalizedAxes([axis], rank: shape.count)[0]
    if shape[axis] == 0 {
      throw .value("attempt to get \(op == .maximum ? "argmax" : "argmin") of an empty sequence")
    }
    let loop = UfuncLoop([dtype, dtype], dtype)
    var plan = ReductionPlan(op, loop: loop, axes: [axis], keepDims: keepDims, operand: layout, casts: false)
    plan.places = ReductionPlan.places(along: shape[axis])
    let shape = plan.resultLayout(of: layout).shape
    return Expression(.reduce(plan), [self], dtype: .int64, layout: Layout(contiguous: shape))
  }
}

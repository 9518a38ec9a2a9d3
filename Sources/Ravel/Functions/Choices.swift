import RavelIR
import RavelOps

extension NDArray {
  /// Of each element's choices the one whose condition is the first to hold; where none does, the default.
  /// - Shape:  all are broadcast together.
  /// - DType:  what choices and default promote to.
  /// - Throws: `ArrayError.value` for no conditions, or not as many as choices; `.type` for one that is not bool; as
  ///   `applying`.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.select.html
  public static func selection(
    _ conditions: [any ArrayOperand], _ choices: [any ArrayOperand], default other: any ArrayOperand = 0
  ) throws(ArrayError) -> NDArray {
    if conditions.count != choices.count {
      throw .value("list of cases must be same length as list of conditions")
    }
    if conditions.isEmpty { throw .value("select with an empty condition list is not possible") }
    for (place, condition) in conditions.enumerated() {
      if case .array(let array) = condition.operand, array.dtype == .bool { continue }
      throw .type("invalid entry \(place) in condlist: should be boolean ndarray")
    }
    let all = choices + [other]
    let dtype = resultType(all.map(\.operand.promotion))
    var result = try other.operand.expression(dtype)
    for (condition, choice) in zip(conditions, choices).reversed() {
      result = try .ufunc(.where, [condition.operand, .array(choice.operand.expression(dtype)), .array(result)])
    }
    return NDArray(result)
  }

  /// Finite numbers in place of NaN and the infinities.
  /// - Shape:  `x`'s.
  /// - DType:  `x`'s; integers stay as they are.
  /// - Parameters:
  ///   - x: an array or a number.
  ///   - nan: what stands for NaN.
  ///   - posinf: what stands for infinity; the dtype's greatest number if nil.
  ///   - neginf: what stands for minus infinity; the dtype's least number if nil.
  /// - Throws: `ArrayError.cannotCast` for a replacement that `same_kind` does not let be cast; `.cannotBroadcastTo` for
  ///   one of another shape.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.nan_to_num.html
  public static func finite(
    _ x: any ArrayOperand, nan: any ArrayOperand = 0.0, posinf: (any ArrayOperand)? = nil,
    neginf: (any ArrayOperand)? = nil
  ) throws(ArrayError) -> NDArray {
    let x = NDArray(try x.operand.converted(to: nil))
    if x.dtype.kind < .float { return x }
    if x.dtype.isComplex {
      let parts = try [Op.real, .imag].map { part throws(ArrayError) in
        try finite(applying(part, [x]), nan: nan, posinf: posinf, neginf: neginf)
      }
      return try applying(.complexOf, parts)
    }
    let greatest = x.dtype.greatestFinite
    let infinity = Double.infinity
    let filled = try applying(.where, [applying(.isnan, [x]), replacement(nan, in: x), x])
    let below = try applying(
      .where, [applying(.equal, [x, infinity]), replacement(posinf ?? greatest, in: x), filled])
    return try applying(.where, [applying(.equal, [x, -infinity]), replacement(neginf ?? -greatest, in: x), below])
  }

  /// What NumPy's `copyto` puts in place of elements of an array.
  /// - Throws: `ArrayError.cannotCast` for what `same_kind` does not let be cast; `.integerOutOfBounds`;
  ///   `.cannotBroadcastTo`.
  static func replacement(_ value: any ArrayOperand, in target: NDArray) throws(ArrayError) -> NDArray {
    let operand = value.operand
    let dtype = resultType([operand.promotion])
    guard canCast(dtype, to: target.dtype, casting: .sameKind) else {
      let what = operand.shape.isEmpty ? "scalar" : "array data"
      throw .cannotCast(from: dtype, to: target.dtype, casting: .sameKind, what: what)
    }
    return NDArray(try operand.expression(target.dtype).fitted(to: target.shape))
  }
}

extension DType {
  /// A float dtype's.
  fileprivate var greatestFinite: Double {
    switch self {
    case .float16: Double(65504)
    case .float32: Double(Float.greatestFiniteMagnitude)
    default: .greatestFiniteMagnitude
    }
  }
}

/// Of each element's choices the one whose condition is the first to hold; where none does, the default.
/// - SeeAlso: `NDArray.selection`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.select.html
public func select(
  _ conditions: [any ArrayOperand], _ choices: [any ArrayOperand], default other: any ArrayOperand = 0
) -> NDArray {
  stopping { try NDArray.selection(conditions, choices, default: other) }
}

/// Finite numbers in place of NaN and the infinities.
/// - SeeAlso: `NDArray.finite`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.nan_to_num.html
public func nanToNum(
  _ x: some ArrayOperand, nan: any ArrayOperand = 0.0, posinf: (any ArrayOperand)? = nil,
  neginf: (any ArrayOperand)? = nil
) -> NDArray {
  stopping { try NDArray.finite(x, nan: nan, posinf: posinf, neginf: neginf) }
}

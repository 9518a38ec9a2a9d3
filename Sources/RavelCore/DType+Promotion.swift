/// How far a cast may go, as NumPy's `casting=` says it.
public enum Casting: String, Sendable, CaseIterable {
  case no, equiv, safe
  case sameKind = "same_kind"
  case unsafe
}

/// The kind of a Python scalar or Swift literal: it takes part in promotion by kind alone (NEP 50).
public enum WeakKind: Int, Comparable, Sendable {
  case integer, float, complex
  public static func < (a: WeakKind, b: WeakKind) -> Bool { a.rawValue < b.rawValue }

  /// The dtype where nothing else decides: int64, float64, complex128.
  public var defaultDType: DType {
    switch self {
    case .integer: .int64
    case .float: .float64
    case .complex: .complex128
    }
  }
}

/// What an operand brings to promotion: a dtype, or only a kind.
public enum PromotionOperand: Sendable, Hashable {
  case dtype(DType)
  case weak(WeakKind)
}

/// The smallest dtype that both can be cast to safely: NumPy's `promote_types`.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.promote_types.html
public func promoteTypes(_ a: DType, _ b: DType) -> DType {
  if a == b { return a }
  let (low, high) = a.kind < b.kind ? (a, b) : (b, a)
  switch (low.kind, high.kind) {
  case (.bool, _):
    return high
  case (.unsigned, .unsigned), (.signed, .signed), (.float, .float), (.complex, .complex):
    return low.itemSize > high.itemSize ? low : high
  case (.unsigned, .signed):
    if high.itemSize > low.itemSize { return high }
    return low.itemSize == 8 ? .float64 : .integer(bits: low.itemSize * 16, signed: true)
  case (_, .float):
    return promoteTypes(floatHolding(low), high)
  default:
    return promoteTypes(floatHolding(low), high.component).complexOfFloat
  }
}

/// The smallest float dtype that NumPy takes for a real dtype's values: float16 for 8 bits, float32 for 16, else
/// float64.
private func floatHolding(_ dtype: DType) -> DType {
  if dtype.isFloat { return dtype }
  switch dtype.itemSize {
  case 1: return .float16
  case 2: return .float32
  default: return .float64
  }
}

/// The dtype of a result whose operands bring these: NumPy's `result_type` with weak scalars (NEP 50).
/// - Returns: float64, NumPy's default, for no operands at all.
/// - Source: https://numpy.org/neps/nep-0050-scalar-promotion.html
public func resultType(_ operands: [PromotionOperand]) -> DType {
  var dtypes: [DType] = []
  var weak: WeakKind?
  for operand in operands {
    switch operand {
    case .dtype(let dtype): dtypes.append(dtype)
    case .weak(let kind): weak = max(weak ?? kind, kind)
    }
  }
  // Integers are promoted with a float one by one, not first with each other: int8 and uint8 with float16 give float16.
  let ordered = dtypes.filter { $0.kind >= .float } + dtypes.filter { $0.kind < .float }
  let strong = ordered.first.map { ordered.dropFirst().reduce($0, promoteTypes) }
  guard let weak else { return strong ?? .float64 }
  guard let strong else { return weak.defaultDType }
  switch weak {
  case .integer: return strong.kind == .bool ? .int64 : strong
  case .float: return strong.kind >= .float ? strong : .float64
  case .complex:
    if strong.isComplex { return strong }
    return strong.isFloat ? strong.complexOfFloat : .complex128
  }
}

/// Whether a cast is allowed under that rule: NumPy's `can_cast`.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.can_cast.html
public func canCast(_ from: DType, to: DType, casting: Casting = .safe) -> Bool {
  switch casting {
  case .no, .equiv: from == to
  case .safe: promoteTypes(from, to) == to
  case .sameKind: promoteTypes(from, to) == to || from.kind <= to.kind
  case .unsafe: true
  }
}

import RavelIR

extension NDArray {
  /// The view that basic indexing selects. Integers and `nil`s of Python become `.integer` and `.newAxis`.
  /// - Throws: `ArrayError.tooManyIndices`, `.indexOutOfBounds`, `.zeroStep`; `.index` for a second ellipsis.
  /// - Source: https://numpy.org/doc/stable/user/basics.indexing.html#basic-indexing
  public func indexed(by indices: [Index]) throws(ArrayError) -> NDArray {
    try viewed(AccessMap(indexing: shape, by: indices))
  }

  /// Replaces the elements that basic indexing selects by `value`, cast to the dtype and broadcast. Other arrays that
  /// share them stay as they are.
  /// - Throws: as `indexed(by:)`; `ArrayError.cannotBroadcastTo`; where `value` is a scalar, NumPy's errors for one
  ///   that the dtype can't hold.
  public mutating func assign(_ value: any ArrayOperand, at indices: [Index]) throws(ArrayError) {
    let map = try AccessMap(indexing: shape, by: indices)
    let isElement = indices.count == ndim && indices.allSatisfy { if case .integer = $0 { true } else { false } }
    if isElement && !value.operand.shape.isEmpty { throw .value("setting an array element with a sequence.") }
    self = try assigning(value, at: map)
  }

  /// This array with the elements of a view of it replaced by `value`, cast to the dtype and broadcast. The layout
  /// stays in its order.
  /// - Throws: as `assign`.
  public func assigning(_ value: any ArrayOperand, at map: AccessMap) throws(ArrayError) -> NDArray {
    let source = try value.operand.element(of: dtype)
    try Self.limitDepth([expression, source])
    if !map.isIdentity { return NDArray(try expression.assigning(source, at: map)) }
    // Nothing of the old elements is left: a result that lies as they did takes their place.
    let elements = try source.fitted(to: shape)
    let layout = Layout(like: expression.layout)
    if elements.layout == layout { return NDArray(elements) }
    return NDArray(Expression(.copy, [elements], dtype: dtype, layout: layout))
  }
}

// Literals and ranges stand for themselves, so that each index is type-checked alone. `...` is a function in Swift,
// which no protocol takes in: it has subscripts of its own, for where it stands first or second; `.ellipsis` stands
// anywhere.
extension NDArray {
  /// The view that basic indexing selects; assigning replaces its elements. See `indexed(by:)` and `assign(_:at:)` for
  /// what stops the process.
  public subscript(indices: any ArrayIndex...) -> NDArray {
    get { self[selecting: indices] }
    set { self[selecting: indices] = newValue }
  }

  /// The view of leading axes at those indices; assigning replaces its elements.
  public subscript(indices: Int...) -> NDArray {
    get { self[selecting: indices] }
    set { self[selecting: indices] = newValue }
  }

  /// `x[..., i]`: the indices are of the last axes. Alone, the whole array.
  public subscript(ellipsis: UnboundedRange, indices: any ArrayIndex...) -> NDArray {
    get { self[selecting: [Index.ellipsis] + indices] }
    set { self[selecting: [Index.ellipsis] + indices] = newValue }
  }

  /// `x[i, ..., j]`: the first axis, and the last ones.
  public subscript(first: any ArrayIndex, ellipsis: UnboundedRange, indices: any ArrayIndex...) -> NDArray {
    get { self[selecting: [first, Index.ellipsis] + indices] }
    set { self[selecting: [first, Index.ellipsis] + indices] = newValue }
  }

  private subscript(selecting indices: [any ArrayIndex]) -> NDArray {
    get { stopping { try indexed(by: indices.map(\.arrayIndex)) } }
    set { stopping(otherwise: ()) { try assign(newValue, at: indices.map(\.arrayIndex)) } }
  }
}

extension Operand {
  /// The scalar that a constant was written as.
  var asScalar: Operand {
    guard case .array(let expression) = self, let value = expression.constantValue else {
      return self
    }
    switch value.dtype.kind {
    case .unsigned: return .integer(WideInteger(value.bits))
    case .signed: return .integer(WideInteger(value.signedValue))
    case .float: return .float(value.doubleValue)
    case .bool, .complex: return self
    }
  }

  /// What assigning this operand to elements of that dtype stores: an array as it is; a scalar by Python's own
  /// conversion.
  /// - Throws: `ArrayError.integerOutOfBounds`, `.value` and `.type` with Python's texts for a scalar that the dtype
  ///   can't hold.
  func element(of dtype: DType) throws(ArrayError) -> Expression {
    switch (self, dtype.kind) {
    case (.integer(let value), .bool):
      return .constant(Constant(value.magnitude == 0 ? 0 : 1, .bool))
    case (.complex(let real, let imaginary), .bool):
      return .constant(Constant(real == 0 && imaginary == 0 ? 0 : 1, .bool))
    case (.float(let value), .signed), (.float(let value), .unsigned):
      if value.isNaN { throw .value("cannot convert float NaN to integer") }
      if value.isInfinite { throw .overflow("cannot convert float infinity to integer") }
      let whole = value.rounded(.towardZero)
      guard let integer = Int64(exactly: whole) else { throw .integerOutOfBounds("\(whole)", dtype) }
      return try Operand.integer(WideInteger(integer)).expression(dtype)
    case (.complex, .signed), (.complex, .unsigned):
      throw .type("int() argument must be a string, a bytes-like object or a real number, not 'complex'")
    case (.complex, .float):
      throw .type("float() argument must be a string or a real number, not 'complex'")
    default:
      return try expression(dtype)
    }
  }
}

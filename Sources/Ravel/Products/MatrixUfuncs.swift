import RavelIR
import RavelOps

/// NumPy's ufuncs of vectors and matrices: they sum products along an axis of either operand.
public enum MatrixUfunc: String, CaseIterable, Sendable {
  /// `(…, m, k)` and `(…, k, n)` give `(…, m, n)`; an operand of one axis is a row or a column that goes away.
  case matmul
  /// `(…, n)` and `(…, n)` give `(…)`; the first is conjugated.
  case vecdot
  /// `(…, m, n)` and `(…, n)` give `(…, m)`.
  case matvec
  /// `(…, n)` and `(…, n, m)` give `(…, m)`; the first is conjugated.
  case vecmat

  /// As NumPy's errors write it.
  var signature: String {
    switch self {
    case .matmul: "(n?,k),(k,m?)->(n?,m?)"
    case .vecdot: "(n),(n)->()"
    case .matvec: "(m,n),(n)->(m)"
    case .vecmat: "(n),(n,m)->(m)"
    }
  }

  /// How many axes each operand must have.
  var leastRanks: [Int] {
    switch self {
    case .matmul, .vecdot: [1, 1]
    case .matvec: [2, 1]
    case .vecmat: [1, 2]
    }
  }

  /// A loop for each dtype.
  public static let loops: [UfuncLoop] = .same("?bBhHiIlLefdFD", arity: 2)
}

extension NDArray {
  /// A product of vectors or matrices, or of stacks of them, with NumPy's keywords.
  /// - Parameters:
  ///   - ufunc: what is multiplied with what.
  ///   - x1: an array.
  ///   - x2: an array.
  ///   - keywords: `dtype`, `casting`, `order` and `signature`; there is no condition.
  ///   - target: NumPy's `out`: an array whose dtype and order the result has.
  /// - Shape:  as `MatrixUfunc` says, stacks broadcast together; a target's stack may be larger.
  /// - DType:  the target's; `dtype`; or what the two promote to. Sums of products wrap in integers, and of bools they
  ///   are `or` of `and`.
  /// - Order:  a library's for matrices, so that floats have no promised last bits.
  /// - Throws: `ArrayError.value` and `.type` with NumPy's texts.
  /// - Source: https://numpy.org/doc/stable/reference/ufuncs.html,
  ///   https://numpy.org/doc/stable/reference/c-api/generalized-ufuncs.html
  public static func product(
    _ ufunc: MatrixUfunc, _ x1: any ArrayOperand, _ x2: any ArrayOperand, _ keywords: UfuncKeywords = UfuncKeywords(),
    onto target: NDArray? = nil
  ) throws(ArrayError) -> NDArray {
    try product(ufunc, x1, x2, keywords, onto: target, shapes: nil)
  }

  /// - Parameter shapes: the operands' own, for errors, if their axes were moved.
  static func product(
    _ ufunc: MatrixUfunc, _ x1: any ArrayOperand, _ x2: any ArrayOperand, _ keywords: UfuncKeywords,
    onto target: NDArray?, shapes: [Shape]?
  ) throws(ArrayError) -> NDArray {
    if keywords.condition != nil { throw .type("\(ufunc.rawValue)() got an unexpected keyword argument 'where'") }
    let (first, second) = try factors(ufunc, x1, x2, keywords)
    let dtype = first.dtype
    if let target, !canCast(dtype, to: target.dtype, casting: keywords.casting) {
      throw uncastable("ufunc '\(ufunc.rawValue)' output", from: dtype, to: target.dtype, keywords.casting)
    }
    for (position, operand) in [first, second].enumerated() where operand.ndim < ufunc.leastRanks[position] {
      throw .value(
        "\(ufunc.rawValue): Input operand \(position) does not have enough dimensions (has \(operand.ndim), "
          + "gufunc core with signature \(ufunc.signature) requires \(ufunc.leastRanks[position]))")
    }
    let isRow = ufunc == .vecdot || ufunc == .vecmat || (ufunc == .matmul && first.ndim == 1)
    let isColumn = ufunc == .vecdot || ufunc == .matvec || (ufunc == .matmul && second.ndim == 1)
    var (a, b) = (first, second)
    let isConjugated = isRow && ufunc != .matmul && dtype.isComplex
    if isConjugated { a = try applying(.conjugate, [a]) }
    if isRow { a = try a.expandingDims([-2]) }
    if isColumn { b = try b.expandingDims([-1]) }
    let (inner, other) = (a.shape[a.ndim - 1], b.shape[b.ndim - 2])
    guard inner == other else {
      throw .value(
        "\(ufunc.rawValue): Input operand 1 has a mismatch in its core dimension 0, with gufunc signature "
          + "\(ufunc.signature) (size \(other) is different from \(inner))")
    }
    let core = (isRow ? [] : [a.shape[a.ndim - 2]]) + (isColumn ? [] : [b.shape[b.ndim - 1]])
    let (left, right) = (Shape(a.shape.dropLast(2)), Shape(b.shape.dropLast(2)))
    guard let batch = try? broadcastShapes([left, right]) else {
      throw unstackable(Array(zip(shapes ?? [first.shape, second.shape], [left, right])), core)
    }
    let stacked = try stackedProduct(a, b, batch, isConjugated: isConjugated)
    let product = try stacked.squeezed((isColumn ? [-1] : []) + (isRow ? [-2] : []))
    if let target { return try product.stored(onto: target, ufunc, core) }
    let stacks = zip([x1, x2], [left, right]).map { operand, stack in
      operand.operand.array.map { Layout(shape: stack, strides: Array($0.layout.strides.prefix(stack.count))) }
        ?? Layout(contiguous: stack)
    }
    let isFortran = [first, second].allSatisfy(\.isFortranContiguous)
    let layout = keywords.order.layout(ofStack: batch, from: stacks, core, isFortran: isFortran)
    if product.expression.layout.isEquivalent(to: layout) { return product }
    return NDArray(Expression(.copy, [product.expression], dtype: dtype, layout: layout))
  }

  /// Both operands in the dtype of the loop.
  private static func factors(
    _ ufunc: MatrixUfunc, _ x1: any ArrayOperand, _ x2: any ArrayOperand, _ keywords: UfuncKeywords
  ) throws(ArrayError) -> (NDArray, NDArray) {
    if keywords.dtype == nil, keywords.signature == nil, keywords.casting == .sameKind { return try promoted(x1, x2) }
    let noLoop = "No loop matching the specified signature and casting was found for ufunc \(ufunc.rawValue)"
    if let signature = keywords.signature {
      if keywords.dtype != nil { throw .type("cannot specify both 'signature' and 'dtype'") }
      if !MatrixUfunc.loops.contains(signature) { throw .type(noLoop) }
    }
    let operands = [NDArray(try x1.operand.converted(to: nil)), NDArray(try x2.operand.converted(to: nil))]
    let dtype = keywords.signature?.output ?? keywords.dtype ?? promoteTypes(operands[0].dtype, operands[1].dtype)
    for (position, operand) in operands.enumerated()
    where !canCast(operand.dtype, to: dtype, casting: keywords.casting) {
      throw uncastable(
        "ufunc '\(ufunc.rawValue)' input \(position)", from: operand.dtype, to: dtype, keywords.casting)
    }
    return try promoted(operands[0].cast(to: dtype), operands[1].cast(to: dtype))
  }

  /// Stored as `out` holds it.
  private func stored(onto target: NDArray, _ ufunc: MatrixUfunc, _ core: Shape) throws(ArrayError) -> NDArray {
    for (number, extents) in zip(target.shape.suffix(core.count), core).enumerated() where extents.0 != extents.1 {
      throw .value(
        "\(ufunc.rawValue): Output operand 0 has a mismatch in its core dimension \(number), with gufunc signature "
          + "\(ufunc.signature) (size \(extents.0) is different from \(extents.1))")
    }
    if target.ndim < ndim {
      throw .value(
        "output operand requires a reduction along dimension -1, but the reduction is not enabled. "
          + "The dimension size of 1 does not match the expected output shape.")
    }
    guard let joint = try? broadcastShapes([shape, target.shape]), joint == target.shape else {
      throw Self.unbroadcastable(target.shape, to: shape)
    }
    return NDArray(try expression.broadcast(to: joint).stored(like: target))
  }

  /// NumPy's error for stacks that don't fit together.
  private static func unstackable(_ operands: [(Shape, Shape)], _ core: Shape) -> ArrayError {
    let texts = operands.map { shape, stack in
      let axes = stack.map(String.init) + core.map { _ in "newaxis" }
      return "\(shapeText(shape))->(\(axes.joined(separator: ","))\(axes.count == 1 ? "," : ""))"
    }
    return .value(
      "operands could not be broadcast together with remapped shapes [original->remapped]: "
        + "\(texts.joined(separator: " "))  and requested shape (\(core.map(String.init).joined(separator: ",")))")
  }

  /// The products of matrices along the last two axes. One matrix on the right multiplies all rows of the left at once.
  private static func stackedProduct(
    _ a: NDArray, _ b: NDArray, _ batch: Shape, isConjugated: Bool
  ) throws(ArrayError) -> NDArray {
    let (rows, inner, columns) = (a.shape[a.ndim - 2], a.shape[a.ndim - 1], b.shape[b.ndim - 1])
    let (left, right) = (a.shape.dropLast(2), b.shape.dropLast(2))
    // What was just conjugated is multiplied as it comes, and stored nowhere.
    guard right.allSatisfy({ $0 == 1 }), !(isConjugated && columns == 1) else { return try summedProducts(a, b) }
    let matrix = try b.reshaped(to: [inner, columns])
    if left.isEmpty && right.isEmpty { return try a.product(matrix) }
    let flat = try a.reshaped(to: [left.reduce(rows, *), inner])
    return try flat.product(matrix).reshaped(to: batch + [rows, columns])
  }
}

extension ResultOrder {
  /// How a stack of results lies: those of `keep` are each dense in row-major order, and follow each other as the
  /// operands' stacks do.
  fileprivate func layout(
    ofStack batch: Shape, from stacks: [Layout], _ core: Shape, isFortran: Bool
  ) -> Layout {
    let shape = batch + core
    switch self {
    case .fortran: return Order.fortran.layout(shape)
    case .any where isFortran: return Order.fortran.layout(shape)
    case .any, .c: return Order.c.layout(shape)
    case .keep:
      let inner = Layout(contiguous: core)
      let outer = Layout(
        resultOf: batch,
        operands: stacks.map { AccessMap(broadcasting: $0.shape, to: batch).apply(to: $0).layout.strides })
      return Layout(shape: shape, strides: outer.strides.map { $0 * inner.count } + inner.strides)
    }
  }
}

/// The sums of products of vectors along the last axis; the first ones are conjugated.
/// - SeeAlso: `NDArray.product(_:_:_:_:onto:)`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.vecdot.html
public func vecdot(_ x1: some ArrayOperand, _ x2: some ArrayOperand) -> NDArray {
  stopping { try NDArray.product(.vecdot, x1, x2) }
}

/// The products of matrices and vectors.
/// - SeeAlso: `NDArray.product(_:_:_:_:onto:)`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.matvec.html
public func matvec(_ x1: some ArrayOperand, _ x2: some ArrayOperand) -> NDArray {
  stopping { try NDArray.product(.matvec, x1, x2) }
}

/// The products of vectors, conjugated, and matrices.
/// - SeeAlso: `NDArray.product(_:_:_:_:onto:)`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.vecmat.html
public func vecmat(_ x1: some ArrayOperand, _ x2: some ArrayOperand) -> NDArray {
  stopping { try NDArray.product(.vecmat, x1, x2) }
}

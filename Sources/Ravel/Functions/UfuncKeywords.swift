import RavelIR
import RavelOps

/// The keywords that every ufunc of NumPy takes, `out` apart.
public struct UfuncKeywords: Sendable {
  /// NumPy's `where`: which elements are computed, a bool array or a truth value; nil for all of them. What is not
  /// computed keeps the target's elements, and is 0 where there is no target.
  public var condition: (any ArrayOperand)?
  /// The result's dtype, in which it is then computed.
  public var dtype: DType?
  /// How far operands may be cast to the loop's dtypes, and the result to the target's.
  public var casting: Casting
  /// How a new result lies.
  public var order: ResultOrder
  /// The loop to take, by the dtypes of its operands and of its result.
  public var signature: UfuncLoop?

  public init(
    where condition: (any ArrayOperand)? = nil, dtype: DType? = nil, casting: Casting = .sameKind,
    order: ResultOrder = .keep, signature: UfuncLoop? = nil
  ) {
    self.condition = condition
    self.dtype = dtype
    self.casting = casting
    self.order = order
    self.signature = signature
  }

  /// NumPy's name of a keyword that was given.
  fileprivate var firstGiven: String? {
    if condition != nil { return "where" }
    if dtype != nil { return "dtype" }
    if signature != nil { return "signature" }
    return casting != .sameKind ? "casting" : order != .keep ? "order" : nil
  }
}

/// How the result of a ufunc lies, as NumPy's `order=` says it.
public enum ResultOrder: String, Sendable, CaseIterable {
  /// As the operands do.
  case keep = "K"
  /// Row-major.
  case c = "C"
  /// Column-major.
  case fortran = "F"
  /// Column-major if all operands are, else row-major.
  case any = "A"
}

extension NDArray {
  /// An operation on elements with NumPy's keywords.
  /// - Parameters:
  ///   - op: a ufunc.
  ///   - operands: as many as it takes.
  ///   - keywords: see there.
  ///   - target: an array whose dtype, shape and order the result has, and whose elements stay where none is computed:
  ///     NumPy's `out`.
  /// - Shape:  operands, target and condition are broadcast together; a target must have that shape.
  /// - DType:  the target's, or as `applying(_:_:dtype:)`.
  /// - Throws: as `applying(_:_:dtype:)`; `.type` for casts of operands or of the result that `casting` forbids and for
  ///   a signature that the operation does not have; `.cannotCast` for a condition that is not bool; `.value` for a
  ///   target of another shape.
  /// - Source: https://numpy.org/doc/stable/reference/ufuncs.html#optional-keyword-arguments
  public static func applying(
    _ op: Op, _ operands: [any ArrayOperand], _ keywords: UfuncKeywords, onto target: NDArray? = nil
  ) throws(ArrayError) -> NDArray {
    if op.spec.traits.contains(.function), let name = target == nil ? keywords.firstGiven : "out" {
      throw .type("\(op)() got an unexpected keyword argument '\(name)'")
    }
    guard operands.count == op.spec.arity else { throw op.takesOtherwise(operands.count) }
    if target == nil, keywords.firstGiven == nil { return try applying(op, operands) }
    var inputs = operands.map(\.operand)
    let mask = try keywords.condition.map { condition throws(ArrayError) in try Self.mask(condition.operand) }
    try limitDepth(inputs.compactMap(\.array) + [target?.expression, mask].compactMap { $0 })

    // How the result lies follows from the operands as they are given.
    let arrays = inputs.compactMap(\.array).map(\.layout) + (mask.map { [$0.layout] } ?? [])
    let loop: UfuncLoop
    if let forced = try forcedLoop(op, keywords, inputs) {
      loop = forced
      inputs = try casting(inputs, to: loop, of: op, keywords.casting)
    } else {
      loop = try op.loop(for: inputs.map(\.promotion))
      try checkCasts(inputs, to: loop, of: op, keywords.casting)
    }
    if let target, !canCast(loop.output, to: target.dtype, casting: keywords.casting) {
      throw uncastable("ufunc '\(op)' output", from: loop.output, to: target.dtype, keywords.casting)
    }
    let shape = try broadcastShapes(
      inputs.map(\.shape) + (target.map { [$0.shape] } ?? []) + (mask.map { [$0.shape] } ?? []))
    if let target, target.shape != shape { throw unbroadcastable(target.shape, to: shape) }
    _ = try elementCount(of: shape, dtype: loop.output)

    var result = try computed(op, inputs, loop, only: mask).cast(to: target?.dtype ?? loop.output)
    if let mask {
      let rest = target.map { Operand.array($0.expression) } ?? .array(.constant(Constant(0, result.dtype)))
      result = try .ufunc(.where, [.array(mask), .array(result), rest])
    }
    let layout =
      target.map { Layout(like: $0.expression.layout) } ?? keywords.order.layout(of: shape, from: arrays)
    result = try result.broadcast(to: shape)
    return NDArray(
      result.layout == layout && result.isFresh
        ? result : Expression(.copy, [result], dtype: result.dtype, layout: layout))
  }

  /// The operation where the mask says so; elsewhere it may give anything, but no error.
  private static func computed(
    _ op: Op, _ inputs: [Operand], _ loop: UfuncLoop, only mask: Expression?
  ) throws(ArrayError) -> Expression {
    guard op == .power else { return try .ufunc(op, inputs) }
    guard let mask, loop.inputs[1].isSigned else { return try power(inputs) }
    let exponent = try inputs[1].expression(loop.inputs[1])
    let zero = Expression.constant(Constant(0, exponent.dtype))
    return try power([inputs[0], .array(.ufunc(.where, [.array(mask), .array(exponent), .array(zero)]))])
  }

  /// A condition as bools.
  /// - Throws: `ArrayError.cannotCast` for an array of another dtype.
  static func mask(_ condition: Operand) throws(ArrayError) -> Expression {
    switch condition {
    case .array(let array):
      if array.dtype == .bool { return array }
      throw .cannotCast(from: array.dtype, to: .bool, casting: .safe, what: "array data")
    case .integer(let value): return .constant(Constant(value.magnitude == 0 ? 0 : 1, .bool))
    case .float(let value): return .constant(Constant(value == 0 ? 0 : 1, .bool))
    case .complex(let real, let imaginary):
      return .constant(Constant(real == 0 && imaginary == 0 ? 0 : 1, .bool))
    }
  }

  // MARK: Loops

  /// The loop that `signature=` or `dtype=` asks for: the first with that result, unless there is one for just these
  /// operands. Operations that only ever give bool don't let `dtype` choose.
  private static func forcedLoop(
    _ op: Op, _ keywords: UfuncKeywords, _ operands: [Operand]
  ) throws(ArrayError) -> UfuncLoop? {
    let loops = op.spec.loops
    if let signature = keywords.signature {
      if keywords.dtype != nil { throw .type("cannot specify both 'signature' and 'dtype'") }
      if loops.contains(signature) { return signature }
      throw op.noLoopMatching
    }
    guard let dtype = keywords.dtype else { return nil }
    if dtype == .bool, loops.allSatisfy({ $0.output == .bool }) { return nil }
    let candidates = loops.filter { $0.output == dtype }
    let promotions = operands.map(\.promotion)
    if let loop = candidates.first(where: { $0.inputs.map(PromotionOperand.dtype) == promotions }) ?? candidates.first {
      return loop
    }
    // NumPy has advice for some operations on bools.
    if dtype == .bool, op == .subtract || op == .negative { _ = try op.loop(for: operands.map { _ in .dtype(.bool) }) }
    throw op.noLoopMatching
  }

  private static func casting(
    _ operands: [Operand], to loop: UfuncLoop, of op: Op, _ rule: Casting
  ) throws(ArrayError) -> [Operand] {
    var result: [Operand] = []
    for (position, operand) in operands.enumerated() {
      let target = loop.inputs[position]
      guard case .weak(let kind) = operand.promotion else { result.append(operand); continue }
      if resultType([.weak(kind), .dtype(target)]) == target {
        result.append(.array(try operand.expression(target)))
      } else if rule == .unsafe {
        result.append(.array(try operand.expression(kind.defaultDType).cast(to: target)))
      } else {
        throw uncastable(input(position, of: op), from: kind.defaultDType, to: target, rule)
      }
    }
    try checkCasts(result, to: loop, of: op, rule)
    return try zip(result, loop.inputs).map { operand, dtype throws(ArrayError) in .array(try operand.expression(dtype))
    }
  }

  /// - Throws: `ArrayError.type` for an array that may not be cast to what the loop takes.
  private static func checkCasts(
    _ operands: [Operand], to loop: UfuncLoop, of op: Op, _ rule: Casting
  ) throws(ArrayError) {
    for (position, operand) in operands.enumerated() {
      guard case .dtype(let dtype) = operand.promotion, !canCast(dtype, to: loop.inputs[position], casting: rule) else {
        continue
      }
      throw uncastable(input(position, of: op), from: dtype, to: loop.inputs[position], rule)
    }
  }

  private static func input(_ position: Int, of op: Op) -> String {
    "ufunc '\(op)' input\(op.spec.arity > 1 ? " \(position)" : "")"
  }

  // MARK: Errors

  static func uncastable(_ what: String, from: DType, to: DType, _ rule: Casting) -> ArrayError {
    .type("Cannot cast \(what) from dtype('\(from)') to dtype('\(to)') with casting rule '\(rule.rawValue)'")
  }

  static func unbroadcastable(_ target: Shape, to shape: Shape) -> ArrayError {
    .value(
      "non-broadcastable output operand with shape \(shapeText(target)) doesn't match the broadcast shape \(shapeText(shape))"
    )
  }
}

extension Op {
  var noLoopMatching: ArrayError {
    .type("No loop matching the specified signature and casting was found for ufunc \(spec.part?.ufunc ?? rawValue)")
  }
}

extension ResultOrder {
  /// How a result of that shape lies whose operands lie so, each of a shape of its own.
  fileprivate func layout(of shape: Shape, from operands: [Layout]) -> Layout {
    switch self {
    case .keep:
      Layout(
        resultOf: shape,
        operands: operands.map { AccessMap(broadcasting: $0.shape, to: shape).apply(to: $0).layout.strides })
    case .c: Order.c.layout(shape)
    case .fortran: Order.fortran.layout(shape)
    case .any: (operands.allSatisfy(\.isFortranContiguous) ? Order.fortran : .c).layout(shape)
    }
  }
}

extension Expression {
  /// Whether its elements are its own, and not a view of others.
  fileprivate var isFresh: Bool {
    switch operation.kind {
    case .view, .reshape, .input, .constant: false
    default: true
    }
  }
}

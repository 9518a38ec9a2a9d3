import RavelCore
import RavelOps

/// An operand of a ufunc: an array, or a Python scalar or Swift literal that takes part in promotion by kind alone.
public enum Operand: Sendable {
  case array(Expression)
  case integer(WideInteger)
  case float(Double)
  case complex(real: Double, imaginary: Double)

  public var promotion: PromotionOperand {
    switch self {
    case .array(let expression): .dtype(expression.dtype)
    case .integer: .weak(.integer)
    case .float: .weak(.float)
    case .complex: .weak(.complex)
    }
  }

  public var shape: Shape { array?.shape ?? [] }

  /// The array, if it is one.
  public var array: Expression? {
    if case .array(let expression) = self { expression } else { nil }
  }
}

/// A Python integer as far as any dtype could hold it: a sign, a 64-bit magnitude, or too large for either.
public struct WideInteger: Hashable, Sendable, CustomStringConvertible {
  public var isNegative: Bool
  /// nil for a magnitude beyond 64 bits.
  public var magnitude: UInt64?
  /// The digits as written where the magnitude is too large.
  private var largeDigits: String?
  /// The nearest Double.
  public var doubleValue: Double

  public init(_ value: some BinaryInteger) {
    isNegative = value < 0
    magnitude = UInt64(exactly: value.magnitude)
    if magnitude == nil { largeDigits = String(value) }
    doubleValue = Double(value)
  }

  public init(tooLarge digits: String, doubleValue: Double) {
    isNegative = doubleValue < 0
    magnitude = nil
    largeDigits = digits
    self.doubleValue = doubleValue
  }

  /// The digits as written, for messages.
  public var description: String { largeDigits ?? (isNegative ? "-" : "") + String(magnitude ?? 0) }

  /// The value in an integer dtype, or nil if it is out of its range.
  public func constant(_ dtype: DType) -> Constant? {
    guard let magnitude else { return nil }
    if dtype == .bool { return Constant(dtype: .bool, bits: magnitude) }
    if isNegative {
      guard dtype.isSigned, magnitude <= 1 << UInt64(dtype.bitWidth - 1) else { return nil }
      return Constant(dtype: dtype, bits: 0 &- magnitude)
    }
    let bits = dtype.bitWidth - (dtype.isSigned ? 1 : 0)
    guard bits == 64 || magnitude < 1 << UInt64(bits) else { return nil }
    return Constant(dtype: dtype, bits: magnitude)
  }
}

extension Operand {
  /// This operand as an expression of that dtype: an array is cast, a scalar becomes a constant.
  /// - Throws: `ArrayError.integerOutOfBounds` for an integer scalar that the dtype cannot hold.
  public func expression(_ dtype: DType) throws(ArrayError) -> Expression {
    switch self {
    case .array(let expression): return expression.cast(to: dtype)
    case .integer(let value):
      if dtype.kind >= .float { return .constant(Constant(value.doubleValue, dtype)) }
      guard let constant = value.constant(dtype) else { throw .integerOutOfBounds(value.description, dtype) }
      return .constant(constant)
    case .float(let value): return .constant(Constant(value, dtype))
    case .complex(let real, let imaginary): return .constant(Constant(real: real, imaginary: imaginary, dtype))
    }
  }
}

extension Operand {
  /// An integer scalar as 1 or 0, which every dtype can hold; other operands as they are.
  fileprivate var truth: Operand {
    if case .integer(let value) = self { .integer(WideInteger(value.magnitude == 0 ? 0 : 1)) } else { self }
  }
}

extension Op {
  /// Whether it asks of its operands only if they are zero.
  var isLogical: Bool { [.logicalAnd, .logicalOr, .logicalXor, .logicalNot].contains(self) }
}

extension Expression {
  /// One value, 0-d.
  public static func constant(_ value: Constant) -> Expression {
    Expression(Operation.constant(value), [])
  }

  /// 0, 1, ... count - 1, int64.
  public static func iota(_ count: Int) throws(ArrayError) -> Expression {
    _ = try elementCount(of: [count], dtype: .int64)
    return Expression(.iota(axis: 0), dtype: .int64, layout: Layout(contiguous: [count]))
  }

  /// The elements in another dtype, as NumPy's `astype` casts them.
  public func cast(to target: DType) -> Expression {
    if target == dtype { return self }
    return Expression(.cast, [self], dtype: target, layout: Layout(like: layout))
  }

  /// The elements by that map.
  public func view(_ map: AccessMap) -> Expression {
    if map.isIdentity { return self }
    return Expression(.view(map), [self], dtype: dtype, layout: map.apply(to: layout).layout)
  }

  /// - Throws: `ArrayError.cannotBroadcastTo`.
  public func broadcast(to target: Shape) throws(ArrayError) -> Expression {
    if target == shape { return self }
    _ = try elementCount(of: target, dtype: dtype)
    guard let joint = try? broadcastShapes([shape, target]), joint == target else {
      throw .cannotBroadcastTo(shape, target)
    }
    return view(AccessMap(broadcasting: shape, to: target))
  }

  /// The same elements, laid out row-major.
  public func copied() -> Expression { Expression(.copy, [self], dtype: dtype, layout: Layout(contiguous: shape)) }

  /// The elements in row-major order under another shape, of which one extent may be -1: what is left.
  /// - Throws: `ArrayError.cannotReshape` where the counts differ.
  public func reshaped(to wanted: Shape) throws(ArrayError) -> Expression {
    var target = wanted
    let count = layout.count
    if let open = wanted.firstIndex(of: -1) {
      if wanted.filter({ $0 < 0 }).count > 1 { throw .value("can only specify one unknown dimension") }
      target[open] = 1
      let rest = try elementCount(of: target, dtype: dtype)
      guard rest != 0, count % rest == 0 else { throw .cannotReshape(count: count, wanted) }
      target[open] = count / rest
    }
    guard try elementCount(of: target, dtype: dtype) == count else { throw .cannotReshape(count: count, wanted) }
    if target == shape { return self }
    if let reshaped = layout.reshaped(to: target) {
      return Expression(.reshape, [self], dtype: dtype, layout: reshaped)
    }
    return Expression(.reshape, [copied()], dtype: dtype, layout: Layout(contiguous: target))
  }

  /// As the general one.
  public static func ufunc(_ op: Op, _ array: Expression) throws(ArrayError) -> Expression {
    let key = UfuncMemo.Key(op, UfuncMemo.Part(array), .none)
    if let known = UfuncMemo.shared.recipe(key) { return known(array) }
    return try newUfunc(op, [.array(array)], key)
  }

  /// As the general one.
  public static func ufunc(_ op: Op, _ first: Expression, _ second: Expression) throws(ArrayError) -> Expression {
    let key = UfuncMemo.Key(op, UfuncMemo.Part(first), UfuncMemo.Part(second))
    if let known = UfuncMemo.shared.recipe(key) { return known(first, second) }
    return try newUfunc(op, [.array(first), .array(second)], key)
  }

  /// An operation on elements: promotion (NEP 50), casts and broadcasting as NumPy does them.
  /// - Throws: `ArrayError.noLoop`, `.cannotBroadcast`, `.integerOutOfBounds`, and NumPy's advice on bools.
  public static func ufunc(_ op: Op, _ operands: [Operand]) throws(ArrayError) -> Expression {
    if operands.count == 2 { return try ufunc(op, operands[0], operands[1]) }
    if operands.count == 1, let array = operands[0].array { return try ufunc(op, array) }
    return try newUfunc(op, operands)
  }

  /// As the general one.
  public static func ufunc(_ op: Op, _ first: Operand, _ second: Operand) throws(ArrayError) -> Expression {
    guard let one = UfuncMemo.Part(first), let other = UfuncMemo.Part(second) else {
      return try newUfunc(op, [first, second])
    }
    let key = UfuncMemo.Key(op, one, other)
    if let known = UfuncMemo.shared.recipe(key) { return known(first.array, second.array) }
    return try newUfunc(op, [first, second], key)
  }

  /// Builds an operation, and remembers how.
  private static func newUfunc(
    _ op: Op, _ operands: [Operand], _ key: UfuncMemo.Key
  ) throws(ArrayError) -> Expression {
    let built = try newUfunc(op, operands)
    UfuncMemo.shared.remember(key, built, operands)
    return built
  }

  private static func newUfunc(_ op: Op, _ operands: [Operand]) throws(ArrayError) -> Expression {
    precondition(operands.count == op.spec.arity, "\(op) takes \(op.spec.arity) operands")
    let loop = try op.loop(for: operands.map(\.promotion))
    if let answer = try comparisonOutOfRange(op, operands, loop) { return answer }
    let isCondition = op.spec.traits.contains(.condition)
    let operands = operands.enumerated().map { op.isLogical || isCondition && $0 == 0 ? $1.truth : $1 }
    let shape = try broadcastShapes(operands.map(\.shape))
    _ = try elementCount(of: shape, dtype: loop.output)
    var inputs: [Expression] = []
    // NumPy casts within the loop: the result lies as the operands do, not as their casts.
    var strides: [[Int]] = []
    for (operand, dtype) in zip(operands, loop.inputs) {
      let input = try operand.expression(dtype).broadcast(to: shape)
      inputs.append(input)
      guard case .array(let array) = operand, array.dtype != dtype else {
        strides.append(input.layout.strides); continue
      }
      strides.append(AccessMap(broadcasting: array.shape, to: shape).apply(to: array.layout).layout.strides)
    }
    return Expression(.ufunc(op, loop), inputs, dtype: loop.output, layout: Layout(resultOf: shape, operands: strides))
  }

  /// A comparison with a Python integer that the array's dtype cannot hold is exact: it has one answer for every
  /// element.
  private static func comparisonOutOfRange(_ op: Op, _ operands: [Operand], _ loop: UfuncLoop) throws(ArrayError)
    -> Expression?
  {
    let comparisons: Set<Op> = [.equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual]
    guard comparisons.contains(op), loop.inputs[0].isInteger else { return nil }
    for (position, operand) in operands.enumerated() {
      guard case .integer(let value) = operand, value.constant(loop.inputs[position]) == nil else { continue }
      // The integer lies below or above every element; seen from the first operand, the order turns round.
      let firstIsLess = (position == 0) == value.isNegative
      let answer =
        switch op {
        case .equal: false
        case .notEqual: true
        case .less, .lessEqual: firstIsLess
        default: !firstIsLess
        }
      return try constant(Constant(answer ? 1 : 0, .bool)).broadcast(to: operands[1 - position].shape).copied()
    }
    return nil
  }

  /// This array with the region that the map selects replaced by `value`, cast and broadcast to it.
  /// - Throws: `ArrayError.cannotBroadcastTo`.
  public func assigning(_ value: Expression, at map: AccessMap) throws(ArrayError) -> Expression {
    let region = try value.cast(to: dtype).fitted(to: map.shape)
    return Expression(
      .assign(map), [self, region], dtype: dtype, layout: Layout(resultOf: shape, operands: [layout.strides]))
  }

  /// This array broadcast to a region that it is assigned to: NumPy drops leading axes of extent 1 first.
  /// - Throws: `ArrayError.cannotBroadcastTo`.
  public func fitted(to region: Shape) throws(ArrayError) -> Expression {
    let surplus = shape.prefix(max(shape.count - region.count, 0)).prefix { $0 == 1 }.count
    return try (surplus > 0 ? reshaped(to: Array(shape.dropFirst(surplus))) : self).broadcast(to: region)
  }

  /// The product of two matrices (m, k) and (k, n) of one dtype.
  public func matrixProduct(_ other: Expression) -> Expression {
    Expression(.matmul, [self, other], dtype: dtype, layout: Layout(contiguous: [shape[0], other.shape[1]]))
  }
}

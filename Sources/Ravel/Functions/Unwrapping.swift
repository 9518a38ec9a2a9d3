import RavelIR
import RavelOps

extension NDArray {
  /// Angles without jumps: where neighbours along an axis differ by half a period or more, those that follow are moved
  /// by whole periods.
  /// - Parameters:
  ///   - p: an array of at least one axis.
  ///   - discont: differences below it stay, whatever the period is; half a period if nil.
  ///   - axis: the axis.
  ///   - period: what the range wraps round at.
  /// - Shape:  `p`'s.
  /// - DType:  what the differences and `period` promote to: integers stay integers if the period is one.
  /// - Throws: `ArrayError.value` of a 0-d array; `.axisOutOfBounds`; `.noLoop` of complex values; as `applying`.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.unwrap.html
  public static func unwrapped(
    _ p: any ArrayOperand, discont: (any ArrayOperand)? = nil, axis: Int = -1, period: any ArrayOperand = 2 * Double.pi
  ) throws(ArrayError) -> NDArray {
    let p = NDArray(try p.operand.converted(to: nil))
    if p.ndim == 0 { throw .value("diff requires input that is at least one dimensional") }
    let axis = try normalizedAxis(axis, rank: p.ndim)
    let count = Swift.max(p.shape[axis] - 1, 0)
    func part(from start: Int) -> AccessMap {
      AccessMap(slicing: p.shape, axis: axis, start: Swift.min(start, p.shape[axis]), step: 1, count: count)
    }
    let (before, after) = (try p.viewed(part(from: 0)), try p.viewed(part(from: 1)))
    let steps = try applying(p.dtype == .bool ? .notEqual : .subtract, [after, before])
    let dtype = resultType([.dtype(steps.dtype), period.operand.promotion])
    let (high, low, isOdd) = try half(of: period.operand, inIntegers: dtype.isInteger)

    var wrapped = try applying(.add, [applying(.remainder, [applying(.subtract, [steps, low]), period]), low])
    // A step of just half a period goes the way that it went.
    var isHalf = try applying(
      .bitwiseAnd, [applying(.equal, [wrapped, low]), applying(.greater, [steps, 0])])
    if let isOdd { isHalf = try applying(.bitwiseAnd, [isHalf, applying(.logicalNot, [isOdd])]) }
    wrapped = try applying(.where, [isHalf, replacement(high, in: wrapped), wrapped])
    let correction = try applying(.subtract, [wrapped, steps])
    let least = if let discont { discont.operand } else { try halved(period.operand) }
    let isSmall = try applying(.less, [applying(.absolute, [steps]), least])
    let fitting = NDArray(try isSmall.expression.fitted(to: correction.shape))
    let moved = try applying(.where, [fitting, NDArray(Constant(0, correction.dtype)), correction])
    let unwrapped = try applying(.add, [after, moved.accumulated(by: .add, axis: axis)])
    return try p.cast(to: dtype).assigning(unwrapped, at: part(from: 1))
  }

  /// Half a period and its opposite, integers of an integer: rounded down, and then whether there is a rest.
  private static func half(
    of period: Operand, inIntegers isInteger: Bool
  ) throws(ArrayError) -> (high: Operand, low: Operand, isOdd: NDArray?) {
    guard isInteger else {
      let high = try halved(period)
      return (high, try opposite(high), nil)
    }
    switch period {
    case .integer(let value):
      guard let magnitude = value.magnitude else { throw .integerOutOfBounds(value.description, .int64) }
      let half = (value.isNegative ? -Int128(magnitude) : Int128(magnitude)) >> 1
      let isOdd = magnitude % 2 == 0 ? nil : NDArray(Constant(1, .bool))
      return (.integer(WideInteger(half)), .integer(WideInteger(-half)), isOdd)
    default:
      let high = try applying(.floorDivide, [period, 2]).operand
      return (high, try opposite(high), try applying(.remainder, [period, 2]))
    }
  }

  /// A scalar stays one to promotion.
  private static func halved(_ x: Operand) throws(ArrayError) -> Operand {
    switch x {
    case .array: try applying(.divide, [x, 2]).operand
    case .integer(let value): .float(value.doubleValue / 2)
    case .float(let value): .float(value / 2)
    case .complex(let real, let imaginary): .complex(real: real / 2, imaginary: imaginary / 2)
    }
  }

  private static func opposite(_ x: Operand) throws(ArrayError) -> Operand {
    switch x {
    case .array, .integer: try applying(.negative, [x]).operand
    case .float(let value): .float(-value)
    case .complex(let real, let imaginary): .complex(real: -real, imaginary: -imaginary)
    }
  }
}

/// Angles without jumps: where neighbours along an axis differ by half a period or more, those that follow are moved by
/// whole periods.
/// - SeeAlso: `NDArray.unwrapped`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.unwrap.html
public func unwrap(
  _ p: some ArrayOperand, discont: (any ArrayOperand)? = nil, axis: Int = -1, period: any ArrayOperand = 2 * Double.pi
) -> NDArray {
  stopping { try NDArray.unwrapped(p, discont: discont, axis: axis, period: period) }
}

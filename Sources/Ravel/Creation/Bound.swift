import RavelIR

/// A real number that bounds a range, as Python computes with it: an integer exactly, anything else as a float.
struct Bound {
  var number: Operand
  /// The dtype that it brings to the range.
  var dtype: DType

  /// - Throws: `ArrayError.type` for what is no real number; what evaluating an array throws.
  init(_ operand: Operand) throws(ArrayError) {
    switch operand {
    case .integer(let value):
      self.init(operand, value.constant(.int64) == nil && value.constant(.uint64) != nil ? .uint64 : .int64)
    case .float: self.init(operand, .float64)
    case .complex: throw .type("arange: the bounds of a range are real numbers")
    case .array(let array):
      guard array.shape.isEmpty else { throw .type("only 0-dimensional arrays can be converted to Python scalars") }
      let value = try NDArray.whileBuilding { try NDArray(array).element() }
      switch array.dtype.kind {
      case .bool, .unsigned: self.init(.integer(WideInteger(value.bits)), array.dtype)
      case .signed: self.init(.integer(WideInteger(value.signedValue)), array.dtype)
      case .float: self.init(.float(value.doubleValue), array.dtype)
      case .complex: throw .type("arange: the bounds of a range are real numbers")
      }
    }
  }

  private init(_ number: Operand, _ dtype: DType) {
    self.number = number
    self.dtype = dtype
  }

  var doubleValue: Double {
    switch number {
    case .integer(let value): value.doubleValue
    case .float(let value): value
    default: .nan
    }
  }

  /// The value, if it is an integer of 64 bits.
  private var integer: Int? {
    guard case .integer(let value) = number, let constant = value.constant(.int64) else { return nil }
    return Int(constant.signedValue)
  }

  static func + (a: Bound, b: Bound) -> Bound {
    if let x = a.integer, let y = b.integer {
      let (sum, overflow) = x.addingReportingOverflow(y)
      if !overflow { return Bound(.integer(WideInteger(sum)), .int64) }
    }
    return Bound(.float(a.doubleValue + b.doubleValue), .float64)
  }

  private static func distance(_ a: Bound, _ b: Bound) -> Double {
    if let x = a.integer, let y = b.integer {
      let (difference, overflow) = y.subtractingReportingOverflow(x)
      if !overflow { return Double(difference) }
    }
    return b.doubleValue - a.doubleValue
  }

  /// - Throws: `ArrayError.value` where there is no length, or it is beyond what an array can have.
  static func length(_ start: Bound, _ stop: Bound, _ step: Bound) throws(ArrayError) -> Int {
    let distance = distance(start, stop)
    guard step.doubleValue != 0 else { throw .value("division by zero") }
    let steps = distance / step.doubleValue
    if steps == 0 && distance != 0 { return steps.sign == .minus ? 0 : 1 }
    guard !steps.isNaN else { throw .value("arange: cannot compute length") }
    guard steps.rounded(.up) < Double(Int.max) else { throw .value("Maximum allowed size exceeded") }
    return steps <= 0 ? 0 : Int(steps.rounded(.up))
  }
}

extension Constant {
  /// The real value in another real dtype, of the same kind or a wider float.
  func converted(to target: DType) -> Constant {
    target == dtype ? self : dtype.isFloat ? Constant(doubleValue, target) : Constant(Int(signedValue), target)
  }

  /// How far it is to another constant, and what adding that gives, in arithmetic of that dtype.
  func difference(to other: Constant, _ computed: DType) -> (delta: Constant, sum: Constant) {
    switch computed {
    case .float32:
      let (a, b) = (Float(doubleValue), Float(other.doubleValue))
      return (Constant(Double(b - a), computed), Constant(Double(a + (b - a)), computed))
    case .float64:
      let (a, b) = (doubleValue, other.doubleValue)
      return (Constant(b - a, computed), Constant(a + (b - a), computed))
    default:
      return (Constant(dtype: computed, bits: other.bits &- bits), Constant(dtype: computed, bits: other.bits))
    }
  }
}

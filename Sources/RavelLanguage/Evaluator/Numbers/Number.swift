/// A Python number: what arithmetic turns its operands into before it computes. Bools count as integers.
enum Number {
  case integer(Int128)
  case float(Double)
  case complex(ComplexNumber)

  /// nil for a value that is no Python number.
  init?(_ value: Value) {
    switch value {
    case .boolean(let truth): self = .integer(truth ? 1 : 0)
    case .integer(let integer): self = .integer(integer)
    case .float(let float): self = .float(float)
    case .complex(let complex): self = .complex(complex)
    default: return nil
    }
  }

  var value: Value {
    switch self {
    case .integer(let value): .integer(value)
    case .float(let value): .float(value)
    case .complex(let value): .complex(value)
    }
  }

  /// The number as a float; nil for a complex one.
  var double: Double? {
    switch self {
    case .integer(let value): value.nearestDouble
    case .float(let value): value
    case .complex: nil
    }
  }

  var asComplex: ComplexNumber {
    switch self {
    case .integer(let value): ComplexNumber(value.nearestDouble)
    case .float(let value): ComplexNumber(value)
    case .complex(let value): value
    }
  }

  var isZero: Bool {
    switch self {
    case .integer(let value): value == 0
    case .float(let value): value == 0
    case .complex(let value): value == ComplexNumber(0)
    }
  }
}

extension Number {
  /// Python's arithmetic between two numbers.
  /// - Returns: nil where the operator does not take numbers of these kinds.
  static func binary(_ operation: BinaryOperator, _ left: Number, _ right: Number) throws -> Number? {
    switch (left, right) {
    case (.integer(let a), .integer(let b)): return try integers(operation, a, b)
    case (.complex, _), (_, .complex): return try complexes(operation, left.asComplex, right.asComplex)
    default:
      guard let a = left.double, let b = right.double else { return nil }
      return try floats(operation, a, b)
    }
  }

  private static func integers(_ operation: BinaryOperator, _ a: Int128, _ b: Int128) throws -> Number? {
    switch operation {
    case .add: .integer(try a.checkedAdd(b))
    case .subtract: .integer(try a.checkedSubtract(b))
    case .multiply: .integer(try a.checkedMultiply(b))
    case .divide: .float(try a.trueDivided(by: b))
    case .floorDivide: .integer(try a.floorDivided(by: b, "integer division or modulo by zero").quotient)
    case .remainder: .integer(try a.floorDivided(by: b, "integer modulo by zero").remainder)
    case .power: b < 0 ? try floats(.power, a.nearestDouble, b.nearestDouble) : .integer(try a.raised(to: b))
    case .leftShift: .integer(try a.shiftedLeft(by: b))
    case .rightShift: .integer(try a.shiftedRight(by: b))
    case .bitwiseAnd: .integer(a & b)
    case .bitwiseOr: .integer(a | b)
    case .bitwiseXor: .integer(a ^ b)
    case .matrixMultiply: nil
    }
  }

  private static func floats(_ operation: BinaryOperator, _ a: Double, _ b: Double) throws -> Number? {
    switch operation {
    case .add: return .float(a + b)
    case .subtract: return .float(a - b)
    case .multiply: return .float(a * b)
    case .divide:
      guard b != 0 else { throw PythonError("float division by zero") }
      return .float(a / b)
    case .floorDivide: return .float(try a.pythonFloorDivided(by: b, "float floor division by zero"))
    case .remainder: return .float(try a.pythonRemainder(b, "float modulo"))
    case .power:
      if let result = try a.pythonPower(b) { return .float(result) }
      return .complex(try ComplexNumber(a).raised(to: ComplexNumber(b)))
    default: return nil
    }
  }

  private static func complexes(_ operation: BinaryOperator, _ a: ComplexNumber, _ b: ComplexNumber) throws -> Number? {
    switch operation {
    case .add: .complex(a + b)
    case .subtract: .complex(a - b)
    case .multiply: .complex(a * b)
    case .divide: .complex(try a.divided(by: b))
    case .power: .complex(try a.raised(to: b))
    default: nil
    }
  }

  /// - Returns: nil for `~` of what is no integer.
  static func unary(_ operation: UnaryOperator, _ operand: Number) throws -> Number? {
    switch (operation, operand) {
    case (.positive, _): operand
    case (.negative, .integer(let value)): .integer(try value.checkedNegate())
    case (.negative, .float(let value)): .float(-value)
    case (.negative, .complex(let value)): .complex(-value)
    case (.invert, .integer(let value)): .integer(~value)
    default: nil
    }
  }

  func absolute() throws -> Number {
    switch self {
    case .integer(let value): .integer(value < 0 ? try value.checkedNegate() : value)
    case .float(let value): .float(abs(value))
    case .complex(let value): .float(value.magnitude)
    }
  }

  /// `divmod` of numbers; nil of complex ones.
  static func quotientAndRemainder(_ left: Number, _ right: Number) throws -> (Number, Number)? {
    if case .integer(let a) = left, case .integer(let b) = right {
      let (quotient, remainder) = try a.floorDivided(by: b, "integer division or modulo by zero")
      return (.integer(quotient), .integer(remainder))
    }
    guard let a = left.double, let b = right.double else { return nil }
    return (
      .float(try a.pythonFloorDivided(by: b, "float divmod()")), .float(try a.pythonRemainder(b, "float divmod()"))
    )
  }

  /// Exact, whatever the kinds.
  static func isEqual(_ left: Number, _ right: Number) -> Bool {
    switch (left, right) {
    case (.integer(let a), .integer(let b)): return a == b
    case (.integer(let a), .float(let b)), (.float(let b), .integer(let a)): return a.isEqual(to: b)
    case (.float(let a), .float(let b)): return a == b
    case (.complex(let a), .complex(let b)): return a == b
    case (.complex(let a), let real), (let real, .complex(let a)):
      return a.imaginary == 0 && isEqual(.float(a.real), real)
    }
  }

  /// Exact, whatever the kinds; nil for complex numbers, which have no order.
  static func isLess(_ left: Number, _ right: Number, orEqual: Bool) -> Bool? {
    switch (left, right) {
    case (.complex, _), (_, .complex): return nil
    case (.integer(let a), .integer(let b)): return orEqual ? a <= b : a < b
    case (.float(let a), .float(let b)): return orEqual ? a <= b : a < b
    case (.integer(let a), .float(let b)):
      if b.isNaN { return false }
      return a.isLess(than: b) || (orEqual && a.isEqual(to: b))
    case (.float(let a), .integer(let b)):
      if a.isNaN { return false }
      return !b.isLess(than: a) && (orEqual || !b.isEqual(to: a))
    }
  }
}

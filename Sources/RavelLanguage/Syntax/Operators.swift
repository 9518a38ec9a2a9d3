/// Python's arithmetic and bit operators with two operands; the raw value is their spelling.
public enum BinaryOperator: String, CaseIterable, Hashable, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case floorDivide = "//"
  case remainder = "%"
  case power = "**"
  case matrixMultiply = "@"
  case leftShift = "<<"
  case rightShift = ">>"
  case bitwiseAnd = "&"
  case bitwiseOr = "|"
  case bitwiseXor = "^"

  var precedence: Precedence {
    switch self {
    case .add, .subtract: .sum
    case .multiply, .divide, .floorDivide, .remainder, .matrixMultiply: .product
    case .power: .power
    case .leftShift, .rightShift: .shift
    case .bitwiseAnd: .bitwiseAnd
    case .bitwiseOr: .bitwiseOr
    case .bitwiseXor: .bitwiseXor
    }
  }
}

/// Python's operators with one operand; the raw value is their spelling.
public enum UnaryOperator: String, CaseIterable, Hashable, Sendable {
  case positive = "+"
  case negative = "-"
  case invert = "~"
  case not = "not"

  var precedence: Precedence { self == .not ? .not : .unary }
}

/// Python's comparison operators; the raw value is their spelling.
public enum ComparisonOperator: String, CaseIterable, Hashable, Sendable {
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessEqual = "<="
  case greater = ">"
  case greaterEqual = ">="
  case `in` = "in"
  case notIn = "not in"
  case `is` = "is"
  case isNot = "is not"
}

/// Python's short-circuit operators; the raw value is their spelling.
public enum BooleanOperator: String, CaseIterable, Hashable, Sendable {
  case and
  case or

  var precedence: Precedence { self == .and ? .and : .or }
}

/// How tightly an expression binds, loosest first: the operator table of Python's language reference, from the bottom
/// up.
enum Precedence: Int, Comparable {
  case tuple, lambdaOrConditional, or, and, not, comparison, bitwiseOr, bitwiseXor, bitwiseAnd, shift, sum, product,
    unary
  case power, postfix, atom

  static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// The next tighter level: what the right operand of a left-associative operator must have.
  var tighter: Precedence { Precedence(rawValue: rawValue + 1) ?? .atom }
}

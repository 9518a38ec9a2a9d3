import Ravel

/// An argument of a kernel: an array, or a Python literal.
public enum KernelValue: Sendable {
  /// An array; of no axes, it is a 0-d array and no Python number, and has its dtype in promotion.
  case array(NDArray)
  case none
  case boolean(Bool)
  case integer(Int128)
  case float(Double)
  case complex(real: Double, imaginary: Double)
  case string(String)
  case tuple([KernelValue])
  case list([KernelValue])

  /// The value of a literal, as `ArgumentSpec.literal` holds it.
  /// - Throws: a `Diagnostic` for what is no literal, or an integer beyond 128 bits.
  public init(literal: Expression) throws(Diagnostic) {
    let file = SourceFile(name: "argument", text: literal.description)
    let evaluator = try Evaluator(Module(parsing: SourceFile(name: "argument", text: "")), limits: Program.Limits())
    let value = try evaluator.locating(at: literal.range) { try evaluator.evaluate(literal, in: evaluator.module) }
    guard literal.isLiteral, let result = KernelValue(value) else {
      throw file.diagnostic("not a literal", at: SourceRange(start: 0, end: 0))
    }
    self = result
  }

  /// nil for what no argument can be, and for sequences of very many members or that hold themselves.
  init?(_ value: Value) {
    var budget = 100_000
    self.init(value, depth: 0, &budget)
  }

  private init?(_ value: Value, depth: Int, _ budget: inout Int) {
    budget -= 1
    guard depth < 100, budget >= 0 else { return nil }
    switch value {
    case .none: self = .none
    case .boolean(let value): self = .boolean(value)
    case .integer(let value): self = .integer(value)
    case .float(let value): self = .float(value)
    case .complex(let value): self = .complex(real: value.real, imaginary: value.imaginary)
    case .string(let value): self = .string(value)
    case .array, .scalar:
      guard let array = value.ndarray else { return nil }
      self = .array(array)
    case .tuple(let items), .list(let items):
      var members: [KernelValue] = []
      for item in items.values {
        guard let member = KernelValue(item, depth: depth + 1, &budget) else { return nil }
        members.append(member)
      }
      if case .tuple = value { self = .tuple(members) } else { self = .list(members) }
    default: return nil
    }
  }

  /// The value as a function gets it: arrays become objects that may be assigned to.
  var value: Value {
    switch self {
    case .array(let array):
      return .array(ArrayObject.argument(array, in: ArrayObject.memory(of: array)))
    case .none: return .none
    case .boolean(let value): return .boolean(value)
    case .integer(let value): return .integer(value)
    case .float(let value): return .float(value)
    case .complex(let real, let imaginary): return .complex(ComplexNumber(real, imaginary))
    case .string(let value): return .string(value)
    case .tuple(let members): return .tuple(members.map(\.value))
    case .list(let members): return .list(members.map(\.value))
    }
  }
}

import Ravel

extension FunctionTable {
  /// The functions that Python always has.
  static let pythonRows: [Builtin] =
    sequenceRows + [
      Builtin(.python, "abs(x, /)", "The absolute value.") { call in
        if call["x"].isArray { return .computed(try NDArray.applying(.absolute, [call.operand("x")])) }
        guard let number = Number(call["x"]) else {
          throw PythonError("bad operand type for abs(): '\(call["x"].typeName)'")
        }
        return try number.absolute().value
      },
      Builtin(.python, "round(number, ndigits=None)", "A number rounded to that many decimals, ties to even.", rounded),
      Builtin(.python, "divmod(x, y, /)", "Quotient, rounded down, and remainder.") { call in
        let (x, y) = (call["x"], call["y"])
        if x.isArray || y.isArray {
          let (quotient, remainder) = try NDArray.quotientAndRemainder(call.operand("x"), call.operand("y"))
          return .tuple([.computed(quotient), .computed(remainder)])
        }
        guard let a = Number(x), let b = Number(y), let (quotient, remainder) = try Number.quotientAndRemainder(a, b)
        else {
          throw PythonError("unsupported operand type(s) for divmod(): '\(x.typeName)' and '\(y.typeName)'")
        }
        return .tuple([quotient.value, remainder.value])
      },
      Builtin(.python, "pow(base, exp)", "The first to the power of the second.") { call in
        try call.evaluator.binary(.power, call["base"], call["exp"])
      },
      Builtin(.python, "int(x=0, /)", "An integer: a number truncated, or read from a text.", isType: true, integer),
      Builtin(.python, "float(x=0, /)", "A float.", isType: true) { call in
        if case .string(let text) = call["x"] {
          guard let value = Double(text.filter { $0 != " " && $0 != "_" }) else {
            throw PythonError("could not convert string to float: '\(text)'")
          }
          return .float(value)
        }
        return .float(try call.evaluator.float(call["x"], "float() argument must be a string or a real number"))
      },
      Builtin(.python, "complex(real=0, imag=None)", "A complex number.", isType: true) { call in
        func part(_ name: String) throws -> ComplexNumber {
          guard let number = try call.evaluator.number(call[name]) else {
            throw PythonError("complex() argument must be a number, not '\(call[name].typeName)'")
          }
          return number.asComplex
        }
        let real = try part("real")
        guard call.given("imag") != nil else { return .complex(real) }
        let imaginary = try part("imag")
        return .complex(ComplexNumber(real.real - imaginary.imaginary, real.imaginary + imaginary.real))
      },
      Builtin(.python, "bool(x=False, /)", "The truth value.", isType: true) { call in .boolean(try call.flag("x")) }
    ]

  private static let rounded: @Sendable (Call) throws -> Value = { call in
    let digits = try call.given("ndigits").map { digits in
      guard let index = try call.evaluator.index(of: digits) else {
        throw PythonError("'\(digits.typeName)' object cannot be interpreted as an integer")
      }
      return index
    }
    if case .scalar(let array) = call["number"], let digits {
      return .computed(try .rounding(array, decimals: Int(clamping: digits)))
    }
    var value = call["number"]
    if case .scalar(let array) = value { value = try call.evaluator.scalar(of: array) }
    switch (Number(value), digits) {
    case (.integer(let integer), let digits?) where digits < 0:
      guard digits > -39 else { return .integer(0) }
      let unit = try Int128(10).raised(to: -digits)
      let (quotient, rest) = try integer.floorDivided(by: unit, "")
      let isUp = rest > unit - rest || (rest == unit - rest && quotient & 1 == 1)
      return .integer(try (quotient + (isUp ? 1 : 0)).checkedMultiply(unit))
    case (.integer(let integer), _): return .integer(integer)
    case (.float(let float), nil): return .integer(try float.rounded(.toNearestOrEven).pythonInteger())
    case (.float(let float), let digits?): return .float(float.pythonRounded(decimals: digits))
    default: throw PythonError("type \(value.typeName) doesn't define __round__ method")
    }
  }

  private static let integer: @Sendable (Call) throws -> Value = { call in
    if case .string(let text) = call["x"] {
      guard let value = Int128(text.filter { $0 != " " && $0 != "_" }) else {
        throw PythonError("invalid literal for int() with base 10: '\(text)'")
      }
      return .integer(value)
    }
    switch try call.evaluator.number(call["x"]) {
    case .integer(let value): return .integer(value)
    case .float(let value): return .integer(try value.pythonInteger())
    default:
      throw PythonError(
        "int() argument must be a string, a bytes-like object or a real number, not '\(call["x"].typeName)'")
    }
  }

  static let numberMethodRows = [
    Builtin(.number, "conjugate(self, /)", "The complex conjugate.") { call in
      guard case .complex(let value)? = Number(call["self"]) else { return Number(call["self"])?.value ?? .none }
      return .complex(ComplexNumber(value.real, -value.imaginary))
    },
    Builtin(.number, "is_integer(self, /)", "Whether a number is integral.") { call in
      guard let value = Number(call["self"])?.double else {
        throw PythonError("'complex' object has no attribute 'is_integer'")
      }
      return .boolean(value.isFinite && value == value.rounded(.down))
    }
  ]
}

extension Evaluator {
  /// A real number as a float; an array without axes is evaluated.
  func float(_ value: Value, _ requirement: String) throws -> Double {
    guard let double = try number(value)?.double else { throw PythonError("\(requirement), not '\(value.typeName)'") }
    return double
  }
}

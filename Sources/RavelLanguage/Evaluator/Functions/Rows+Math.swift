#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension FunctionTable {
  /// Python's module math, on Python's numbers: arrays without axes are evaluated.
  static let mathRows: [Builtin] =
    [
      function("exp", "e to the power x.", exp), function("expm1", "exp(x) - 1.", expm1),
      function("log2", "The logarithm to base 2.", log2), function("log10", "The logarithm to base 10.", log10),
      function("log1p", "log(1 + x).", log1p),
      function("sqrt", "The square root.", { $0.squareRoot() }),
      function("sin", "The sine, of radians.", sin), function("cos", "The cosine, of radians.", cos),
      function("tan", "The tangent, of radians.", tan), function("asin", "The arc sine.", asin),
      function("acos", "The arc cosine.", acos), function("atan", "The arc tangent.", atan),
      function("sinh", "The hyperbolic sine.", sinh), function("cosh", "The hyperbolic cosine.", cosh),
      function("tanh", "The hyperbolic tangent.", tanh), function("asinh", "The inverse hyperbolic sine.", asinh),
      function("acosh", "The inverse hyperbolic cosine.", acosh),
      function("atanh", "The inverse hyperbolic tangent.", atanh),
      function("fabs", "The absolute value, as a float.", { abs($0) }), function("erf", "The error function.", erf),
      function("erfc", "One minus the error function.", erfc),
      function("degrees", "Radians as degrees.", { $0 * (180 / Double.pi) }),
      function("radians", "Degrees as radians.", { $0 * (Double.pi / 180) }),
      function("atan2", "The angle of the point (x, y).", atan2),
      function("hypot", "The length of the vector (x, y).", hypot),
      function("copysign", "The first with the second's sign.", { copysign($0, $1) }),
      function("fmod", "What division towards zero leaves.", { fmod($0, $1) }),
      function("pow", "The first to the power of the second, as floats.", { pow($0, $1) }),
      rounding("floor", .down, "The greatest integer not above."),
      rounding("ceil", .up, "The least integer not below."),
      rounding("trunc", .towardZero, "The nearest integer towards zero."),
      test("isnan", "Whether it is NaN.", \.isNaN), test("isinf", "Whether it is infinite.", \.isInfinite),
      test("isfinite", "Whether it is neither infinite nor NaN.", \.isFinite),
      Builtin(.math, "log(x, base=None, /)", "The natural logarithm, or the one to a base.") { call in
        func logarithm(_ name: String) throws -> Double { try checked(log(call.real(name)), of: [call.real(name)]) }
        guard call.given("base") != nil else { return .float(try logarithm("x")) }
        let (numerator, denominator) = (try logarithm("x"), try logarithm("base"))
        guard denominator != 0 else { throw PythonError("float division by zero") }
        return .float(numerator / denominator)
      },
      Builtin(.math, "isqrt(n, /)", "The square root of an integer, rounded down.") { call in
        let value = try call.wholeNumber("n")
        guard value >= 0 else { throw PythonError("isqrt() argument must be nonnegative") }
        return .integer(squareRoot(of: value))
      },
      Builtin(.math, "gcd(*integers)", "The greatest common divisor.") { call in
        var divisor: Int128 = 0
        for value in try call.evaluator.items(of: call["integers"]) {
          guard var other = try call.evaluator.index(of: value) else {
            throw PythonError("'\(value.typeName)' object cannot be interpreted as an integer")
          }
          while other != 0 { (divisor, other) = (other, divisor % other) }
        }
        return try Number.integer(divisor).absolute().value
      },
      Builtin(.math, "factorial(n, /)", "1 * 2 * ... * n.") { call in
        let value = try call.wholeNumber("n")
        guard value >= 0 else { throw PythonError("factorial() not defined for negative values") }
        guard value < 34 else { throw PythonError.integerTooLarge }
        return .integer((0..<value).reduce(1) { $0 * ($1 + 1) })
      },
      Builtin(.math, "prod(iterable, /, *, start=1)", "The members multiplied, from left to right.") { call in
        let iterator = try call.evaluator.iterator(over: call["iterable"])
        var product = call["start"]
        while let item = try call.evaluator.nextItem(of: iterator) {
          product = try call.evaluator.binary(.multiply, product, item)
        }
        return product
      }
    ]

  private static func function(_ name: String, _ doc: String, _ compute: @escaping @Sendable (Double) -> Double)
    -> Builtin
  {
    Builtin(.math, "\(name)(x, /)", doc) { call in
      let x = try call.real("x")
      return .float(try checked(compute(x), of: [x]))
    }
  }

  private static func function(
    _ name: String, _ doc: String, _ compute: @escaping @Sendable (Double, Double) -> Double
  ) -> Builtin {
    Builtin(.math, "\(name)(x, y, /)", doc) { call in
      let (x, y) = (try call.real("x"), try call.real("y"))
      return .float(try checked(compute(x, y), of: [x, y]))
    }
  }

  /// CPython's errors: NaN of numbers is outside of the domain, infinity of finite ones too large; but at poles, where
  /// C says infinity of a small argument, the argument is what is wrong.
  private static func checked(_ result: Double, of arguments: [Double]) throws -> Double {
    if result.isNaN, !arguments.contains(where: \.isNaN) { throw PythonError("math domain error") }
    if result.isInfinite, arguments.allSatisfy(\.isFinite) {
      throw PythonError(arguments.allSatisfy { abs($0) <= 1 } ? "math domain error" : "math range error")
    }
    return result
  }

  private static func rounding(_ name: String, _ rule: FloatingPointRoundingRule, _ doc: String) -> Builtin {
    Builtin(.math, "\(name)(x, /)", doc) { call in
      if let integer = try call.evaluator.index(of: call["x"]) { return .integer(integer) }
      if case .complex = call["x"], rule == .towardZero {
        throw PythonError("type complex doesn't define __trunc__ method")
      }
      return .integer(try call.real("x").rounded(rule).pythonInteger())
    }
  }

  private static func test(_ name: String, _ doc: String, _ holds: @escaping @Sendable (Double) -> Bool) -> Builtin {
    Builtin(.math, "\(name)(x, /)", doc) { call in .boolean(holds(try call.real("x"))) }
  }

  /// By bits, the highest first.
  private static func squareRoot(of value: Int128) -> Int128 {
    var root: Int128 = 0
    for shift in (0..<64).reversed() {
      let candidate = root | Int128(1) << Int128(shift)
      let (square, overflow) = candidate.multipliedReportingOverflow(by: candidate)
      if !overflow, square <= value { root = candidate }
    }
    return root
  }
}

extension Call {
  /// A real number as a float.
  fileprivate func real(_ name: String) throws -> Double {
    switch self[name] {
    case .array, .scalar: return try evaluator.float(self[name], "must be real number")
    default:
      guard let number = Number(self[name])?.double else {
        throw PythonError("must be real number, not \(self[name].typeName)")
      }
      return number
    }
  }

  fileprivate func wholeNumber(_ name: String) throws -> Int128 {
    guard let integer = try evaluator.index(of: self[name]) else {
      throw PythonError("'\(self[name].typeName)' object cannot be interpreted as an integer")
    }
    return integer
  }
}

import RavelCore

extension Rows {
  static let add = OpSpec(
    .same("?" + Letters.numbers, arity: 2), "Add, element by element; of bools, logical or.",
    real: { $0[0].dtype == .bool ? $0[0] | $0[1] : $0[0] + $0[1] }, complex: { .complex($0[0] + $0[1]) },
    traits: .commutative, reduction: .identity(0))

  static let subtract = OpSpec(
    .same(Letters.numbers, arity: 2), "Subtract, element by element.",
    real: { $0[0] - $0[1] }, complex: { .complex($0[0] - $0[1]) })

  static let multiply = OpSpec(
    .same(Letters.all, arity: 2), "Multiply, element by element; of bools, logical and.",
    real: { $0[0].dtype == .bool ? $0[0] & $0[1] : $0[0] * $0[1] }, complex: { .complex($0[0] * $0[1]) },
    traits: .commutative, reduction: .identity(1))

  static let divide = OpSpec(
    .trueDivision, "Divide, element by element; integers give float64.",
    real: { x in
      let dtype: DType = x[0].dtype.isInteger ? .float64 : x[0].dtype
      return x[0].converted(to: dtype) / x[1].converted(to: dtype)
    }, complex: { .complex(divideComplex($0[0], $0[1])) })

  static let floorDivide = OpSpec(
    .same(Letters.integers + Letters.floats, arity: 2),
    "The quotient rounded down; an integer divided by zero gives 0.",
    real: { $0[0].dtype.isInteger ? floorDivideIntegers($0[0], $0[1]) : floorDivideFloats($0[0], $0[1]) },
    traits: .specializesOnConstants)

  static let remainder = OpSpec(
    .same(Letters.integers + Letters.floats, arity: 2),
    "What floor_divide leaves, with the divisor's sign; an integer by zero gives 0.",
    real: { $0[0].dtype.isInteger ? remainderOfIntegers($0[0], $0[1]) : remainderOfFloats($0[0], $0[1]) },
    traits: .specializesOnConstants)

  static let fmod = OpSpec(
    .same(Letters.integers + Letters.floats, arity: 2),
    "What division towards zero leaves, with the dividend's sign; an integer by zero gives 0.",
    real: { $0[0].dtype.isInteger ? $0[0] % $0[1] : fmodFloats($0[0], $0[1]) }, traits: .specializesOnConstants)

  static let power = OpSpec(
    .same(Letters.numbers, arity: 2),
    "The first raised to the second; integers wrap, their exponents may not be negative.",
    real: { $0[0].dtype.isInteger ? powerOfIntegers($0[0], $0[1]) : powerOfFloats($0[0], $0[1]) },
    complex: { .complex(powerOfComplex($0[0], $0[1])) }, traits: [.specializesOnConstants, .costly], accuracy: .ulps(1),
    complexAccuracy: .ulps(6))

  static let floatPower = OpSpec(
    .same("dD", arity: 2), "The first raised to the second, in float64 or complex128.",
    real: { powerOfFloats($0[0], $0[1]) }, complex: { .complex(powerOfComplex($0[0], $0[1])) }, traits: .costly,
    accuracy: .ulps(1), complexAccuracy: .ulps(6))

  static let negative = OpSpec(
    .same(Letters.numbers, arity: 1), "The opposite.", real: { -$0[0] }, complex: { .complex(-$0[0]) })

  static let positive = OpSpec(
    .same(Letters.numbers, arity: 1), "The same.", real: { $0[0] }, complex: { .complex($0[0]) })

  static let absolute = OpSpec(
    .same("?" + Letters.integers + Letters.floats, arity: 1) + .complexToFloat,
    "The absolute value; the least integer is its own.",
    real: { x in
      switch x[0].dtype.kind {
      case .bool, .unsigned: x[0]
      case .signed: (x[0] < x[0].zero).select(-x[0], x[0])
      case .float, .complex: x[0].absolute
      }
    }, complex: { .real(hypotenuse($0[0].real, $0[0].imaginary)) }, complexAccuracy: .ulps(1))

  static let sign = OpSpec(
    .same(Letters.numbers, arity: 1), "-1, 0 or 1 by the sign; of a complex value z/|z|; NaN stays.",
    real: { x in
      if x[0].dtype.kind == .unsigned { return (x[0] > x[0].zero).select(x[0].one, x[0].zero) }
      let sign = (x[0] > x[0].zero).select(x[0].one, (x[0] < x[0].zero).select(x[0].constant(-1), x[0].zero))
      return x[0].dtype.isFloat ? x[0].isNaN.select(x[0], sign) : sign
    }, complex: { .complex(signOfComplex($0[0])) }, complexAccuracy: .ulps(2))

  static let square = OpSpec(
    .same(Letters.numbers, arity: 1), "The value times itself.",
    real: { $0[0] * $0[0] }, complex: { .complex($0[0] * $0[0]) })

  static let reciprocal = OpSpec(
    .same(Letters.numbers, arity: 1), "1/x; of integers, towards zero.",
    real: { x in
      if x[0].dtype.isFloat { return x[0].one / x[0] }
      return reciprocalOfInteger(x[0])
    }, complex: { .complex(reciprocalOfComplex($0[0])) })

  static let sqrt = OpSpec(
    .same(Letters.floats + Letters.complexes, arity: 1), "The square root, correctly rounded; NaN of a negative real.",
    real: { $0[0].squareRoot }, complex: { .complex(squareRootOfComplex($0[0])) },
    complexAccuracy: .ulps(2))
}

// MARK: Integer programs

/// 1 and -1 are their own; of 0 comes what NumPy, which divides floats, makes of an infinity; of all others nothing.
private func reciprocalOfInteger(_ x: Scalar) -> Scalar {
  let isUnit = x.dtype.isSigned ? (x == x.one) | (x == x.constant(-1)) : x == x.one
  let infinity = x.constant(Double.infinity, .float64).converted(to: x.dtype)
  return isUnit.select(x, (x == x.zero).select(infinity, x.zero))
}

/// Towards minus infinity: one less than towards zero where something is left over and the signs differ.
private func floorDivideIntegers(_ a: Scalar, _ b: Scalar) -> Scalar {
  let quotient = a / b
  if !a.dtype.isSigned { return quotient }
  let rest = a % b
  return ((rest != a.zero) & ((rest ^ b) < a.zero)).select(quotient - a.one, quotient)
}

private func remainderOfIntegers(_ a: Scalar, _ b: Scalar) -> Scalar {
  let rest = a % b
  if !a.dtype.isSigned { return rest }
  return ((rest != a.zero) & ((rest ^ b) < a.zero)).select(rest + b, rest)
}

/// By repeated squaring, wrapping. A negative exponent, which is refused before it gets here, would give 1.
private func powerOfIntegers(_ base: Scalar, _ exponent: Scalar) -> Scalar {
  let builder = base.builder
  return builder.iterate(while: exponent > exponent.zero, [base.one, base, exponent]) { carried in
    let (result, square, rest) = (carried[0], carried[1], carried[2])
    let isOdd = (rest & rest.one) != rest.zero
    let left = rest >> 1
    return (left > left.zero, [isOdd.select(result * square, result), square * square, left])
  }[0]
}

// MARK: Float programs

/// NumPy's remainder: C's fmod, moved to the divisor's sign.
private func remainderOfFloats(_ a: Scalar, _ b: Scalar) -> Scalar {
  let rest = fmodFloats(a, b)
  let signsDiffer = (b < b.zero) != (rest < rest.zero)
  let adjusted = (rest == rest.zero).select(rest.zero.copySign(of: b), signsDiffer.select(rest + b, rest))
  return (b == b.zero).select(rest, adjusted)
}

/// NumPy's floor_divide: (a - fmod) / b moved to the floor and rounded to the nearest integral value, not the floor of
/// a rounded quotient.
/// - Source: Python's float_divmod, which NumPy's npy_divmod follows; numpy/_core/src/npymath/npy_math_internal.h.src.
private func floorDivideFloats(_ a: Scalar, _ b: Scalar) -> Scalar {
  let rest = fmodFloats(a, b)
  let signsDiffer = (rest != rest.zero) & ((b < b.zero) != (rest < rest.zero))
  let exact = (a - rest) / b
  let quotient = signsDiffer.select(exact - exact.one, exact)
  let floor = quotient.floor
  let nearest = (quotient - floor > quotient.constant(0.5)).select(floor + floor.one, floor)
  let ratio = a / b
  let rounded = (quotient == quotient.zero).select(quotient.zero.copySign(of: ratio), nearest)
  return (b == b.zero).select(ratio, rounded)
}

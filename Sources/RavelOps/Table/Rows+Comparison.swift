import RavelCore

extension Rows {
  static let equal = comparison("Whether both are equal.", .equal) {
    ($0.real == $1.real) & ($0.imaginary == $1.imaginary)
  }
  static let notEqual = comparison("Whether both differ.", .notEqual) {
    ($0.real != $1.real) | ($0.imaginary != $1.imaginary)
  }
  static let less = comparison("Whether the first is less.", .less) {
    lexicographic($0, $1, { $0 < $1 }, { $0 < $1 })
  }
  static let lessEqual = comparison("Whether the first is not greater.", .lessEqual) {
    lexicographic($0, $1, { $0 < $1 }, { $0 <= $1 })
  }
  static let greater = comparison("Whether the first is greater.", .greater) {
    lexicographic($0, $1, { $0 > $1 }, { $0 > $1 })
  }
  static let greaterEqual = comparison("Whether the first is not less.", .greaterEqual) {
    lexicographic($0, $1, { $0 > $1 }, { $0 >= $1 })
  }

  static let logicalAnd = OpSpec(
    .test(Letters.all, arity: 2), "Whether both are non-zero.",
    real: { truth($0[0]) & truth($0[1]) }, complex: { .real(truth($0[0]) & truth($0[1])) },
    traits: .commutative, reduction: .identity(1))
  static let logicalOr = OpSpec(
    .test(Letters.all, arity: 2), "Whether either is non-zero.",
    real: { truth($0[0]) | truth($0[1]) }, complex: { .real(truth($0[0]) | truth($0[1])) },
    traits: .commutative, reduction: .identity(0))
  static let logicalXor = OpSpec(
    .test(Letters.all, arity: 2), "Whether one of them is non-zero, and not both.",
    real: { truth($0[0]) ^ truth($0[1]) }, complex: { .real(truth($0[0]) ^ truth($0[1])) },
    traits: .commutative, reduction: .identity(0))
  static let logicalNot = OpSpec(
    .test(Letters.all, arity: 1), "Whether it is zero.",
    real: { !truth($0[0]) }, complex: { .real(!truth($0[0])) })

  static let maximum = extremum("The larger; NaN if either is NaN.", .fromLeast, isMaximum: true)
  static let minimum = extremum("The smaller; NaN if either is NaN.", .fromGreatest, isMaximum: false)

  // Of equal values the second, as in maximum and minimum.
  static let fmax = OpSpec(
    .same(Letters.all, arity: 2), "The larger; a NaN only if both are NaN.",
    real: { x in
      if x[0].dtype == .bool { return x[0] | x[1] }
      let first = x[0] > x[1]
      return (x[0].dtype.isFloat ? first | x[1].isNaN : first).select(x[0], x[1])
    },
    complex: { .complex(.select(lexicographic($0[0], $0[1], { $0 > $1 }, { $0 >= $1 }) | $0[1].isNaN, $0[0], $0[1])) },
    reduction: .fromNaNOrLeast)
  static let fmin = OpSpec(
    .same(Letters.all, arity: 2), "The smaller; a NaN only if both are NaN.",
    real: { x in
      if x[0].dtype == .bool { return x[0] & x[1] }
      let first = x[0] < x[1]
      return (x[0].dtype.isFloat ? first | x[1].isNaN : first).select(x[0], x[1])
    },
    complex: { .complex(.select(lexicographic($0[0], $0[1], { $0 < $1 }, { $0 <= $1 }) | $0[1].isNaN, $0[0], $0[1])) },
    reduction: .fromNaNOrGreatest)

  static let clip = OpSpec(
    .same(Letters.all, arity: 3), "The value limited to [low, high]; high where low is greater.",
    real: { minimum.real!([maximum.real!([$0[0], $0[1]]), $0[2]]) },
    complex: { x in
      // Unlike minimum and maximum, NumPy's clip looks for NaNs only in the value.
      let raised = ComplexScalar.select(x[0].isNaN | isLess(x[1], x[0]), x[0], x[1])
      return .complex(.select(raised.isNaN | isLess(raised, x[2]), raised, x[2]))
    })

  static let `where` = OpSpec(
    .choice, "The second where the first, a condition, is non-zero, else the third.",
    real: { $0[0].select($0[1], $0[2]) }, traits: [.function, .condition])
}

/// Whether a value is non-zero; a NaN is.
private func truth(_ x: Scalar) -> Scalar { x.converted(to: .bool) }
private func truth(_ x: ComplexScalar) -> Scalar { truth(x.real) | truth(x.imaginary) }

/// NumPy's order of complex values: by real part, then by imaginary part; a NaN in an imaginary part makes real parts
/// incomparable.
private func lexicographic(
  _ a: ComplexScalar, _ b: ComplexScalar, _ byReal: (Scalar, Scalar) -> Scalar,
  _ byImaginary: (Scalar, Scalar) -> Scalar
) -> Scalar {
  let comparable = !(a.imaginary.isNaN | b.imaginary.isNaN)
  return (byReal(a.real, b.real) & comparable) | ((a.real == b.real) & byImaginary(a.imaginary, b.imaginary))
}

/// By real part, and by imaginary part where those are equal; a NaN is neither less nor greater.
/// - Source: `PyArray_CLT`, numpy/_core/include/numpy/ndarraytypes.h.
private func isLess(_ a: ComplexScalar, _ b: ComplexScalar) -> Scalar {
  (a.real == b.real).select(a.imaginary < b.imaginary, a.real < b.real)
}

/// A comparison row: reals by the instruction, int64 with uint64 by value, complex values by `complex`.
private func comparison(
  _ doc: String, _ comparison: Comparison, complex: @escaping @Sendable (ComplexScalar, ComplexScalar) -> Scalar
) -> OpSpec {
  @Sendable func compare(_ a: Scalar, _ b: Scalar) -> Scalar {
    switch comparison {
    case .equal: a == b
    case .notEqual: a != b
    case .less: a < b
    case .lessEqual: a <= b
    case .greater: a > b
    case .greaterEqual: a >= b
    }
  }
  return OpSpec(
    .comparison, doc,
    real: { x in
      if x[0].dtype == x[1].dtype {
        if x[0].dtype != .bool { return compare(x[0], x[1]) }
        return compare(x[0].converted(to: .uint8), x[1].converted(to: .uint8))
      }
      // Of different signedness: a negative value is less than any unsigned one; others compare as unsigned.
      let isFirstSigned = x[0].dtype.isSigned
      let signed = isFirstSigned ? x[0] : x[1]
      let isNegative = signed < signed.zero
      let byValue = compare(x[0].bitcast(.uint64), x[1].bitcast(.uint64))
      let bySign = isFirstSigned ? compare(signed.zero, signed.one) : compare(signed.one, signed.zero)
      return isNegative.select(bySign, byValue)
    }, complex: { .real(complex($0[0], $0[1])) },
    traits: comparison == .equal || comparison == .notEqual ? .commutative : [])
}

/// maximum and minimum: of two equal values the second, as NumPy's vector loops have it for 0.0 and -0.0.
private func extremum(_ doc: String, _ rule: ReductionRule, isMaximum: Bool) -> OpSpec {
  OpSpec(
    .same(Letters.all, arity: 2), doc,
    real: { x in
      if x[0].dtype == .bool { return isMaximum ? x[0] | x[1] : x[0] & x[1] }
      let chosen = (isMaximum ? x[0] > x[1] : x[0] < x[1]).select(x[0], x[1])
      return x[0].dtype.isFloat ? x[0].isNaN.select(x[0], chosen) : chosen
    },
    complex: { x in
      let isFirst =
        isMaximum
        ? lexicographic(x[0], x[1], { $0 > $1 }, { $0 >= $1 }) : lexicographic(x[0], x[1], { $0 < $1 }, { $0 <= $1 })
      return .complex(.select(x[0].isNaN | isFirst, x[0], x[1]))
    }, reduction: rule)
}

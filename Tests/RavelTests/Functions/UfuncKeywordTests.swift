import Ravel
import RavelIR
import RavelTestSupport
import Testing

/// The rows that are ufuncs in NumPy, too. SciPy's choose loops in another order and say other things in errors.
private let ufuncs = Op.allCases.filter { op in
  op.spec.traits.isDisjoint(with: [.function, .special]) && op.spec.part == nil
    && op.spec.loops.contains { Set($0.inputs).count == 1 }
}

private func sample(_ dtype: DType, _ shape: Shape, _ layout: LayoutCase = .contiguous, seed: Int) throws -> NDArray {
  NDArray(Expression(try layout.array(dtype, shape, .moderate, seed: seed)))
}

/// Keywords in some combinations, for a ufunc on operands of that dtype.
private func comparisons(_ op: Op, _ dtype: DType) throws -> [Comparison] {
  var operands: [NDArray] = []
  var arrays: [String: NDArray] = [:]
  for place in 0..<op.spec.arity {
    let operand = try sample(dtype, [3, 5], place == 0 ? .fortran : .contiguous, seed: place)
    operands.append(operand)
    arrays["x\(place)"] = operand
  }
  arrays["m"] = try sample(.bool, [5], seed: 7)
  arrays["o"] = try sample(dtype, [3, 5], .fortran, seed: 9)
  arrays["h"] = try sample(.float16, [3, 5], seed: 10)
  let (mask, out, half) = (arrays["m"]!, arrays["o"]!, arrays["h"]!)
  let name = op == .clip ? "_core.umath.clip" : op.rawValue
  let call = "np.\(name)(\(operands.indices.map { "x\($0)" }.joined(separator: ", "))"
  func compare(
    _ code: String, strides: Bool = true, _ keywords: UfuncKeywords = UfuncKeywords(), onto target: NDArray? = nil
  ) -> Comparison {
    Comparison(code, arrays, ulps: 4, strides: strides, try .applying(op, operands, keywords, onto: target))
  }
  var list = [
    compare("\(call), out=o.copy(order='K'), where=m)", UfuncKeywords(where: mask), onto: out),
    compare("\(call), out=h.copy(order='K'))", onto: half),
    compare("\(call), out=h.copy(order='K'), casting='unsafe')", UfuncKeywords(casting: .unsafe), onto: half),
    compare(
      "(lambda r: np.where(m, r, np.zeros((), r.dtype)))(\(call), where=m))", strides: false,
      UfuncKeywords(where: mask))
  ]
  for order in ResultOrder.allCases {
    list.append(compare("\(call), order='\(order.rawValue)')", UfuncKeywords(order: order)))
  }
  // To complex dtypes NumPy's absolute has an error text of its own, and so have divisors to all but integers.
  let divides = op == .gcd || op == .lcm
  for other in [DType.int16, .float32, .complex128]
  where !(op == .absolute && other.isComplex) && !(divides && !other.isInteger) {
    for rule in [Casting.sameKind, .unsafe, .no] {
      list.append(
        compare(
          "\(call), dtype='\(other)', casting='\(rule.rawValue)')", UfuncKeywords(dtype: other, casting: rule)))
    }
  }
  return list
}

/// Every ufunc with every keyword, on its first and last dtype and one between.
@Test(.needsNumPy, arguments: ufuncs)
func keywordsAreNumPys(op: Op) throws {
  let loops = op.spec.loops.filter { loop in loop.inputs.allSatisfy { $0 == loop.inputs[0] } }
  let dtypes = Set([loops.first!, loops[loops.count / 2], loops.last!].map { $0.inputs[0] })
  // Complex powers and their kin are held to true values elsewhere.
  let exact = dtypes.filter { !$0.isComplex || op.spec.complexAccuracy == .exact }
  try expectSame(try exact.sorted { $0.rawValue < $1.rawValue }.flatMap { try comparisons(op, $0) })
}

private let n = NDArray([1, 2, 3, 4] as [Int64])
private let x = NDArray([0.5, -1, 2, 8] as [Double])
private let i = NDArray([3, 1, 2, 5] as [Int32])
private let m = NDArray([true, false, true, true])
private let names = ["n": n, "x": x, "i": i, "m": m]

private func check(
  _ code: String, _ op: Op, _ operands: [any ArrayOperand], _ keywords: UfuncKeywords = UfuncKeywords(),
  onto target: NDArray? = nil
) -> Comparison {
  Comparison(code, names, try .applying(op, operands, keywords, onto: target))
}

@Test(.needsNumPy) func castsOfOperandsAndResults() throws {
  func keywords(_ casting: Casting, _ dtype: DType? = nil) -> UfuncKeywords {
    UfuncKeywords(dtype: dtype, casting: casting)
  }
  try expectSame([
    check("np.add(n, x, casting='no')", .add, [n, x], keywords(.no)),
    check("np.add(n, i, casting='equiv')", .add, [n, i], keywords(.equiv)),
    check("np.add(n, 1.5, casting='safe')", .add, [n, 1.5], keywords(.safe)),
    check("np.negative(i, dtype='l', casting='no')", .negative, [i], keywords(.no, .int64)),
    check("np.add(n, x, dtype='l')", .add, [n, x], keywords(.sameKind, .int64)),
    check("np.add(n, x, dtype='l', casting='unsafe')", .add, [n, x], keywords(.unsafe, .int64)),
    check("np.add(n, 1.5, dtype='l')", .add, [n, 1.5], keywords(.sameKind, .int64)),
    check("np.add(n, 1.5, dtype='l', casting='unsafe')", .add, [n, 1.5], keywords(.unsafe, .int64)),
    check("np.add(n, 300, dtype='b')", .add, [n, 300], keywords(.sameKind, .int8)),
    check("np.subtract(m, m, dtype=bool)", .subtract, [m, m], keywords(.sameKind, .bool)),
    check("np.subtract(m, m, dtype='i')", .subtract, [m, m], keywords(.sameKind, .int32)),
    check("np.less(n, x, dtype='f')", .less, [n, x], keywords(.sameKind, .float32)),
    check("np.add(n, x, out=i.copy())", .add, [n, x], onto: i),
    check("np.add(n, x, out=i.copy(), casting='unsafe')", .add, [n, x], keywords(.unsafe), onto: i),
    check("np.add(n, n, out=i.copy(), casting='safe')", .add, [n, n], keywords(.safe), onto: i),
    check("np.add(n, n, out=np.zeros(4))", .add, [n, n], onto: zeros([4])),
    check(
      "np.add(n, n, signature='ff->f')", .add, [n, n],
      UfuncKeywords(casting: .unsafe, signature: UfuncLoop([.float32, .float32], .float32))),
    check(
      "np.less(n, n, signature='ff->f')", .less, [n, n],
      UfuncKeywords(signature: UfuncLoop([.float32, .float32], .float32)))
  ])
}

@Test(.needsNumPy) func conditionsAndShapes() throws {
  let column = m[.all, .newAxis]
  func only(_ condition: any ArrayOperand) -> UfuncKeywords { UfuncKeywords(where: condition) }
  try expectSame([
    check("np.add(n, n, where=n, out=n.copy())", .add, [n, n], only(n), onto: n),
    check("np.add(n, n, where=m[:2], out=n.copy())", .add, [n, n], only(m[.slice(nil, 2)]), onto: n),
    check("np.add(n, n, where=m[:, None], out=n.copy())", .add, [n, n], only(column), onto: n),
    check(
      "np.add(n, n, where=m[:, None], out=np.ones((4, 4), int))", .add, [n, n], only(column),
      onto: ones([4, 4], dtype: .int64)),
    check("np.add(n, n, out=np.zeros((2, 4), int))", .add, [n, n], onto: zeros([2, 4], dtype: .int64)),
    check("np.add(n, n, out=np.zeros(3, int))", .add, [n, n], onto: zeros([3], dtype: .int64)),
    check("np.add(n[:, None], n, out=np.zeros(4, int))", .add, [n[.all, .newAxis], n], onto: zeros([4], dtype: .int64)),
    check("np.add(n, n, where=False, out=n.copy())", .add, [n, n], only(false), onto: n),
    check("np.add(n, n, where=1)", .add, [n, n], only(1)),
    check("np.power(n, n - 2, where=n > 1, out=n.copy())", .power, [n, n - 2], only(n .> 1), onto: n),
    check("np.power(n, n - 3, where=n > 1, out=n.copy())", .power, [n, n - 3], only(n .> 1), onto: n)
  ])
  #expect(throws: ArrayError.type("where() got an unexpected keyword argument 'dtype'")) {
    try NDArray.applying(.where, [m, n, x], UfuncKeywords(dtype: .float32))
  }
}

/// What the functions that stop the process make of keywords.
@Test func ufuncsAreCalledByName() throws {
  var ratio = NDArray([9, 9, 9, 9] as [Double])
  Ufunc.divide(n, x, out: &ratio, where: m)
  #expect(ratio.toArray(Double.self) == [2, 9, 1.5, 0.5])
  #expect(Ufunc.add(n, n, where: m).toArray(Int64.self) == [2, 0, 6, 8])
  #expect(Ufunc.add(n, x, dtype: .int64, casting: .unsafe).toArray(Int64.self) == [1, 1, 5, 12])
  #expect(Ufunc.logicalAnd(ones([2, 3]), true, order: .fortran).isFortranContiguous)
  let error = #expect(throws: ArrayError.self) { try withErrorHandling { Ufunc.add(n, n, where: n) } }
  #expect(error?.pythonType == "TypeError")
}

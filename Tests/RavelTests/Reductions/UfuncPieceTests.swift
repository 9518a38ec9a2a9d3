import Ravel
import RavelIR
import RavelTestSupport
import Testing

private let binary = Op.allCases.filter {
  $0.spec.arity == 2 && $0.spec.traits.isDisjoint(with: [.function, .special])
}

private func sample(_ dtype: DType, _ shape: Shape, _ layout: LayoutCase = .contiguous, seed: Int = 1) throws -> NDArray
{
  NDArray(Expression(try layout.array(dtype, shape, .moderate, seed: seed)))
}

/// Whether results are NumPy's to the bit: functions within a unit in the last place drift apart over some steps.
private func isExact(_ op: Op, _ dtype: DType) -> Bool {
  let isKept = [.add, .subtract, .maximum, .minimum, .fmax, .fmin].contains(op) || dtype.isInteger || dtype == .bool
  // NaN and infinities as unsigned integers are what the compiler of NumPy's loop made of them.
  if op == .divide, dtype.kind == .unsigned { return false }
  // Which of two texts NumPy has for a comparison of what is not bool depends on what its process was asked before.
  if [.equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual].contains(op), dtype != .bool { return false }
  // Of divisors of what is no integer, and of ldexp, NumPy's errors are others; see designs/deviations.md for the latter.
  if op == .ldexp || (op == .gcd || op == .lcm) && !dtype.isInteger { return false }
  return op.spec.accuracy == .exact && (!dtype.isComplex || isKept)
}

/// Segments and places of every operation and dtype, over layouts in turn.
@Test(.needsNumPy, arguments: binary)
func piecesAreNumPys(op: Op) throws {
  var comparisons: [Comparison] = []
  let layouts: [LayoutCase] = [.contiguous, .fortran, .strided, .reversed]
  for dtype in DType.allCases where isExact(op, dtype) {
    let x = try sample(dtype, [5, 19], layouts[comparisons.count % layouts.count])
    let values = try sample(dtype, [4, 19], seed: 2)
    let indices = NDArray([1, -1, 1, 0] as [Int64])
    let names = ["x": x, "v": values, "i": indices]
    for (axis, starts) in [(0, [0, 3, 1]), (1, [2, 0, 12, 13, 15, 15])] {
      comparisons.append(
        Comparison(
          "np.\(op).reduceat(x, \(starts), axis=\(axis))", names,
          try x.reduced(by: op, at: starts, axis: axis)))
    }
    let code = "y = x.copy(order='K'); np.\(op).at(y, i, v); result = y"
    comparisons.append(
      Comparison(
        code, names,
        several: {
          var y = x
          try y.apply(op, at: [indices], values)
          return [y]
        }))
  }
  try expectSame(comparisons)
}

/// All engines give the same.
@Test func piecesOfEveryEngine() throws {
  let x = try sample(.float32, [40, 30], .transposed)
  let starts = [0, 7, 7, 30, 12, 13]
  let places = [NDArray([3, 3, -1] as [Int64]), NDArray([1, 1, 29] as [Int64])]
  func results() throws -> [[Float]] {
    var y = x
    try y.apply(.add, at: places, NDArray([0.1, 0.2, 0.3] as [Float]))
    try y.apply(.negative, at: [NDArray([0, 0, 5] as [Int64])])
    return [
      try x.reduced(by: .add, at: starts).scalars(), try x.reduced(by: .subtract, at: starts).scalars(), try y.scalars()
    ]
  }
  let expected = try withEngine(.interpreter) { try results() }
  for engine in Engine.tested { #expect(try withEngine(engine) { try results() } == expected) }
}

@Test func placesOfOtherArraysStay() throws {
  let x = zeros([4], dtype: .int64)
  var counts = x
  Ufunc.add.at(&counts, [NDArray([1, 3, 1, -1] as [Int64])], 1)
  #expect(counts.toArray(Int64.self) == [0, 2, 0, 2])
  #expect(x.toArray(Int64.self) == [0, 0, 0, 0])
  // The operand is the array itself, as it was.
  Ufunc.add.at(&counts, [NDArray([0, 0, 1, 1] as [Int64])], counts)
  #expect(counts.toArray(Int64.self) == [2, 4, 0, 2])
  #expect(Ufunc.maximum.reduceat(counts, [0, 2]).toArray(Int64.self) == [4, 2])
}

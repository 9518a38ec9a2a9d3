import Ravel
import RavelTestSupport
import Testing

private let x = NDArray([-2.5, -1, -0.0, 0.5, 3, .infinity, .nan] as [Double])
private let y = NDArray([2, -0.5, 1.5, 7, -3, 2, 1] as [Float])
private let n = NDArray([-3, -1, 0, 2, 7] as [Int32])
private let m = NDArray([2, -2, 0, 3, 4] as [Int32])
private let u = NDArray([0, 1, 2, 3, 255] as [UInt8])
private let flags = NDArray([true, false, true, true, false])
private let z = NDArray([Complex<Double>(1, 2), Complex<Double>(-1, 0.5), Complex<Double>(0, -3)])
private let names = ["x": x, "y": y, "n": n, "m": m, "u": u, "b": flags, "z": z]

@Test(.needsNumPy) func powersTakeNumPysTurns() throws {
  let floats: [DType] = [.float16, .float32, .float64]
  let special = NDArray([-Double.infinity, -0.0, 0, 3.3, -2, .infinity, .nan])
  var comparisons: [Comparison] = []
  for dtype in floats {
    let base = special.astype(dtype)
    for (code, exponent) in [("2", 2), ("-1", -1), ("1", 1), ("0", 0), ("3", 3)] as [(String, any ScalarOperand)] {
      comparisons.append(
        Comparison("a ** \(code)", ["a": base], ulps: code == "3" ? 1 : 0, try NDArray.raising(base, to: exponent)))
      comparisons.append(
        Comparison(
          "np.power(a, \(code))", ["a": base], ulps: code == "3" ? 1 : 0,
          try NDArray.applying(.power, [base, exponent])))
    }
    comparisons.append(Comparison("a ** 0.5", ["a": base], try NDArray.raising(base, to: 0.5)))
    comparisons.append(Comparison("np.power(a, 0.5)", ["a": base], power(base, 0.5)))
    comparisons.append(
      Comparison("np.power(a, np.full(7, 0.5, a.dtype))", ["a": base], power(base, full([7], 0.5, dtype: dtype).copy()))
    )
  }
  let many = linspace(0.1, 9, 300)
  comparisons += [
    Comparison("a ** 2", ["a": many], try NDArray.raising(many, to: 2)),
    Comparison("a ** 2.0", ["a": many], power(many, 2.0)),
    Comparison("a ** np.array([2.0])", ["a": many], power(many, NDArray([2.0]))),
    Comparison("a.astype('f') ** -1.0", ["a": many], power(many.astype(.float32), -1.0))
  ]
  func check(_ code: String, _ actual: @autoclosure @escaping () throws -> NDArray) -> Comparison {
    Comparison(code, names, try actual())
  }
  comparisons += [
    check("n ** 2", try NDArray.raising(n, to: 2)), check("b ** 2", try NDArray.raising(flags, to: 2)),
    check("n ** 0.5", try NDArray.raising(n, to: 0.5)), check("u ** 2", try NDArray.raising(u, to: 2)),
    check("2 ** u", try NDArray.raising(2, to: u)), check("n ** np.abs(m)", try NDArray.raising(n, to: abs(m))),
    check("n ** m", try NDArray.raising(n, to: m)), check("n ** -1", try NDArray.raising(n, to: -1)),
    check("u ** -1", try NDArray.raising(u, to: -1)), check("u ** np.int8(-1)", try NDArray.raising(u, to: Int8(-1))),
    check("b ** -1", try NDArray.raising(flags, to: -1)),
    check("n[:0] ** -2", try NDArray.raising(n[.slice(nil, 0)], to: -2)),
    check("n[:0] ** m[:1]", try NDArray.raising(n[.slice(nil, 0)], to: m[.slice(nil, 1)])),
    check("z ** 2", try NDArray.raising(z, to: 2)),
    check("n[:, None] ** -(m * m)", try NDArray.raising(n[.all, .newAxis], to: -(m * m)))
  ]
  try expectSame(comparisons)
}

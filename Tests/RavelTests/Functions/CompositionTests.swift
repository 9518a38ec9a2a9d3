import Ravel
import RavelTestSupport
import Testing

private let x = NDArray([-2.5, -1, -0.0, 0, 0.5, 3, 12, .infinity, -.infinity, .nan] as [Double])
private let f = NDArray([-2.5, -1, -0.0, 0, 0.5, 3, 12, .infinity, -.infinity, .nan] as [Float])
private let h = f.astype(.float16)
private let n = NDArray([-3, -1, 0, 2, 7] as [Int32])
private let m = NDArray([2, -2, 0, 3, 4] as [Int32])
private let z = NDArray([
  Complex<Double>(1, 2), Complex<Double>(0.5, .nan), Complex<Double>(.infinity, -3), Complex<Double>(-1, -.infinity)
])
private let grid = (NDArray((0..<12).map(Double.init)) * 0.7 - 3).reshape([3, 4])
private let names = ["x": x, "f": f, "h": h, "n": n, "m": m, "z": z, "g": grid]

/// Integers' divisors, floats' parts, and what is composed of several operations.
@Test(.needsNumPy) func compositionsAreNumPys() throws {
  func both(_ pair: (NDArray, NDArray)) -> [NDArray] { [pair.0, pair.1] }
  try expectSame([
    Comparison("np.gcd(n, m)", names, gcd(n, m)), Comparison("np.lcm(n, m)", names, lcm(n, m)),
    Comparison("np.bitwise_count(n)", names, bitwiseCount(n)),
    Comparison("np.fabs(n)", names, fabs(n)), Comparison("np.heaviside(x, 0.5)", names, heaviside(x, 0.5)),
    Comparison("np.nextafter(x, 1.0)", names, nextafter(x, 1.0)), Comparison("np.spacing(h)", names, spacing(h)),
    Comparison("np.ldexp(f, 3)", names, ldexp(f, 3)), Comparison("np.ldexp(n, m)", names, ldexp(n, m)),
    Comparison("np.float_power(n, 2)", names, ulps: 1, floatPower(n, 2)),
    Comparison("np.frexp(h)", names, several: { both(frexp(h)) }),
    Comparison("np.frexp(n)", names, several: { both(frexp(n)) }),
    Comparison("np.modf(x)", names, several: { both(modf(x)) }),
    Comparison("np.fix(x)", names, fix(x)), Comparison("np.fix(n)", names, fix(n)),
    Comparison("np.sinc(x)", names, ulps: 4, sinc(x)), Comparison("np.sinc(f)", names, ulps: 4, sinc(f)),
    Comparison("np.sinc(n)", names, ulps: 4, sinc(n)),
    Comparison("np.i0(x)", names, ulps: 8, i0(x)), Comparison("np.i0(n)", names, ulps: 8, i0(n)),
    Comparison("np.i0(f)", names, ulps: 8, i0(f)),
    Comparison("np.nan_to_num(x)", names, nanToNum(x)), Comparison("np.nan_to_num(h)", names, nanToNum(h)),
    Comparison("np.nan_to_num(f, nan=1, posinf=5)", names, nanToNum(f, nan: 1, posinf: 5)),
    Comparison("np.nan_to_num(n)", names, nanToNum(n)), Comparison("np.nan_to_num(z)", names, nanToNum(z)),
    Comparison("np.select([x < 0, x > 1], [x, f], 7)", names, select([x .< 0, x .> 1], [x, f], default: 7)),
    Comparison("np.select([n < 0], [1.5])", names, select([n .< 0], [1.5])),
    Comparison("np.select([n], [1.5])", names, try NDArray.selection([n], [1.5])),
    Comparison("np.select([], [])", names, try NDArray.selection([], []))
  ])
}

/// SciPy's, which take the largest element off before they exponentiate.
@Test(.needsNumPy) func softmaxesAreSciPys() throws {
  try expectSame([
    Comparison("special.softmax(g, axis=1)", names, ulps: 4, softmax(grid, axis: 1)),
    Comparison("special.softmax(g)", names, ulps: 4, softmax(grid)),
    Comparison("special.softmax(n)", names, ulps: 4, softmax(n)),
    Comparison("special.log_softmax(g, axis=0)", names, ulps: 8, logSoftmax(grid, axis: 0)),
    Comparison("np.asarray(special.logsumexp(g))", names, ulps: 8, logsumexp(grid)),
    Comparison("special.logsumexp(g, axis=1, keepdims=True)", names, ulps: 8, logsumexp(grid, axis: 1, keepDims: true)),
    Comparison("special.logsumexp(g, axis=0, b=2.5)", names, ulps: 8, logsumexp(grid, axis: 0, weights: 2.5))
  ])
}

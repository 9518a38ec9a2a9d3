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

/// Every Swift function is NumPy's of its name.
@Test(.needsNumPy) func namesAreNumPys() throws {
  typealias Unary = (name: String, function: (NDArray, DType?) -> NDArray)
  let unary: [Unary] = [
    ("negative", negative), ("positive", positive), ("absolute", absolute), ("abs", abs), ("sign", sign),
    ("square", square),
    ("reciprocal", reciprocal), ("sqrt", sqrt), ("exp", exp), ("log", log), ("sin", sin), ("cos", cos), ("tanh", tanh),
    ("exp2", exp2), ("expm1", expm1), ("log2", log2), ("log10", log10), ("log1p", log1p), ("tan", tan),
    ("arctan", arctan), ("atan", atan),
    ("arcsin", arcsin), ("asin", asin), ("arccos", arccos), ("acos", acos), ("sinh", sinh), ("cosh", cosh),
    ("arcsinh", arcsinh), ("asinh", asinh), ("arccosh", arccosh), ("acosh", acosh), ("arctanh", arctanh),
    ("atanh", atanh), ("cbrt", cbrt), ("deg2rad", deg2rad), ("radians", radians), ("rad2deg", rad2deg),
    ("degrees", degrees),
    ("conjugate", conjugate), ("conj", conj), ("logical_not", logicalNot), ("floor", floor), ("ceil", ceil),
    ("trunc", trunc),
    ("rint", rint), ("isnan", isnan), ("isinf", isinf), ("isfinite", isfinite), ("signbit", signbit)
  ]
  typealias Binary = (name: String, function: (NDArray, NDArray, DType?) -> NDArray)
  let binary: [Binary] = [
    ("add", add), ("subtract", subtract), ("multiply", multiply), ("divide", divide), ("true_divide", trueDivide),
    ("floor_divide", floorDivide), ("remainder", remainder), ("mod", mod), ("fmod", fmod),
    ("maximum", maximum), ("minimum", minimum), ("fmax", fmax), ("fmin", fmin), ("copysign", copysign),
    ("equal", equal),
    ("not_equal", notEqual), ("less", less), ("less_equal", lessEqual), ("greater", greater),
    ("greater_equal", greaterEqual),
    ("logical_and", logicalAnd), ("logical_or", logicalOr), ("logical_xor", logicalXor),
    ("arctan2", arctan2), ("atan2", atan2), ("hypot", hypot),
    ("logaddexp", logaddexp), ("logaddexp2", logaddexp2)
  ]
  let integral: [Binary] = [
    ("bitwise_and", bitwiseAnd), ("bitwise_or", bitwiseOr), ("bitwise_xor", bitwiseXor), ("left_shift", leftShift),
    ("right_shift", rightShift), ("bitwise_left_shift", bitwiseLeftShift), ("bitwise_right_shift", bitwiseRightShift)
  ]
  // What is not exactly rounded is held to the true value elsewhere; here NumPy's own error counts as well.
  var comparisons = unary.map { item in Comparison("np.\(item.name)(x)", names, ulps: 2, item.function(x, nil)) }
  comparisons += binary.map { item in Comparison("np.\(item.name)(x, y)", names, ulps: 2, item.function(x, y, nil)) }
  comparisons += integral.map { item in Comparison("np.\(item.name)(n, m)", names, item.function(n, m, nil)) }
  comparisons += [
    Comparison("np.bitwise_invert(n)", names, bitwiseInvert(n)),
    Comparison("np.around(x, 1)", names, around(x, 1)), Comparison("np.around(y)", names, around(y)),
    Comparison("np.permute_dims(x[None], (1, 0))", names, permuteDims(x[.newAxis], [1, 0])),
    Comparison("np.invert(n)", names, invert(n)), Comparison("np.bitwise_not(b)", names, bitwiseNot(flags)),
    Comparison("np.real(z)", names, strides: false, real(z)), Comparison("np.imag(z)", names, strides: false, imag(z)),
    Comparison("np.imag(n)", names, imag(n)),
    Comparison(
      "np.divmod(n, m)", names,
      several: {
        let (q, r) = divmod(n, m)
        return [q, r]
      }),
    Comparison(
      "np.divmod(x, 2.5)", names,
      several: {
        let (q, r) = divmod(x, 2.5)
        return [q, r]
      }),
    Comparison("np.divmod(z, z)", names, several: { [try NDArray.quotientAndRemainder(z, z).quotient] })
  ]
  try expectSame(comparisons)
}

@Test(.needsNumPy) func choicesAreNumPys() throws {
  func check(_ code: String, _ actual: @autoclosure @escaping () throws -> NDArray) -> Comparison {
    Comparison(code, names, try actual())
  }
  try expectSame([
    check("np.where(b, n, m)", `where`(flags, n, m)), check("np.where(n, 1, 2.5)", NDArray.where(n, 1, 2.5)),
    check("np.where(b, u, 300)", NDArray.where(flags, u, 300)), check("np.where(1.5, 2, 3)", NDArray.where(1.5, 2, 3)),
    check("np.where(0, n, u)", NDArray.where(0, n, u)),
    check("np.where(1j, n, 2.5)", NDArray.where(Complex<Double>(0, 1), n, 2.5)),
    check("np.where(b, np.float32(1), 1e300)", NDArray.where(flags, Float(1), 1e300)),
    check("np.where(b, z[:1], y[:1])", NDArray.where(flags, z[.slice(nil, 1)], y[.slice(nil, 1)])),
    check("np.where(b[:, None], n, u)", NDArray.where(flags[.all, .newAxis], n, u)),
    check("np.where(b, n, x)", try NDArray.applying(.where, [flags, n, x])),
    check("np.clip(x, -1, 2)", clip(x, -1, 2)), check("np.clip(n, None, 1)", clip(n, nil, 1)),
    check("np.clip(n, m, None)", clip(n, m, nil)),
    check("np.clip(u, -1, 300)", clip(u, -1, 300)), check("np.clip(u, 1, 300)", clip(u, 1, 300)),
    check("np.clip(u, 300, 1)", try NDArray.clipping(u, from: 300, to: 1)),
    check("np.clip(u, 1.5, 3)", clip(u, 1.5, 3)),
    check("np.clip(n, None, None)", clip(n, nil, nil)), check("np.clip(x, 2, 1)", clip(x, 2, 1)),
    check("np.clip(3, 1, 2.5)", clip(3, 1, 2.5)), check("np.clip(n, n[:, None], 5)", clip(n, n[.all, .newAxis], 5))
  ])
}

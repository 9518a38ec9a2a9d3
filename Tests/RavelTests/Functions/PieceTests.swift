import Ravel
import RavelIR
import RavelTestSupport
import Testing

private func sample(_ dtype: DType, _ shape: Shape, _ layout: LayoutCase, seed: Int = 1) throws -> NDArray {
  NDArray(Expression(try layout.array(dtype, shape, .moderate, seed: seed)))
}

@Test(.needsNumPy, arguments: DType.allCases)
func unwrappedAnglesAreNumPys(dtype: DType) throws {
  var cases: [Comparison] = []
  for layout in LayoutCase.allCases {
    let x = try sample(dtype, [4, 9], layout)
    for axis in [-1, 0] {
      cases.append(Comparison("np.unwrap(x, axis=\(axis))", ["x": x], try .unwrapped(x, axis: axis)))
      cases.append(
        Comparison("np.unwrap(x, axis=\(axis), period=4)", ["x": x], try .unwrapped(x, axis: axis, period: 4)))
    }
  }
  let x = try sample(dtype, [40], .contiguous)
  let (strong, weak) = (NDArray(try Expression(Storage(.int16, [], .moderate, seed: 3))), ["x": x])
  let names = ["x": x, "p": strong]
  cases += [
    Comparison("np.unwrap(x, period=5)", weak, try .unwrapped(x, period: 5)),
    Comparison("np.unwrap(x, period=-5)", weak, try .unwrapped(x, period: -5)),
    Comparison("np.unwrap(x, 1, period=2)", weak, try .unwrapped(x, discont: 1, period: 2)),
    Comparison("np.unwrap(x, 7.5, period=3.5)", weak, try .unwrapped(x, discont: 7.5, period: 3.5)),
    Comparison("np.unwrap(x, x[:-1])", weak, try .unwrapped(x, discont: x[.slice(nil, -1)])),
    Comparison("np.unwrap(x, x)", weak, try .unwrapped(x, discont: x)),
    Comparison("np.unwrap(x, period=p)", names, try .unwrapped(x, period: strong)),
    Comparison("np.unwrap(x, period=np.float32(3))", weak, try .unwrapped(x, period: Float(3))),
    Comparison("np.unwrap(x, period=1j)", weak, try .unwrapped(x, period: Complex<Double>(0, 1))),
    Comparison("np.unwrap(x[:1])", weak, try .unwrapped(x[0..<1])),
    Comparison("np.unwrap(x[:0])", weak, try .unwrapped(x[0..<0])),
    Comparison("np.unwrap(x, axis=1)", weak, try .unwrapped(x, axis: 1)),
    Comparison("np.unwrap(x[0])", weak, try .unwrapped(x[0]))
  ]
  try expectSame(cases)
}

private let places = NDArray([-1.5, 0, 0.25, 2, 2, 7, .infinity] as [Double])
private let heights = NDArray([3, -1, 0.1, .infinity, 5, 2, 2] as [Double])
private let waves = NDArray([
  Complex<Double>(1, 2), Complex<Double>(0.5, -3), Complex<Double>(.infinity, 0), Complex<Double>(7, .nan),
  Complex<Double>(0.1, 0.3), Complex<Double>(5, 5), Complex<Double>(-1, 5)
])

@Test(.needsNumPy, arguments: DType.allCases)
func interpolationIsNumPys(dtype: DType) throws {
  var cases: [Comparison] = []
  for layout in LayoutCase.allCases {
    let x = try sample(dtype, [3, 5], layout)
    let names = ["x": x, "xp": places, "fp": heights, "z": waves]
    cases += [
      Comparison("np.interp(x, xp, fp)", names, try .interpolated(x, places, heights)),
      Comparison(
        "np.interp(x, xp[:3], fp[1:4], left=-7, right=9.5)", names,
        try .interpolated(x, places[0..<3], heights[1..<4], left: -7, right: 9.5)),
      Comparison("np.interp(x, xp, z, 1j)", names, try .interpolated(x, places, waves, left: Complex<Double>(0, 1))),
      Comparison(
        "np.interp(x, [3, 1, 7.5], [1, 2, 4], period=5)", names,
        try .interpolated(x, NDArray([3, 1, 7.5]), NDArray([1, 2, 4]), period: 5)),
      Comparison(
        "np.interp(x, [3, 1, 7.5], z[:3], 1, 2, period=-2.75)", names,
        try .interpolated(x, NDArray([3, 1, 7.5]), waves[0..<3], left: 1, right: 2, period: -2.75))
    ]
  }
  let (x, point) = (try sample(dtype, [9], .contiguous), try sample(dtype, [1], .contiguous))
  let (few, names) = (NDArray([.nan, -1, 0, 1, .infinity]), ["x": x, "p": point])
  cases += [
    Comparison(
      "np.interp([np.nan, -1, 0, 1, np.inf], [0.], [5])", try .interpolated(few, NDArray([0.0]), NDArray([5]))),
    Comparison(
      "np.interp([np.nan, -1, 0, 1, np.inf], [0.], [5j], right=3)",
      try .interpolated(few, NDArray([0.0]), NDArray([Complex<Double>(0, 5)]), right: 3)),
    Comparison("np.interp(0.5, np.arange(9), x)", names, try .interpolated(0.5, arange(9), x)),
    Comparison("np.interp(2, p, x[:1])", names, try .interpolated(2, point, x[0..<1])),
    Comparison("np.interp(x, x, x[:2])", names, try .interpolated(x, x, x[0..<2])),
    Comparison("np.interp(x, x[:0], x[:0])", names, try .interpolated(x, x[0..<0], x[0..<0])),
    Comparison("np.interp(x, x[None].real, x)", names, try .interpolated(x, real(x[.newAxis]), x)),
    Comparison("np.interp(x, x[0].real, x)", names, try .interpolated(x, real(x[0]), x)),
    Comparison("np.interp(x, x, x[:2], period=3)", names, try .interpolated(x, x, x[0..<2], period: 3)),
    Comparison("np.interp(x, x[None], x, period=3)", names, try .interpolated(x, x[.newAxis], x, period: 3)),
    Comparison("np.interp(x, x, x, period=0)", names, try .interpolated(x, x, x, period: 0)),
    Comparison(
      "np.interp(x.real, [1, 2], [3, 4], left=1j)", names,
      try .interpolated(real(x), NDArray([1, 2]), NDArray([3, 4]), left: Complex<Double>(0, 1))),
    Comparison(
      "np.interp(x.real, [1, 2], [3, 4], right=np.ones(2))", names,
      try .interpolated(real(x), NDArray([1, 2]), NDArray([3, 4]), right: ones([2])))
  ]
  try expectSame(cases)
}

/// Many places, found from the last one and by halving.
@Test(.needsNumPy) func interpolationFindsItsPlace() throws {
  let x = NDArray(Expression(try Storage(.float64, [1000], .moderate, seed: 1)))
  let names = ["x": x]
  try expectSame([
    Comparison(
      "np.interp(x, np.arange(-50, 50), np.arange(100)**2)", names,
      try .interpolated(x, arange(-50, 50), NDArray.applying(.square, [arange(100)]))),
    Comparison(
      "np.interp(np.arange(1000) * .1, np.arange(70), np.arange(70)**2)",
      try .interpolated(arange(1000) * 0.1, arange(70), NDArray.applying(.square, [arange(70)]))),
    Comparison("np.interp(x * 1e3, x, x)[:0]", names, try .interpolated(x * 1e3, x, x)[0..<0])
  ])
}

@Test(.needsNumPy, arguments: DType.allCases)
func piecesAreNumPys(dtype: DType) throws {
  var cases: [Comparison] = []
  for layout in LayoutCase.allCases {
    let x = try sample(dtype, [3, 5], layout)
    let mask = NDArray(Expression(try LayoutCase.reversed.array(.bool, [3, 5], .moderate, seed: 4)))
    let names = ["x": x, "m": mask]
    cases += [
      Comparison(
        "np.piecewise(x, [x < 2, m], [1, 0, True])", names, strides: true,
        try .piecewiseDefined(x, [x .< 2, mask], [1, 0, .value(true)])),
      Comparison(
        "np.piecewise(x, [x < 2, x > 3], [lambda v: v + v, lambda v: v * 1.5])", names,
        try .piecewiseDefined(x, [x .< 2, x .> 3], [.function { $0 + $0 }, .function { $0 * 1.5 }])),
      Comparison(
        "np.piecewise(x, [m], [lambda v: v.sum(), lambda v: v[::-1]])", names, ulps: 4,
        try .piecewiseDefined(x, [mask], [.function { $0.sum() }, .function { flip($0) }])),
      Comparison(
        "np.piecewise(x, [m[:, 0]], [lambda v: v.max(axis=1, keepdims=True), 3])", names,
        try .piecewiseDefined(x, [mask[.all, 0]], [.function { $0.max(axis: 1, keepDims: true) }, 3])),
      Comparison(
        "np.piecewise(x, [m, ~m], [lambda v: v.astype('c16'), 1])", names,
        try .piecewiseDefined(x, [mask, logicalNot(mask)], [.function { $0.astype(.complex128) }, 1]))
    ]
  }
  try expectSame(cases)
}

private let x = NDArray([0, 1, 2, 3] as [Double])
private let n = NDArray([0, 1, 2, 3] as [Int8])

@Test(.needsNumPy) func piecesThatDontFit() throws {
  func check(_ code: String, _ x: NDArray, _ conditions: [any ArrayOperand], _ pieces: [Piece]) -> Comparison {
    Comparison(code, ["x": x], try .piecewiseDefined(x, conditions, pieces))
  }
  struct Refusal: Error {}
  let never = Piece.function { _ in throw Refusal() }
  try expectSame([
    check("np.piecewise(x, [x < 1, x > 2], [1])", x, [x .< 1, x .> 2], [1]),
    check("np.piecewise(x, [x < 1], [1, 2, 3])", x, [x .< 1], [1, 2, 3]),
    check("np.piecewise(x, [x < 1, x[:2] < 1], [1, 2])", x, [x .< 1, x[0..<2] .< 1], [1, 2]),
    check("np.piecewise(x, [x[:2] < 1], [1])", x, [x[0..<2] .< 1], [1]),
    check("np.piecewise(x, [[x < 1]], [1])", x, [(x .< 1)[.newAxis]], [1]),
    check("np.piecewise(x, [x], [1.5, 2])", x, [x], [1.5, 2]),
    check("np.piecewise(x, [x < 1], [300])", n, [n .< 1], [300]),
    check("np.piecewise(x, [x < 1], [1.7, -1.7])", n, [n .< 1], [1.7, -1.7]),
    check("np.piecewise(x, [x < 2], [1j])", x, [x .< 2], [.value(Complex<Double>(0, 1))]),
    check("np.piecewise(x, [x < 2], [np.array([5, 6])])", x, [x .< 2], [.value(NDArray([5, 6]))]),
    check("np.piecewise(x, [x < 2], [np.array([5, 6, 7])])", x, [x .< 2], [.value(NDArray([5, 6, 7]))]),
    check("np.piecewise(x, [x < 3], [lambda v: v[:2]])", x, [x .< 3], [.function { $0[0..<2] }]),
    check("np.piecewise(x, [x < 3], [lambda v: v[:1]])", x, [x .< 3], [.function { $0[0..<1] }]),
    // Called with what is chosen, and only then.
    check("np.piecewise(x, [x > 5], [lambda v: 1 / 0, 1])", x, [x .> 5], [never, 1]),
    check("np.piecewise(x, [x < 2], [lambda v: 2 ** (1 - v)])", n, [n .< 2], [.function { power(2, 1 - $0) }]),
    check(
      "np.piecewise(x, [x < 2], [lambda v: 2 ** (0 - v)])", n, [n .< 2],
      [.function { try NDArray.applying(.power, [2, 0 - $0]) }]),
    check("np.piecewise(x, [x < 3], [lambda v: v - v.max()])", x, [x .< 3], [.function { $0 - $0.max() }]),
    check(
      "np.piecewise(x, [x < 3], [lambda v: v + x])", x, [x .< 3],
      [.function { [all = x.copy()] in try NDArray.applying(.add, [$0, all]) }]),
    Comparison("np.piecewise(2.0, [True], [3])", try .piecewiseDefined(2.0, [true], [3])),
    Comparison(
      "np.piecewise(2, [False], [3, lambda v: v * 4])",
      try .piecewiseDefined(2, [false], [3, .function { $0 * 4 }]))
  ])
  #expect(throws: Refusal.self) { try NDArray.piecewiseDefined(x, [x .< 1], [never]) }
}

/// A function of elements takes no kernel of its own.
@Test func piecesOfElementsAreFused() throws {
  let result = try NDArray.piecewiseDefined(x, [x .< 1, x .> 2], [.function { sqrt($0) }, .function { -$0 }, 7])
  #expect(!result.isEvaluated)
  #expect(result.toArray(Double.self) == [0, 7, 7, -3])
  #expect(piecewise(x, [x .< 1], [5, 2.5]).toArray(Double.self) == [5, 2.5, 2.5, 2.5])
  #expect(interp(1.5, x, x).toArray(Double.self) == [1.5])
  #expect(unwrap(NDArray([0, 5, 1]), period: 5).toArray(Int64.self) == [0, 0, 1])
}

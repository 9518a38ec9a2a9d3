import Ravel
import RavelTestSupport
import Testing

private let x = arange(24, dtype: .int32).reshape(2, 3, 4)
private let e = zeros([0, 3], dtype: .float32)
private let names = ["x": x, "e": e, "o": ones([1, 2, 1])]

@Test(.needsNumPy) func axesMoveAsInNumPy() throws {
  func check(_ code: String, _ actual: @autoclosure @escaping () throws -> NDArray) -> Comparison {
    Comparison(code, names, try actual())
  }
  let o = ones([1, 2, 1])
  try expectSame([
    check("x.T", x.T), check("x.transpose(2, 0, 1)", x.transpose(2, 0, 1)),
    check("x.transpose(0, -1, 1)", x.transpose(0, -1, 1)),
    check("x.transpose(0, 1)", try x.transposed([0, 1])), check("x.transpose(0, 1, 1)", try x.transposed([0, 1, 1])),
    check("x.transpose(0, 1, 5)", try x.transposed([0, 1, 5])), check("e.T", e.T),
    check("x.swapaxes(0, -1)", x.swapaxes(0, -1)), check("np.moveaxis(x, 0, -1)", moveaxis(x, 0, -1)),
    check("np.moveaxis(x, [0, 1], [-1, 0])", moveaxis(x, [0, 1], [-1, 0])),
    check("np.moveaxis(x, [0, 0], [0, 1])", try x.movingAxes([0, 0], to: [0, 1])),
    check("np.moveaxis(x, [0, 1], [0])", try x.movingAxes([0, 1], to: [0])),
    check("np.moveaxis(x, [0, 1], [0, 0])", try x.movingAxes([0, 1], to: [0, 0])),
    check("np.expand_dims(x, (0, -1))", expandDims(x, axis: 0, -1)),
    check("np.expand_dims(x, 4)", try x.expandingDims([4])),
    check("np.expand_dims(x, (0, 0))", try x.expandingDims([0, 0])),
    check("o.squeeze()", o.squeeze()), check("o.squeeze(-1)", o.squeeze(axis: -1)),
    check("x.squeeze(0)", try x.squeezed([0])),
    check("o.squeeze((0, 0))", try o.squeezed([0, 0])), check("o.squeeze(5)", try o.squeezed([5])),
    check("np.flip(x)", flip(x)), check("np.flip(x, (0, -1))", flip(x, axis: 0, -1)), check("np.flip(e)", flip(e)),
    check("np.flip(x, 5)", try x.flipped([5])), check("np.flip(x, (0, 0))", try x.flipped([0, 0])),
    check("np.broadcast_to(x, (5, 2, 3, 4))", x.broadcast(to: [5, 2, 3, 4])),
    check("np.broadcast_to(o, (3, 2, 0))", broadcastTo(o, [3, 2, 0])),
    check("np.broadcast_to(x, (2, 3, 5))", try x.broadcasted(to: [2, 3, 5])),
    check("np.broadcast_to(x, (4,))", try x.broadcasted(to: [4])),
    check("np.broadcast_to(x, ())", try x.broadcasted(to: [])),
    check("np.broadcast_to(x, (-1, 3, 4))", try x.broadcasted(to: [-1, 3, 4]))
  ])
}

@Test(.needsNumPy) func reshapesAreNumPys() throws {
  func check(_ code: String, _ actual: @autoclosure @escaping () throws -> NDArray) -> Comparison {
    Comparison(code, names, try actual())
  }
  let odd = x[.all, .all, .slice(step: 2)]
  try expectSame([
    check("x.reshape(6, 4)", x.reshape(6, 4)), check("x.reshape(-1)", x.reshape(-1)),
    check("x.reshape(3, -1, 2)", x.reshape(3, -1, 2)),
    check("x.T.reshape(6, 4)", x.T.reshape(6, 4)), check("x.T.reshape(4, 3, 1, 2)", x.T.reshape(4, 3, 1, 2)),
    check("x[:, :, ::2].reshape(6, 2)", odd.reshape(6, 2)), check("x[:, :, ::2].reshape(4, 3)", odd.reshape(4, 3)),
    check("x[:, :, ::2].ravel()", odd.ravel()), check("x.T.ravel()", x.T.ravel()),
    check("x[0, 0, ::2].ravel()", odd[0, 0].ravel()),
    check("x[0, 0, ::2].flatten()", odd[0, 0].flatten()),
    check("x[::-1].reshape(6, 4)", x[.slice(step: -1)].reshape(6, 4)),
    check("x.reshape((4, 6), order='F')", x.reshape([4, 6], order: .fortran)),
    check("e.reshape(3, 0, 5)", e.reshape(3, 0, 5)), check("e.reshape(-1, 3)", e.reshape(-1, 3)),
    check("x.reshape(5)", try x.reshaped(to: [5])), check("x.reshape(-1, 5)", try x.reshaped(to: [-1, 5])),
    check("x.reshape(5, -1)", try x.reshaped(to: [5, -1])), check("x.reshape(-1, -1)", try x.reshaped(to: [-1, -1])),
    check("e.reshape(-1, 0)", try e.reshaped(to: [-1, 0])), check("x[0, 0, 0].reshape(1, 1)", x[0, 0, 0].reshape(1, 1)),
    check("x.T.copy()", x.T.copy()), check("np.copy(x.T)", try x.T.copied(order: nil)),
    check("x.copy('F')", try x.copied(order: .fortran))
  ])
}

@Test(.needsNumPy) func castsAreNumPys() throws {
  let wide = x[.slice(step: -1), .slice(0, 2)].broadcast(to: [2, 2, 4]).transpose(2, 0, 1)
  let spread = x[.all, .slice(0, 1)].broadcast(to: [2, 3, 4])
  let f = NDArray([1.9, -1.9, 300.7, 1e20, .nan, .infinity, -.infinity, -0.4])
  func check(_ code: String, _ actual: @autoclosure @escaping () throws -> NDArray) -> Comparison {
    Comparison(code, ["w": wide, "s": spread, "x": x, "f": f], try actual())
  }
  var comparisons = [
    check("w.astype('d')", wide.astype(.float64)), check("w.astype('i')", wide.astype(.int32)),
    check("s.astype('d')", spread.astype(.float64)),
    check("s.astype('i')", spread.astype(.int32)),
    check("w + s.astype('d')[:1, :2, :1]", wide + spread.astype(.float64)[.slice(0, 1), .slice(0, 2), .slice(0, 1)]),
    check("x.astype('b', casting='safe')", try x.cast(to: .int8, casting: .safe)),
    check("x.astype('b', casting='same_kind')", x.astype(.int8, casting: .sameKind)),
    check("x.astype('d', casting='equiv')", try x.cast(to: .float64, casting: .equiv)),
    check("x.astype('i', casting='no')", x.astype(.int32, casting: .no)),
    check("np.zeros_like(w)", zerosLike(wide)), check("np.zeros_like(s)", zerosLike(spread))
  ]
  comparisons += DType.allCases.map { dtype in check("f.astype('\(dtype)')", f.astype(dtype)) }
  try expectSame(comparisons)
  #expect(resultType(x, 1.5) == .float64)
  #expect(resultType(x, 1) == .int32)
  #expect(resultType(Float(1), 2, Complex<Double>(1)) == .complex64)
}

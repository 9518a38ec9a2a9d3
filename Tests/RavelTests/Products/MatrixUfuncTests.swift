import Ravel
import RavelIR
import RavelTestSupport
import Testing

private func sample(_ dtype: DType, _ shape: Shape, _ layout: LayoutCase, seed: Int) throws -> NDArray {
  NDArray(Expression(try layout.array(dtype, shape, .small, seed: seed)))
}

/// Values are small, so that sums in any order are equal.
@Test(.needsNumPy, arguments: DType.allCases)
func matrixUfuncsAreNumPys(dtype: DType) throws {
  var cases: [Comparison] = []
  let layouts = LayoutCase.allCases.filter { $0 != .scalar }
  for (number, layout) in layouts.enumerated() {
    let other = layouts[(number + 3) % layouts.count]
    let (a, b) = (try sample(dtype, [3, 4], layout, seed: 1), try sample(dtype, [2, 3, 4], other, seed: 2))
    let (v, w) = (try sample(dtype, [4], layout, seed: 3), try sample(.int8, [2, 1, 4], other, seed: 4))
    let names = ["a": a, "b": b, "v": v, "w": w]
    func compare(_ ufunc: MatrixUfunc, _ first: (String, NDArray), _ second: (String, NDArray)) {
      cases.append(
        Comparison(
          "np.\(ufunc.rawValue)(\(first.0), \(second.0))", names, ulps: 4, try .product(ufunc, first.1, second.1)))
    }
    compare(.vecdot, ("v", v), ("v", v))
    compare(.vecdot, ("a", a), ("b", b))
    compare(.vecdot, ("w", w), ("a", a))
    compare(.vecdot, ("b", b), ("v", v))
    compare(.matvec, ("a", a), ("v", v))
    compare(.matvec, ("b", b), ("w[:, 0]", w[.all, 0]))
    compare(.vecmat, ("v", v), ("a.T", a.T))
    compare(.vecmat, ("w", w), ("b[0].T", b[0].T))
    compare(.vecmat, ("a", a), ("b.mT[:, None]", b.transpose(0, 2, 1)[.all, .newAxis]))
    compare(.matmul, ("a", a), ("b.mT", b.transpose(0, 2, 1)))
    compare(.matmul, ("v", v), ("b.mT", b.transpose(0, 2, 1)))
    compare(.vecdot, ("a[:0]", a[0..<0]), ("v", v))
    compare(.vecdot, ("a[:, :0]", a[.all, 0..<0]), ("v[:0]", v[0..<0]))
  }
  try expectSame(cases)
}

@Test(.needsNumPy) func matrixUfuncsRefuseAsNumPy() throws {
  let (v, a, b) = (ones([3]), ones([2, 3]), ones([4, 2, 3]))
  func check(
    _ code: String, _ ufunc: MatrixUfunc, _ x1: any ArrayOperand, _ x2: any ArrayOperand,
    _ keywords: UfuncKeywords = UfuncKeywords(), onto target: NDArray? = nil
  ) -> Comparison {
    Comparison(code, ["v": v, "a": a, "b": b], try .product(ufunc, x1, x2, keywords, onto: target))
  }
  let (f4, i4) = (UfuncKeywords(dtype: .float32), UfuncKeywords(dtype: .int32))
  try expectSame([
    check("np.vecdot(v, v[:2])", .vecdot, v, v[0..<2]), check("np.vecdot(3, v)", .vecdot, 3, v),
    check("np.vecdot(a, b)", .vecdot, a, b),
    check("np.vecdot(b[:3, :, None], b)", .vecdot, b[0..<3, .all, .newAxis], b),
    check("np.vecdot(a, np.ones((4, 3)))", .vecdot, a, ones([4, 3])),
    check("np.matvec(v, v)", .matvec, v, v), check("np.matvec(a, v[:2])", .matvec, a, v[0..<2]),
    check("np.matvec(a, 3)", .matvec, a, 3), check("np.matvec(b, np.ones((5, 3)))", .matvec, b, ones([5, 3])),
    check("np.vecmat(v, a)", .vecmat, v, a), check("np.vecmat(v, v)", .vecmat, v, v),
    check("np.vecmat(a[:, :2], b[:3])", .vecmat, a[.all, 0..<2], b[0..<3]),
    check("np.matmul(b, np.ones((3, 3, 5)))", .matmul, b, ones([3, 3, 5])),
    check("np.matmul(a, v, dtype='f4')", .matmul, a, v, f4), check("np.matmul(a, v, dtype='i4')", .matmul, a, v, i4),
    check("np.matmul(a, v, dtype='f4', casting='no')", .matmul, a, v, UfuncKeywords(dtype: .float32, casting: .no)),
    check(
      "np.matmul(a, v, dtype='i4', casting='unsafe')", .matmul, a, v, UfuncKeywords(dtype: .int32, casting: .unsafe)),
    check("np.matmul(a, a.T, order='F')", .matmul, a, a.T, UfuncKeywords(order: .fortran)),
    check("np.matmul(a, a.T, order='A')", .matmul, a, a.T, UfuncKeywords(order: .any)),
    check("np.matmul(b, a.T, order='F')", .matmul, b, a.T, UfuncKeywords(order: .fortran)),
    check("np.matmul(a, v, where=True)", .matmul, a, v, UfuncKeywords(where: true)),
    check(
      "np.matmul(a, v, signature='ff->f')", .matmul, a, v,
      UfuncKeywords(signature: UfuncLoop([.float32, .float32], .float32))),
    check(
      "np.matmul(a, v, signature='fd->d')", .matmul, a, v,
      UfuncKeywords(signature: UfuncLoop([.float32, .float64], .float64))),
    check("np.matmul(a, v, out=np.zeros(2, 'f4'))", .matmul, a, v, onto: zeros([2], dtype: .float32)),
    check("np.matmul(a, v, out=np.zeros(2, int))", .matmul, a, v, onto: zeros([2], dtype: .int64)),
    check(
      "np.matmul(a, v, out=np.zeros(2, int), casting='unsafe')", .matmul, a, v, UfuncKeywords(casting: .unsafe),
      onto: zeros([2], dtype: .int64)),
    check("np.matmul(a, v, out=np.zeros(3))", .matmul, a, v, onto: zeros([3])),
    check("np.matmul(a, v, out=np.zeros((3, 2)))", .matmul, a, v, onto: zeros([3, 2])),
    check("np.matmul(a, a.T, out=np.zeros(2))", .matmul, a, a.T, onto: zeros([2])),
    check("np.matmul(b, v, out=np.zeros(2))", .matmul, b, v, onto: zeros([2]))
  ])
  #expect(vecdot(v, v).toArray(Double.self) == [3])
  #expect(matvec(a, v).toArray(Double.self) == [3, 3])
  #expect(vecmat(ones([2]), a).toArray(Double.self) == [2, 2, 2])
}

@Test(.needsNumPy) func axesOfMatrixUfuncs() throws {
  let (a, b) = (arange(60, dtype: .float64).reshape(3, 4, 5), arange(24, dtype: .int16).reshape(2, 3, 4))
  func check(_ code: String, _ ufunc: MatrixUfunc, _ x2: NDArray, _ axes: CoreAxes) -> Comparison {
    Comparison(code, ["a": a, "b": b], try .product(ufunc, a, x2, along: axes))
  }
  try expectSame([
    check(
      "np.matmul(a, b, axes=[(2, 1), (2, 0), (1, 2)])", .matmul, b,
      CoreAxes([.axes([2, 1]), .axes([2, 0]), .axes([1, 2])])),
    check("np.vecdot(a, a, axis=1, keepdims=True)", .vecdot, a, CoreAxes(axis: 1, keepDims: true)),
    check("np.matvec(a, b, axes=[(2, 0), 1, -2])", .matvec, b, CoreAxes([.axes([2, 0]), .axis(1), .axis(-2)])),
    check("np.vecmat(a, b, axes=[1, (2, 0), 0])", .vecmat, b, CoreAxes([.axis(1), .axes([2, 0]), .axis(0)])),
    check("np.vecdot(a, b, axes=[1, 2, 0])", .vecdot, b, CoreAxes([.axis(1), .axis(2), .axis(0)])),
    check("np.vecdot(a, b, axes=[1, 5])", .vecdot, b, CoreAxes([.axis(1), .axis(5)]))
  ])
}

import Ravel
import RavelIR
import RavelTestSupport
import Testing

private let m = NDArray([[5, 1, 3], [2, 8, 4]] as [[Int32]])
private let x = NDArray([1.5, -2, 0.25, 8] as [Double])
private let names = ["m": m, "x": x]

private func check(_ code: String, _ actual: @autoclosure @escaping () throws -> NDArray) -> Comparison {
  Comparison(code, names, try actual())
}

/// Layouts as well as values.
@Test(.needsNumPy) func methodsAreNumPys() throws {
  let (flags, turned) = (m .> 2, try m.transposed())
  try expectSame([
    check("np.subtract.reduce(m)", Ufunc.subtract.reduce(m)),
    check("np.subtract.reduce(m, axis=1, keepdims=True)", Ufunc.subtract.reduce(m, axis: 1, keepDims: true)),
    check("np.maximum.reduce(m, axis=None)", Ufunc.maximum.reduce(m, axis: nil)),
    check("np.add.reduce(m, axis=(0, 1), dtype='f')", Ufunc.add.reduce(m, axis: [0, 1], dtype: .float32)),
    check("np.add.reduce(x, initial=0.1)", Ufunc.add.reduce(x, initial: 0.1)),
    check("np.minimum.reduce(m, where=m > 2, initial=100)", Ufunc.minimum.reduce(m, initial: 100, where: flags)),
    check("np.add.accumulate(m, axis=1)", Ufunc.add.accumulate(m, axis: 1)),
    check("np.multiply.accumulate(m.T, axis=-1)", Ufunc.multiply.accumulate(turned, axis: -1)),
    check("np.add.accumulate(m.T, dtype='f')", Ufunc.add.accumulate(turned, dtype: .float32)),
    check("np.divide.accumulate(x[::-1])", Ufunc.divide.accumulate(x[.slice(step: -1)])),
    check("np.subtract.outer(m.T, x)", Ufunc.subtract.outer(turned, x)),
    check("np.power.outer(x, [2, 3])", Ufunc.power.outer(x, NDArray([2, 3] as [Int64]))),
    check("np.add.outer(m, m, order='F', dtype='d')", Ufunc.add.outer(m, m, dtype: .float64, order: .fortran)),
    check("np.subtract.reduce(m, axis=None)", try m.reduced(by: .subtract, axes: nil)),
    check("np.negative.reduce(m)", try m.reduced(by: .negative)),
    check("np.add.accumulate(m, axis=4)", try m.accumulated(by: .add, axis: 4)),
    check("np.add.reduce(m, out=np.zeros(3, 'e'))", try m.reduced(by: .add, onto: zeros([3], dtype: .float16))),
    check("np.add.reduce(m, out=np.zeros(2))", try m.reduced(by: .add, onto: zeros([2]))),
    check(
      "np.add.accumulate(x, out=np.zeros(4, 'F'))", try x.accumulated(by: .add, onto: zeros([4], dtype: .complex64)))
  ])
}

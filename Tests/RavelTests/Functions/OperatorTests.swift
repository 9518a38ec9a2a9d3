import Ravel
import RavelTestSupport
import Testing

private let x = NDArray([-2.5, -1, 0, 0.5, 3] as [Float])
private let n = NDArray([-3, -1, 0, 2, 7] as [Int16])
private let u = NDArray([1, 2, 3, 250, 255] as [UInt8])
private let flags = NDArray([true, false, true, true, false])
private let z = NDArray([Complex<Float>(1, 2), Complex<Float>(-1, 0.5)])
private let names = ["x": x, "n": n, "u": u, "b": flags, "z": z]

/// Swift's operators beside Python's: promotion with arrays, and with scalars that are weak or strong.
@Test(.needsNumPy) func operatorsAreNumPys() throws {
  func check(_ code: String, _ actual: @autoclosure @escaping () throws -> NDArray) -> Comparison {
    Comparison(code, names, try actual())
  }
  try expectSame([
    check("x + n", x + n), check("x - 1", x - 1), check("2.5 * x", 2.5 * x), check("1 / x", 1 / x),
    check("n % 4", n % 4), check("n % u", n % u), check("u & 15", u & 15), check("n | u", n | u), check("u ^ u", u ^ u),
    check("u << 1", u << 1), check("n >> 1", n >> 1), check("1 << u", 1 << u), check("~n", ~n), check("-x", -x),
    check("+n", +n),
    check("~b", ~flags), check("b | b", flags | flags), check("b & True", flags & true),
    check("x < n", x .< n), check("x <= 0", x .<= 0), check("0.5 == x", 0.5 .== x), check("x != 0", x .!= 0),
    check("u > 300", u .> 300), check("u >= -1", u .>= -1), check("np.logical_not(x)", .!x),
    check("n + np.float32(1)", n + Float(1)), check("n + np.int32(1)", n + Int32(1)),
    check("u + np.float16(1)", u + Float16(1)),
    check("x + 1j", x + Complex<Double>(0, 1)), check("x + np.complex64(1j)", x + Complex<Float>(0, 1)),
    check("z * 2", z * 2), check("z / x[:2]", z / x[.slice(nil, 2)]), check("b + 1", flags + 1),
    check("b * 1.5", flags * 1.5),
    check("n + 40000", try NDArray.applying(.add, [n, 40000])),
    check("u - 300", try NDArray.applying(.subtract, [u, 300])),
    check("b - b", try NDArray.applying(.subtract, [flags, flags])),
    check("-b", try NDArray.applying(.negative, [flags])),
    check("x + z", try NDArray.applying(.add, [x, z])), check("x & x", try NDArray.applying(.bitwiseAnd, [x, x])),
    check("np.add(1)", try NDArray.applying(.add, [1])),
    check("np.sqrt(1, 2, 3)", try NDArray.applying(.sqrt, [1, 2, 3]))
  ])
}

/// A formula as users write it is type-checked in reasonable time, and stays of one dtype.
@Test func formulasOfArraysAndLiterals() throws {
  let y = 0.5 * x * (1 + tanh(0.7978846 * (x + 0.044715 * x * x * x)))
  let t = 1.0 / (1.0 + 0.2316419 * abs(x))
  let tail = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  let cdf = NDArray.where(x .< 0, 0.3989422804014327 * exp(-0.5 * x * x) * tail, 1.0 - tail)
  let blend = (u.astype(.uint16) * 96 + u.astype(.uint16) * (256 - 96) >> 8).astype(.uint8)
  #expect([y, cdf, blend].map(\.dtype) == [.float32, .float32, .uint8])
  #expect(!y.isEvaluated)
}

@Test(.needsNumPy) func inPlaceOperatorsKeepDTypeAndShape() throws {
  func check(_ code: String, _ start: NDArray, _ change: @escaping (inout NDArray) throws -> Void) -> Comparison {
    Comparison(
      "y = \(code.prefix(1)).copy(); y\(code.dropFirst()); result = y", names,
      several: {
        var y = start
        try change(&y)
        return [y]
      })
  }
  try expectSame([
    check("x += n", x) { $0 += n }, check("x -= 1", x) { $0 -= 1 }, check("x *= 2.5", x) { $0 *= 2.5 },
    check("x /= x", x) { $0 /= x }, check("n %= 4", n) { $0 %= 4 }, check("u &= 15", u) { $0 &= 15 },
    check("u |= u", u) { $0 |= u }, check("n ^= 1", n) { $0 ^= 1 }, check("u <<= 1", u) { $0 <<= 1 },
    check("n >>= 1", n) { $0 >>= 1 }, check("x += x.astype('d')", x) { $0 += x.astype(.float64) },
    check("n += 1.5", n) { try $0.apply(.add, 1.5) }, check("n /= 2", n) { try $0.apply(.divide, 2) },
    check("u += n", u) { try $0.apply(.add, n) }, check("b += 1", flags) { try $0.apply(.add, 1) },
    check("u += 300", u) { try $0.apply(.add, 300) },
    check("x += np.ones((2, 5))", x) { try $0.apply(.add, ones([2, 5])) },
    check("x += np.ones((2, 4))", x) { try $0.apply(.add, ones([2, 4])) },
    check("x **= 2", x) { try $0.raise(to: 2) }, check("n **= 2", n) { try $0.raise(to: 2) },
    check("n **= 0.5", n) { try $0.raise(to: 0.5) }
  ])
}

@Test(.needsNumPy) func castsOfADTypeArgumentAreNumPys() throws {
  func check(_ code: String, _ op: Op, _ operands: [any ArrayOperand], _ dtype: DType) -> Comparison {
    Comparison("np.\(op)(\(code), dtype='\(dtype)')", names, try NDArray.applying(op, operands, dtype: dtype))
  }
  try expectSame([
    check("n, n", .add, [n, n], .float32), check("n, x", .add, [n, x], .int32),
    check("n, 1.5", .add, [n, 1.5], .int32),
    check("n, 1", .add, [n, 1], .int8), check("n, 300", .add, [n, 300], .int8), check("n, 1", .equal, [n, 1], .int8),
    check("n, 1.5", .equal, [n, 1.5], .bool), check("n", .sqrt, [n], .int32), check("u", .sqrt, [u], .float32),
    check("z", .sqrt, [z], .float16), check("n, 2", .divide, [n, 2], .int32), check("n, 2", .divide, [n, 2], .float16),
    check("z", .absolute, [z], .float32), check("z", .absolute, [z], .complex64), check("x", .isnan, [x], .bool),
    check("True, True", .add, [true, true], .float64), check("1, 2", .add, [1, 2], .float32),
    check("u, u", .bitwiseAnd, [u, u], .bool), check("n, 1", .add, [n, 1], .uint8),
    check("u, 1", .add, [u, 1], .uint16)
  ])
  #expect(throws: ArrayError.type("where() got an unexpected keyword argument 'dtype'")) {
    try NDArray.applying(.where, [flags, x, x], dtype: .float64)
  }
}

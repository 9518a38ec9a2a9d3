import RavelCore
import RavelIR
import RavelOps

// Functions of elements that NumPy composes of others.

extension NDArray {
  /// sin(pi x) / (pi x), and 1 at 0.
  /// - Shape:  `x`'s.
  /// - DType:  the float dtype that `x` promotes to.
  /// - Throws: as `applying`.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.sinc.html
  public static func sinc(_ x: any ArrayOperand) throws(ArrayError) -> NDArray {
    let angle = try applying(.multiply, [x, Double.pi])
    // An angle so small that its sine is itself.
    let small =
      switch angle.dtype {
      case .float16: Double(Float16.ulpOfOne)
      case .float32: Double(Float.ulpOfOne)
      case .float64: Double.ulpOfOne
      default: 1e-20
      }
    let safe = try applying(.where, [applying(.notEqual, [angle, 0]), angle, small])
    return try applying(.divide, [applying(.sin, [safe]), safe])
  }

  /// The modified Bessel function of the first kind, order 0.
  /// - Shape:  `x`'s.
  /// - DType:  the float dtype that `x` promotes to, float64 of integers.
  /// - Throws: `ArrayError.type` for complex values.
  /// - Source: C. Clenshaw, "Chebyshev Series for Mathematical Functions", National Physical Laboratory Mathematical
  ///   Tables 5 (1962), whose coefficients NumPy takes, https://numpy.org/doc/stable/reference/generated/numpy.i0.html
  public static func besselI0(_ x: any ArrayOperand) throws(ArrayError) -> NDArray {
    var x = NDArray(try x.operand.converted(to: nil))
    if x.dtype.isComplex { throw .type("i0 not supported for complex values") }
    if !x.dtype.isFloat { x = try x.cast(to: .float64) }
    let magnitude = try applying(.absolute, [x])
    let isNear = try applying(.lessEqual, [magnitude, 8.0])
    let near = try series(i0Near, at: applying(.subtract, [applying(.multiply, [magnitude, 0.5]), 2.0]))
    // Beside the border, where 0 would be divided by.
    let divisor = try applying(.maximum, [magnitude, 1.0])
    let far = try applying(
      .divide,
      [
        series(i0Far, at: applying(.subtract, [applying(.divide, [32.0, divisor]), 2.0])), applying(.sqrt, [magnitude])
      ])
    return try applying(.multiply, [applying(.exp, [magnitude]), applying(.where, [isNear, near, far])])
  }

  /// A sum of Chebyshev polynomials, by Clenshaw's recurrence, coefficients of the highest first.
  private static func series(_ coefficients: [Double], at x: NDArray) throws(ArrayError) -> NDArray {
    var (b0, b1, b2): (any ArrayOperand, any ArrayOperand, any ArrayOperand) = (coefficients[0], 0.0, 0.0)
    for coefficient in coefficients.dropFirst() {
      (b1, b2) = (b0, b1)
      b0 = try applying(.add, [applying(.subtract, [applying(.multiply, [x, b1]), b2]), coefficient])
    }
    return try applying(.multiply, [applying(.subtract, [b0, b2]), 0.5])
  }

  private static let i0Near = [
    -4.4153416464793395e-18, 3.3307945188222384e-17, -2.431279846547955e-16, 1.715391285555133e-15,
    -1.1685332877993451e-14, 7.676185498604936e-14, -4.856446783111929e-13, 2.95505266312964e-12,
    -1.726826291441556e-11, 9.675809035373237e-11, -5.189795601635263e-10, 2.6598237246823866e-09,
    -1.300025009986248e-08, 6.046995022541919e-08, -2.670793853940612e-07, 1.1173875391201037e-06,
    -4.4167383584587505e-06, 1.6448448070728896e-05, -5.754195010082104e-05, 0.00018850288509584165,
    -0.0005763755745385824, 0.0016394756169413357, -0.004324309995050576, 0.010546460394594998,
    -0.02373741480589947, 0.04930528423967071, -0.09490109704804764, 0.17162090152220877, -0.3046826723431984,
    0.6767952744094761
  ]
  private static let i0Far = [
    -7.233180487874754e-18, -4.830504485944182e-18, 4.46562142029676e-17, 3.461222867697461e-17,
    -2.8276239805165836e-16, -3.425485619677219e-16, 1.7725601330565263e-15, 3.8116806693526224e-15,
    -9.554846698828307e-15, -4.150569347287222e-14, 1.54008621752141e-14, 3.8527783827421426e-13,
    7.180124451383666e-13, -1.7941785315068062e-12, -1.3215811840447713e-11, -3.1499165279632416e-11,
    1.1889147107846439e-11, 4.94060238822497e-10, 3.3962320257083865e-09, 2.266668990498178e-08,
    2.0489185894690638e-07, 2.8913705208347567e-06, 6.889758346916825e-05, 0.0033691164782556943,
    0.8044904110141088
  ]
}

/// sin(pi x) / (pi x), and 1 at 0.
/// - SeeAlso: `NDArray.sinc`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.sinc.html
public func sinc(_ x: some ArrayOperand) -> NDArray { stopping { try NDArray.sinc(x) } }

/// The modified Bessel function of the first kind, order 0.
/// - SeeAlso: `NDArray.besselI0`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.i0.html
public func i0(_ x: some ArrayOperand) -> NDArray { stopping { try NDArray.besselI0(x) } }

/// The integral value towards zero.
/// - SeeAlso: `NDArray.applying`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.fix.html
public func fix(_ x: some ArrayOperand) -> NDArray { stopping { try NDArray.applying(.trunc, [x]) } }

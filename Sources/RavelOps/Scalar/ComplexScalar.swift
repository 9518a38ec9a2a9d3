import RavelCore

/// A complex value of a scalar program: its two parts.
public struct ComplexScalar {
  public var real: Scalar
  public var imaginary: Scalar

  public init(real: Scalar, imaginary: Scalar) {
    self.real = real
    self.imaginary = imaginary
  }

  public static func + (a: ComplexScalar, b: ComplexScalar) -> ComplexScalar {
    ComplexScalar(real: a.real + b.real, imaginary: a.imaginary + b.imaginary)
  }
  public static func - (a: ComplexScalar, b: ComplexScalar) -> ComplexScalar {
    ComplexScalar(real: a.real - b.real, imaginary: a.imaginary - b.imaginary)
  }
  /// Two products rounded, and two fused with the sum, as NumPy's vector loops have them. Swapping the operands may
  /// change the last bit.
  /// - Source: numpy/_core/src/umath/loops_arithm_fp.dispatch.c.src, `simd_cmul`.
  public static func * (a: ComplexScalar, b: ComplexScalar) -> ComplexScalar {
    ComplexScalar(
      real: a.real.fusedMultiplyAdd(b.real, -(a.imaginary * b.imaginary)),
      imaginary: a.real.fusedMultiplyAdd(b.imaginary, a.imaginary * b.real))
  }
  /// Four products and two sums, each rounded: NumPy's product where it accumulates along its inner loop.
  public static func roundedProduct(_ a: ComplexScalar, _ b: ComplexScalar) -> ComplexScalar {
    ComplexScalar(
      real: a.real * b.real - a.imaginary * b.imaginary, imaginary: a.real * b.imaginary + a.imaginary * b.real)
  }
  public static prefix func - (a: ComplexScalar) -> ComplexScalar {
    ComplexScalar(real: -a.real, imaginary: -a.imaginary)
  }

  public var isNaN: Scalar { real.isNaN | imaginary.isNaN }

  /// Each part by its own choice.
  public static func select(_ condition: Scalar, _ yes: ComplexScalar, _ no: ComplexScalar) -> ComplexScalar {
    ComplexScalar(real: condition.select(yes.real, no.real), imaginary: condition.select(yes.imaginary, no.imaginary))
  }
}

/// The value of an array element in a scalar program: one real scalar, or the two parts of a complex one.
public enum ScalarValue {
  case real(Scalar)
  case complex(ComplexScalar)

  public init(components: [Scalar]) {
    self =
      components.count == 2
      ? .complex(ComplexScalar(real: components[0], imaginary: components[1])) : .real(components[0])
  }

  public var components: [Scalar] {
    switch self {
    case .real(let value): [value]
    case .complex(let value): [value.real, value.imaginary]
    }
  }

  public var dtype: DType {
    switch self {
    case .real(let value): value.dtype
    case .complex(let value): value.real.dtype.complexOfFloat
    }
  }

  /// This element cast as NumPy's `astype` casts: complex to real drops the imaginary part, to bool asks whether it is
  /// non-zero.
  public func converted(to target: DType) -> ScalarValue {
    if target == dtype { return self }
    switch self {
    case .real(let value):
      let part = value.converted(to: target.component)
      return target.isComplex ? .complex(ComplexScalar(real: part, imaginary: part.zero)) : .real(part)
    case .complex(let value):
      if target == .bool { return .real((value.real != value.real.zero) | (value.imaginary != value.imaginary.zero)) }
      if !target.isComplex { return .real(value.real.converted(to: target)) }
      return .complex(
        ComplexScalar(
          real: value.real.converted(to: target.component), imaginary: value.imaginary.converted(to: target.component)))
    }
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Python's complex: two floats, and CPython's formulas for what is done with them, to the bit.
/// - Source: Objects/complexobject.c of CPython.
struct ComplexNumber: Equatable {
  var real: Double
  var imaginary: Double

  init(_ real: Double, _ imaginary: Double = 0) { (self.real, self.imaginary) = (real, imaginary) }

  var magnitude: Double { hypot(real, imaginary) }

  static func + (a: Self, b: Self) -> Self { Self(a.real + b.real, a.imaginary + b.imaginary) }
  static func - (a: Self, b: Self) -> Self { Self(a.real - b.real, a.imaginary - b.imaginary) }
  static prefix func - (a: Self) -> Self { Self(-a.real, -a.imaginary) }
  static func * (a: Self, b: Self) -> Self {
    Self(a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real)
  }

  /// Smith's division: scaled by the larger part of the divisor.
  func divided(by b: Self) throws -> Self {
    if abs(b.real) >= abs(b.imaginary) {
      guard b.real != 0 else { throw PythonError("complex division by zero") }
      let ratio = b.imaginary / b.real
      let denominator = b.real + b.imaginary * ratio
      return Self((real + imaginary * ratio) / denominator, (imaginary - real * ratio) / denominator)
    }
    guard abs(b.imaginary) >= abs(b.real) else { return Self(.nan, .nan) }
    let ratio = b.real / b.imaginary
    let denominator = b.real * ratio + b.imaginary
    return Self((real * ratio + imaginary) / denominator, (imaginary * ratio - real) / denominator)
  }

  /// By repeated squaring for small integers, else by angle and magnitude.
  func raised(to exponent: Self) throws -> Self {
    let result: Self
    if exponent.imaginary == 0, exponent.real == exponent.real.rounded(.down), abs(exponent.real) <= 100 {
      result = try raised(to: Int(exponent.real))
    } else {
      result = try raisedByAngle(to: exponent)
    }
    if result.real.isInfinite || result.imaginary.isInfinite { throw PythonError("complex exponentiation") }
    return result
  }

  private func raised(to exponent: Int) throws -> Self {
    var result = Self(1)
    var square = self
    var rest = exponent.magnitude
    while rest > 0 {
      if rest & 1 == 1 { result = result * square }
      square = square * square
      rest >>= 1
    }
    if exponent > 0 { return result }
    guard result != Self(0) else { throw PythonError(Self.outOfDomain) }
    return try Self(1).divided(by: result)
  }

  private func raisedByAngle(to exponent: Self) throws -> Self {
    if self == Self(0) {
      if exponent.imaginary != 0 || exponent.real < 0 { throw PythonError(Self.outOfDomain) }
      return Self(0)
    }
    let angle = atan2(imaginary, real)
    var length = pow(magnitude, exponent.real)
    var phase = angle * exponent.real
    if exponent.imaginary != 0 {
      length /= exp(angle * exponent.imaginary)
      phase += exponent.imaginary * log(magnitude)
    }
    // CPython takes the library's complaint about the cosine of infinity for one about the base.
    if phase.isInfinite { throw PythonError(Self.outOfDomain) }
    return Self(length * cos(phase), length * sin(phase))
  }

  private static let outOfDomain = "0.0 to a negative or complex power"
}

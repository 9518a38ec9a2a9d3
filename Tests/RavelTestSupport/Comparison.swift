import RavelCore

/// Elements of one dtype as bytes in row-major order, to compare with others.
public struct Elements: Sendable {
  public let dtype: DType
  public let bytes: [UInt8]

  public init(_ dtype: DType, _ bytes: [UInt8]) {
    self.dtype = dtype
    self.bytes = bytes
  }

  public var count: Int { bytes.count / dtype.itemSize }

  public subscript(index: Int) -> Constant {
    let part = dtype.component.itemSize
    let start = index * dtype.itemSize
    return Constant(
      dtype: dtype, bits: word(at: start, part), imaginaryBits: dtype.isComplex ? word(at: start + part, part) : 0)
  }

  private func word(at start: Int, _ size: Int) -> UInt64 {
    (0..<size).reduce(0) { $0 | UInt64(bytes[start + $1]) << UInt64(8 * $1) }
  }

  /// The first element whose bits differ, or nil. A NaN is the same as any NaN: payloads and signs of NaNs are not
  /// promised.
  /// - Parameter zeroSigns: whether 0.0 differs from -0.0.
  public func firstDifference(from other: Elements, zeroSigns: Bool = true) -> Int? {
    if bytes == other.bytes { return nil }
    guard count == other.count, dtype == other.dtype else { return min(count, other.count) }
    return (0..<count).first { index in
      let (a, b) = (self[index], other[index])
      return !a.hasSameBits(as: b) && (zeroSigns || a.ulps(from: b) != 0)
    }
  }

  /// The greatest distance of an element from the other's, and where it is.
  public func greatestDistance(from other: Elements) -> (distance: UInt64, index: Int) {
    precondition(count == other.count && dtype == other.dtype, "elements to compare are as many, and of one dtype")
    if bytes == other.bytes { return (0, 0) }
    return (0..<count).reduce((0, 0)) { worst, index in
      let distance = self[index].ulps(from: other[index])
      return distance > worst.0 ? (distance, index) : worst
    }
  }
}

extension Constant {
  private var isNaN: Bool { dtype.isFloat && doubleValue.isNaN }

  /// Whether the bits are the same, of each part; a NaN is the same as any NaN.
  public func hasSameBits(as other: Constant) -> Bool {
    if self == other { return true }
    return zip([real, imaginary], [other.real, other.imaginary]).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
  }

  /// How many values of the dtype the other is away: 0 for equal ones, zeros of both signs, and NaNs; all there are
  /// where only one is NaN. Of complex values, the farther part's distance; of other than floats, 0 or 1.
  public func ulps(from other: Constant) -> UInt64 {
    if dtype.isComplex { return Swift.max(real.ulps(from: other.real), imaginary.ulps(from: other.imaginary)) }
    if self == other { return 0 }
    guard dtype.isFloat else { return 1 }
    if isNaN || other.isNaN { return isNaN && other.isNaN ? 0 : .max }
    let (a, b) = (ordinal, other.ordinal)
    return a > b ? UInt64(bitPattern: a &- b) : UInt64(bitPattern: b &- a)
  }

  /// The place among the values of the dtype: neighbours differ by 1, both zeros are 0.
  private var ordinal: Int64 {
    let magnitude = Int64(bits & ((1 << UInt64(dtype.bitWidth - 1)) - 1))
    return bits >> UInt64(dtype.bitWidth - 1) == 0 ? magnitude : -magnitude
  }
}

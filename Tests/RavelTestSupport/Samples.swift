import RavelCore

/// Numbers that look random and are the same on every run: SplitMix64.
/// - Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64
  public init(seed: Int) { state = UInt64(truncatingIfNeeded: seed) }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}

/// Elements to test with.
public enum Samples: Sendable {
  /// The special values first, then any bits: every value of the dtype may come.
  case everything
  /// Numbers between -4 and 4 (0 and 8 of unsigned dtypes), every eighth of them whole: sums stay finite, and round.
  case moderate
  /// Whole numbers between -4 and 4 (0 and 8): sums are exact.
  case small
  /// Floats within 1/32 of 1, in each part: products of 20,000 stay finite, and round.
  case nearOne

  /// - Returns: `count` values, the same for the same arguments.
  public func values(_ dtype: DType, count: Int, seed: Int) -> [Constant] {
    var generator = SplitMix64(seed: seed &* 31 &+ Int(dtype.rawValue))
    if self == .everything {
      let specials = Self.specials(dtype)
      // The seed turns the order, so that operands of different seeds meet in different pairs.
      let turn = count == 0 ? 0 : seed * 7
      return (0..<count).map { $0 < specials.count ? specials[($0 + turn) % specials.count] : value(dtype, &generator) }
    }
    return (0..<count).map { _ in value(dtype, &generator) }
  }

  private func value(_ dtype: DType, _ generator: inout SplitMix64) -> Constant {
    let part = dtype.component
    let real = component(part, generator.next(), around: 1)
    let imaginary = dtype.isComplex ? component(part, generator.next(), around: 0).bits : 0
    return Constant(dtype: dtype, bits: real.bits, imaginaryBits: imaginary)
  }

  private func component(_ dtype: DType, _ word: UInt64, around centre: Double) -> Constant {
    if self == .nearOne { return Constant(centre + Double(word >> 12) * 0x1p-56 - 0x1p-5, dtype) }
    if self == .everything || dtype == .bool { return Constant(dtype: dtype, bits: dtype == .bool ? word & 1 : word) }
    if !dtype.isFloat { return Constant(Int(word % 9) - (dtype.isSigned ? 4 : 0), dtype) }
    if self == .small || word & 7 == 0 { return Constant(Int((word >> 3) % 9) - 4, dtype) }
    return Constant(Double(word >> 11) * 0x1p-50 - 4, dtype)
  }

  /// The values that operations treat in ways of their own: NaN, zeros of both signs, infinities, the least and the
  /// greatest, the least denormal ones, small numbers, and the edges of other dtypes' ranges.
  public static func specials(_ dtype: DType) -> [Constant] {
    switch dtype.kind {
    case .bool: return [Constant(0, .bool), Constant(1, .bool)]
    case .signed:
      let top: UInt64 = 1 << UInt64(dtype.bitWidth - 1)
      return [0, 1, 2, 3, -1, -2, -3, 7, 8, 31, 32, 63, 64, 100, -100].map { Constant($0, dtype) }
        + [top, top + 1, top - 1, top - 2].map { Constant(dtype: dtype, bits: $0) }
    case .unsigned:
      let top: UInt64 = 1 << UInt64(dtype.bitWidth - 1)
      return [0, 1, 2, 3, 7, 8, 31, 32, 63, 64, 100].map { Constant($0, dtype) }
        + [top, top - 1, top + 1, .max, .max - 1].map { Constant(dtype: dtype, bits: $0) }
    case .float: return specialFloats(dtype)
    case .complex:
      let part = dtype.component
      let parts =
        [0.0, -0.0, 1, -1, 2.5, -3, .infinity, -.infinity, .nan].map { Constant($0, part) }
        + [greatest(part), Constant(dtype: part, bits: 1)]
      return parts.flatMap { real in parts.map { Constant(dtype: dtype, bits: real.bits, imaginaryBits: $0.bits) } }
    }
  }

  private static func specialFloats(_ dtype: DType) -> [Constant] {
    let numbers: [Double] = [
      .nan, 0, -0.0, .infinity, -.infinity, 1, -1, 2, -2, 3, 0.5, -0.5, 1.5, -1.5, 2.5, 3.5, 0.1, -0.3, 7, -100, 300,
      1e-3, 1e3,
      65504, 0x1p24, 0x1p31, -0x1p31, 0x1p32, 0x1p53, 0x1p63, -0x1p63, 0x1p64, 1e20, -1e20
    ]
    let least = Constant(dtype: dtype, bits: 1)
    let normal = Constant(dtype: dtype, bits: 1 << UInt64(mantissaBits(dtype)))
    let sign: UInt64 = 1 << UInt64(dtype.bitWidth - 1)
    let edges = [greatest(dtype), least, normal, Constant(dtype: dtype, bits: normal.bits - 1)]
    return numbers.map { Constant($0, dtype) } + edges.flatMap { [$0, Constant(dtype: dtype, bits: $0.bits | sign)] }
  }

  private static func greatest(_ dtype: DType) -> Constant {
    Constant(dtype: dtype, bits: Constant(Double.infinity, dtype).bits - 1)
  }

  static func mantissaBits(_ dtype: DType) -> Int {
    switch dtype {
    case .float16: 10
    case .float32: 23
    default: 52
    }
  }
}

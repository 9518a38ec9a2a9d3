import RavelCore
import RavelIR

/// Elements that follow from their position alone: SplitMix64 seeded with 0, as `designs/made-up-data.md` specifies.
/// Python makes the same bits from the same document.
enum MadeUpData {
  private static let wordsPerArgument: UInt64 = 1 << 40

  /// Output number `number` of the generator.
  static func word(_ number: UInt64) -> UInt64 {
    var z = (number &+ 1) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Writes the first `count` elements of argument number `position` (from 0).
  /// - Parameter scale: what floats are multiplied by, a power of two.
  static func fill(
    _ memory: UnsafeMutableRawPointer, count: Int, dtype: DType, scale: Double = 1, position: Int
  ) {
    let first = UInt64(truncatingIfNeeded: position) &* wordsPerArgument
    func write<Element>(_ count: Int, _ convert: (UInt64) -> Element) {
      let elements = memory.assumingMemoryBound(to: Element.self)
      for index in 0..<count { elements[index] = convert(word(first &+ UInt64(index))) }
    }
    // Exact: the fraction bits of a number in 1 ..< 2, moved down by a half.
    func float32(_ h: UInt64) -> Float { (Float(bitPattern: 0x3F80_0000 | UInt32(h >> 41)) - 0.5) * Float(scale) }
    func float64(_ h: UInt64) -> Double { (Double(bitPattern: 0x3FF0_0000_0000_0000 | h >> 12) - 0.5) * scale }
    switch dtype {
    case .bool: write(count) { UInt8($0 >> 63) }
    case .int8, .uint8: write(count) { UInt8(1 + ($0 >> 60)) }
    case .int16, .uint16: write(count) { UInt16(1 + ($0 >> 60)) }
    case .int32, .uint32: write(count) { UInt32(1 + ($0 >> 60)) }
    case .int64, .uint64: write(count) { 1 + ($0 >> 60) }
    case .float16:
      write(count) { Float16((Float(bitPattern: 0x3F80_0000 | UInt32($0 >> 54) << 13) - 0.5) * Float(scale)) }
    case .float32: write(count, float32)
    case .float64: write(count, float64)
    case .complex64: write(2 * count, float32)
    case .complex128: write(2 * count, float64)
    }
  }
}

extension Storage {
  /// The view that an argument such as `float32[2,3]@-3,0` describes, over contiguous elements that just hold what it
  /// reaches.
  /// - Parameters:
  ///   - strides: in elements, one a dimension; nil for row-major order.
  ///   - scale: what floats are multiplied by, 0.5, 1 or 2.
  ///   - position: the argument's number, which decides its elements; nil leaves them unset, for when only the type
  ///     matters.
  /// - Throws: `ArrayError.tooLarge`, `ArrayError.outOfMemory`.
  init(
    madeUp dtype: DType, _ shape: Shape, strides: [Int]? = nil, scale: Double = 1, position: Int?
  ) throws(ArrayError) {
    _ = try elementCount(of: shape, dtype: dtype)
    let layout = strides.map { Layout(shape: shape, strides: $0) } ?? Layout(contiguous: shape)
    var below = 0
    var above = 0
    if !shape.contains(0) {
      for (extent, stride) in zip(shape, layout.strides) {
        let (reach, overflow) = (extent - 1).multipliedReportingOverflow(by: stride)
        let (sum, overflowOfSum) = (reach < 0 ? below : above).addingReportingOverflow(reach)
        if overflow || overflowOfSum { throw .tooLarge(shape, dtype) }
        if reach < 0 { below = sum } else { above = sum }
      }
    }
    let (span, overflow) = above.subtractingReportingOverflow(below)
    let count = shape.contains(0) ? 0 : span &+ 1
    if overflow || span == .max || count.multipliedReportingOverflow(by: dtype.itemSize).overflow {
      throw .tooLarge(shape, dtype)
    }
    let buffer = try Buffer(byteCount: count * dtype.itemSize)
    if let position {
      MadeUpData.fill(buffer.address, count: count, dtype: dtype, scale: scale, position: position)
    }
    self.init(buffer: buffer, dtype: dtype, layout: layout, offset: -below)
  }
}

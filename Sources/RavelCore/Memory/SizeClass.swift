/// The sizes that blocks of memory come in: multiples of 64 bytes up to 512, above that eight steps from each power of
/// two to the next.
///
/// Near sizes share a class, so that what one array gives back serves the next, and at most an eighth is wasted.
struct SizeClass {
  let number: Int
  let byteCount: Int

  /// The least that holds so many bytes, which are at most `largest`.
  @inline(__always)
  init(holding bytes: Int) {
    if bytes <= Self.linear {
      number = max(bytes - 1, 0) >> 6
      byteCount = (number + 1) << 6
    } else {
      let last = bytes - 1
      let shift = Int.bitWidth - 1 - last.leadingZeroBitCount - 3
      let steps = last >> shift
      number = 8 * (shift - 5) + (steps & 7)
      byteCount = (steps + 1) << shift
    }
  }

  private static let linear = 512
  /// More than any machine has.
  static let largest = 1 << 47
  /// Classes up to there.
  static let count = SizeClass(holding: largest).number + 1

  init(number: Int) {
    self.number = number
    byteCount = number < 8 ? (number + 1) << 6 : (number & 7 + 9) << (number / 8 + 5)
  }

  /// Whether blocks are so small that looking at the clock for each would be felt: a few of a class are kept for good.
  var isSmall: Bool { byteCount <= 16 << 10 }
}

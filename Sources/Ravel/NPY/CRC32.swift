/// The checksum of zip files.
/// - Source: PKWARE's APPNOTE.TXT, section 4.4.7; eight bytes at a time as in Kounavis and Berry, "A systematic
///   approach to building high performance software-based CRC generators", ISCC 2005.
struct CRC32 {
  private var state: UInt32 = ~0

  var value: UInt32 { ~state }

  /// Row k: what a byte does to the sum when k more follow it.
  private static let tables: [UInt32] = {
    func shifted(_ sum: UInt32) -> UInt32 { sum & 1 == 0 ? sum >> 1 : sum >> 1 ^ 0xedb8_8320 }
    var tables: [UInt32] = (0..<256).map { byte in (0..<8).reduce(UInt32(byte)) { sum, _ in shifted(sum) } }
    for place in 256..<(8 * 256) {
      let before = tables[place - 256]
      tables.append(before >> 8 ^ tables[Int(before & 0xff)])
    }
    return tables
  }()

  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    var sum = state
    Self.tables.withUnsafeBufferPointer { table in
      var place = 0
      while place + 8 <= bytes.count {
        var word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)) ^ UInt64(sum)
        sum = 0
        for row in stride(from: 7 * 256, through: 0, by: -256) {
          sum ^= table[row + Int(truncatingIfNeeded: word & 0xff)]
          word >>= 8
        }
        place += 8
      }
      while place < bytes.count {
        sum = sum >> 8 ^ table[Int((sum ^ UInt32(bytes[place])) & 0xff)]
        place += 1
      }
    }
    state = sum
  }
}

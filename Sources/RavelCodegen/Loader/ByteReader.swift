/// Little-endian numbers and texts at offsets that came from the file itself: every read is checked.
struct ByteReader {
  let bytes: [UInt8]

  func integer<T: FixedWidthInteger>(_ type: T.Type, at offset: Int) throws(ObjectError) -> T {
    guard offset >= 0, offset <= bytes.count - MemoryLayout<T>.size else {
      throw .malformed("a table ends beyond the file")
    }
    return T(littleEndian: bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: T.self) })
  }

  /// A 64-bit offset or size, as an index.
  func index(at offset: Int) throws(ObjectError) -> Int {
    guard let value = Int(exactly: try integer(UInt64.self, at: offset)) else {
      throw .malformed("an offset is beyond all memory")
    }
    return value
  }

  /// The range of `count` bytes from an offset, if it lies within the file.
  func range(from offset: Int, count: Int) throws(ObjectError) -> Range<Int> {
    guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else {
      throw .malformed("a section ends beyond the file")
    }
    return offset..<offset + count
  }

  /// The zero-terminated text at an offset into a string table.
  func text(at offset: Int, in table: Range<Int>) throws(ObjectError) -> String {
    guard offset >= 0, offset < table.count,
      let end = bytes[table.lowerBound + offset..<table.upperBound].firstIndex(of: 0)
    else { throw .malformed("a name lies outside its string table") }
    return String(decoding: bytes[table.lowerBound + offset..<end], as: UTF8.self)
  }
}

/// Writes archives of members that are stored as they are.
/// - Source: PKWARE's APPNOTE.TXT, sections 4.3 and 4.4.
enum ZipWriter {
  static func write(_ members: [(name: String, contents: NPYContents)], to file: borrowing OutputFile)
    throws(NPYProblem)
  {
    var directory: [UInt8] = []
    var place = 0
    for (name, contents) in members {
      guard name.utf8.count <= 0xffff else {
        throw NPYProblem("the name '\(name.prefix(40))...' is too long for a member")
      }
      var sum = CRC32()
      try contents.forEachPiece { piece throws(NPYProblem) in sum.update(piece) }
      let entry = Entry(name: Array(name.utf8), sum: sum.value, size: contents.count, place: place)
      let head = entry.localHeader
      try file.write(head)
      try contents.forEachPiece { piece throws(NPYProblem) in try file.write(piece) }
      place += head.count + contents.count
      directory += entry.directoryHeader
    }
    try file.write(directory + ending(count: members.count, start: place, size: directory.count))
  }

  private struct Entry {
    var name: [UInt8]
    var sum: UInt32
    var size: Int
    /// Where the local header begins.
    var place: Int

    var localHeader: [UInt8] {
      let wide = size >= limit32 ? field64([size, size]) : []
      return bytes(0x0403_4b50, 4) + common(isWide: !wide.isEmpty) + bytes(wide.count, 2) + name + wide
    }

    var directoryHeader: [UInt8] {
      let wide = field64((size >= limit32 ? [size, size] : []) + (place >= limit32 ? [place] : []))
      // Made by a Unix system that knows version 4.5 of the format; a plain file that its owner writes and all read.
      return bytes(0x0201_4b50, 4) + bytes(0x032d, 2) + common(isWide: !wide.isEmpty) + bytes(wide.count, 2)
        + bytes(0, 6)
        + bytes(0o100644 << 16, 4) + bytes(min(place, limit32), 4) + name + wide
    }

    /// From the version needed to the length of the name. The names are UTF-8; the time is the first that there is, so
    /// that equal arrays make equal files.
    private func common(isWide: Bool) -> [UInt8] {
      bytes(isWide ? 45 : 20, 2) + bytes(0x800, 2) + bytes(0, 2) + bytes(0x0021_0000, 4) + bytes(Int(sum), 4)
        + bytes(min(size, limit32), 4) + bytes(min(size, limit32), 4) + bytes(name.count, 2)
    }
  }

  /// What stands in place of numbers that take more than 32 bits.
  private static let limit32 = 0xffff_ffff

  private static func field64(_ numbers: [Int]) -> [UInt8] {
    numbers.isEmpty ? [] : bytes(1, 2) + bytes(8 * numbers.count, 2) + numbers.flatMap { bytes($0, 8) }
  }

  private static func ending(count: Int, start: Int, size: Int) -> [UInt8] {
    var result: [UInt8] = []
    if count >= 0xffff || start >= limit32 || size >= limit32 {
      result =
        bytes(0x0606_4b50, 4) + bytes(44, 8) + bytes(45, 2) + bytes(45, 2) + bytes(0, 8) + bytes(count, 8)
        + bytes(count, 8)
        + bytes(size, 8) + bytes(start, 8)
      result += bytes(0x0706_4b50, 4) + bytes(0, 4) + bytes(start + size, 8) + bytes(1, 4)
    }
    let count = min(count, 0xffff)
    return result + bytes(0x0605_4b50, 4) + bytes(0, 4) + bytes(count, 2) + bytes(count, 2)
      + bytes(min(size, limit32), 4)
      + bytes(min(start, limit32), 4) + bytes(0, 2)
  }

  private static func bytes(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }
}

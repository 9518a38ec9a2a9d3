/// The members of a zip file, stored as they are or deflated: `numpy.savez` and `numpy.savez_compressed`.
/// - Source: PKWARE's APPNOTE.TXT, sections 4.3 and 4.4.
struct ZipArchive {
  struct Entry {
    var name: String
    fileprivate var flags, method, storedSize, size, place: Int
    fileprivate var sum: UInt32

    /// The name that NumPy's `savez` was given.
    var arrayName: String { name.hasSuffix(".npy") ? String(name.dropLast(4)) : name }
  }

  private let file: FileRegion
  private(set) var entries: [Entry] = []

  init(_ file: InputFile) throws(NPYProblem) {
    self.file = FileRegion(file)
    let (range, count) = try Self.directory(self.file)
    let bytes = LittleEndianBytes(try self.file[range].bytes())
    var place = 0
    for _ in 0..<count {
      guard let (entry, length) = Self.entry(bytes, place) else { throw NPYProblem("its directory is damaged") }
      entries.append(entry)
      place += length
    }
  }

  /// Where the directory stands, and how many entries it has.
  private static func directory(_ file: FileRegion) throws(NPYProblem) -> (range: Range<Int>, count: Int) {
    // The end record is the last thing in the file, but for a comment of at most 64 KiB.
    let tailStart = max(file.count - 22 - 0xffff - 20, 0)
    let tail = LittleEndianBytes(try file[tailStart..<file.count].bytes())
    var end = tail.bytes.count - 22
    while end >= 0, tail.number(end, 4) != 0x0605_4b50 { end -= 1 }
    guard end >= 0, var count = tail.number(end + 10, 2), var size = tail.number(end + 12, 4),
      var start = tail.number(end + 16, 4)
    else { throw NPYProblem("not a .npz file") }
    // A locator before it leads to a record with larger numbers.
    if tail.number(end - 20, 4) == 0x0706_4b50, let place = tail.number(end - 12, 8), place <= file.count - 56,
      place >= 0
    {
      let record = LittleEndianBytes(try file[place..<(place + 56)].bytes())
      guard record.number(0, 4) == 0x0606_4b50, let wideCount = record.number(32, 8),
        let wideSize = record.number(40, 8),
        let wideStart = record.number(48, 8)
      else { throw NPYProblem("its directory is damaged") }
      (count, size, start) = (wideCount, wideSize, wideStart)
    }
    guard start <= file.count, size <= file.count - start, count <= size / 46 else {
      throw NPYProblem("its directory is damaged")
    }
    return (start..<(start + size), count)
  }

  /// The entry at that place of the directory, and how many bytes it takes.
  private static func entry(_ bytes: LittleEndianBytes, _ place: Int) -> (Entry, length: Int)? {
    guard bytes.number(place, 4) == 0x0201_4b50, let flags = bytes.number(place + 8, 2),
      let method = bytes.number(place + 10, 2),
      let sum = bytes.number(place + 16, 4), var storedSize = bytes.number(place + 20, 4),
      var size = bytes.number(place + 24, 4), let nameLength = bytes.number(place + 28, 2),
      let extraLength = bytes.number(place + 30, 2), let commentLength = bytes.number(place + 32, 2),
      var start = bytes.number(place + 42, 4), let name = bytes.slice(place + 46, nameLength)
    else { return nil }
    // Numbers beyond 32 bits stand in the zip64 field, in this order and only if they are needed.
    var field = place + 46 + nameLength
    let end = field + extraLength
    while field + 4 <= end, let id = bytes.number(field, 2), let length = bytes.number(field + 2, 2) {
      var next = field + 4
      field = next + length
      guard id == 1 else { continue }
      func wide(_ number: Int?) -> Int? {
        guard number == 0xffff_ffff else { return number }
        defer { next += 8 }
        return next + 8 <= field ? bytes.number(next, 8) : nil
      }
      guard let wideSize = wide(size), let wideStoredSize = wide(storedSize), let wideStart = wide(start) else {
        return nil
      }
      (size, storedSize, start) = (wideSize, wideStoredSize, wideStart)
    }
    let entry = Entry(
      name: String(decoding: name, as: UTF8.self), flags: flags, method: method, storedSize: storedSize, size: size,
      place: start,
      sum: UInt32(sum))
    return (entry, 46 + nameLength + extraLength + commentLength)
  }

  /// A member's bytes, which are what they were when the archive was written.
  func region(of entry: Entry) throws(NPYProblem) -> FileRegion {
    guard entry.flags & 1 == 0 else { throw NPYProblem("the member '\(entry.name)' is encrypted") }
    guard entry.method == 0 && entry.storedSize == entry.size || entry.method == 8 else {
      throw NPYProblem("the member '\(entry.name)' is compressed by a method that is not known, \(entry.method)")
    }
    let cutOff = NPYProblem("the member '\(entry.name)' is cut off")
    guard entry.place <= file.count - 30 else { throw cutOff }
    let head = LittleEndianBytes(try file[entry.place..<(entry.place + 30)].bytes())
    guard head.number(0, 4) == 0x0403_4b50, let nameLength = head.number(26, 2), let extraLength = head.number(28, 2)
    else { throw cutOff }
    let start = entry.place + 30 + nameLength + extraLength
    guard start <= file.count, entry.storedSize <= file.count - start else { throw cutOff }
    var region = try file[start..<(start + entry.storedSize)]
    if entry.method == 8 {
      region = FileRegion(InputFile(spooled: try Inflate.bytes(from: try region.bytes(), count: entry.size)))
    }
    guard try region.checksum() == entry.sum else {
      throw NPYProblem("the member '\(entry.name)' is damaged: its checksum is another")
    }
    return region
  }
}

extension FileRegion {
  fileprivate func checksum() throws(NPYProblem) -> UInt32 {
    var sum = CRC32()
    var place = 0
    while place < count {
      let piece = try self[place..<min(place + 1 << 20, count)].bytes()
      piece.withUnsafeBytes { sum.update($0) }
      place += piece.count
    }
    return sum.value
  }
}

/// Bytes with numbers in them, the lowest byte first.
private struct LittleEndianBytes {
  let bytes: [UInt8]
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func slice(_ offset: Int, _ count: Int) -> ArraySlice<UInt8>? {
    guard offset >= 0, offset <= bytes.count, count <= bytes.count - offset else { return nil }
    return bytes[offset..<(offset + count)]
  }

  /// A number; nil beyond the end, or if it does not fit.
  func number(_ offset: Int, _ size: Int) -> Int? {
    slice(offset, size).flatMap { Int(exactly: $0.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }) }
  }
}

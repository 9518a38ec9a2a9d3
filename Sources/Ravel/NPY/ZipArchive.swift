#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The members of a zip file that are stored as they are, which is how `numpy.savez` stores them.
/// - Source: PKWARE's APPNOTE.TXT, sections 4.3 and 4.4.
struct ZipArchive {
  private let bytes: Data

  init(_ bytes: Data) { self.bytes = bytes }

  /// A member's bytes, by its name with or without `.npy`.
  func member(_ name: String) throws(NPYProblem) -> Data {
    var names: [String] = []
    var place = try directory()
    while place.entries > 0 {
      place.entries -= 1
      guard number(place.offset, 4) == 0x0201_4b50, let nameLength = number(place.offset + 28, 2),
        let extraLength = number(place.offset + 30, 2), let commentLength = number(place.offset + 32, 2),
        let title = slice(place.offset + 46, nameLength)
      else { throw NPYProblem("its directory is damaged") }
      let entry = String(decoding: title, as: UTF8.self)
      if entry == name || entry == name + ".npy" { return try contents(of: place.offset, nameLength, extraLength) }
      names.append(entry.hasSuffix(".npy") ? String(entry.dropLast(4)) : entry)
      place.offset += 46 + nameLength + extraLength + commentLength
    }
    throw NPYProblem("there is no member '\(name)'; there are \(names.isEmpty ? "none" : names.joined(separator: ", "))")
  }

  private func slice(_ offset: Int, _ count: Int) -> Data? {
    guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else { return nil }
    return bytes[(bytes.startIndex + offset)..<(bytes.startIndex + offset + count)]
  }

  /// A little-endian number; nil beyond the end, or if it does not fit.
  private func number(_ offset: Int, _ size: Int) -> Int? {
    slice(offset, size).flatMap { Int(exactly: $0.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }) }
  }

  /// Where the directory begins, and how many entries it has.
  private func directory() throws(NPYProblem) -> (offset: Int, entries: Int) {
    // The end record is the last thing in the file, but for a comment of at most 64 KiB.
    var end = bytes.count - 22
    let lowest = max(end - 0xffff, 0)
    while end >= lowest, number(end, 4) != 0x0605_4b50 { end -= 1 }
    guard end >= lowest, let entries = number(end + 10, 2), let offset = number(end + 16, 4) else {
      throw NPYProblem("not a .npz file")
    }
    return (offset, entries)
  }

  private func contents(of entry: Int, _ nameLength: Int, _ extraLength: Int) throws(NPYProblem) -> Data {
    guard let method = number(entry + 10, 2), var size = number(entry + 24, 4), var start = number(entry + 42, 4) else {
      throw NPYProblem("its directory is damaged")
    }
    guard method == 0 else { throw NPYProblem("the member is compressed; only members that are stored as they are can be read") }
    // Sizes beyond 32 bits stand in the zip64 field, in this order and only if they are needed.
    var field = entry + 46 + nameLength
    let end = field + extraLength
    while field + 4 <= end, let id = number(field, 2), let length = number(field + 2, 2) {
      if id == 1 {
        var place = field + 4
        if size == 0xffff_ffff {
          size = number(place, 8) ?? -1
          place += 8
        }
        if number(entry + 20, 4) == 0xffff_ffff { place += 8 }
        if start == 0xffff_ffff { start = number(place, 8) ?? -1 }
      }
      field += 4 + length
    }
    guard number(start, 4) == 0x0403_4b50, let localName = number(start + 26, 2), let localExtra = number(start + 28, 2),
      let data = slice(start + 30 + localName + localExtra, size)
    else { throw NPYProblem("the member is cut off") }
    return data
  }
}

/// A half-open range of byte offsets into a `SourceFile`.
public struct SourceRange: Hashable, Sendable {
  public let start: Int
  public let end: Int

  public init(start: Int, end: Int) {
    self.start = start
    self.end = end
  }

  /// From the start of this range to the end of `other`.
  public func through(_ other: SourceRange) -> SourceRange {
    SourceRange(start: start, end: other.end)
  }
}

/// A place in a source file, as editors and Python count it.
public struct SourceLocation: Hashable, Sendable {
  /// Counted from 1.
  public let line: Int
  /// Counted from 1, in Unicode code points; a tab is one column.
  public let column: Int
  /// Counted from 0, in UTF-8 bytes from the start of the file (a byte-order mark does not count).
  public let offset: Int
}

/// The text of one kernel file, known to be valid UTF-8, with the index that turns byte offsets into lines and columns.
public struct SourceFile: Sendable {
  /// How messages call the file: the path that the user gave.
  public let name: String
  /// UTF-8, without byte-order mark.
  public let bytes: [UInt8]
  /// Byte offset of the first byte of each line. Lines end with LF, CR LF or CR.
  private let lineStarts: [Int]

  public init(name: String, text: String) {
    self.init(name: name, validated: Array(text.utf8))
  }

  /// - Throws: a `Diagnostic` at the first byte that is not valid UTF-8.
  public init(name: String, bytes: [UInt8]) throws(Diagnostic) {
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    scan: while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let encoded):
        offset += encoded.count
      case .emptyInput:
        break scan
      case .error:
        let readable = SourceFile(name: name, text: String(decoding: bytes[..<offset], as: UTF8.self))
        throw readable.diagnostic(
          "the file is not valid UTF-8", at: SourceRange(start: readable.bytes.count, end: readable.bytes.count))
      }
    }
    self.init(name: name, validated: bytes)
  }

  private init(name: String, validated: [UInt8]) {
    self.name = name
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    bytes = validated.starts(with: mark) ? Array(validated.dropFirst(mark.count)) : validated
    var starts = [0]
    for offset in 0..<bytes.count {
      let byte = bytes[offset]
      let endsLine = byte == .lineFeed || (byte == .carriageReturn && bytes[safe: offset + 1] != .lineFeed)
      if endsLine { starts.append(offset + 1) }
    }
    lineStarts = starts
  }

  /// The line and column of a byte offset; offsets past the end count as the end.
  public func location(at offset: Int) -> SourceLocation {
    let offset = min(max(offset, 0), bytes.count)
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    let column = bytes[lineStarts[low]..<offset].count { !$0.continuesScalar } + 1
    return SourceLocation(line: low + 1, column: column, offset: offset)
  }

  /// The text of a line (counted from 1) without its line end.
  public func line(_ number: Int) -> String {
    guard number >= 1, number <= lineStarts.count else { return "" }
    let start = lineStarts[number - 1]
    var end = number < lineStarts.count ? lineStarts[number] : bytes.count
    while end > start, bytes[end - 1] == .lineFeed || bytes[end - 1] == .carriageReturn { end -= 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// The source text of a range.
  public func text(in range: SourceRange) -> String {
    String(decoding: bytes[max(range.start, 0)..<min(range.end, bytes.count)], as: UTF8.self)
  }

  /// An error message placed at the start of `range`.
  public func diagnostic(_ message: String, at range: SourceRange) -> Diagnostic {
    let location = location(at: range.start)
    return Diagnostic(file: name, location: location, message: message, sourceLine: line(location.line))
  }
}

extension UInt8 {
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")

  /// True for the second and later bytes of a scalar's UTF-8 form.
  var continuesScalar: Bool { self & 0xC0 == 0x80 }
}

extension Array {
  /// The element at `index`, or nil outside the array.
  subscript(safe index: Int) -> Element? {
    index >= 0 && index < count ? self[index] : nil
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The two streams that the command writes, and what may be written to them.
enum Output {
  enum Stream: Int32 {
    case output = 1
    case error = 2

    var isTerminal: Bool { isatty(rawValue) == 1 }
  }

  enum Colour: Int {
    case red = 31
    case green = 32
    case yellow = 33
  }

  /// The text in a colour where a person looks at it: never in a file or a pipe, nor where `NO_COLOR` is set.
  static func coloured(_ text: String, _ colour: Colour, on stream: Stream) -> String {
    guard stream.isTerminal, getenv("NO_COLOR") == nil else { return text }
    return "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m"
  }

  static func warning(_ text: String) {
    standardError(coloured("ravel: warning: ", .yellow, on: .error) + text)
  }

  /// Writes a line to standard error, at once.
  static func standardError(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { write(Stream.error.rawValue, $0.baseAddress, $0.count) }
      if count < 0 { return }
      written += count
    }
  }

  /// Hands on what was printed so far.
  /// - Returns: false if it could not be written.
  static func flush() -> Bool { fflush(nil) == 0 }

  /// Shows what is being done, on a terminal only; the next call replaces it, and an empty text removes it.
  static func progress(_ text: String) {
    guard Stream.error.isTerminal else { return }
    let line = Array("\r\u{1B}[K\(text)".utf8)
    _ = line.withUnsafeBytes { write(Stream.error.rawValue, $0.baseAddress, $0.count) }
  }
}

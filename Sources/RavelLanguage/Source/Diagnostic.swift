/// An error at a place in a kernel file: a syntax error, or whatever the evaluator finds wrong later.
///
/// Its description is the form that the `ravel` command prints:
///
///     KERNEL.py:LINE:COLUMN: error: MESSAGE
///     the source line
///         ^
public struct Diagnostic: Error, Hashable, Sendable, CustomStringConvertible {
  public let file: String
  public let location: SourceLocation
  public let message: String
  /// The line at `location`, without its line end.
  public let sourceLine: String

  public init(file: String, location: SourceLocation, message: String, sourceLine: String) {
    self.file = file
    self.location = location
    self.message = message
    self.sourceLine = sourceLine
  }

  public var description: String {
    let (text, caret) = excerpt
    return "\(file):\(location.line):\(location.column): error: \(message)\n\(text)\n\(caret)"
  }

  /// Lines longer than twice this many code points are shown as a window around the column.
  private static let halfWindow = 100

  /// The source line made safe for a terminal, and the line with the caret under its column. Tabs stay tabs in both, so
  /// that they line up whatever the width of a tab; a wide character gets two blanks, a combining one none.
  private var excerpt: (text: String, caret: String) {
    let scalars = Array(sourceLine.unicodeScalars)
    let column = min(location.column - 1, scalars.count)
    var shown = 0..<scalars.count
    if scalars.count > 2 * Self.halfWindow {
      shown = max(0, column - Self.halfWindow)..<min(scalars.count, column + Self.halfWindow)
    }
    let prefix = shown.lowerBound > 0 ? "..." : ""
    let suffix = shown.upperBound < scalars.count ? "..." : ""
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[shown].map { $0.isUnprintableControl ? "\u{FFFD}" : $0 })
    var blanks = String(repeating: " ", count: prefix.count)
    for scalar in scalars[shown.lowerBound..<column] {
      blanks += scalar == "\t" ? "\t" : String(repeating: " ", count: scalar.terminalWidth)
    }
    return (prefix + String(text) + suffix, blanks + "^")
  }
}

extension Unicode.Scalar {
  /// Control characters would move the cursor or change colours; a tab is harmless.
  fileprivate var isUnprintableControl: Bool {
    self != "\t" && properties.generalCategory == .control
  }

  /// Cells that a terminal gives this scalar: 0 for combining marks, 2 for East Asian wide characters and emoji
  /// (the main ranges of Unicode's EastAsianWidth.txt), 1 for all others.
  fileprivate var terminalWidth: Int {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
      0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}

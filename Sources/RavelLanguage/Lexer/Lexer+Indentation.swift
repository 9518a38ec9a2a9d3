extension Lexer {
  /// Width of a line's indentation, counted twice, as Python does it: with a tab stop every eight columns, and with
  /// a tab as one column. Two lines that do not compare alike in both counts depend on the width of a tab.
  struct Indentation: Equatable {
    var withTabStops = 0
    var withSingleTabs = 0
  }

  private static let deepest = 100

  /// Reads the blanks at the start of a logical line, and emits the `indent` or the `dedent`s that they mean.
  /// Blank lines and lines with nothing but a comment are passed over.
  mutating func scanIndentation() throws(Diagnostic) {
    let indentation = measureIndentation()
    guard current != nil else { return }
    let previous = indentations[indentations.count - 1]
    if indentation.withTabStops > previous.withTabStops {
      guard indentation.withSingleTabs > previous.withSingleTabs else { throw inconsistentTabs() }
      guard indentations.count <= Self.deepest else { throw error("too many levels of indentation", from: position) }
      indentations.append(indentation)
      return append(.indent, from: position)
    }
    while let last = indentations.last, last.withTabStops > indentation.withTabStops {
      indentations.removeLast()
      append(.dedent, from: position)
    }
    let level = indentations[indentations.count - 1]
    guard level.withTabStops == indentation.withTabStops else {
      throw error("unindent does not match any outer indentation level", from: position)
    }
    guard level.withSingleTabs == indentation.withSingleTabs else { throw inconsistentTabs() }
  }

  private func inconsistentTabs() -> Diagnostic {
    error("inconsistent use of tabs and spaces in indentation", from: position)
  }

  /// Moves to the first character of the next line that is not blank.
  private mutating func measureIndentation() -> Indentation {
    var indentation = Indentation()
    while let scalar = current {
      switch scalar {
      case " ":
        indentation.withTabStops += 1
        indentation.withSingleTabs += 1
        position += 1
      case "\t":
        indentation.withTabStops = (indentation.withTabStops / 8 + 1) * 8
        indentation.withSingleTabs += 1
        position += 1
      case "\u{0C}":
        indentation = Indentation()
        position += 1
      case "\n", "\r":
        indentation = Indentation()
        skipLineEnd()
      case "#":
        skipComment()
      default:
        return indentation
      }
    }
    return indentation
  }
}

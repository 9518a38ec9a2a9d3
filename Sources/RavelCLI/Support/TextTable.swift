/// Rows of cells under a heading, in columns as wide as they need be. Rows may be printed one at a time, where later
/// ones take long.
struct TextTable {
  enum Alignment {
    case left, right
  }

  struct Column {
    var title: String
    var alignment: Alignment
    /// At least that wide, for rows that come later.
    var width: Int

    init(_ title: String, _ alignment: Alignment = .right, width: Int = 0) {
      self.title = title
      self.alignment = alignment
      self.width = max(width, title.count)
    }
  }

  private(set) var columns: [Column]
  private var rows: [[String]] = []

  init(_ columns: [Column]) { self.columns = columns }

  mutating func add(_ row: [String]) {
    precondition(row.count == columns.count, "a cell for each column")
    rows.append(row)
    for (index, cell) in row.enumerated() { columns[index].width = max(columns[index].width, cell.count) }
  }

  var heading: String { line(columns.map(\.title)) }

  /// One row, in columns as wide as they are by now.
  func line(_ row: [String]) -> String {
    let cells = zip(columns, row).map { column, cell in
      let blanks = String(repeating: " ", count: max(0, column.width - cell.count))
      return column.alignment == .left ? cell + blanks : blanks + cell
    }
    let text = cells.joined(separator: "  ")
    return String(text.reversed().drop { $0 == " " }.reversed())
  }

  var lines: [String] { [heading] + rows.map(line) }
}

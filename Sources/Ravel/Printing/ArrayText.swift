import RavelIR

/// An array's elements in brackets, line by line, as NumPy's `array2string` writes them.
///
/// - Source: the behaviour of `_formatArray`, numpy/_core/arrayprint.py; held to NumPy's letters by PrintingTests.
struct ArrayText {
  private let shape: Shape
  /// Along each axis, the indices that are written.
  private let indices: [[Int]]
  private let separator: String
  private let isSummary: Bool
  private var words: [String]

  /// - Parameter separator: what stands between elements, ", " or " ".
  init(_ storage: Storage, separator: String) {
    let layout = storage.layout
    shape = layout.shape
    self.separator = separator
    isSummary = layout.count > PrintOptions.threshold
    let edge = PrintOptions.edgeItems
    let summarises = isSummary
    indices = shape.map { extent in
      summarises && extent > 2 * edge ? Array(0..<edge) + Array(extent - edge..<extent) : Array(0..<extent)
    }
    let values = storage.elements(at: indices)
    let format = ElementFormat(values, storage.dtype, isScalar: shape.isEmpty)
    words = values.map(format.text)
  }

  /// - Parameters:
  ///   - indent: columns that stand before the text.
  ///   - lineWidth: columns that lines may have.
  func text(indent: Int, lineWidth: Int) -> String {
    if shape.contains(0) { return "[]" }
    var next = 0
    return text(axis: 0, indent: indent + 1, lineWidth: lineWidth, &next)
  }

  private func isSummarised(_ axis: Int) -> Bool { isSummary && shape[axis] > 2 * PrintOptions.edgeItems }

  private func text(axis: Int, indent: Int, lineWidth: Int, _ next: inout Int) -> String {
    if axis == shape.count {
      next += 1
      return words[next - 1]
    }
    if axis == shape.count - 1 { return "[" + row(indent: indent, lineWidth: lineWidth, &next) + "]" }
    let margin = String(repeating: " ", count: indent)
    let lineEnd = separatorEnd + String(repeating: "\n", count: shape.count - axis - 1)
    var parts = indices[axis].map { _ in text(axis: axis + 1, indent: indent + 1, lineWidth: lineWidth - 1, &next) }
    if isSummarised(axis) { parts.insert("...", at: PrintOptions.edgeItems) }
    return "[" + parts.joined(separator: lineEnd + margin) + "]"
  }

  /// The separator where a line ends.
  private var separatorEnd: String { separator == " " ? "" : "," }

  /// The elements along the last axis, in lines that leave room for a bracket or a separator.
  private func row(indent: Int, lineWidth: Int, _ next: inout Int) -> String {
    let last = shape.count - 1
    var parts = words[next..<next + indices[last].count]
    next += parts.count
    if isSummarised(last) { parts.insert("...", at: parts.startIndex + PrintOptions.edgeItems) }
    let width = lineWidth - Swift.max(separatorEnd.utf8.count, 1)
    let margin = String(repeating: " ", count: indent)
    var (text, line) = ("", margin)
    for (number, word) in parts.enumerated() {
      if line.utf8.count > indent && line.utf8.count + word.utf8.count > width {
        text += trimmedEnd(line) + "\n"
        line = margin
      }
      line += word
      if number < parts.count - 1 { line += separator }
    }
    return String((text + line).dropFirst(indent))
  }

  private func trimmedEnd(_ line: String) -> Substring {
    line[..<(line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex)]
  }
}

extension Storage {
  /// The elements where these indices meet, in row-major order.
  fileprivate func elements(at indices: [[Int]]) -> [Constant] {
    var offsets = [0]
    for (axis, chosen) in indices.enumerated() {
      offsets = offsets.flatMap { offset in chosen.map { offset + $0 * layout.strides[axis] } }
    }
    let size = dtype.itemSize
    return offsets.map { Constant(bytes: UnsafeRawBufferPointer(start: pointer + $0 * size, count: size), dtype) }
  }
}

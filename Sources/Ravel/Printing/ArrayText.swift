import RavelIR

/// An array's elements in brackets, as NumPy's `array2string` writes them: lines of 75 columns, and of more than 1000 elements only the edges.
/// - Source: numpy/_core/arrayprint.py (_formatArray); held by the comparison with NumPy's texts.
struct ArrayText {
  static let threshold = 1000
  private static let edge = 3
  static let lineWidth = 75

  private let shape: Shape
  private let isSummary: Bool
  private let separator: String
  private let element: ([Int]) -> String

  /// - Parameters:
  ///   - separator: between elements: a blank for `str`, comma and blank for `repr`.
  ///   - prefix: columns taken before the first bracket; - suffix: columns taken after the last.
  static func text(_ storage: Storage, separator: String, prefix: Int, suffix: Int) -> String {
    let shape = storage.layout.shape
    if shape.contains(0) { return "[]" }
    let isSummary = storage.layout.count > threshold
    let shown = shape.map { isSummary && $0 > 2 * edge ? Array(0..<edge) + Array(($0 - edge)..<$0) : Array(0..<$0) }
    var indices: [[Int]] = [[]]
    for axis in shown { indices = indices.flatMap { index in axis.map { index + [$0] } } }
    let format = ElementFormat(indices.map(storage.element), dtype: storage.dtype, isArray: !shape.isEmpty)
    let text = ArrayText(shape: shape, isSummary: isSummary, separator: separator) { format.text(storage.element(at: $0)) }
    return text.rows([], indent: String(repeating: " ", count: prefix + 1), width: lineWidth - suffix)
  }

  private init(shape: Shape, isSummary: Bool, separator: String, element: @escaping ([Int]) -> String) {
    self.shape = shape
    self.isSummary = isSummary
    self.separator = separator
    self.element = element
  }

  private func trimmedEnd(_ text: String) -> String {
    var text = text
    while text.last == " " { text.removeLast() }
    return text
  }

  private func rows(_ index: [Int], indent: String, width: Int) -> String {
    let left = shape.count - index.count
    if left == 0 { return element(index) }
    let count = shape[index.count]
    let skips = isSummary && 2 * Self.edge < count
    var places: [Int?] = skips ? Array(0..<Self.edge) + [nil] : []
    places += skips ? Array((count - Self.edge)..<count) : Array(0..<count)
    let inner = { (place: Int) in rows(index + [place], indent: indent + " ", width: width - 1) }
    var text = ""
    if left == 1 {
      let room = width - max(trimmedEnd(separator).count, 1)
      var line = indent
      for (number, place) in places.enumerated() {
        let word = place.map(inner) ?? "..."
        if line.count + word.count > room && line.count > indent.count {
          text += trimmedEnd(line) + "\n"
          line = indent
        }
        line += word
        if number < places.count - 1 { line += separator }
      }
      text += line
    } else {
      let between = trimmedEnd(separator) + String(repeating: "\n", count: left - 1)
      text = places.map { indent + ($0.map(inner) ?? "...") }.joined(separator: between)
    }
    return "[" + text.dropFirst(indent.count) + "]"
  }
}

extension Storage {
  /// One element, as its bits.
  func element(at index: [Int]) -> Constant {
    let place = zip(index, layout.strides).reduce(0) { $0 + $1.0 * $1.1 }
    let bytes = UnsafeRawBufferPointer(start: pointer + place * dtype.itemSize, count: dtype.itemSize)
    return Constant(bytes: bytes, dtype)
  }
}

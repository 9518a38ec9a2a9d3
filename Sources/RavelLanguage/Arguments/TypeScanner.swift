/// Reads the notation that annotations and command-line arguments share: `DTYPE[DIMENSION,...]@STRIDE,...*SCALE`.
/// Blanks may stand between its parts.
struct TypeScanner {
  private let text: String
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) {
    self.text = text
    bytes = Array(text.utf8)
  }

  mutating func arrayType() throws(TypeSyntaxError) -> ArrayType {
    let dtype = try dtype()
    guard accept("[") else { return ArrayType(dtype: dtype, dimensions: []) }
    if accept("]") { return ArrayType(dtype: dtype, dimensions: []) }
    var dimensions: [ArrayType.Dimension] = []
    repeat { dimensions.append(try dimension()) } while accept(",")
    guard accept("]") else { throw error("expected ',' or ']' after a dimension") }
    return ArrayType(dtype: dtype, dimensions: dimensions)
  }

  /// `@1,1024`, one stride a dimension, in elements.
  /// - Returns: nil if there is no `@`.
  mutating func strides(rank: Int) throws(TypeSyntaxError) -> [Int]? {
    guard accept("@") else { return nil }
    var strides: [Int] = []
    repeat {
      guard let stride = try integer("stride") else { throw error("expected a stride") }
      strides.append(stride)
    } while accept(",")
    guard strides.count == rank else {
      throw error("\(strides.count) strides for \(rank) dimensions")
    }
    return strides
  }

  /// `*0.5` or `*2`, by which floats are multiplied without rounding.
  /// - Returns: nil if there is no `*`.
  mutating func scale() throws(TypeSyntaxError) -> Double? {
    guard accept("*") else { return nil }
    skipBlanks()
    for (written, scale) in [("0.5", 0.5), ("2", 2)] where bytes[position...].starts(with: written.utf8) {
      position += written.utf8.count
      return scale
    }
    throw error("expected the scale 0.5 or 2")
  }

  mutating func expectEnd() throws(TypeSyntaxError) {
    skipBlanks()
    guard position == bytes.count else { throw error("unexpected text after the type") }
  }

  private mutating func dtype() throws(TypeSyntaxError) -> String {
    skipBlanks()
    let start = position
    guard let name = name() else { throw error("expected a dtype") }
    if let canonical = DTypeName.canonical(name) { return canonical }
    let reason = DTypeName.isForeign(name) ? "dtype '\(name)' is not supported" : "'\(name)' is not a dtype"
    throw error(reason, at: start)
  }

  private mutating func dimension() throws(TypeSyntaxError) -> ArrayType.Dimension {
    skipBlanks()
    let start = position
    if let name = name() { return .symbol(name) }
    guard let size = try integer("dimension") else { throw error("expected a dimension: a number or a name") }
    guard size >= 0 else { throw error("negative dimensions are not allowed", at: start) }
    return .size(size)
  }

  private mutating func name() -> String? {
    skipBlanks()
    let scalars = String(decoding: bytes[position...], as: UTF8.self).unicodeScalars
    guard let first = scalars.first, first.startsIdentifier else { return nil }
    let name = String(String.UnicodeScalarView(scalars.prefix { $0.continuesIdentifier }))
    position += name.utf8.count
    return name
  }

  /// - Returns: nil if no digit stands here, with or without a sign before it.
  private mutating func integer(_ purpose: String) throws(TypeSyntaxError) -> Int? {
    skipBlanks()
    let start = position
    var end = position
    if bytes[safe: end] == UInt8(ascii: "-") { end += 1 }
    let digits = bytes[end...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard !digits.isEmpty else { return nil }
    position = digits.endIndex
    let written = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let value = Int(written) else { throw error("the \(purpose) \(written) is too large", at: start) }
    return value
  }

  private mutating func accept(_ symbol: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard bytes[safe: position].map({ Unicode.Scalar($0) }) == symbol else { return false }
    position += 1
    return true
  }

  private mutating func skipBlanks() {
    while bytes[safe: position] == UInt8(ascii: " ") { position += 1 }
  }

  private func error(_ message: String, at offset: Int? = nil) -> TypeSyntaxError {
    TypeSyntaxError(text: text, offset: offset ?? position, message: message)
  }
}

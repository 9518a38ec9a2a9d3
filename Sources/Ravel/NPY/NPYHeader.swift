/// What the head of a `.npy` file says of the elements behind it.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
struct NPYHeader: Hashable {
  var dtype: DType
  var isBigEndian = false
  var isFortranOrder: Bool
  var shape: Shape

  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// Bytes from which `textRange` can be told.
  static let prefixLength = 12

  /// Where the header's text stands, with the elements behind it.
  /// - Parameter prefix: the file's first bytes, `prefixLength` of them if it has as many.
  /// - Throws: `NPYProblem` with what is wrong.
  static func textRange(_ prefix: [UInt8]) throws(NPYProblem) -> Range<Int> {
    guard prefix.count >= 8, prefix.starts(with: magic) else { throw NPYProblem("not a .npy file") }
    let version = prefix[6]
    guard (1...3).contains(version), prefix[7] == 0 else {
      throw NPYProblem("version \(version).\(prefix[7]) of the format is not known")
    }
    let start = version == 1 ? 10 : 12
    guard prefix.count >= start else { throw NPYProblem("the header is cut off") }
    let length = prefix[8..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= 1 << 20 else { throw NPYProblem("the header is said to be \(length) bytes long") }
    return start..<(start + length)
  }

  /// - Throws: `NPYProblem` with what is wrong.
  static func parse(_ text: [UInt8]) throws(NPYProblem) -> NPYHeader {
    var parser = DictionaryParser(String(decoding: text, as: UTF8.self))
    return try parser.header()
  }

  /// The head of a file, elements to follow: version 1.0 (2.0 if the shape is very long), padded as NumPy pads it.
  var bytes: [UInt8] {
    let order = dtype.itemSize == 1 ? "|" : isBigEndian ? ">" : "<"
    let letter =
      switch dtype.kind {
      case .bool: "b"
      case .signed: "i"
      case .unsigned: "u"
      case .float: "f"
      case .complex: "c"
      }
    var text =
      "{'descr': '\(order)\(letter)\(dtype.itemSize)', 'fortran_order': \(isFortranOrder ? "True" : "False"), 'shape': \(tupleText(shape)), }"
    // NumPy leaves room for the axis that may grow.
    if let growing = isFortranOrder ? shape.last : shape.first {
      text += String(repeating: " ", count: max(21 - String(growing).count, 0))
    }
    let lengthBytes = text.utf8.count + 11 + 64 < 1 << 16 ? 2 : 4
    let used = 8 + lengthBytes + text.utf8.count + 1
    text += String(repeating: " ", count: (64 - used % 64) % 64) + "\n"
    let length = text.utf8.count
    return Self.magic + [lengthBytes == 2 ? 1 : 2, 0]
      + (0..<lengthBytes).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
      + Array(text.utf8)
  }
}

/// Reads the literal of a dictionary that a header is.
private struct DictionaryParser {
  private var rest: Substring

  init(_ text: String) { rest = Substring(text) }

  mutating func header() throws(NPYProblem) -> NPYHeader {
    var found: (dtype: DType, isBigEndian: Bool)?
    var isFortranOrder: Bool?
    var shape: Shape?
    try expect("{")
    while !accept("}") {
      let key = try quoted()
      try expect(":")
      switch key {
      case "descr": found = try Self.dtype(of: quoted())
      case "fortran_order": isFortranOrder = try truth()
      case "shape": shape = try tuple()
      default: throw NPYProblem("the header has the key '\(key.prefix(40))', which is not known")
      }
      if !accept(",") {
        try expect("}")
        break
      }
    }
    skipBlanks()
    guard rest.isEmpty else { throw NPYProblem("the header goes on after its dictionary") }
    guard let found, let isFortranOrder, let shape else {
      throw NPYProblem("the header lacks descr, fortran_order or shape")
    }
    return NPYHeader(dtype: found.dtype, isBigEndian: found.isBigEndian, isFortranOrder: isFortranOrder, shape: shape)
  }

  private static func dtype(of text: String) throws(NPYProblem) -> (dtype: DType, isBigEndian: Bool) {
    let names: [String: DType] = [
      "b1": .bool, "i1": .int8, "u1": .uint8, "i2": .int16, "u2": .uint16, "i4": .int32, "u4": .uint32, "i8": .int64,
      "u8": .uint64, "f2": .float16, "f4": .float32, "f8": .float64, "c8": .complex64, "c16": .complex128
    ]
    if text.dropFirst().first == "O" { throw NPYProblem("it holds Python objects, which are not read") }
    guard let order = text.first, "<>|=".contains(order), let dtype = names[String(text.dropFirst())] else {
      throw NPYProblem("elements of type '\(text.prefix(40))' are not known")
    }
    return (dtype, order == ">" && dtype.component.itemSize > 1)
  }

  private mutating func skipBlanks() { rest = rest.drop { $0 == " " || $0 == "\n" || $0 == "\t" } }

  private mutating func accept(_ mark: Character) -> Bool {
    skipBlanks()
    guard rest.first == mark else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func expect(_ mark: Character) throws(NPYProblem) {
    if !accept(mark) { throw NPYProblem("the header is no dictionary: \(mark) is missing") }
  }

  private mutating func quoted() throws(NPYProblem) -> String {
    skipBlanks()
    guard let quote = rest.first, quote == "'" || quote == "\"", let end = rest.dropFirst().firstIndex(of: quote) else {
      throw NPYProblem("the header is no dictionary: a string is missing")
    }
    defer { rest = rest[rest.index(after: end)...] }
    return String(rest[rest.index(after: rest.startIndex)..<end])
  }

  private mutating func truth() throws(NPYProblem) -> Bool {
    skipBlanks()
    for (word, value) in [("True", true), ("False", false)] where rest.hasPrefix(word) {
      rest.removeFirst(word.count)
      return value
    }
    throw NPYProblem("fortran_order is neither True nor False")
  }

  private mutating func tuple() throws(NPYProblem) -> Shape {
    try expect("(")
    var extents: Shape = []
    while !accept(")") {
      skipBlanks()
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      guard let extent = Int(digits) else {
        throw NPYProblem("the shape has an extent that is no number, or too large a one")
      }
      rest.removeFirst(digits.count)
      extents.append(extent)
      if extents.count > 64 { throw NPYProblem("the shape has more than 64 axes") }
      if !accept(",") {
        try expect(")")
        break
      }
    }
    return extents
  }
}

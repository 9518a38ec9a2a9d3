/// The type of an array as annotations spell it: `float32`, `float32[n]`, `float32[m, 1024]`.
public struct ArrayType: Hashable, Sendable, CustomStringConvertible {
  public enum Dimension: Hashable, Sendable {
    /// A name for a size that is not fixed; the same name means the same size.
    case symbol(String)
    case size(Int)
  }

  /// NumPy's canonical name: `int` is `int64`.
  public let dtype: String
  /// Empty for a 0-d array, which is what a dtype alone means.
  public let dimensions: [Dimension]

  public init(dtype: String, dimensions: [Dimension]) {
    self.dtype = dtype
    self.dimensions = dimensions
  }

  public init(parsing text: String) throws(TypeSyntaxError) {
    var scanner = TypeScanner(text)
    self = try scanner.arrayType()
    try scanner.expectEnd()
  }

  public var description: String {
    let sizes = dimensions.map {
      switch $0 {
      case .symbol(let name): name
      case .size(let size): String(size)
      }
    }
    return sizes.isEmpty ? dtype : "\(dtype)[\(sizes.joined(separator: ","))]"
  }
}

/// What is wrong with the text of an array type or an argument, and where.
public struct TypeSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The whole text that was parsed.
  public let text: String
  /// Where in `text` it is wrong, in UTF-8 bytes.
  public let offset: Int
  public let message: String

  public var description: String { "'\(text)': \(message)" }
}

extension SourceFile {
  /// The array type that a string annotation spells.
  /// - Returns: nil if the annotation is not a string.
  /// - Throws: a `Diagnostic` at the wrong character within the string.
  public func arrayType(of annotation: Expression) throws(Diagnostic) -> ArrayType? {
    guard case .string(let text) = annotation.kind else { return nil }
    do throws(TypeSyntaxError) {
      return try ArrayType(parsing: text)
    } catch {
      // Offsets in the text are offsets in the file only if the literal is the text between two quotes, as it stands.
      let range = annotation.range
      let isPlain = range.end - range.start == text.utf8.count + 2
      let place = isPlain ? SourceRange(start: range.start + 1 + error.offset, end: range.end) : range
      throw diagnostic(error.message, at: place)
    }
  }
}

/// One ARG of the command line: where a parameter's value comes from.
public enum ArgumentSpec: Hashable, Sendable {
  /// `PATH.npy`.
  case npy(path: String)
  /// `PATH.npz:KEY`.
  case npz(path: String, member: String)
  /// A Python literal: a number with or without sign, a complex sum such as `1+2j`, a string, `True`, `False`, `None`,
  /// or a tuple or list of literals.
  case literal(Expression)
  /// `float32[1024,512]@1,1024`: made-up data of a dtype (by NumPy's canonical name) and shape; strides are in
  /// elements, one a dimension. `float32[8]*0.5`: the same numbers times a scale that rounds none of them.
  case madeUp(dtype: String, shape: [Int], strides: [Int]?, scale: Double = 1)

  public init(parsing text: String) throws(TypeSyntaxError) {
    func error(_ message: String, at offset: Int = 0) -> TypeSyntaxError {
      TypeSyntaxError(text: text, offset: offset, message: message)
    }
    guard let first = text.unicodeScalars.first(where: { $0 != " " }) else { throw error("an argument is empty") }
    let isQuoted = first == "\"" || first == "'"
    if !isQuoted, let path = Self.path(in: text) {
      if case .npz(_, "") = path {
        throw error("a member of the file must be named: PATH.npz:KEY", at: text.utf8.count)
      }
      self = path
    } else if first.startsIdentifier, !isQuoted, !["True", "False", "None"].contains(text.trimmingBlanks) {
      self = try Self.madeUp(text)
    } else {
      self = .literal(try Self.literal(text))
    }
  }

  private static func path(in text: String) -> ArgumentSpec? {
    let archive = ".npz"
    if let key = text.firstRange(of: archive + ":") {
      let path = String(text[..<key.lowerBound]) + archive
      return .npz(path: path, member: String(text[key.upperBound...]))
    }
    if text.hasSuffix(archive) { return .npz(path: text, member: "") }
    return text.hasSuffix(".npy") ? .npy(path: text) : nil
  }

  private static func madeUp(_ text: String) throws(TypeSyntaxError) -> ArgumentSpec {
    var scanner = TypeScanner(text)
    let type = try scanner.arrayType()
    var shape: [Int] = []
    for dimension in type.dimensions {
      guard case .size(let size) = dimension else {
        throw TypeSyntaxError(text: text, offset: 0, message: "the dimensions of an argument must be numbers")
      }
      shape.append(size)
    }
    let strides = try scanner.strides(rank: shape.count)
    let scale = try scanner.scale()
    try scanner.expectEnd()
    return .madeUp(dtype: type.dtype, shape: shape, strides: strides, scale: scale ?? 1)
  }

  private static func literal(_ text: String) throws(TypeSyntaxError) -> Expression {
    let file = SourceFile(name: "argument", text: text.trimmingBlanks)
    let expression: Expression
    do throws(Diagnostic) {
      expression = try Expression(parsing: file)
    } catch {
      throw TypeSyntaxError(text: text, offset: error.location.offset, message: error.message)
    }
    guard expression.isLiteral else {
      throw TypeSyntaxError(text: text, offset: 0, message: "not a literal: only a constant value can stand here")
    }
    return expression
  }
}

extension Expression {
  /// Parses a text that is one expression.
  public init(parsing file: SourceFile) throws(Diagnostic) {
    var parser = Parser(file: file)
    self = try parser.wholeExpression()
  }

  /// Whether this is a constant as Python's `ast.literal_eval` accepts it, dictionaries, sets and bytes apart.
  public var isLiteral: Bool {
    switch kind {
    case .string, .boolean, .none: true
    case .tuple(let elements), .list(let elements): elements.allSatisfy(\.isLiteral)
    case .binary(let real, let operation, let imaginary):
      if case .imaginary = imaginary.kind {
        [.add, .subtract].contains(operation.value) && real.isSignedNumber
      } else {
        false
      }
    default: isSignedNumber
    }
  }

  private var isSignedNumber: Bool {
    switch kind {
    case .integer, .float, .imaginary: true
    case .unary(let sign, let operand): [.positive, .negative].contains(sign) && operand.isSignedNumber
    default: false
    }
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    let blank: Character = " "
    guard let first = firstIndex(where: { $0 != blank }), let last = lastIndex(where: { $0 != blank }) else {
      return ""
    }
    return String(self[first...last])
  }
}

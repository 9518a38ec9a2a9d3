import Ravel

extension Evaluator {
  /// A value as an operand of an array operation; tuples and lists become arrays.
  /// - Returns: nil for what NumPy would take as an object.
  func operand(_ value: Value) throws -> (any ArrayOperand)? {
    switch value {
    case .boolean(let truth): truth
    case .integer(let integer): Operand.integer(WideInteger(integer))
    case .float(let float): float
    case .complex(let number): Operand.complex(real: number.real, imaginary: number.imaginary)
    case .array(let object): object.value
    case .scalar(let array): array
    case .tuple, .list: try array(of: value)
    default: nil
    }
  }

  /// As `operand`, for the parameter of a function that takes nothing else.
  func requiredOperand(_ value: Value) throws -> any ArrayOperand {
    guard let operand = try operand(value) else {
      throw PythonError("an array or a number is needed here, not a value of type '\(value.typeName)'")
    }
    return operand
  }

  /// The integer that a value stands for where one is needed: Python's `__index__`. A NumPy integer is evaluated.
  func index(of value: Value) throws -> Int128? {
    switch value {
    case .boolean(let truth): return truth ? 1 : 0
    case .integer(let integer): return integer
    case .array, .scalar:
      guard let array = value.ndarray, array.shape.isEmpty, array.dtype.isInteger else { return nil }
      guard case .integer(let integer) = try scalar(of: array) else { return nil }
      return integer
    default: return nil
    }
  }

  /// As `index`, as a number of elements or an axis.
  func integer(_ value: Value) throws -> Int {
    guard let integer = try index(of: value) else {
      throw PythonError("'\(value.typeName)' object cannot be interpreted as an integer")
    }
    guard let small = Int(exactly: integer) else { throw PythonError("Python int too large to convert to C long") }
    return small
  }

  /// The Python number of the one element of an array, which is evaluated.
  func scalar(of array: NDArray) throws -> Value {
    let element = try array.element()
    switch element.dtype.kind {
    case .bool: return .boolean(element.bits != 0)
    case .unsigned: return .integer(Int128(element.bits))
    case .signed: return .integer(Int128(element.signedValue))
    case .float: return .float(element.doubleValue)
    case .complex: return .complex(ComplexNumber(element.real.doubleValue, element.imaginary.doubleValue))
    }
  }

  /// A value as a Python number: arrays without axes are evaluated.
  /// - Returns: nil for what is neither a number nor an array.
  func number(_ value: Value) throws -> Number? {
    guard let array = value.ndarray else { return Number(value) }
    guard array.shape.isEmpty else { throw PythonError("only 0-dimensional arrays can be converted to Python scalars") }
    return Number(try scalar(of: array))
  }

  /// What a value says as a dtype.
  func dtype(of value: Value) throws -> DType {
    switch value {
    case .dtype(let dtype), .scalarType(let dtype): return dtype
    case .string(let name):
      let letter = name.hasPrefix("<") || name.hasPrefix("=") || name.hasPrefix("|") ? String(name.dropFirst()) : name
      if let dtype = DType(name: name) ?? DType(code: letter) { return dtype }
      throw PythonError("data type '\(name)' not understood")
    case .builtin(let function) where function.isType:
      if let dtype = DType(name: function.name) { return dtype }
      throw PythonError("Cannot interpret '\(function.name)' as a data type")
    default:
      throw PythonError("Cannot interpret '\(text(of: value))' as a data type")
    }
  }

  /// A short text for messages; what Python's `repr` gives, of values that are no containers.
  func text(of value: Value) -> String {
    switch value {
    case .none: "None"
    case .ellipsis: "Ellipsis"
    case .boolean(let truth): truth ? "True" : "False"
    case .integer(let integer): "\(integer)"
    case .float(let float): float.pythonText
    case .string(let text): text
    case .dtype(let dtype): "\(dtype)"
    default: "<\(value.typeName)>"
    }
  }
}

extension DType {
  /// From a kind and a size in bytes, or a letter, as array protocols write them: `f4`, `i8`, `b1`, `d`.
  fileprivate init?(code: String) {
    if code.count == 1, let character = code.first, let dtype = DType(character: character) {
      self = dtype
      return
    }
    let match = DType.allCases.first { dtype in
      let kind =
        switch dtype.kind {
        case .bool: "b"
        case .unsigned: "u"
        case .signed: "i"
        case .float: "f"
        case .complex: "c"
        }
      return code == "\(kind)\(dtype.itemSize)"
    }
    guard let match else { return nil }
    self = match
  }
}

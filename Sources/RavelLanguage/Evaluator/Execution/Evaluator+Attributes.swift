import Ravel

extension Evaluator {
  /// `object.name`.
  func attribute(_ name: String, of object: Value) throws -> Value {
    let found: Value? =
      switch object {
      case .namespace(let namespace): try namespace.attribute(name)
      case .array, .scalar: try arrayAttribute(name, of: object)
      case .builtin(let function) where function.ufunc != nil:
        FunctionTable.ufuncMethods[name].map { .method($0, of: object) }
      case .list: FunctionTable.listMethods[name].map { .method($0, of: object) }
      case .dtype(let dtype), .scalarType(let dtype): dtypeAttribute(name, of: dtype)
      case .range(let range): rangeAttribute(name, of: range)
      default: numberAttribute(name, of: object)
      }
    guard let found else { throw PythonError("'\(object.typeName)' object has no attribute '\(name)'") }
    return found
  }

  private func arrayAttribute(_ name: String, of object: Value) throws -> Value? {
    guard let array = object.ndarray else { return nil }
    switch name {
    case "shape": return .tuple(array.shape)
    case "ndim": return .integer(Int128(array.ndim))
    case "size": return .integer(Int128(array.size))
    case "dtype": return .dtype(array.dtype)
    case "itemsize": return .integer(Int128(array.itemSize))
    case "nbytes": return .integer(Int128(array.nbytes))
    case "strides": return .tuple(array.strides)
    case "real": return try part(of: object, .real)
    case "imag": return try part(of: object, .imag)
    case "T":
      guard case .array(let source) = object else { return object }
      return .array(try source.view { try $0.transposed() })
    case "mT":
      guard case .array(let source) = object, array.ndim >= 2 else {
        throw PythonError("matrix transpose with ndim < 2 is undefined")
      }
      return .array(try source.view { try $0.swappingAxes(-2, -1) })
    default: return FunctionTable.arrayMethods[name].map { .method($0, of: object) }
    }
  }

  private func dtypeAttribute(_ name: String, of dtype: DType) -> Value? {
    switch name {
    case "name", "__name__": .string(dtype.name)
    case "itemsize": .integer(Int128(dtype.itemSize))
    case "kind": .string(dtype.kindCharacter)
    case "char": .string(String(dtype.character))
    case "type": .scalarType(dtype)
    default: nil
    }
  }

  private func rangeAttribute(_ name: String, of range: RangeValue) -> Value? {
    switch name {
    case "start": .integer(range.start)
    case "step": .integer(range.step)
    default: nil
    }
  }

  private func numberAttribute(_ name: String, of object: Value) -> Value? {
    guard let number = Number(object) else { return nil }
    switch (name, number) {
    case ("real", .complex(let value)): return .float(value.real)
    case ("imag", .complex(let value)): return .float(value.imaginary)
    case ("real", _): return number.value
    case ("imag", .integer): return .integer(0)
    case ("imag", .float): return .float(0)
    default: return FunctionTable.numberMethods[name].map { .method($0, of: object) }
    }
  }
}

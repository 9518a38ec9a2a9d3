import Ravel

extension Evaluator {
  func compare(_ left: Value, _ operation: ComparisonOperator, _ right: Value) throws -> Value {
    switch operation {
    case .is: return .boolean(isSame(left, right))
    case .isNot: return .boolean(!isSame(left, right))
    case .in: return .boolean(try contains(right, left))
    case .notIn: return .boolean(!(try contains(right, left)))
    default: break
    }
    if left.isArray || right.isArray {
      if let x = try operand(left), let y = try operand(right), let op = operation.op {
        try chargeOperation()
        return .computed(try NDArray.applying(op, [x, y]))
      }
      // NumPy compares element by element with None or a text, to which no number is equal.
      guard operation == .equal || operation == .notEqual, let shape = (left.ndarray ?? right.ndarray)?.shape else {
        throw unordered(operation, left, right)
      }
      return .computed(try NDArray.filled(shape, with: operation == .notEqual))
    }
    switch operation {
    case .equal: return .boolean(try isEqual(left, right))
    case .notEqual: return .boolean(!(try isEqual(left, right)))
    case .less: return .boolean(try isLess(left, right, orEqual: false, operation, left, right))
    case .lessEqual: return .boolean(try isLess(left, right, orEqual: true, operation, left, right))
    case .greater: return .boolean(try isLess(right, left, orEqual: false, operation, left, right))
    default: return .boolean(try isLess(right, left, orEqual: true, operation, left, right))
    }
  }

  private func unordered(_ operation: ComparisonOperator, _ left: Value, _ right: Value) -> PythonError {
    PythonError(
      "'\(operation.rawValue)' not supported between instances of '\(left.typeName)' and '\(right.typeName)'")
  }

  /// `==` between values of which neither is an array.
  func isEqual(_ left: Value, _ right: Value) throws -> Bool {
    if let a = Number(left), let b = Number(right) { return Number.isEqual(a, b) }
    switch (left, right) {
    case (.string(let a), .string(let b)): return a == b
    case (.tuple(let a), .tuple(let b)), (.list(let a), .list(let b)): return try areEqual(a, b)
    case (.range(let a), .range(let b)): return a == b
    case (.dtype, _), (.scalarType, _), (_, .dtype), (_, .scalarType):
      // A dtype is equal to whatever NumPy makes that dtype of.
      guard let a = try? dtype(of: left), let b = try? dtype(of: right) else { return false }
      return a == b
    default: return isSame(left, right)
    }
  }

  private func areEqual(_ a: Items, _ b: Items) throws -> Bool {
    try guardStack()
    guard a.values.count == b.values.count else { return false }
    for (first, second) in zip(a.values, b.values) {
      try charge()
      if isSame(first, second) { continue }
      guard try truth(of: compare(first, .equal, second)) else { return false }
    }
    return true
  }

  /// `is`. Numbers and texts are the same where Python could have kept one object for them: if type and value agree.
  func isSame(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.none, .none), (.ellipsis, .ellipsis): true
    case (.boolean(let a), .boolean(let b)): a == b
    case (.integer(let a), .integer(let b)): a == b
    case (.float(let a), .float(let b)): a == b
    case (.complex(let a), .complex(let b)): a == b
    case (.string(let a), .string(let b)): a == b
    case (.tuple(let a), .tuple(let b)), (.list(let a), .list(let b)): a === b
    case (.iterator(let a), .iterator(let b)): a === b
    case (.array(let a), .array(let b)): a === b
    case (.dtype(let a), .dtype(let b)), (.scalarType(let a), .scalarType(let b)): a == b
    case (.function(let a), .function(let b)): a === b
    case (.builtin(let a), .builtin(let b)): a === b
    case (.namespace(let a), .namespace(let b)): a === b
    default: false
    }
  }

  /// Numbers by value, texts by code points, sequences member by member.
  private func isLess(
    _ a: Value, _ b: Value, orEqual: Bool, _ operation: ComparisonOperator, _ left: Value, _ right: Value
  ) throws -> Bool {
    if let x = Number(a), let y = Number(b), let result = Number.isLess(x, y, orEqual: orEqual) { return result }
    switch (a, b) {
    case (.string(let x), .string(let y)):
      let (x, y) = (x.unicodeScalars.map(\.value), y.unicodeScalars.map(\.value))
      return x.lexicographicallyPrecedes(y) || (orEqual && x == y)
    case (.tuple(let x), .tuple(let y)), (.list(let x), .list(let y)):
      try guardStack()
      for (first, second) in zip(x.values, y.values) {
        try charge()
        if try isSame(first, second) || truth(of: compare(first, .equal, second)) { continue }
        return try truth(of: compare(first, orEqual ? .lessEqual : .less, second))
      }
      return x.values.count < y.values.count || (orEqual && x.values.count == y.values.count)
    default:
      throw unordered(operation, left, right)
    }
  }

  /// `value in container`.
  private func contains(_ container: Value, _ value: Value) throws -> Bool {
    switch (container, value) {
    case (.range(let range), .integer(let value)):
      return range.contains(value)
    case (.string(let text), .string(let part)):
      try charge(text.utf8.count)
      return part.isEmpty || text.contains(part)
    case (.string, _):
      throw PythonError("'in <string>' requires string as left operand, not \(value.typeName)")
    default:
      break
    }
    if let array = container.ndarray {
      guard let x = try operand(value) else { return false }
      try chargeOperation()
      return try truth(of: .computed(NDArray.applying(.equal, [array, x]).reduced(.any)))
    }
    guard let iterator = try? iterator(over: container) else {
      throw PythonError("argument of type '\(container.typeName)' is not iterable")
    }
    while let member = try nextItem(of: iterator) {
      if try isSame(member, value) || truth(of: compare(member, .equal, value)) { return true }
    }
    return false
  }

  // MARK: Truth

  /// Python's truth value. That of an array of one element needs the element: whatever it depends on is evaluated.
  func truth(of value: Value) throws -> Bool {
    switch value {
    case .none: return false
    case .boolean(let truth): return truth
    case .string(let text): return !text.isEmpty
    case .tuple(let items), .list(let items): return !items.values.isEmpty
    case .range(let range): return range.count > 0
    case .array, .scalar: return try truth(ofElementOf: value)
    default: return Number(value).map { !$0.isZero } ?? true
    }
  }

  private func truth(ofElementOf value: Value) throws -> Bool {
    guard let array = value.ndarray else { return true }
    switch array.size {
    case 1:
      return try Number(scalar(of: array)).map { !$0.isZero } ?? true
    case 0:
      throw PythonError(
        "The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array is not empty.")
    default:
      throw PythonError(
        "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()")
    }
  }
}

extension ComparisonOperator {
  /// The operation on elements, of those that have one.
  fileprivate var op: Op? {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessEqual: .lessEqual
    case .greater: .greater
    case .greaterEqual: .greaterEqual
    case .in, .notIn, .is, .isNot: nil
    }
  }
}

import Ravel

extension Evaluator {
  // MARK: Reading

  /// `object[key]`.
  func item(of object: Value, _ key: Value) throws -> Value {
    switch object {
    case .array(let array):
      try chargeOperation()
      return try element(of: array, key)
    case .scalar(let value):
      let indices = try indices(key)
      guard indices.allSatisfy({ $0 == .newAxis || $0 == .ellipsis }) else {
        throw PythonError("invalid index to scalar variable.")
      }
      return indices.isEmpty ? object : .array(ArrayObject(try value.indexed(by: indices)))
    case .tuple(let items), .list(let items):
      if case .slice(let slice) = key {
        let places = try positions(slice, count: Int128(items.values.count))
        try charge(places.count)
        let values = (0..<Int(places.count)).map { items.values[Int(places.first + Int128($0) * places.step)] }
        return if case .tuple = object { .tuple(values) } else { .list(values) }
      }
      return items.values[try position(key, count: items.values.count, of: object, "index")]
    case .range(let range):
      if case .slice(let slice) = key {
        let places = try positions(slice, count: range.count)
        return .range(try range.sliced(first: places.first, by: places.step, count: places.count))
      }
      guard let index = try index(of: key) else { throw wrongIndex(key, of: object) }
      let place = index < 0 ? index + range.count : index
      guard (0..<range.count).contains(place) else { throw PythonError("range object index out of range") }
      return .integer(range[place])
    default:
      throw PythonError("'\(object.typeName)' object is not subscriptable")
    }
  }

  /// The view that an index selects; an element, if the index takes every axis away.
  private func element(of array: ArrayObject, _ key: Value) throws -> Value {
    let indices = try indices(key)
    if indices.count == array.value.ndim, indices.allSatisfy(\.isInteger) {
      return .scalar(try array.value.indexed(by: indices))
    }
    let view = try array.view { try $0.indexed(by: indices) }
    return view.value.shape.isEmpty && !indices.contains(.ellipsis) ? .scalar(view.value) : .array(view)
  }

  /// A subscript of an array as basic indexing has it.
  private func indices(_ key: Value) throws -> [Index] {
    if case .tuple(let items) = key { return try items.values.map(arrayIndex) }
    return [try arrayIndex(key)]
  }

  private func arrayIndex(_ value: Value) throws -> Index {
    switch value {
    case .none: return .newAxis
    case .ellipsis: return .ellipsis
    case .slice(let slice):
      return .slice(start: try bound(slice.start), stop: try bound(slice.stop), step: try bound(slice.step))
    case .integer(let integer):
      guard let small = Int(exactly: integer) else { throw PythonError("cannot fit 'int' into an index-sized integer") }
      return .integer(small)
    case .boolean, .list, .tuple, .array, .scalar:
      if value.isArray, let integer = try index(of: value) { return .integer(Int(clamping: integer)) }
      if let array = value.ndarray, array.dtype.kind >= .float {
        throw PythonError("arrays used as indices must be of integer (or boolean) type")
      }
      throw PythonError("indexing by arrays, lists and bools is not part of the kernel language yet")
    default:
      throw PythonError(
        "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices"
      )
    }
  }

  /// A bound of a slice; one beyond what any axis has is as good as the greatest.
  private func bound(_ value: Value) throws -> Int? {
    try sliceBound(value).map { Int(clamping: $0) }
  }

  private func sliceBound(_ value: Value) throws -> Int128? {
    if case .none = value { return nil }
    guard let index = try index(of: value) else {
      throw PythonError("slice indices must be integers or None or have an __index__ method")
    }
    return index
  }

  /// The positions that a slice takes of a sequence.
  private func positions(_ slice: SliceObject, count: Int128) throws -> (first: Int128, step: Int128, count: Int128) {
    let step = try sliceBound(slice.step) ?? 1
    guard step != 0 else { throw PythonError("slice step cannot be zero") }
    let (least, greatest): (Int128, Int128) = step > 0 ? (0, count) : (-1, count - 1)
    func place(_ index: Int128) -> Int128 { min(max(index < 0 ? index + count : index, least), greatest) }
    let start = try sliceBound(slice.start).map(place) ?? (step > 0 ? least : greatest)
    let stop = try sliceBound(slice.stop).map(place) ?? (step > 0 ? greatest : least)
    let distance = step > 0 ? stop - start : start - stop
    return (start, step, distance <= 0 ? 0 : (distance - 1) / Int128(clamping: step.magnitude) + 1)
  }

  /// - Parameter noun: "index" or "assignment index", for the message.
  private func position(_ key: Value, count: Int, of object: Value, _ noun: String) throws -> Int {
    guard let index = try index(of: key) else { throw wrongIndex(key, of: object) }
    let place = index < 0 ? index + Int128(count) : index
    guard (0..<Int128(count)).contains(place) else { throw PythonError("\(object.typeName) \(noun) out of range") }
    return Int(place)
  }

  private func wrongIndex(_ key: Value, of object: Value) -> PythonError {
    PythonError("\(object.typeName) indices must be integers or slices, not \(key.typeName)")
  }

  // MARK: Assignment

  /// `object[key] = value`.
  func setItem(of object: Value, _ key: Value, to value: Value) throws {
    switch object {
    case .array(let array):
      try chargeOperation()
      let indices = try indices(key)
      guard let operand = try operand(value) else {
        throw PythonError("an element of an array must be a number, not '\(value.typeName)'")
      }
      let isElement = indices.count == array.value.ndim && indices.allSatisfy(\.isInteger)
      if isElement, let members = operand as? NDArray, members.size != 1 {
        throw PythonError("setting an array element with a sequence.")
      }
      try array.assign(operand) { try $0.indexed(by: indices) }
    case .list(let items):
      if case .slice = key { throw PythonError("assignment to a slice of a list is not part of the kernel language") }
      items.values[try position(key, count: items.values.count, of: object, "assignment index")] = value
    default:
      throw PythonError("'\(object.typeName)' object does not support item assignment")
    }
  }

  /// `list += value`.
  func extend(_ items: Items, by value: Value) throws {
    let further = try self.items(of: value)
    items.values += further
  }
}

extension Index {
  fileprivate var isInteger: Bool {
    if case .integer = self { true } else { false }
  }
}

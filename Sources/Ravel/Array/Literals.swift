import RavelIR

// What is written is what Python would have: a number beside an array is weak, as in `x + 1`, and `[[1, 2], [3, 4.5]]`
// is float64 of shape (2, 2), as NumPy's `array` makes it.

extension NDArray: ExpressibleByIntegerLiteral {
  /// A 0-d array, int64 where nothing else says its dtype: beside an array it is what Python's int is.
  public init(integerLiteral value: Int) { self.init(.constant(Constant(value, .int64)), isLiteral: true) }
}

extension NDArray: ExpressibleByFloatLiteral {
  /// A 0-d array, float64 where nothing else says its dtype: beside an array it is what Python's float is.
  public init(floatLiteral value: Double) { self.init(.constant(Constant(value, .float64)), isLiteral: true) }
}

extension NDArray: ExpressibleByBooleanLiteral {
  /// A 0-d array of bool.
  public init(booleanLiteral value: Bool) { self.init(.constant(Constant(value ? 1 : 0, .bool))) }
}

extension NDArray: ExpressibleByArrayLiteral {
  /// Arrays of one shape along a new first axis, in the dtype that they promote to; different shapes stop the process.
  /// See `stacking(_:)`.
  public init(arrayLiteral elements: NDArray...) { self = stopping { try NDArray.stacking(elements) } }

  /// Arrays of one shape along a new first axis, in the dtype that they promote to.
  /// - Throws: `ArrayError.value` if the shapes differ.
  public static func stacking(_ arrays: [NDArray]) throws(ArrayError) -> NDArray {
    guard let first = arrays.first else { return try filled([0], with: 0, dtype: .float64) }
    let dtype = arrays.dropFirst().reduce(first.dtype) { promoteTypes($0, $1.dtype) }
    let common = zip(first.shape.indices, first.shape).prefix { axis, extent in
      arrays.allSatisfy { $0.ndim > axis && $0.shape[axis] == extent }
    }
    guard arrays.allSatisfy({ $0.ndim == common.count }) else {
      throw inhomogeneous([arrays.count] + common.map(\.1))
    }
    let shape = [arrays.count] + first.shape
    if let elements = arrays.known(as: dtype) { return try NDArray(bits: elements, dtype, shape: shape) }
    var result = try filled(shape, with: 0, dtype: dtype)
    for (index, array) in arrays.enumerated() { try result.assign(array, at: [.integer(index)]) }
    return result
  }

  private init(bits elements: [Constant], _ dtype: DType, shape: Shape) throws(ArrayError) {
    let storage = try Storage(allocating: Layout(contiguous: shape), dtype)
    for (index, element) in elements.enumerated() {
      var parts = [element.bits, element.imaginaryBits]
      let size = dtype.component.itemSize
      for part in 0..<dtype.componentCount {
        storage.pointer.advanced(by: index * dtype.itemSize + part * size).copyMemory(
          from: &parts[part], byteCount: size)
      }
    }
    self.init(Expression(storage))
  }
}

extension [NDArray] {
  /// Every element's value in that dtype, if each array is a constant or holds elements of that dtype in memory.
  fileprivate func known(as dtype: DType) -> [Constant]? {
    var elements: [Constant] = []
    for array in self {
      if let value = array.expression.constantValue {
        guard let element = value.promoted(to: dtype) else { return nil }
        elements.append(element)
        continue
      }
      switch array.expression.current {
      case .stored:
        guard let bytes = try? array.elementBytes() else { return nil }
        let size = array.itemSize
        for start in stride(from: 0, to: bytes.count, by: size) {
          let value = bytes.withUnsafeBytes {
            Constant(bytes: UnsafeRawBufferPointer(rebasing: $0[start..<start + size]), array.dtype)
          }
          guard let element = value.promoted(to: dtype) else { return nil }
          elements.append(element)
        }
      case .pending: return nil
      }
    }
    return elements
  }
}

extension Constant {
  /// The value in a dtype that its own promotes to; nil where that would round.
  func promoted(to target: DType) -> Constant? {
    if target == dtype { return self }
    switch dtype.kind {
    case .bool, .unsigned, .signed:
      let magnitude = dtype.isSigned ? signedValue.magnitude : bits
      let isExact = target.kind < .float || magnitude < 1 << 53
      return isExact ? Constant(Int(signedValue), target) : nil
    case .float: return Constant(doubleValue, target)
    case .complex: return Constant(real: real.doubleValue, imaginary: imaginary.doubleValue, target)
    }
  }
}

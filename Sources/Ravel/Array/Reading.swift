import RavelIR

extension NDArray {
  /// The elements in row-major order.
  /// - Throws: `ArrayError.type` if `Scalar` is not the dtype's type; what evaluation throws.
  public func scalars<Scalar: Element>(as type: Scalar.Type = Scalar.self) throws -> [Scalar] {
    try expectScalars(type)
    let storage = try stored()
    return Array(unsafeUninitializedCapacity: size) { elements, count in
      storage.packElements(into: UnsafeMutableRawBufferPointer(elements))
      count = size
    }
  }

  /// The elements in row-major order; an array of another dtype stops the process. In `withErrorHandling`, after an
  /// error, none.
  public func toArray<Scalar: Element>(_ type: Scalar.Type = Scalar.self) -> [Scalar] {
    stopping(otherwise: []) { try scalars(as: type) }
  }

  /// The elements in row-major order, in the memory where they are if they lie so, else copied.
  /// - Parameters:
  ///   - type: the dtype's.
  ///   - body: may use the elements until it returns.
  /// - Throws: `ArrayError.type` if `Scalar` is not the dtype's type; what evaluation throws; what `body` throws.
  public func withUnsafeBuffer<Scalar: Element, Result>(
    of type: Scalar.Type = Scalar.self, _ body: (UnsafeBufferPointer<Scalar>) throws -> Result
  ) throws -> Result {
    try expectScalars(type)
    let storage = try stored()
    guard storage.layout.isContiguous else { return try scalars(as: type).withUnsafeBufferPointer(body) }
    return try withExtendedLifetime(storage.buffer) {
      try body(UnsafeBufferPointer(start: storage.pointer.assumingMemoryBound(to: type), count: size))
    }
  }

  /// The one element of an array that has only one.
  /// - Throws: `ArrayError.value` if there are more or none, `.type` if `Scalar` is not the dtype's type; what
  ///   evaluation throws.
  public func scalar<Scalar: Element>(as type: Scalar.Type = Scalar.self) throws -> Scalar {
    guard size == 1 else { throw ArrayError.value("can only convert an array of size 1 to a Python scalar") }
    return try scalars(as: type)[0]
  }

  /// NumPy's name for `scalar(as:)`.
  public func item<Scalar: Element>(as type: Scalar.Type = Scalar.self) throws -> Scalar { try scalar(as: type) }

  private func expectScalars<Scalar: Element>(_ type: Scalar.Type) throws {
    guard Scalar.dtype == dtype else { throw ArrayError.type("the array's elements are \(dtype), not \(Scalar.dtype)") }
  }

  /// The bytes of the elements in row-major order, each in the machine's byte order.
  /// - Throws: what evaluation throws.
  public func elementBytes() throws -> [UInt8] {
    let storage = try stored()
    return Array(unsafeUninitializedCapacity: nbytes) { bytes, count in
      storage.packElements(into: UnsafeMutableRawBufferPointer(bytes))
      count = nbytes
    }
  }

  /// The one element of an array that has only one, as its bits. A constant is known without evaluation.
  /// - Throws: `ArrayError.value` if there are more or none; what evaluation throws.
  public func element() throws -> Constant {
    guard size == 1 else { throw ArrayError.value("can only convert an array of size 1 to a Python scalar") }
    try ErrorScope.checkForErrors()
    if let value = expression.constantValue { return value }
    return try elementBytes().withUnsafeBytes { Constant(bytes: $0, dtype) }
  }
}

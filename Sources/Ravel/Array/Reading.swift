import RavelIR

extension NDArray {
  /// The elements in row-major order.
  /// - Throws: `ArrayError.type` if `Scalar` is not the dtype's type; what evaluation throws.
  public func scalars<Scalar: Element>(as type: Scalar.Type = Scalar.self) throws -> [Scalar] {
    guard Scalar.dtype == dtype else { throw ArrayError.type("the array's elements are \(dtype), not \(Scalar.dtype)") }
    let storage = try stored()
    return Array(unsafeUninitializedCapacity: size) { elements, count in
      storage.packElements(into: UnsafeMutableRawBufferPointer(elements))
      count = size
    }
  }

  /// The elements in row-major order; an array of another dtype stops the process.
  public func toArray<Scalar: Element>(_ type: Scalar.Type = Scalar.self) -> [Scalar] {
    stopping { try scalars(as: type) }
  }

  /// The one element of an array that has only one.
  /// - Throws: `ArrayError.value` if there are more or none, `.type` if `Scalar` is not the dtype's type; what evaluation throws.
  public func item<Scalar: Element>(as type: Scalar.Type = Scalar.self) throws -> Scalar {
    guard size == 1 else { throw ArrayError.value("can only convert an array of size 1 to a Python scalar") }
    return try scalars(as: type)[0]
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
    if let value = expression.constantValue { return value }
    return try elementBytes().withUnsafeBytes { Constant(bytes: $0, dtype) }
  }
}

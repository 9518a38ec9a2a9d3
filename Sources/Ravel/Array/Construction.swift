import RavelIR

/// Array elements as Swift holds them: one value, or arrays of them to any depth.
public protocol NestedElements {
  associatedtype Scalar: Element
  /// The extents that the first value at each depth gives.
  static func leadingShape(of values: Self) -> Shape
  /// Appends the values in row-major order.
  /// - Returns: how many of the shape's axes they have the extents of, from the first on; less than all of them if the
  ///   arrays are ragged.
  static func flatten(_ values: Self, shape: Shape.SubSequence, into elements: inout [Scalar]) -> Int
}

extension NestedElements where Self: Element, Scalar == Self {
  public static func leadingShape(of values: Self) -> Shape { [] }
  public static func flatten(_ values: Self, shape: Shape.SubSequence, into elements: inout [Self]) -> Int {
    elements.append(values)
    return 0
  }
}

extension Bool: NestedElements { public typealias Scalar = Self }
extension Int8: NestedElements { public typealias Scalar = Self }
extension UInt8: NestedElements { public typealias Scalar = Self }
extension Int16: NestedElements { public typealias Scalar = Self }
extension UInt16: NestedElements { public typealias Scalar = Self }
extension Int32: NestedElements { public typealias Scalar = Self }
extension UInt32: NestedElements { public typealias Scalar = Self }
extension Int64: NestedElements { public typealias Scalar = Self }
extension UInt64: NestedElements { public typealias Scalar = Self }
extension Int: NestedElements { public typealias Scalar = Self }
extension UInt: NestedElements { public typealias Scalar = Self }
extension Float16: NestedElements { public typealias Scalar = Self }
extension Float: NestedElements { public typealias Scalar = Self }
extension Double: NestedElements { public typealias Scalar = Self }
extension Complex: NestedElements where RealType: ComplexPart { public typealias Scalar = Self }

extension Array: NestedElements where Element: NestedElements {
  public typealias Scalar = Element.Scalar

  public static func leadingShape(of values: [Element]) -> Shape {
    [values.count] + (values.first.map(Element.leadingShape) ?? [])
  }

  public static func flatten(_ values: [Element], shape: Shape.SubSequence, into elements: inout [Scalar]) -> Int {
    guard shape.first == values.count else { return 0 }
    if let scalars = values as? [Scalar] {
      elements += scalars
      return 1
    }
    let rest = shape.dropFirst()
    return values.reduce(shape.count) { Swift.min($0, 1 + Element.flatten($1, shape: rest, into: &elements)) }
  }
}

extension NDArray {
  /// An array of that shape, of elements in row-major order.
  /// - Throws: `ArrayError.cannotReshape` if they are more or fewer than the shape has, `.negativeDimension`,
  ///   `.outOfMemory`.
  public init<Scalar: Element>(scalars: [Scalar], shape: Shape) throws(ArrayError) {
    guard try elementCount(of: shape, dtype: Scalar.dtype) == scalars.count else {
      throw .cannotReshape(count: scalars.count, shape)
    }
    let storage = try Storage(allocating: Layout(contiguous: shape), Scalar.dtype)
    scalars.withUnsafeBytes { bytes in
      if let source = bytes.baseAddress { storage.pointer.copyMemory(from: source, byteCount: bytes.count) }
    }
    self.init(Expression(storage))
  }

  /// An array over memory that it takes over, without a copy. Nobody may write there from now on.
  /// - Parameters:
  ///   - elements: in row-major or column-major order, all of them initialised.
  ///   - shape: of as many elements.
  ///   - order: how the elements lie.
  ///   - deallocator: called once, on any thread, when no array uses the memory any more. After an error it is not: the
  ///     memory stays the caller's.
  /// - DType:  that of `Scalar`.
  /// - Throws: `ArrayError.cannotReshape` if they are more or fewer than the shape has, `.negativeDimension`.
  public init<Scalar: Element>(
    adopting elements: UnsafeMutableBufferPointer<Scalar>, shape: Shape, order: Order = .c,
    deallocator: @escaping @Sendable (UnsafeMutableBufferPointer<Scalar>) -> Void = { $0.deallocate() }
  ) throws(ArrayError) {
    guard try elementCount(of: shape, dtype: Scalar.dtype) == elements.count else {
      throw .cannotReshape(count: elements.count, shape)
    }
    let layout = order.layout(shape)
    guard let address = elements.baseAddress else {
      self.init(Expression(try Storage(allocating: layout, Scalar.dtype)))
      deallocator(elements)
      return
    }
    let count = elements.count
    let buffer = Buffer(adopting: address, byteCount: count * Scalar.dtype.itemSize) { address, _ in
      deallocator(UnsafeMutableBufferPointer(start: address.assumingMemoryBound(to: Scalar.self), count: count))
    }
    self.init(Expression(Storage(buffer: buffer, dtype: Scalar.dtype, layout: layout)))
  }

  /// An array of a value, or of nested Swift arrays, an axis for each depth.
  /// - Throws: `ArrayError.value` if the arrays of one depth differ in length, `.outOfMemory`.
  public init<Values: NestedElements>(nested values: Values) throws(ArrayError) {
    let shape = Values.leadingShape(of: values)
    var elements: [Values.Scalar] = []
    elements.reserveCapacity(shape.reduce(1, *))
    let agreeing = Values.flatten(values, shape: shape[...], into: &elements)
    guard agreeing == shape.count else { throw Self.inhomogeneous(Array(shape.prefix(agreeing))) }
    try self.init(scalars: elements, shape: shape)
  }

  /// An array of a value, or of nested Swift arrays, an axis for each depth; arrays of one depth that differ in length
  /// stop the process.
  public init<Values: NestedElements>(_ values: Values) { self = stopping { try NDArray(nested: values) } }

  static func inhomogeneous(_ shape: Shape) -> ArrayError {
    .value(
      "setting an array element with a sequence. The requested array has an inhomogeneous shape "
        + "after \(shape.count) dimensions. The detected shape was \(tupleText(shape)) + inhomogeneous part.")
  }
}

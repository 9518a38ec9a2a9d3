import RavelCore
import RavelIR

/// The ways in which an array's elements may lie in memory, each over one base buffer.
public enum LayoutCase: String, CaseIterable, Sendable, CustomStringConvertible {
  case contiguous
  /// Column-major.
  case fortran
  /// Row-major memory with the last two axes swapped.
  case transposed
  /// Every other element along the last axis.
  case strided
  /// Against the direction of memory along the last axis.
  case reversed
  /// Against it along every axis.
  case flipped
  /// The first axis repeats one row.
  case broadcast
  /// The last axis repeats one column.
  case repeated
  /// The inside of a larger array, away from the start of its buffer.
  case sliced
  /// 0-d, whatever shape was asked for.
  case scalar
  /// No elements: the last axis is empty.
  case empty

  public var description: String { rawValue }

  /// The shape that an array of this layout has where others have `shape`.
  public func shape(_ shape: Shape) -> Shape {
    switch self {
    case .scalar: []
    case .empty: shape.isEmpty ? [0] : shape.dropLast() + [0]
    default: shape
    }
  }

  /// An array of about that shape (see `shape(_:)`) that lies like this, filled with samples from the first of its
  /// buffer.
  public func array(_ dtype: DType, _ shape: Shape, _ samples: Samples = .everything, seed: Int = 1) throws -> Storage {
    let (base, map) = placed(shape)
    return try Storage(dtype, base, samples, seed: seed).view(map)
  }

  /// The same over the first elements of memory that is there already.
  public func array(_ shape: Shape, over memory: Storage) -> Storage {
    let (base, map) = placed(shape)
    let layout = Layout(contiguous: base)
    precondition(layout.count <= memory.layout.count, "\(memory.layout.count) elements for \(self) \(shape)")
    return Storage(buffer: memory.buffer, dtype: memory.dtype, layout: layout, offset: memory.offset).view(map)
  }

  /// The shape of the row-major memory that such an array needs, and where in it the array is.
  private func placed(_ shape: Shape) -> (base: Shape, map: AccessMap) {
    let shape = self.shape(shape)
    var base = shape
    var map = AccessMap(identity: shape)
    let last = shape.count - 1
    switch self {
    case .contiguous, .scalar, .empty: break
    case .fortran:
      base = shape.reversed()
      map = AccessMap(permuting: base, shape.indices.reversed())
    case .transposed:
      if last > 0 {
        base.swapAt(last, last - 1)
        map = AccessMap(permuting: base, shape.indices.map { $0 == last ? last - 1 : $0 == last - 1 ? last : $0 })
      }
    case .strided:
      if last >= 0 {
        base[last] *= 2
        map = AccessMap(slicing: base, axis: last, start: 0, step: 2, count: shape[last])
      }
    case .reversed, .flipped:
      for axis in shape.indices where self == .flipped || axis == last {
        map = map.then(AccessMap(slicing: shape, axis: axis, start: shape[axis] - 1, step: -1, count: shape[axis]))
      }
    case .broadcast, .repeated:
      if last >= 0 { base[self == .broadcast ? 0 : last] = 1 }
      map = AccessMap(broadcasting: base, to: shape)
    case .sliced:
      base = shape.map { $0 + 3 }
      map = AccessMap(identity: base)
      for axis in shape.indices {
        map = map.then(AccessMap(slicing: map.shape, axis: axis, start: 1, step: 1, count: shape[axis]))
      }
    }
    return (base, map)
  }
}

extension Storage {
  /// Fresh row-major memory with samples.
  public init(_ dtype: DType, _ shape: Shape, _ samples: Samples = .everything, seed: Int = 1) throws {
    let count = try elementCount(of: shape, dtype: dtype)
    try self.init(samples.values(dtype, count: count, seed: seed), dtype, shape)
  }

  /// Fresh row-major memory with those values.
  public init(_ values: [Constant], _ dtype: DType, _ shape: Shape) throws {
    try self.init(allocating: Layout(contiguous: shape), dtype)
    precondition(values.count == layout.count, "\(values.count) values for the shape \(shape)")
    let part = dtype.component.itemSize
    for (index, value) in values.enumerated() {
      let address = buffer.address + index * dtype.itemSize
      withUnsafeBytes(of: value.bits.littleEndian) { address.copyMemory(from: $0.baseAddress!, byteCount: part) }
      guard dtype.isComplex else { continue }
      withUnsafeBytes(of: value.imaginaryBits.littleEndian) {
        (address + part).copyMemory(from: $0.baseAddress!, byteCount: part)
      }
    }
  }

  /// The elements' bytes in row-major order.
  public var rowMajorBytes: [UInt8] {
    let size = dtype.itemSize
    let count = layout.count
    if layout.isContiguous { return [UInt8](UnsafeRawBufferPointer(start: pointer, count: count * size)) }
    return [UInt8](unsafeUninitializedCapacity: count * size) { bytes, used in
      var index = layout.shape.map { _ in 0 }
      var source = pointer
      for number in 0..<count {
        (UnsafeMutableRawPointer(bytes.baseAddress!) + number * size).copyMemory(from: source, byteCount: size)
        for axis in index.indices.reversed() {
          source += layout.strides[axis] * size
          index[axis] += 1
          if index[axis] < layout.shape[axis] { break }
          source -= layout.shape[axis] * layout.strides[axis] * size
          index[axis] = 0
        }
      }
      used = count * size
    }
  }
}

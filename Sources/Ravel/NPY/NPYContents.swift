import RavelIR

/// An array as the bytes of a `.npy` file: a head, and elements.
struct NPYContents {
  let header: [UInt8]
  /// The elements, dense and in the file's byte order.
  private let storage: Storage

  var count: Int { header.count + storage.layout.count * storage.dtype.itemSize }

  /// - Throws: what evaluation throws.
  init(_ array: NDArray, byteOrder: ByteOrder) throws {
    let stored = try array.stored()
    let isFortranOrder = stored.layout.isFortranContiguous && !stored.layout.isContiguous
    let rows = isFortranOrder ? stored.view(AccessMap(permuting: array.shape, array.shape.indices.reversed())) : stored
    let isBigEndian = byteOrder == .big && array.dtype.component.itemSize > 1
    header =
      NPYHeader(dtype: array.dtype, isBigEndian: isBigEndian, isFortranOrder: isFortranOrder, shape: array.shape).bytes
    if rows.layout.isContiguous && !isBigEndian {
      storage = rows
      return
    }
    storage = try Storage(allocating: Layout(contiguous: rows.layout.shape), rows.dtype)
    let bytes = UnsafeMutableRawBufferPointer(start: storage.pointer, count: array.nbytes)
    rows.packElements(into: bytes)
    if isBigEndian { swapBytes(bytes, each: array.dtype.component.itemSize) }
  }

  /// Calls `body` with the bytes, piece by piece.
  func forEachPiece(_ body: (UnsafeRawBufferPointer) throws(NPYProblem) -> Void) throws(NPYProblem) {
    do {
      try header.withUnsafeBytes { try body($0) }
      try withExtendedLifetime(storage.buffer) {
        try body(UnsafeRawBufferPointer(start: storage.pointer, count: count - header.count))
      }
    } catch {
      throw error as? NPYProblem ?? NPYProblem("\(error)")
    }
  }
}

/// The order of the bytes of a number in a file.
public enum ByteOrder: Sendable {
  /// The lowest byte first, as in the memory of every machine that Ravel runs on.
  case little
  /// The highest byte first.
  case big
}

/// Turns around the bytes of each number.
func swapBytes(_ bytes: UnsafeMutableRawBufferPointer, each size: Int) {
  func swap<Word: FixedWidthInteger>(_ type: Word.Type) {
    for word in bytes.bindMemory(to: type).indices {
      let place = word * size
      bytes.storeBytes(
        of: bytes.loadUnaligned(fromByteOffset: place, as: type).byteSwapped, toByteOffset: place, as: type)
    }
  }
  switch size {
  case 2: swap(UInt16.self)
  case 4: swap(UInt32.self)
  case 8: swap(UInt64.self)
  default: break
  }
}

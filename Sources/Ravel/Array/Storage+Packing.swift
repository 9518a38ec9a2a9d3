import RavelIR

extension Storage {
  /// Writes the elements densely in row-major order.
  ///
  /// What is asked for by a reader of a few elements must not wait for a kernel to be compiled, so this loop is its
  /// own.
  func packElements(into target: UnsafeMutableRawBufferPointer) {
    let count = layout.count
    precondition(target.count >= count * dtype.itemSize, "there is no room for \(count) elements of \(dtype)")
    guard count > 0, let base = target.baseAddress else { return }
    if layout.isContiguous {
      base.copyMemory(from: pointer, byteCount: count * dtype.itemSize)
      return
    }
    switch dtype.itemSize {
    case 1: pack(into: base, UInt8.self)
    case 2: pack(into: base, UInt16.self)
    case 4: pack(into: base, UInt32.self)
    case 8: pack(into: base, UInt64.self)
    default: pack(into: base, SIMD2<UInt64>.self)
    }
  }

  private func pack<Bits>(into target: UnsafeMutableRawPointer, _ type: Bits.Type) {
    let source = pointer
    let rank = layout.rank
    let (inner, innerStride) = (layout.shape[rank - 1], layout.strides[rank - 1] * dtype.itemSize)
    var next = target
    for start in layout.rowStarts() {
      var from = source + start * dtype.itemSize
      for _ in 0..<inner {
        next.storeBytes(of: from.loadUnaligned(as: Bits.self), as: Bits.self)
        next += dtype.itemSize
        from += innerStride
      }
    }
  }
}

extension Layout {
  /// Where each run along the last axis starts, in elements, in row-major order; nothing for an empty array, which has
  /// no runs.
  func rowStarts() -> some Sequence<Int> {
    let outer = shape.dropLast()
    let isEmpty = shape.contains(0)
    var indices = outer.map { _ in 0 }
    var offset = 0
    var isDone = isEmpty
    return AnyIterator {
      if isDone { return nil }
      defer {
        // As an odometer: the last axis that has not come to its end moves, those after it start again.
        var axis = indices.count - 1
        while axis >= 0 {
          indices[axis] += 1
          offset += strides[axis]
          if indices[axis] < shape[axis] { break }
          offset -= shape[axis] * strides[axis]
          indices[axis] = 0
          axis -= 1
        }
        isDone = axis < 0
      }
      return offset
    }
  }
}

import RavelCore
import RavelIR

// Sorting along the last axis of row-major arrays, in NumPy's order: NaN last, complex values by their parts. What is
// equal keeps its order, always.

extension Storage {
  /// The rows sorted.
  /// - Parameter keepsZeros: whether zeros of both signs, which are equal, stay in order; else -0.0 comes first.
  /// - Throws: `ArrayError.outOfMemory`.
  public func sortedLanes(keepsZeros: Bool) throws(ArrayError) -> Storage {
    try dtype.visit(LaneSorting(source: self, keepsZeros: keepsZeros))
  }

  /// For each row the places of its elements in sorted order, as int64.
  /// - Throws: `ArrayError.outOfMemory`.
  public func sortingOrderOfLanes() throws(ArrayError) -> Storage { try dtype.visit(LaneOrdering(source: self)) }
}

private struct LaneSorting: OrderedElementVisitor {
  let source: Storage
  let keepsZeros: Bool

  func visit<T: OrderedElement>(_ type: T.Type) throws(ArrayError) -> Storage {
    let (lanes, result) = (Lanes(source), try Storage(allocating: source.layout, source.dtype))
    let (from, to) = (SharedElements<T>(source), SharedElements<T>(result))
    let count = lanes.count
    let order = LaneOrder<T>(count)
    let keepsZeros = keepsZeros || !T.keepsZeroSigns
    let placeBytes = (count + 1) / 2 * 16
    let room = Swift.max(2 * count * MemoryLayout<T.Key>.stride, placeBytes + order.scratch)
    try lanes.forEach(scratch: room) { row, scratch, mayDivide in
      let (from, to) = (from.start + row * count, to.start + row * count)
      let keys = scratch.bindMemory(to: T.Key.self, capacity: 2 * count)
      var hasNegativeZero = false
      for place in 0..<count {
        let element = from[place]
        keys[place] = element.valueKey
        hasNegativeZero = hasNegativeZero || element.hasNegativeZero
      }
      if hasNegativeZero && keepsZeros {
        let places = scratch.bindMemory(to: Int64.self, capacity: count)
        order.write(from, into: places, scratch + placeBytes, mayDivide)
        for place in 0..<count { to[place] = from[Int(places[place])] }
        return
      }
      if T.Key.bitWidth == 8, count > 64 { return Self.count(keys, count, into: to) }
      RadixSort.sort(keys, spare: keys + count, count: count, mayDivide: mayDivide)
      for place in 0..<count { to[place] = T(valueKey: keys[place]) }
    }
    withExtendedLifetime((source.buffer, result.buffer)) {}
    return result
  }

  /// Sorts keys of eight bits by counting each.
  private static func count<T: OrderedElement>(
    _ keys: UnsafeMutablePointer<T.Key>, _ count: Int, into target: UnsafeMutablePointer<T>
  ) {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 4 * 256) { counts in
      counts.initialize(repeating: 0)
      // Four tables: equal neighbours don't wait for one another.
      for place in 0..<count { counts[(place & 3) &* 256 &+ Int(truncatingIfNeeded: keys[place])] &+= 1 }
      var next = target
      for key in 0..<256 {
        let number = counts[key] + counts[256 + key] + counts[512 + key] + counts[768 + key]
        next.update(repeating: T(valueKey: T.Key(truncatingIfNeeded: key)), count: number)
        next += number
      }
    }
  }
}

private struct LaneOrdering: OrderedElementVisitor {
  let source: Storage

  func visit<T: OrderedElement>(_ type: T.Type) throws(ArrayError) -> Storage {
    let (lanes, result) = (Lanes(source), try Storage(allocating: source.layout, .int64))
    let (from, to) = (SharedElements<T>(source), SharedElements<Int64>(result))
    let order = LaneOrder<T>(lanes.count)
    try lanes.forEach(scratch: order.scratch) { row, scratch, mayDivide in
      order.write(from.start + row * lanes.count, into: to.start + row * lanes.count, scratch, mayDivide)
    }
    withExtendedLifetime((source.buffer, result.buffer)) {}
    return result
  }
}

/// How the order of a row's elements is found: integers of key and place are sorted by the key.
struct LaneOrder<T: OrderedElement>: Sendable {
  let count: Int

  init(_ count: Int) { self.count = count }

  private var isNarrow: Bool { T.Key.bitWidth <= 32 && count <= Int(UInt32.max) }
  private var isWide: Bool { T.Key.bitWidth > 64 }

  /// Bytes that `write` needs, from a multiple of 16 on.
  var scratch: Int { isWide ? count * MemoryLayout<T.Key>.stride : 2 * count * (isNarrow ? 8 : 16) }

  func write(
    _ elements: UnsafeMutablePointer<T>, into target: UnsafeMutablePointer<Int64>, _ scratch: UnsafeMutableRawPointer,
    _ mayDivide: Bool
  ) {
    if isWide {
      let keys = scratch.bindMemory(to: T.Key.self, capacity: count)
      for place in 0..<count {
        keys[place] = elements[place].orderKey
        target[place] = Int64(place)
      }
      var places = UnsafeMutableBufferPointer(start: target, count: count)
      places.sort {
        let (a, b) = (keys[Int($0)], keys[Int($1)])
        return a < b || (a == b && $0 < $1)
      }
      return
    }
    if isNarrow {
      write(elements, into: target, scratch.bindMemory(to: UInt64.self, capacity: 2 * count), 4, mayDivide)
    } else {
      write(elements, into: target, scratch.bindMemory(to: UInt128.self, capacity: 2 * count), 8, mayDivide)
    }
  }

  /// - Parameter placeBytes: how many bytes below the key the place takes.
  private func write<Word: SortingKey>(
    _ elements: UnsafeMutablePointer<T>, into target: UnsafeMutablePointer<Int64>,
    _ words: UnsafeMutablePointer<Word>, _ placeBytes: Int, _ mayDivide: Bool
  ) {
    let shift = Word(truncatingIfNeeded: 8 * placeBytes)
    for place in 0..<count {
      words[place] = Word(truncatingIfNeeded: elements[place].orderKey) &<< shift | Word(truncatingIfNeeded: place)
    }
    RadixSort.sort(words, spare: words + count, count: count, above: placeBytes, mayDivide: mayDivide)
    let mask: Word = (1 &<< shift) &- 1
    for place in 0..<count { target[place] = Int64(truncatingIfNeeded: words[place] & mask) }
  }
}

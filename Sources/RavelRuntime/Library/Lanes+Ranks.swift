import RavelCore
import RavelIR

// What stands at given ranks along the last axis of row-major arrays, in the order of `sortedLanes`, without sorting
// all of it.

extension Storage {
  /// The elements at some ranks of each row.
  /// - Parameter ranks: row-major int64 elements, each at least 0 and less than the rows' length, in any order: along one
  ///   axis, for all rows alike, or along the last of this array's axes, for each row its own.
  /// - Returns: with the ranks along the last axis.
  /// - Throws: `ArrayError.outOfMemory`.
  public func elementsOfLanes(ranked ranks: Storage) throws(ArrayError) -> Storage {
    try dtype.visit(LaneRanking(source: self, ranks: ranks))
  }

  /// The elements at some places of each row.
  /// - Parameter places: row-major int64 elements, each at least 0 and less than the rows' length, for each row its own
  ///   along the last axis.
  /// - Returns: of the places' shape.
  /// - Throws: `ArrayError.outOfMemory`.
  public func elementsOfLanes(at places: Storage) throws(ArrayError) -> Storage {
    try dtype.visit(LaneTaking(source: self, places: places))
  }

  /// Each row with the elements at those ranks in their places, lesser ones before them and greater ones after them, in
  /// the row's order.
  /// - Throws: `ArrayError.outOfMemory`.
  public func partitionedLanes(at ranks: [Int]) throws(ArrayError) -> Storage {
    try dtype.visit(LanePartition(source: self, ranks: ranks, givesPlaces: false))
  }

  /// The places of each row's elements in the order of `partitionedLanes`, as int64.
  /// - Throws: `ArrayError.outOfMemory`.
  public func partitioningOrderOfLanes(at ranks: [Int]) throws(ArrayError) -> Storage {
    try dtype.visit(LanePartition(source: self, ranks: ranks, givesPlaces: true))
  }
}

/// More ranks than that are found by sorting.
private let mostRanks = 16

extension OrderedElement {
  /// The keys at some ranks of elements.
  /// - Parameters:
  ///   - keys: room for twice as many keys as there are elements, and two more.
  ///   - ranks: increasing.
  @inline(__always) fileprivate static func select(
    _ ranks: [Int], of elements: UnsafeMutablePointer<Self>, _ count: Int, by key: (Self) -> Key,
    _ keys: UnsafeMutablePointer<Key>, _ mayDivide: Bool, _ take: (Int, Key) -> Void
  ) {
    for place in 0..<count { keys[place] = key(elements[place]) }
    let spare = keys + count + 1
    if ranks.count <= mostRanks { return RadixSelection.select(keys, spare: spare, count: count, ranks: ranks, take) }
    RadixSort.sort(keys, spare: spare, count: count, mayDivide: mayDivide)
    for (number, rank) in ranks.enumerated() { take(number, keys[rank]) }
  }
}

private struct LaneRanking: OrderedElementVisitor {
  let source, ranks: Storage

  func visit<T: OrderedElement>(_ type: T.Type) throws(ArrayError) -> Storage {
    let lanes = Lanes(source)
    let width = ranks.layout.shape[ranks.layout.rank - 1]
    // Ranks that all rows have in common are one row of ranks.
    let step = ranks.layout.rank == 1 ? 0 : width
    let result = try Storage(allocating: Layout(contiguous: source.layout.shape.dropLast() + [width]), source.dtype)
    let (from, to) = (SharedElements<T>(source), SharedElements<T>(result))
    let wanted = SharedElements<Int64>(ranks)
    let (count, sorts) = (lanes.count, lanes.count < RadixSelection.leastCounted || width > mostRanks)
    try lanes.forEach(scratch: 2 * (count + 1) * MemoryLayout<T.Key>.stride) { row, scratch, mayDivide in
      let (elements, target) = (from.start + row * count, to.start + row * width)
      let ranks = UnsafeBufferPointer(start: wanted.start + row * step, count: width)
      let keys = scratch.bindMemory(to: T.Key.self, capacity: 2 * (count + 1))
      if sorts {
        for place in 0..<count { keys[place] = elements[place].valueKey }
        RadixSort.sort(keys, spare: keys + count, count: count, mayDivide: mayDivide)
        for (number, rank) in ranks.enumerated() { target[number] = T(valueKey: keys[Int(rank)]) }
        return
      }
      let order = ranks.indices.sorted { ranks[$0] < ranks[$1] }
      T.select(order.map { Int(ranks[$0]) }, of: elements, count, by: \.valueKey, keys, mayDivide) { number, key in
        target[order[number]] = T(valueKey: key)
      }
    }
    withExtendedLifetime((source.buffer, ranks.buffer, result.buffer)) {}
    return result
  }
}

private struct LaneTaking: OrderedElementVisitor {
  let source, places: Storage

  func visit<T: OrderedElement>(_ type: T.Type) throws(ArrayError) -> Storage {
    let (lanes, taken) = (Lanes(source), Lanes(places))
    let result = try Storage(allocating: places.layout, source.dtype)
    let (from, to, wanted) = (SharedElements<T>(source), SharedElements<T>(result), SharedElements<Int64>(places))
    let (count, width) = (lanes.count, taken.count)
    try taken.forEach(scratch: 0) { row, _, _ in
      let (elements, target, places) = (from.start + row * count, to.start + row * width, wanted.start + row * width)
      for number in 0..<width { target[number] = elements[Int(places[number])] }
    }
    withExtendedLifetime((source.buffer, places.buffer, result.buffer)) {}
    return result
  }
}

private struct LanePartition: OrderedElementVisitor {
  let source: Storage
  let ranks: [Int]
  let givesPlaces: Bool

  func visit<T: OrderedElement>(_ type: T.Type) throws(ArrayError) -> Storage {
    let (lanes, distinct) = (Lanes(source), Set(ranks).sorted())
    if distinct.count > mostRanks {
      return try givesPlaces ? source.sortingOrderOfLanes() : source.sortedLanes(keepsZeros: true)
    }
    let result = try Storage(allocating: source.layout, givesPlaces ? .int64 : source.dtype)
    let from = SharedElements<T>(source)
    let (values, places) = (SharedElements<T>(result), SharedElements<Int64>(result))
    let (count, givesPlaces) = (lanes.count, givesPlaces)
    try lanes.forEach(scratch: 2 * (count + 1) * MemoryLayout<T.Key>.stride) { row, scratch, mayDivide in
      let elements = from.start + row * count
      let keys = scratch.bindMemory(to: T.Key.self, capacity: 2 * (count + 1))
      var pivots = distinct.map { _ in T.Key.zero }
      T.select(distinct, of: elements, count, by: \.orderKey, keys, mayDivide) { pivots[$0] = $1 }
      // Before the first pivot, equal to it, between it and the second one, and so on.
      func part(_ key: T.Key) -> Int {
        var part = 0
        for pivot in pivots { part &+= (key >= pivot ? 1 : 0) &+ (key > pivot ? 1 : 0) }
        return part
      }
      var next = [Int](repeating: 0, count: 2 * pivots.count + 2)
      for place in 0..<count { next[part(elements[place].orderKey) + 1] += 1 }
      for number in 1..<next.count { next[number] += next[number - 1] }
      for place in 0..<count {
        let part = part(elements[place].orderKey)
        if givesPlaces {
          places.start[row * count + next[part]] = Int64(place)
        } else {
          values.start[row * count + next[part]] = elements[place]
        }
        next[part] += 1
      }
    }
    withExtendedLifetime((source.buffer, result.buffer)) {}
    return result
  }
}

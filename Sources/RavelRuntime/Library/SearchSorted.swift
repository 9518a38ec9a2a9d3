import RavelCore
import RavelIR
import Synchronization

// Binary search in NumPy's order: NaN last, complex values by their parts.

extension Storage {
  /// For each of some values where it belongs in these elements, as int64.
  /// - Parameters:
  ///   - values: row-major, of this dtype.
  ///   - afterEqual: whether behind elements that are equal to it, else before them.
  ///   - order: int64 places of the elements in sorted order, row-major, along one axis; nil if they lie so.
  /// - Precondition: these elements are row-major. Along several axes, values are looked for in each row.
  /// - Returns: of the rows' shape, followed by that of the values.
  /// - Throws: `ArrayError.value` where the search meets a place in `order` that there is not; `.outOfMemory`.
  public func searchSorted(
    for values: Storage, afterEqual: Bool, order: Storage? = nil
  ) throws(ArrayError) -> Storage {
    try dtype.visit(SortedSearch(source: self, values: values, afterEqual: afterEqual, order: order))
  }
}

private struct SortedSearch: OrderedElementVisitor {
  let source, values: Storage
  let afterEqual: Bool
  let order: Storage?

  /// Values that one thread looks for at a time.
  private static let chunk = 1 << 10

  func visit<T: OrderedElement>(_ type: T.Type) throws(ArrayError) -> Storage {
    let shape = source.layout.shape.dropLast() + values.layout.shape
    let result = try Storage(allocating: Layout(contiguous: Array(shape)), .int64)
    let (from, sought, to) = (SharedElements<T>(source), SharedElements<T>(values), SharedElements<Int64>(result))
    let places = order.map { SharedElements<Int64>($0) }
    let (lanes, width) = (Lanes(source), values.layout.count)
    let count = lanes.count
    let isAmiss = Atomic(false)
    Threads.divide(lanes.rows * width, chunk: Self.chunk, workers: Threads.count) { _, range in
      var (row, column) = range.lowerBound.quotientAndRemainder(dividingBy: width)
      for number in range {
        let elements = from.start + row * count
        let key = sought.start[column].orderKey
        let place: Int?
        if let places {
          place = search(key, count) { position in
            let place = Int(places.start[position])
            return 0..<count ~= place ? elements[place].orderKey : nil
          }
        } else {
          place = search(key, count) { elements[$0].orderKey }
        }
        if place == nil { isAmiss.store(true, ordering: .relaxed) }
        to.start[number] = Int64(place ?? 0)
        column += 1
        if column == width { (row, column) = (row + 1, 0) }
      }
    }
    withExtendedLifetime((source.buffer, values.buffer, order?.buffer)) {}
    if isAmiss.load(ordering: .relaxed) { throw .value("Sorter index out of range.") }
    return result
  }

  /// - Returns: nil if there is no element at a position that is looked at.
  @inline(__always)
  private func search<Key: SortingKey>(_ key: Key, _ count: Int, _ element: (Int) -> Key?) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = low &+ (high &- low) / 2
      guard let other = element(middle) else { return nil }
      if other < key || afterEqual && other == key { low = middle &+ 1 } else { high = middle }
    }
    return low
  }
}

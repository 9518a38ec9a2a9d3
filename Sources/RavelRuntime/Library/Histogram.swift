import RavelCore
import RavelIR
import Synchronization

// Counting elements between edges, from places that arithmetic gave: it may be off by one, which comparisons put right.

extension Storage {
  /// In place of where an element belongs: nowhere.
  public static let outside = Int.min + 1

  /// How many of some values are in each bin, as int64, or the sums of their weights, as float64, added from the first
  /// to the last.
  ///
  /// These int64 elements say about where each value belongs, or `outside`. A bin contains its lesser edge, and the last
  /// one its greater edge, too.
  /// - Parameters:
  ///   - values: row-major, as many as these elements.
  ///   - edges: of the values' dtype, one more than there are bins, of which there is one at least.
  ///   - weights: row-major float64 elements, as many as these.
  ///   - range: of the elements that count.
  /// - Precondition: these elements are row-major.
  /// - Throws: `ArrayError.index`, `.value` for places that there are not, of which NumPy counts negative ones from the
  ///   end; `.tooLarge`, `.outOfMemory`.
  public func histogram(
    of values: Storage, edges: Storage, weights: Storage? = nil, in range: Range<Int>
  ) throws(ArrayError) -> Storage {
    try values.dtype.visit(BinTally(places: self, values: values, edges: edges, weights: weights, range: range))
  }

  /// The elements for which the others, row-major bools, are true, along one axis.
  /// - Precondition: these elements are row-major.
  /// - Throws: `ArrayError.outOfMemory`.
  public func elements(where mask: Storage) throws(ArrayError) -> Storage {
    try dtype.visit(Compression(source: self, mask: mask))
  }
}

private struct BinTally: OrderedElementVisitor {
  let places, values, edges: Storage
  let weights: Storage?
  let range: Range<Int>

  /// Elements that one thread takes at a time.
  private static let chunk = 1 << 16
  /// Bins of which each thread may have its own.
  private static let mostOwnBins = 1 << 16

  func visit<T: OrderedElement>(_ type: T.Type) throws(ArrayError) -> Storage {
    let bins = edges.layout.count - 1
    let keys = try Buffer(byteCount: (bins + 1) * MemoryLayout<T.Key>.stride)
    let bin = BinSearch<T>(places, values, edges, keys, bins)
    let result = try Storage(allocating: Layout(contiguous: [bins]), weights == nil ? .int64 : .float64)
    if let weights {
      let (sums, weight) = (SharedElements<Double>(result).start, SharedElements<Double>(weights).start)
      sums.initialize(repeating: 0, count: bins)
      for place in range {
        let number = bin.number(of: place)
        if number >= 0 { sums[number] += weight[place] }
      }
    } else {
      let workers = bins > Self.mostOwnBins ? 1 : Threads.count
      guard bins <= Int.max / 16 / workers else { throw .tooLarge([bins], .int64) }
      let tables = try Buffer(byteCount: workers * bins * 8)
      let counts = SharedElements(tables.address.bindMemory(to: Int64.self, capacity: workers * bins))
      counts.start.initialize(repeating: 0, count: workers * bins)
      let start = range.lowerBound
      Threads.divide(range.count, chunk: Self.chunk, workers: workers) { worker, part in
        let own = counts.start + worker * bins
        for place in part {
          let number = bin.number(of: start + place)
          if number >= 0 { own[number] &+= 1 }
        }
      }
      let sums = SharedElements<Int64>(result).start
      for number in 0..<bins {
        var sum: Int64 = 0
        for worker in 0..<workers { sum += counts.start[worker * bins + number] }
        sums[number] = sum
      }
      withExtendedLifetime(tables) {}
    }
    withExtendedLifetime((places.buffer, values.buffer, edges.buffer, weights?.buffer, keys)) {}
    if let wrong = bin.amiss.first { throw .index("index \(wrong) is out of bounds for axis 0 with size \(bins + 1)") }
    if bin.amiss.isNegative.load(ordering: .relaxed) {
      throw .value("'list' argument must have no negative elements")
    }
    return result
  }
}

/// What threads found wrong with places.
private final class Amiss: Sendable {
  private let known = Mutex<(element: Int, place: Int)?>(nil)
  let isNegative = Atomic(false)

  func note(_ place: Int, of element: Int) {
    known.withLock { if $0 == nil || $0!.element > element { $0 = (element, place) } }
  }

  /// The place of the first element that has one beyond all edges.
  var first: Int? { known.withLock { $0?.place } }
}

/// Finds bins by places that are nearly right.
private struct BinSearch<T: OrderedElement>: Sendable {
  let places: SharedElements<Int64>
  let values: SharedElements<T>
  let keys: SharedElements<T.Key>
  let bins: Int
  let amiss = Amiss()

  init(_ places: Storage, _ values: Storage, _ edges: Storage, _ keys: Buffer, _ bins: Int) {
    (self.places, self.values, self.bins) = (SharedElements(places), SharedElements(values), bins)
    let start = keys.address.bindMemory(to: T.Key.self, capacity: bins + 1)
    let edges = SharedElements<T>(edges).start
    for number in 0...bins { start[number] = edges[number].orderKey }
    self.keys = SharedElements(start)
  }

  /// - Returns: negative for an element that takes no part.
  @inline(__always) func number(of element: Int) -> Int {
    let place = Int(places.start[element])
    if place == Storage.outside { return -1 }
    let number = place == bins ? bins - 1 : place
    let key = values.start[element].orderKey
    guard 0..<bins ~= number, key >= keys.start[number] else { return numberBefore(number, key, element) }
    return key >= keys.start[number + 1] && number != bins - 1 ? number + 1 : number
  }

  /// As above, where a place is one too far, or makes no sense.
  private func numberBefore(_ place: Int, _ key: T.Key, _ element: Int) -> Int {
    if !(-(bins + 1)...bins ~= place) {
      amiss.note(place, of: element)
      return -1
    }
    func edge(_ place: Int) -> T.Key { keys.start[place < 0 ? place + bins + 1 : place] }
    var number = key < edge(place) ? place - 1 : place
    if key >= edge(number + 1), number != bins - 1 { number += 1 }
    if number < 0 { amiss.isNegative.store(true, ordering: .relaxed) }
    return number
  }
}

private struct Compression: OrderedElementVisitor {
  let source, mask: Storage

  func visit<T: OrderedElement>(_ type: T.Type) throws(ArrayError) -> Storage {
    let (from, chosen) = (SharedElements<T>(source).start, SharedElements<Bool>(mask).start)
    var count = 0
    for place in 0..<mask.layout.count where chosen[place] { count += 1 }
    let result = try Storage(allocating: Layout(contiguous: [count]), source.dtype)
    var to = SharedElements<T>(result).start
    for place in 0..<mask.layout.count where chosen[place] {
      to.initialize(to: from[place])
      to += 1
    }
    withExtendedLifetime((source.buffer, mask.buffer, result.buffer)) {}
    return result
  }
}

import RavelCore

/// Which keys stand at some ranks: keys are counted by their highest bits, and only those with the bits that a rank
/// falls on are looked at again. Linear, whatever the keys are.
enum RadixSelection {
  private static let widestDigit = 11
  /// Fewer than that are sorted.
  static let leastCounted = 256

  /// - Parameters:
  ///   - keys: are changed.
  ///   - spare: room for one more than there are keys.
  ///   - ranks: in order, each less than `count`.
  ///   - take: is given the number of each rank, and its key.
  static func select<Key: SortingKey>(
    _ keys: UnsafeMutablePointer<Key>, spare: UnsafeMutablePointer<Key>, count: Int, ranks: [Int],
    _ take: (Int, Key) -> Void
  ) {
    if count < Int(Int32.max) { return select(keys, spare, count, first: 0, Key.bitWidth, ranks[...], take) }
    RadixSort.sort(keys, spare: spare, count: count)
    for number in ranks.indices { take(number, keys[ranks[number]]) }
  }

  /// - Parameters:
  ///   - first: the rank of the least key.
  ///   - width: lowest bits in which the keys may differ.
  private static func select<Key: SortingKey>(
    _ keys: UnsafeMutablePointer<Key>, _ spare: UnsafeMutablePointer<Key>, _ count: Int, first: Int, _ width: Int,
    _ ranks: ArraySlice<Int>, _ take: (Int, Key) -> Void
  ) {
    if width <= 0 || count == 1 { return ranks.indices.forEach { take($0, keys[0]) } }
    if count < leastCounted {
      var few = UnsafeMutableBufferPointer(start: keys, count: count)
      few.sort()
      return ranks.indices.forEach { take($0, keys[ranks[$0] - first]) }
    }
    // There are fewer digits than keys.
    let shift = max(width - min(widestDigit, Int.bitWidth - 1 - count.leadingZeroBitCount), 0)
    let digits = 1 << (width - shift)
    let (amount, mask) = (Key(truncatingIfNeeded: shift), Key(truncatingIfNeeded: digits - 1))
    // For each digit how many keys have it; then where the next one goes, and how far that place moves on.
    withUnsafeTemporaryAllocation(of: (place: Int32, step: Int32).self, capacity: digits) { places in
      places.initialize(repeating: (0, 0))
      for number in 0..<count { places[Int(truncatingIfNeeded: keys[number] &>> amount & mask)].place &+= 1 }
      var (wanted, left, below, target) = (
        [(start: Int, count: Int, first: Int, ranks: ArraySlice<Int>)](), ranks, first, 0
      )
      for digit in 0..<digits {
        let here = Int(places[digit].place)
        let falling = left.prefix { $0 < below + here }
        below += here
        // What no rank falls on is written where nobody looks.
        places[digit] = (Int32(count), 0)
        if falling.isEmpty { continue }
        wanted.append((target, here, below - here, falling))
        places[digit] = (Int32(target), 1)
        target += here
        left = left.dropFirst(falling.count)
      }
      if target == count, wanted.count == 1 {
        return select(keys, spare, count, first: first, shift, ranks, take)
      }
      for number in 0..<count {
        let key = keys[number]
        let digit = Int(truncatingIfNeeded: key &>> amount & mask)
        let (place, step) = places[digit]
        spare[Int(place)] = key
        places[digit].place = place &+ step
      }
      // The last one first: each may write one place beyond its own.
      for (start, count, first, ranks) in wanted.reversed() {
        select(spare + start, keys + start, count, first: first, shift, ranks, take)
      }
    }
  }
}

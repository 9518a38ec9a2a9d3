import RavelCore

/// Sorting of unsigned integers: by their bytes, from the lowest on, as long as there are many of them.
///
/// Integers are keys, or keys with their place in the lowest bytes, which makes the order of equal keys that of places.
/// The result is the same however many threads take part.
/// - Source: D. E. Knuth, The Art of Computer Programming, volume 3, section 5.2.5.
enum RadixSort {
  /// Fewer than that are compared: counting bytes costs more.
  private static let leastCounted = 400
  /// Fewer than that are sorted by one thread.
  private static let leastDivided = 1 << 16

  /// Sorts in place.
  /// - Parameters:
  ///   - spare: room for as many; what is in it afterwards means nothing.
  ///   - lowest: bytes from the lowest on by which the integers are sorted already.
  ///   - mayDivide: whether other threads may help.
  static func sort<Word: SortingKey>(
    _ words: UnsafeMutablePointer<Word>, spare: UnsafeMutablePointer<Word>, count: Int, above lowest: Int = 0,
    mayDivide: Bool = false
  ) {
    if mayDivide, count >= leastDivided, Threads.count > 1 {
      return divide(words, spare, count, above: lowest, workers: Threads.count)
    }
    if count < leastCounted {
      var few = UnsafeMutableBufferPointer(start: words, count: count)
      few.sort()
    } else if sortByBytes(words, spare, count, above: lowest) {
      words.update(from: spare, count: count)
    }
  }

  /// Sorts parts on several threads, and merges them.
  private static func divide<Word: SortingKey>(
    _ words: UnsafeMutablePointer<Word>, _ spare: UnsafeMutablePointer<Word>, _ count: Int, above lowest: Int,
    workers: Int
  ) {
    var parts = 2
    while parts * 2 <= workers, count / (parts * 2) >= leastDivided { parts *= 2 }
    let (all, first, second) = (parts, SharedElements(words), SharedElements(spare))
    Threads.divide(all, chunk: 1, workers: workers) { _, range in
      for part in range {
        let (low, high) = (count * part / all, count * (part + 1) / all)
        sort(first.start + low, spare: second.start + low, count: high - low, above: lowest)
      }
    }
    var (from, to) = (words, spare)
    // Runs are merged in pairs; each merge is cut into pieces of the result.
    let pieces = 2 * workers
    while parts > 1 {
      let (runs, source, target) = (parts, SharedElements(from), SharedElements(to))
      Threads.divide(runs / 2 * pieces, chunk: 1, workers: workers) { _, range in
        for number in range {
          let (pair, piece) = (number / pieces, number % pieces)
          let low = count * (2 * pair) / runs
          let (middle, high) = (count * (2 * pair + 1) / runs, count * (2 * pair + 2) / runs)
          let length = high - low
          merge(
            source.start + low, middle - low, source.start + middle, high - middle,
            length * piece / pieces..<length * (piece + 1) / pieces, into: target.start + low)
        }
      }
      swap(&from, &to)
      parts /= 2
    }
    if from != words { words.update(from: from, count: count) }
  }

  /// - Returns: whether the result is in `to`, not in `from`.
  private static func sortByBytes<Word: SortingKey>(
    _ from: UnsafeMutablePointer<Word>, _ to: UnsafeMutablePointer<Word>, _ count: Int, above lowest: Int
  ) -> Bool {
    let size = MemoryLayout<Word>.size
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: size * 256) { counts in
      counts.initialize(repeating: 0)
      let bytes = UnsafeMutableRawPointer(from)
      for number in 0..<count {
        let word = bytes + number &* size
        for byte in lowest..<size { counts[byte &* 256 &+ Int(word.load(fromByteOffset: byte, as: UInt8.self))] &+= 1 }
      }
      var (source, target) = (from, to)
      for byte in lowest..<size {
        let places = counts.baseAddress! + byte * 256
        let first = Int(UnsafeRawPointer(source).load(fromByteOffset: byte, as: UInt8.self))
        if places[first] == count { continue }
        var sum = 0
        for digit in 0..<256 {
          let here = places[digit]
          places[digit] = sum
          sum += here
        }
        let bytes = UnsafeRawPointer(source) + byte
        for number in 0..<count {
          let digit = Int(bytes.load(fromByteOffset: number &* size, as: UInt8.self))
          let place = places[digit]
          places[digit] = place &+ 1
          target[place] = source[number]
        }
        swap(&source, &target)
      }
      return source != from
    }
  }

  /// Some of the places that two sorted runs give when they are merged.
  private static func merge<Word: SortingKey>(
    _ first: UnsafeMutablePointer<Word>, _ firstCount: Int, _ second: UnsafeMutablePointer<Word>, _ secondCount: Int,
    _ range: Range<Int>, into target: UnsafeMutablePointer<Word>
  ) {
    func share(_ place: Int) -> Int {
      // How many of the first `place` results come from the first run.
      var (low, high) = (max(0, place - secondCount), min(place, firstCount))
      while low < high {
        let middle = (low + high) / 2
        if first[middle] <= second[place - middle - 1] { low = middle + 1 } else { high = middle }
      }
      return low
    }
    let end = share(range.upperBound)
    let otherEnd = range.upperBound - end
    var i = share(range.lowerBound)
    var j = range.lowerBound - i
    var place = range.lowerBound
    while i < end, j < otherEnd {
      let (a, b) = (first[i], second[j])
      let takesFirst = a <= b
      target[place] = takesFirst ? a : b
      i &+= takesFirst ? 1 : 0
      j &+= takesFirst ? 0 : 1
      place &+= 1
    }
    (target + place).update(from: first + i, count: end - i)
    place += end - i
    (target + place).update(from: second + j, count: otherEnd - j)
  }
}

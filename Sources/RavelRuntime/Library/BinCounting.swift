import RavelCore
import RavelIR

// Counting how many elements belong to each of some bins.

extension Storage {
  /// The greatest of int64 elements in row-major order, -1 if there are none; nil if one is negative.
  public var greatestBin: Int? {
    let elements = SharedElements<Int64>(self).start
    var (least, greatest) = (Int64(0), Int64(-1))
    for place in 0..<layout.count {
      least = Swift.min(least, elements[place])
      greatest = Swift.max(greatest, elements[place])
    }
    withExtendedLifetime(buffer) {}
    return least < 0 ? nil : Int(greatest)
  }

  /// How often each of the first whole numbers stands among int64 elements, as int64, or the sums of their weights, as
  /// float64, added from the first to the last. Other elements count nowhere.
  /// - Parameters:
  ///   - count: of numbers.
  ///   - weights: row-major float64 elements, as many as these.
  /// - Precondition: these elements are row-major.
  /// - Throws: `ArrayError.tooLarge`, `.outOfMemory`.
  public func binCounts(_ count: Int, weights: Storage? = nil) throws(ArrayError) -> Storage {
    guard count <= Int.max / 16 else { throw .tooLarge([count], .int64) }
    let result = try Storage(allocating: Layout(contiguous: [count]), weights == nil ? .int64 : .float64)
    let bins = UnsafeBufferPointer(start: SharedElements<Int64>(self).start, count: layout.count)
    if let weights {
      let sums = SharedElements<Double>(result).start
      let weight = SharedElements<Double>(weights).start
      sums.initialize(repeating: 0, count: count)
      for (place, bin) in bins.enumerated() where 0..<Int64(count) ~= bin { sums[Int(bin)] += weight[place] }
    } else {
      let counts = SharedElements<Int64>(result).start
      counts.initialize(repeating: 0, count: count)
      for bin in bins where 0..<Int64(count) ~= bin { counts[Int(bin)] &+= 1 }
    }
    withExtendedLifetime((buffer, weights?.buffer)) {}
    return result
  }
}

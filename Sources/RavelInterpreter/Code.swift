import RavelIR

/// A stretch of one of the flat lists: of the operations, if nothing else is said.
struct Stretch: BitwiseCopyable {
  var start = 0
  var end = 0

  @inline(__always) var indices: Range<Int> { Range(uncheckedBounds: (start, end)) }
}

/// An `Iteration` as prepared. Values in registers of their own follow one another from the first; others are listed.
struct PreparedIteration: BitwiseCopyable {
  var count: Int
  /// Registers.
  var active: Int
  var again = 0
  /// First registers.
  var carried: Int
  var results: Int
  /// Places in the list of lists.
  var initial: Int
  var next = 0
  var body = Stretch()
}

/// A `Carry` as prepared.
struct PreparedCarry: BitwiseCopyable {
  var count: Int
  /// First registers.
  var carried: Int
  var results: Int
  /// Places in the list of lists.
  var initial: Int
  var next = 0
}

/// A `Loop` as prepared.
struct PreparedLoop: BitwiseCopyable {
  var dimension: Int
  /// Of a reduce loop.
  var order: ReductionOrder?
  /// The size of a tiles loop's pieces, else 0.
  var tileSize = 0
  /// Whether it runs over the current piece of a tiles loop.
  var isTile = false
  /// Of a branches loop: which of the kernel's phases it is, what it cuts, and how.
  var branches: PreparedBranches?
  var carry: PreparedCarry?
  /// Whether a launch may divide its range.
  var isDivisible: Bool
  var body = Stretch()
  /// Where the program goes on: the reductions' programs stand between.
  var end = 0
  /// Places in the list of lists: the parameters that the body accesses and that move with the loop.
  var moving = Stretch()
  /// Its reductions among all.
  var reductions = Stretch()
}

/// A branches loop as prepared.
struct PreparedBranches: BitwiseCopyable {
  var phase: Int
  var dimension: Int
  var levels: Int
  var multiple: Int

  /// The piece of an extent that a branch is.
  func piece(_ number: Int, of extent: Int) -> Range<Int> {
    var (start, size) = (0, extent)
    for level in (0..<levels).reversed() {
      let half = size / 2 / multiple * multiple
      if number >> level & 1 == 0 {
        size = half
      } else {
        start += half
        size -= half
      }
    }
    return start..<start + size
  }
}

/// A `Reduction` as prepared.
struct PreparedReduction: BitwiseCopyable {
  /// Components of the value.
  var count: Int
  /// First register of constants.
  var neutral: Int
  /// First register of the result.
  var results: Int
  /// First registers of the order's accumulators, and of the values of a pairwise tree's open branches.
  var accumulators: Int
  var branches: Int
  /// Places in the list of lists.
  var initial: Int
  var operands: Int
  var combine = PreparedCombine()
  var merge = PreparedCombine()
}

/// A `Combine` as prepared.
struct PreparedCombine: BitwiseCopyable {
  /// First registers of the values combined.
  var left = 0
  var right = 0
  var body = Stretch()
  /// Place in the list of lists.
  var yields = 0
}

/// A program while it is prepared: flat lists of plain data.
struct Listing {
  var operations: [Operation] = []
  var iterations: [PreparedIteration] = []
  var loops: [PreparedLoop] = []
  var reductions: [PreparedReduction] = []
  /// Numbers of registers or parameters, list after list.
  var lists: [Int] = []
  var registerCount = 0
  /// Where each phase but the last ends.
  var phaseEnds: [Int] = []
}

/// A prepared program, shared by all its runs: what a listing holds, at addresses that stay.
final class Code: @unchecked Sendable {
  let operations: UnsafePointer<Operation>
  let iterations: UnsafePointer<PreparedIteration>
  let loops: UnsafePointer<PreparedLoop>
  let reductions: UnsafePointer<PreparedReduction>
  let lists: UnsafePointer<Int>
  let listCount: Int
  let loopCount: Int
  let registerCount: Int
  let whole: Stretch
  let phaseEnds: [Int]
  /// Bytes of memory that the lists take.
  let size: Int

  init(_ listing: Listing) {
    var size = 0
    func kept<T: BitwiseCopyable>(_ items: [T]) -> UnsafePointer<T> {
      size += max(items.count, 1) * MemoryLayout<T>.stride
      let memory = UnsafeMutableBufferPointer<T>.allocate(capacity: max(items.count, 1))
      _ = memory.update(fromContentsOf: items)
      return UnsafePointer(memory.baseAddress!)
    }
    operations = kept(listing.operations)
    iterations = kept(listing.iterations)
    loops = kept(listing.loops)
    reductions = kept(listing.reductions)
    lists = kept(listing.lists)
    listCount = listing.lists.count
    loopCount = listing.loops.count
    registerCount = listing.registerCount
    whole = Stretch(start: 0, end: listing.operations.count)
    phaseEnds = listing.phaseEnds
    self.size = size
  }

  deinit {
    operations.deallocate()
    iterations.deallocate()
    loops.deallocate()
    reductions.deallocate()
    lists.deallocate()
  }
}

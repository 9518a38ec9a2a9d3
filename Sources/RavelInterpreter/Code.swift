import RavelIR

/// A stretch of the flat list of operations.
struct Block: BitwiseCopyable {
  var start: Int
  var end: Int
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
  var body = Block(start: 0, end: 0)
}

/// A `Loop` as prepared.
struct PreparedLoop: BitwiseCopyable {
  var dimension: Int
  /// Of a reduce loop.
  var order: ReductionOrder?
  /// Whether a launch may divide its range.
  var isDivisible: Bool
  var body = Block(start: 0, end: 0)
  /// Where the program goes on: the reductions' programs stand between.
  var end = 0
  /// The parameters that the body accesses and that move with the loop: a place in the list of lists, and how many.
  var moving = 0
  var movingCount = 0
  /// Its reductions among all.
  var firstReduction = 0
  var reductionCount = 0
}

/// A `Reduction` as prepared.
struct PreparedReduction: BitwiseCopyable {
  /// Components of the value.
  var count: Int
  /// First registers of constants.
  var initial: Int
  var neutral: Int
  /// First registers of the values combined, and of the result.
  var left: Int
  var right: Int
  var results: Int
  /// First registers of the order's accumulators, and of the values of a pairwise tree's open branches.
  var accumulators: Int
  var branches: Int
  /// Places in the list of lists.
  var operands: Int
  var yields = 0
  var combine = Block(start: 0, end: 0)
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
}

/// A prepared program, shared by all its runs: what a listing holds, at addresses that stay.
final class Code: @unchecked Sendable {
  let operations: UnsafePointer<Operation>
  let iterations: UnsafePointer<PreparedIteration>
  let loops: UnsafePointer<PreparedLoop>
  let reductions: UnsafePointer<PreparedReduction>
  let lists: UnsafePointer<Int>
  let registerCount: Int
  let whole: Block

  init(_ listing: Listing) {
    func kept<T: BitwiseCopyable>(_ items: [T]) -> UnsafePointer<T> {
      let memory = UnsafeMutableBufferPointer<T>.allocate(capacity: max(items.count, 1))
      _ = memory.update(fromContentsOf: items)
      return UnsafePointer(memory.baseAddress!)
    }
    operations = kept(listing.operations)
    iterations = kept(listing.iterations)
    loops = kept(listing.loops)
    reductions = kept(listing.reductions)
    lists = kept(listing.lists)
    registerCount = listing.registerCount
    whole = Block(start: 0, end: listing.operations.count)
  }

  deinit {
    operations.deallocate()
    iterations.deallocate()
    loops.deallocate()
    reductions.deallocate()
    lists.deallocate()
  }
}

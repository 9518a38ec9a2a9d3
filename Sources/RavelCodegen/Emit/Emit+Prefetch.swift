import LLVM
import RavelCore
import RavelIR

/// Rows that several loops read: what the first of them fetches from memory is in the cache for the others, during which
/// memory would have nothing to do. So the second one asks for the next row.
struct RepeatedRows {
  /// The loop around them.
  let dimension: Int
  /// Parameters that loops so far have read.
  private var read: Set<Int> = []
  /// Those whose next row is asked for in the loop that is being written.
  private(set) var ahead: Set<Int> = []
  private var done: Set<Int> = []

  init(along dimension: Int) { self.dimension = dimension }

  mutating func enter(_ loop: Loop, _ shape: LoopShape, _ kernel: Kernel) {
    guard !shape.hasInnerLoop else { return }
    let rows = shape.accessed.filter { number in
      let parameter = kernel.parameters[number]
      return parameter.role == .input && parameter.strides[dimension] == .any
        && parameter.strides[loop.dimension] == .unit
    }
    ahead = read.intersection(rows).subtracting(done)
    done.formUnion(ahead)
    read.formUnion(rows)
  }

  mutating func leave() { ahead = [] }
}

extension KernelEmitter {
  /// How far ahead branches ask for what they read, in bytes. They are of arrays that fill the caches, and combining
  /// takes so little time that the processor's own prefetching falls behind memory.
  private static var reach: Int { 4096 }

  /// Asks for elements further on than the vector of neighbours that is loaded: a row, or some lines of a branch.
  func prefetch(_ number: Int) {
    guard let dimension = lanes.dimension else { return }
    if let rows = repeatedRows, rows.ahead.contains(number) {
      // The first-level cache has the row at hand.
      prefetch(bytes(pointers[number], stride(number, rows.dimension)), level: 2)
    } else if tiles[dimension] != nil, kernel.phaseCount > 0, kernel.parameters[number].strides[dimension] == .unit {
      prefetch(bytes(pointers[number], i64(Self.reach)), level: 3)
    }
  }

  /// - Parameter level: LLVM's locality, 3 for all caches, 2 for all but the first.
  private func prefetch(_ pointer: IRValue, level: Int) {
    let (read, data) = (context.i32.constant(0), context.i32.constant(1))
    _ = builder.intrinsic(.prefetch, pointer, read, context.i32.constant(level), data)
  }
}

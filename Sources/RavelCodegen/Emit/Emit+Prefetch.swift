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
  /// Asks for the elements a row further on than those that are loaded.
  func prefetch(_ number: Int) {
    guard let repeatedRows, repeatedRows.ahead.contains(number), lanes.count > 1, lanes.mask == nil else { return }
    let pointer = bytes(pointers[number], stride(number, repeatedRows.dimension))
    // To be read, into the second-level cache: the first has the row at hand.
    let (read, level, data) = (context.i32.constant(0), context.i32.constant(2), context.i32.constant(1))
    _ = builder.intrinsic(.prefetch, pointer, read, level, data)
  }
}

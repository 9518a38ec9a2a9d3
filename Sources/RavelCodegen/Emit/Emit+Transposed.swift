import LLVM
import RavelCore
import RavelIR

/// A tile loop within vector code, some of whose operands lie along the tile and not along the vectors.
///
/// A lane's elements of such an operand are neighbours in the tile's direction. So a block of them is loaded, a short
/// run for each lane, and transposed in registers, instead of a load for each element.
struct TransposedTile {
  /// Indices of the tile in a block: as many elements as fit the 16 bytes within which shuffles are cheap.
  let columns: Int
  let operands: [Int]

  /// nil where no operand lies so, or where copies of the body for each column would be too much code.
  init?(_ loop: Loop, _ shape: LoopShape, _ lanes: Lanes, _ kernel: Kernel) {
    // A tile's iterations depend on each other no more than those that only store to scratch memory do.
    let isTile = loop.kind == .tile || shape.stored.allSatisfy { kernel.parameters[$0].role == .scratch }
    guard isTile, loop.carry == nil, let vectors = lanes.dimension, lanes.mask == nil else { return nil }
    operands = shape.accessed.filter { number in
      let parameter = kernel.parameters[number]
      return !shape.stored.contains(number) && !parameter.dtype.isComplex && parameter.strides[vectors].isSpaced
        && parameter.strides[loop.dimension] == .unit
    }
    columns = operands.map { min(Self.laneBytes / kernel.parameters[$0].dtype.itemSize, lanes.count) }.min() ?? 1
    guard columns > 1, columns * shape.length <= Self.mostStatements else { return nil }
  }

  private static let laneBytes = 16
  private static let mostStatements = 256
}

extension KernelEmitter {
  /// Block after block of columns, then the columns that are left, one by one.
  func emitTransposed(_ tile: TransposedTile, _ loop: Loop, _ shape: LoopShape) {
    let (from, to) = bounds(loop)
    let middle = builder.addNSW(from, builder.and(builder.subNSW(to, from), i64(-tile.columns)))
    _ = walk(shape, "block", from: from, to: middle, step: tile.columns) { _ in
      let blocks = tile.operands.map { ($0, transposedColumns($0, tile.columns)) }
      for column in 0..<tile.columns {
        for (number, columns) in blocks { transposed[number] = columns[column] }
        shifted(shape, by: column) { emit(loop.body) }
      }
      transposed = [:]
      return []
    }
    _ = walk(shape, "d\(loop.dimension)", from: middle, to: to, step: 1) { _ in
      emit(loop.body)
      return []
    }
  }

  /// The operand's elements at the next indices of the tile, a vector for each.
  ///
  /// With rows for lanes and `count` columns, vector k first holds rows k, count + k, 2 count + k, ... side by side.
  /// Interleaving vector i with vector i + count/2, within each group of `count` lanes, moves the highest bit of an
  /// element's place to the end; as many times as a column's number has bits, rows and columns have changed places.
  private func transposedColumns(_ number: Int, _ count: Int) -> [IRValue] {
    let dtype = kernel.parameters[number].dtype
    let type = memoryType(dtype).vector(count)
    let runs = lanePointers(number, from: pointers[number]).map { builder.load(type, $0, alignment: dtype.itemSize) }
    let groups = lanes.count / count
    var vectors = (0..<count).map { row in
      var parts = (0..<groups).map { runs[$0 * count + row] }
      while parts.count > 1 {
        parts = Swift.stride(from: 0, to: parts.count, by: 2).map { builder.concatenate(parts[$0], parts[$0 + 1]) }
      }
      return parts[0]
    }
    /// One half of each group of two vectors, interleaved.
    func halves(_ start: Int) -> [Int] {
      let places: [Int] = (0..<groups).flatMap { group in (0..<count / 2).map { group * count + start + $0 } }
      return places.flatMap { [$0, lanes.count + $0] }
    }
    let (low, high) = (halves(0), halves(count / 2))
    for _ in 0..<count.trailingZeroBitCount {
      vectors = (0..<count / 2).flatMap { place in
        let (a, b) = (vectors[place], vectors[place + count / 2])
        return [builder.shuffle(a, b, lanes: low), builder.shuffle(a, b, lanes: high)]
      }
    }
    return vectors
  }
}

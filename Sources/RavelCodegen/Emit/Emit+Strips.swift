import LLVM
import RavelCore
import RavelIR
import RavelOps

/// A vector loop around loops that each run down the columns of row-major memory, taken apart: strips of columns, and
/// for each statement of the body a loop along the strip of its own, so that the inner loops walk memory row by row.
///
/// A column's lines lie pages apart: read one vector at a time they are neither prefetched nor found in the translation
/// buffer, and a reduction takes twice as long as one by rows. Values that live from one statement to another are kept
/// in a row of stack memory. Each lane does what it would have done, in the same order.
struct Strips {
  enum Part {
    case statements([Statement], LoopShape)
    /// A serial loop or a sequential reduction: down the rows, and across them.
    case rows(Loop, down: LoopShape, across: LoopShape)
  }

  let parts: [Part]
  /// Values that live from one part to another.
  let kept: Set<ValueID>
  /// Columns of a strip.
  let length: Int

  /// Bytes of a strip's row: enough for the prefetcher to keep up, and for the kept rows to stay in the first-level
  /// cache.
  private static let rowBytes = 4096
  private static let mostKept = 4
  private static let longestRow = 16

  /// Rows that are read at once, a power of two: more of them keep memory busier, but each is a copy of the body.
  static func rowsAtOnce(_ shape: LoopShape) -> Int { shape.length <= 8 ? 16 : shape.length <= 12 ? 8 : 4 }

  /// nil unless the loop is of that sort and its inner loops are short: others take more time to compute than to read.
  init?(_ loop: Loop, _ shape: LoopShape, _ kernel: Kernel, _ target: CodegenTarget) {
    guard shape.hasInnerLoop, shape.isContiguous, shape.lanes > 1 else { return nil }
    // What all lanes store to, the last lane's statements must store last.
    if shape.stored.contains(where: { kernel.parameters[$0].strides[loop.dimension] == .zero }) { return nil }
    var parts: [Part] = []
    var run: [Statement] = []
    func endRun(_ parts: inout [Part], _ run: inout [Statement]) {
      if !run.isEmpty { parts.append(.statements(run, LoopShape(loop.dimension, run, [], kernel, target))) }
      run = []
    }
    for statement in loop.body {
      guard case .loop(let inner) = statement else {
        run.append(statement)
        continue
      }
      let innerShape = LoopShape(inner, kernel, target)
      let isRows = innerShape.accessed.contains { kernel.parameters[$0].strides[inner.dimension].isSpaced }
      guard inner.kind == .serial || inner.kind == .reduce(.sequential), inner.carry == nil, !innerShape.hasInnerLoop,
        isRows,
        innerShape.length <= Self.longestRow
      else { return nil }
      endRun(&parts, &run)
      let across = LoopShape(loop.dimension, inner.body, inner.reductions, kernel, target)
      parts.append(.rows(inner, down: innerShape, across: across))
    }
    endRun(&parts, &run)
    self.parts = parts
    length = shape.lanes * max(Self.rowBytes / target.vectorBytes, 1)
    var defined: Set<ValueID> = []
    var kept: Set<ValueID> = []
    for part in parts {
      switch part {
      case .statements(_, let shape):
        kept.formUnion(shape.outside.intersection(defined))
        defined.formUnion(shape.defined)
      case .rows(let inner, let shape, _):
        kept.formUnion(shape.outside.intersection(defined))
        let results = inner.reductions.flatMap(\.results).map(\.id)
        kept.formUnion(results)
        defined.formUnion(results)
      }
    }
    self.kept = kept
    if kept.count > Self.mostKept { return nil }
  }
}

extension KernelEmitter {
  func emitStrips(_ strips: Strips, _ dimension: Int, from: IRValue, to: IRValue) {
    var rows = KeptRows(emitter: self, dimension: dimension, strips: strips)
    _ = counted("strip", from: from, to: to, step: strips.length) { start, _ in
      let end = builder.intrinsic(.smin, builder.addNSW(start, i64(strips.length)), to)
      rows.start = start
      for part in strips.parts {
        // What was bound in another part's loop is known here by its row alone.
        for id in strips.kept { values[id] = nil }
        switch part {
        case .statements(let statements, let shape):
          withSplats(shape) {
            vectorised(shape, shape.shortForm, from: start, to: end) {
              rows.recall(shape.outside)
              emit(statements)
              rows.keep(shape.defined)
            }
          }
        case .rows(let loop, let down, let across):
          withSplats(across) { emitRows(loop, down, across, &rows, from: start, to: end) }
        }
      }
      return []
    }
  }

  private func emitRows(
    _ loop: Loop, _ down: LoopShape, _ across: LoopShape, _ rows: inout KeptRows, from: IRValue, to: IRValue
  ) {
    let results = loop.reductions.flatMap(\.results)
    let ids = Set(results.map(\.id))
    if !results.isEmpty {
      vectorised(across, across.shortForm, from: from, to: to) {
        bind(results, initial(loop))
        rows.keep(ids)
      }
    }
    // Several rows a time, one after another, so that what is kept is read and written once for all of them.
    let count = extent(loop.dimension)
    let atOnce = Strips.rowsAtOnce(down)
    let whole = builder.and(count, i64(-atOnce))
    for (first, last, step) in [(i64(0), whole, atOnce), (whole, count, 1)] {
      _ = walk(down, "rows", from: first, to: last, step: step) { _ in
        vectorised(across, across.shortForm, from: from, to: to) {
          rows.recall(across.outside.union(ids))
          var accumulators = results.map { use($0.id) }
          for row in 0..<step {
            shifted(down, by: row) {
              if results.isEmpty { return emit(loop.body) }
              accumulators = combine(loop, accumulators, operands(loop))
            }
          }
          bind(results, accumulators)
          rows.keep(ids)
        }
        return []
      }
    }
  }
}

/// Rows on the stack, one for each value that lives from one part of a strip to another.
private struct KeptRows {
  let emitter: KernelEmitter
  let dimension: Int
  let strips: Strips
  /// The strip's first index.
  var start: IRValue?
  private var rooms: [ValueID: (dtype: DType, room: IRValue)] = [:]

  init(emitter: KernelEmitter, dimension: Int, strips: Strips) {
    self.emitter = emitter
    self.dimension = dimension
    self.strips = strips
  }

  private func kept(_ ids: Set<ValueID>) -> [ValueID] { ids.intersection(strips.kept).sorted { $0.index < $1.index } }

  private func place(_ type: IRType, _ room: IRValue) -> IRValue {
    emitter.builder.gep(type, room, emitter.builder.subNSW(emitter.indices[dimension]!, start!))
  }

  /// Binds those of the values that are kept to what their rows hold at the current index.
  func recall(_ ids: Set<ValueID>) {
    for id in kept(ids) {
      let (dtype, room) = rooms[id]!
      let type = emitter.memoryType(dtype)
      let value = emitter.builder.load(type.vector(emitter.lanes.count), place(type, room), alignment: dtype.itemSize)
      emitter.define(id, dtype, emitter.fromMemory(value, dtype))
    }
  }

  /// Writes those of the values that are kept to their rows. A row is whole vectors long, so no mask is needed.
  mutating func keep(_ ids: Set<ValueID>) {
    for id in kept(ids) {
      let dtype = emitter.dtype(id)
      let type = emitter.memoryType(dtype)
      let room =
        rooms[id]?.room
        ?? emitter.builder.alloca(type.array(strips.length), alignment: emitter.target.vectorBytes)
      rooms[id] = (dtype, room)
      emitter.builder.store(emitter.toMemory(emitter.vector(id), dtype), place(type, room), alignment: dtype.itemSize)
    }
  }
}

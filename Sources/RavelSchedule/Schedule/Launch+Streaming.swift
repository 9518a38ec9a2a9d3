import RavelCore
import RavelIR

extension Launch {
  /// Has outputs stored past the caches that would not stay there: the processor then does not fetch their lines
  /// before it overwrites them, and what is in the caches stays.
  ///
  /// Such stores are of whole vectors at aligned addresses. So it is done where an output is memory of its own, which
  /// starts at a multiple of 64 bytes, and every row along the vectors does; and where the kernel is nothing but loops
  /// over all elements, so that nothing is stored twice or read back. One that computes for long is not held up by
  /// its stores.
  /// - Parameter cacheBytes: an output of half as many bytes will not stay.
  mutating func streamOutputs(_ graph: Graph, cacheBytes: Int) {
    guard let vectors = kernel.body.elementwiseDimension else { return }
    for (number, operand) in operands.enumerated() where kernel.parameters[number].role == .output {
      let size = operand.dtype.itemSize
      guard extents.reduce(size, &*) > cacheBytes / 2, case .node(let node) = operand.source,
        graph.memory(of: node) == node, operand.offset == 0, operand.strides[vectors] == 1,
        !kernel.body.loads(from: number)
      else { continue }
      let rowsAreAligned = operand.strides.indices.allSatisfy {
        $0 == vectors || operand.strides[$0] != 0 && operand.strides[$0] * size % Self.line == 0
      }
      if rowsAreAligned { kernel.parameters[number].isNontemporal = true }
    }
  }

  /// Bytes of a cache line, and of the longest vectors.
  private static let line = 64
}

extension [Statement] {
  /// The dimension of the vector loop, if this is a nest of loops over all elements and no more.
  fileprivate var elementwiseDimension: Int? {
    // What is the same for a whole row is computed before its loop.
    let hasStores = contains { if case .store = $0 { true } else { false } }
    let loops = compactMap { if case .loop(let loop) = $0 { loop } else { nil } }
    guard loops.count == 1, let loop = loops.first, !hasStores, loop.reductions.isEmpty, loop.carry == nil else {
      return nil
    }
    switch loop.kind {
    case .parallel: return loop.body.elementwiseDimension
    case .vector:
      let isInnermost = loop.body.allSatisfy { if case .loop = $0 { false } else { true } }
      return isInnermost && loop.body.count < Self.longBody ? loop.dimension : nil
    case .serial, .tiles, .tile, .reduce: return nil
    }
  }

  /// Statements of a body that takes longer to compute than to store.
  private static var longBody: Int { 16 }

  fileprivate func loads(from parameter: Int) -> Bool {
    contains { statement in
      switch statement {
      case .store: return false
      case .loop(let loop): return loop.body.loads(from: parameter)
      case .scalar(.define(let definition)):
        if case .load(parameter, _) = definition.instruction { return true }
        return false
      // What an iteration loads is not looked for: it is computed from what stands before it.
      case .scalar(.iterate): return false
      }
    }
  }
}

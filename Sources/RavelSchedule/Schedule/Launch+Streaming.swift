import RavelCore
import RavelIR
import RavelOps

extension Launch {
  /// Has outputs stored past the caches that would not stay there: the processor then does not fetch their lines
  /// before it overwrites them, and what is in the caches stays.
  ///
  /// Such stores are of whole vectors at aligned addresses. So it is done where every output is memory of its own,
  /// which starts at a multiple of 64 bytes, as does every row along the vectors; and where the kernel has a form for
  /// it.
  /// - Parameter cacheBytes: an output of half as many bytes will not stay.
  mutating func streamOutputs(_ graph: Graph, cacheBytes: Int) {
    guard let vectors = kernel.body.elementwiseDimension, let streaming = kernel.streaming else { return }
    let outputs = operands.indices.filter { kernel.parameters[$0].role == .output }
    let isLarge = outputs.contains { extents.reduce(operands[$0].dtype.itemSize, &*) > cacheBytes / 2 }
    let areAligned = outputs.allSatisfy { number in
      let operand = operands[number]
      guard case .node(let node) = operand.source, graph.memory(of: node) == node, operand.offset == 0 else {
        return false
      }
      return operand.strides.indices.allSatisfy { dimension in
        let stride = operand.strides[dimension] * operand.dtype.itemSize
        return dimension == vectors || stride != 0 && stride % Self.line == 0
      }
    }
    if isLarge && areAligned { kernel = streaming }
  }

  /// Bytes of a cache line, and of the longest vectors.
  private static let line = 64
}

extension Kernel {
  /// The kernel with its outputs stored past the caches. nil if it has no such form: it must be nothing but loops over
  /// all elements, so that nothing is stored twice or read back, with the vectors of every output side by side. One that
  /// computes for long is not held up by its stores.
  public var streaming: Kernel? {
    guard let vectors = body.elementwiseDimension else { return nil }
    var kernel = self
    for (number, parameter) in parameters.enumerated() where parameter.role == .output {
      guard parameter.strides[vectors] == .unit, !body.loads(from: number) else { return nil }
      kernel.parameters[number].isNontemporal = true
    }
    return kernel
  }
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
    case .serial, .scan, .tiles, .tile, .branches, .reduce: return nil
    }
  }

  /// Statements of a body that takes longer to compute than to store.
  private static var longBody: Int { 16 }

  fileprivate func loads(from parameter: Int) -> Bool {
    contains { statement in
      switch statement {
      case .store: return false
      case .loop(let loop): return loop.body.loads(from: parameter)
      case .scalar(let scalar): return scalar.loads(from: parameter)
      }
    }
  }
}

extension ScalarStatement {
  fileprivate func loads(from parameter: Int) -> Bool {
    switch self {
    case .define(let definition):
      if case .load(parameter, _) = definition.instruction { true } else { false }
    case .iterate(let iteration): iteration.body.contains { $0.loads(from: parameter) }
    }
  }
}

import RavelCore
import RavelIR
import RavelSchedule

/// A plan with its kernels ready to run and its memory laid out: what an evaluation needs apart from its inputs.
///
/// Shapes and strides are part of what a plan is for. So where every operand lies is known here, as a place in an input
/// or in a slot of memory that the evaluation takes, and an evaluation has only pointers to add.
final class PreparedPlan: Sendable {
  struct Step: Sendable {
    enum Work: Sendable {
      case launch(PreparedLaunch)
      /// A matrix product by a library.
      case library(Place, Place, into: Place)
    }

    let work: Work
    /// The slots that it is the first to use.
    fileprivate(set) var taken: [Int] = []
    /// Slots that it is the first to use, and slots whose memory becomes theirs: that of operands which nobody reads
    /// afterwards.
    fileprivate(set) var donations: [Donation] = []
    /// The slots that it is the last to use: their memory goes back to the pool.
    fileprivate(set) var released: [Int] = []
  }

  /// Memory that goes over from an operand to a result of one step.
  struct Donation: Sendable, Hashable {
    let from: Int
    let to: Int
  }

  /// Memory that an evaluation takes.
  struct Slot: Sendable {
    let byteCount: Int
    /// What it is filled with, if no step writes it.
    let value: Constant?
  }

  /// What a run does, one thing after another: the steps, taken apart so that to go through them copies nothing.
  enum Instruction: Sendable {
    case take(slot: Int)
    case move(from: Int, to: Int)
    case release(slot: Int)
    case launch(Int)
    case library(step: Int)
  }

  /// Where an output is after a run.
  struct Output: Sendable {
    let memory: Place.Memory
    let byteOffset: Int
  }

  let steps: [Step]
  let instructions: [Instruction]
  let launches: [PreparedLaunch]
  let slots: [Slot]
  let outputs: [Output]

  /// A step whose kernel is yet to be prepared.
  enum Draft {
    case launch(Launch, [PreparedLaunch.Operand])
    case library(Place, Place, into: Place)
  }

  /// - Parameter withLibrary: whether matrix products may be a library's.
  static func drafts(of plan: Plan, withLibrary: Bool) throws -> (drafts: [Draft], places: Places) {
    var places = Places(plan.graph)
    let drafts: [Draft] = try plan.steps.map { step in
      switch step {
      case .launch(let launch):
        let operands: [PreparedLaunch.Operand] = try launch.operands.map { operand in
          guard case .node(let node) = operand.source else { return .constant }
          let place = try places.place(of: node)
          return .memory(place.memory, byteOffset: (place.offset + operand.offset) * operand.dtype.itemSize)
        }
        return .launch(launch, operands)
      case .matmul(let a, let b, let target):
        let (a, b) = (try places.place(of: a), try places.place(of: b))
        let target = try places.place(of: target)
        if withLibrary, BLAS.takes(target.dtype, a.layout, b.layout) { return .library(a, b, into: target) }
        let operands = [a, b, target].map { place in
          PreparedLaunch.Operand.memory(place.memory, byteOffset: place.offset * place.dtype.itemSize)
        }
        return .launch(.matrixProduct(a, b, into: target), operands)
      }
    }
    return (drafts, places)
  }

  init(_ plan: Plan, _ runners: Runners, report: inout Report) throws {
    var (drafts, places) = try Self.drafts(of: plan, withLibrary: BLAS.shared != nil)
    if BLAS.shared == nil, plan.steps.contains(where: { if case .matmul = $0 { true } else { false } }) {
      Counters.countFallback("matrix products are a kernel of Ravel's own: there is no BLAS library")
    }
    let launches = drafts.compactMap { if case .launch(let launch, _) = $0 { launch } else { nil } }
    var kernels = try runners.kernels(
      launches.map(\.kernel), postponing: { launches[$0].isSoonInterpreted }, report: &report)[...]
    var steps: [Step] = try drafts.map { draft in
      switch draft {
      case .launch(let launch, let operands):
        return Step(work: .launch(try PreparedLaunch(launch, kernels.removeFirst(), operands)))
      case .library(let a, let b, let target): return Step(work: .library(a, b, into: target))
      }
    }
    outputs = try plan.graph.outputs.map { output in
      let place = try places.place(of: output)
      return Output(memory: place.memory, byteOffset: place.offset * place.dtype.itemSize)
    }
    slots = places.slots
    let kept = Set(outputs.compactMap(\.memory.slot))
    // Slots that nothing but an output uses hold constants.
    var unused: [Int] = []
    for slot in slots.indices {
      let users = steps.indices.filter { steps[$0].slots.contains(slot) }
      if let first = users.first { steps[first].taken.append(slot) } else { unused.append(slot) }
      if let last = users.last, !kept.contains(slot) { steps[last].released.append(slot) }
    }
    for number in steps.indices { steps[number].donate(slots) }
    self.steps = steps
    var instructions: [Instruction] = []
    var prepared: [PreparedLaunch] = []
    for (number, step) in steps.enumerated() {
      instructions += step.taken.map(Instruction.take) + step.donations.map { .move(from: $0.from, to: $0.to) }
      switch step.work {
      case .launch(let launch):
        instructions.append(.launch(prepared.count))
        prepared.append(launch)
      case .library: instructions.append(.library(step: number))
      }
      instructions += step.released.map(Instruction.release)
    }
    self.instructions = instructions + unused.map(Instruction.take)
    self.launches = prepared
  }
}

extension PreparedPlan.Step {
  /// Finds for each slot that it is the first to use one that it is the last to use, and may write over.
  fileprivate mutating func donate(_ slots: [PreparedPlan.Slot]) {
    guard case .launch(let prepared) = work else { return }
    var free = Set(released).subtracting(taken)
    taken.removeAll { target in
      guard slots[target].value == nil, let output = prepared.operand(ofSlot: target) else { return false }
      let source = free.sorted().first { source in
        guard slots[source].byteCount == slots[target].byteCount, let input = prepared.operand(ofSlot: source),
          input.byteOffset == output.byteOffset
        else { return false }
        return prepared.launch.mayOverwrite(input.number, by: output.number)
      }
      guard let source else { return false }
      free.remove(source)
      donations.append(PreparedPlan.Donation(from: source, to: target))
      return true
    }
  }
}

extension PreparedLaunch {
  /// The one operand that lies in a slot, and from where on; nil if there are several.
  fileprivate func operand(ofSlot slot: Int) -> (number: Int, byteOffset: Int)? {
    var found: (number: Int, byteOffset: Int)?
    for (number, operand) in operands.enumerated() {
      guard case .memory(.slot(slot), let byteOffset) = operand else { continue }
      if found != nil { return nil }
      found = (number, byteOffset)
    }
    return found
  }
}

extension PreparedPlan.Step {
  fileprivate var slots: [Int] {
    switch work {
    case .library(let a, let b, let target): [a, b, target].compactMap(\.memory.slot)
    case .launch(let launch):
      launch.operands.compactMap { if case .memory(let memory, _) = $0 { memory.slot } else { nil } }
    }
  }
}

/// Where a node's elements are in an evaluation.
struct Place: Sendable {
  enum Memory: Hashable, Sendable {
    case input(Int)
    case slot(Int)

    var slot: Int? { if case .slot(let number) = self { number } else { nil } }
  }

  var memory: Memory
  var dtype: DType
  var layout: Layout
  /// From where the input or the slot starts, in elements.
  var offset: Int
}

/// Finds where the nodes of a graph are, and gives slots to those that own memory.
struct Places {
  private let graph: Graph
  private var slotNumbers: [NodeID: Int] = [:]
  private(set) var slots: [PreparedPlan.Slot] = []

  init(_ graph: Graph) { self.graph = graph }

  mutating func place(of id: NodeID) throws(ArrayError) -> Place {
    let node = graph[id]
    switch node.kind {
    case .input(let number): return Place(memory: .input(number), dtype: node.dtype, layout: node.layout, offset: 0)
    case .view(let map):
      let source = try place(of: node.inputs[0])
      let (layout, further) = map.apply(to: source.layout)
      return Place(memory: source.memory, dtype: node.dtype, layout: layout, offset: source.offset + further)
    case .reshape:
      let source = try place(of: node.inputs[0])
      return Place(memory: source.memory, dtype: node.dtype, layout: node.layout, offset: source.offset)
    default:
      return Place(memory: .slot(try slot(of: graph.memory(of: id))), dtype: node.dtype, layout: node.layout, offset: 0)
    }
  }

  private mutating func slot(of owner: NodeID) throws(ArrayError) -> Int {
    if let known = slotNumbers[owner] { return known }
    let node = graph[owner]
    let bytes = try elementCount(of: node.shape, dtype: node.dtype) * node.dtype.itemSize
    let value: Constant? = if case .constant(let value) = node.kind { value } else { nil }
    slots.append(PreparedPlan.Slot(byteCount: bytes, value: value))
    slotNumbers[owner] = slots.count - 1
    return slots.count - 1
  }
}

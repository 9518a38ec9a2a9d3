import RavelCore
import RavelIR
import RavelSchedule
import Synchronization

/// A plan with its kernels ready to run: what an evaluation needs apart from memory.
final class PreparedPlan: Sendable {
  let plan: Plan
  /// For each step, the kernel and what is counted for it; nil for a library's.
  let launches: [PreparedLaunch?]
  /// For each step, the stored nodes that no later step reads: their memory goes back to the pool.
  let finished: [[NodeID]]

  init(_ plan: Plan, _ runners: Runners, report: inout Report) throws {
    self.plan = plan
    launches = try plan.steps.map { step in
      guard case .launch(let launch) = step else { return nil }
      return try PreparedLaunch(launch, try runners.kernel(launch.kernel, report: &report))
    }
    var lastUses: [NodeID: Int] = [:]
    for (number, step) in plan.steps.enumerated() {
      for node in step.nodes { lastUses[plan.graph.memory(of: node)] = number }
    }
    for output in plan.graph.outputs { lastUses[plan.graph.memory(of: output)] = nil }
    finished = plan.steps.indices.map { number in lastUses.filter { $0.value == number }.map(\.key) }
  }
}

/// A launch with its kernel and all of its arguments but the memory of nodes.
struct PreparedLaunch: Sendable {
  let launch: Launch
  let kernel: any ExecutableKernel
  let bytesMoved: Int
  let flops: Int
  /// The dimension to divide among threads, if there is enough to do for them.
  let divided: Int?
  /// In bytes, as `KernelArguments` has them.
  let strides: [Int]
  let hasScratch: Bool
  /// The constants that the kernel loads, 16 bytes for each parameter.
  private let constants: Buffer

  init(_ launch: Launch, _ kernel: any ExecutableKernel) throws(ArrayError) {
    self.launch = launch
    self.kernel = kernel
    bytesMoved = launch.bytesMoved
    flops = launch.flops
    divided = launch.dimensionWorthDividing
    strides = launch.operands.flatMap { operand in operand.strides.map { $0 * operand.dtype.itemSize } }
    hasScratch = launch.operands.contains { if case .scratch = $0.source { true } else { false } }
    constants = try Buffer(byteCount: 16 * launch.operands.count)
    for (number, operand) in launch.operands.enumerated() {
      if case .constant(let value) = operand.source { value.write(to: constantAddress(number)) }
    }
  }

  /// Where a parameter's constant is; an address that stands for memory yet to be given, if it is none.
  func constantAddress(_ parameter: Int) -> UnsafeMutableRawPointer { constants.address + 16 * parameter }
}

/// Plans by the graphs they are for: the same operations on arrays of the same shapes are planned once.
final class PlanCache: Sendable {
  static let compiled = PlanCache()
  static let interpreted = PlanCache()

  private let plans = Mutex<[GraphKey: PreparedPlan]>([:])
  /// Graphs are small beside what they compute, but a program may make up new ones for ever.
  private static let limit = 1024

  func plan(for graph: Graph, _ prepare: (Graph) throws -> PreparedPlan) rethrows -> PreparedPlan {
    let key = GraphKey(graph)
    if let known = plans.withLock({ $0[key] }) { return known }
    let prepared = try prepare(graph)
    plans.withLock { plans in
      if plans.count >= Self.limit { plans = [:] }
      plans[key] = prepared
    }
    return prepared
  }

  func clear() { plans.withLock { $0 = [:] } }
}

extension Plan.Step {
  /// The nodes whose memory the step reads or writes.
  var nodes: [NodeID] {
    switch self {
    case .matmul(let a, let b, let target): [a, b, target]
    case .launch(let launch):
      launch.operands.compactMap { if case .node(let node) = $0.source { node } else { nil } }
    }
  }
}

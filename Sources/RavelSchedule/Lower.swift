import RavelCore
import RavelIR

/// The compiler's table of contents, up to the kernels: from array operations to launches.
/// - Parameter observe: is shown every stage after it was verified.
public func lower(
  _ graph: Graph, cacheBytes: Int = MachineCaches.largest, observe: (any Stage) -> Void = { _ in }
) throws(VerifyError) -> Plan {
  func pass<S: Stage>(_ stage: S) throws(VerifyError) -> S {
    try stage.verify()
    observe(stage)
    return stage
  }
  let simple = try pass(simplify(pass(graph)))
  let partition = Partition(simple)
  let fused = try pass(partition.fused)
  var steps: [Plan.Step] = []
  for (group, region) in zip(fused.groups, partition.regions) {
    guard let region else {
      let product = group.roots[0].value
      steps.append(.matmul(simple[product].inputs[0], simple[product].inputs[1], into: product))
      continue
    }
    // Nothing is launched for an empty result.
    if simple[group.roots[0].target].shape.contains(0) { continue }
    if let map = group.roots[0].region, map.shape.contains(0) { continue }
    var emission = KernelEmission(region, simple)
    var launch = emission.launch()
    launch.streamOutputs(simple, cacheBytes: cacheBytes)
    launch.kernel = try pass(launch.kernel)
    steps.append(.launch(launch))
  }
  return Plan(graph: simple, steps: steps)
}

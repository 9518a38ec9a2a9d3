import ArgumentParser
import RavelCore
import RavelIR
import RavelRuntime
import RavelSchedule

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract:
      "Says what was fused into which kernel, what was not and why, and what each kernel moves.",
    discussion: "Without ARG, parameters are as in 'ravel dump'.")

  @OptionGroup var call: CallOptions

  func run() throws {
    let (kernel, arguments, graph) = try call.typed()
    var fused: FusedGraph?
    let plan = try lower(graph) { stage in if let stage = stage as? FusedGraph { fused = stage } }
    guard let fused else { return }
    print("\(kernel.name)(\(arguments.map(\.description).joined(separator: ", ")))")
    var launches = plan.steps.compactMap {
      if case .launch(let launch) = $0 { launch } else { nil }
    }[...]
    for (index, group) in fused.groups.enumerated() {
      let root = fused.graph[group.roots[0].target]
      print("\n\(index + 1). \(operations(of: group, in: fused.graph))")
      for root in group.roots {
        let node = fused.graph[root.target]
        print(
          "   stored: \(root.target), \(node.dtype)\(tupleText(node.shape)), because \(group.reason)"
        )
      }
      if case .matmul = fused.graph[group.roots[0].value].kind {
        print("   by a library")
      } else if root.shape.contains(0) || group.roots[0].region?.shape.contains(0) == true {
        print("   not run: there are no elements")
      } else if let launch = launches.popFirst() {
        let operations = "\(Quantity.count(launch.flops)) floating-point operations"
        print("   a kernel: \(Quantity.bytes(launch.bytesMoved)) moved, \(operations)")
      }
    }
    let all = plan.steps.compactMap { if case .launch(let launch) = $0 { launch } else { nil } }
    let bytes = all.reduce(0) { $0 + $1.bytesMoved }
    print("\n\(all.count) \(all.count == 1 ? "kernel" : "kernels"), \(Quantity.bytes(bytes)) moved")
  }

  /// The operations of a group in order, each followed by how often if it is there several times.
  private func operations(of group: FusedGraph.Group, in graph: Graph) -> String {
    var names: [String] = []
    var counts: [String: Int] = [:]
    for member in group.members {
      let name: String
      switch graph[member].kind {
      case .view, .reshape, .input, .constant: continue
      case .reduce(let plan):
        let axes = plan.axes.map(String.init).joined(separator: ", ")
        name = "\(plan.verb) over \(plan.axes.count == 1 ? "axis" : "axes") \(axes)"
      case let kind: name = "\(kind)"
      }
      if counts[name] == nil { names.append(name) }
      counts[name, default: 0] += 1
    }
    let text = names.map { counts[$0] == 1 ? $0 : "\($0) (\(counts[$0]!) times)" }.joined(
      separator: ", ")
    return text.isEmpty ? "copy" : text
  }
}

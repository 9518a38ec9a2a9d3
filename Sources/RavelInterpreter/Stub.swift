import RavelCore
import RavelIR
/// Stands in until the graph's executor is there.
public struct ReferenceExecutor {
  public init(_ graph: Graph) {}
  public func run(_ inputs: [Storage]) throws(ArrayError) -> [Storage] { throw .value("the reference engine is not there yet") }
}

import RavelCore
import RavelIR
import RavelSchedule

/// A computation that is run over and over on pieces of the same arrays, which lie alike: where the pieces are, only
/// whoever runs it knows. For what no affine map of indices can say.
public struct PieceKernel: Sendable {
  private let launch: PreparedLaunch

  /// - Parameters:
  ///   - piece: computed from stored arrays of the pieces' layouts by elementwise operations and at most one reduction;
  ///     it lies as a piece of the result is to lie. Not empty.
  ///   - engine: who computes it; the interpreter for the reference, which has no pieces.
  /// - Throws: `ArrayError.outOfMemory`; `EngineError` where the engine asked for cannot be had.
  public init(_ piece: Expression, engine: Engine) throws {
    let graph = Graph([piece])
    let (drafts, _) = try PreparedPlan.drafts(of: lower(graph, cacheBytes: .max), withLibrary: false)
    guard drafts.count == 1, case .launch(let launch, let operands) = drafts[0] else {
      preconditionFailure("internal error: a piece takes \(drafts.count) steps\n\(graph)")
    }
    var report = Report()
    let kernel = try Runners(engine).kernel(launch.kernel, report: &report)
    self.launch = try PreparedLaunch(launch, kernel, operands)
    Counters.count(report)
  }

  /// Computes one piece.
  /// - Parameters:
  ///   - inputs: where the pieces of the arrays start, in the order in which the computation reads them.
  ///   - output: where the piece of the result starts. It may be the piece of an input that lies alike, if that is read
  ///     element by element.
  public func run(_ inputs: [UnsafeMutableRawPointer], into output: UnsafeMutableRawPointer) throws(ArrayError) {
    try launch.run(input: { inputs[$0] }, slot: { _ in output })
  }
}

import Ravel
import RavelLanguage
import RavelRuntime

/// One call of a kernel by one engine, timed: an evaluation with a fresh graph over the same inputs, the results
/// materialised.
struct Benchmark {
  private let kernel: KernelFile
  private let arguments: [KernelValue]
  let engine: Engine
  /// What one repetition does. Its compile time is the first call's, on preparing kernels that later calls find.
  let report: Report
  /// What the first call gave.
  private(set) var results: [NDArray]
  private var series = Series()

  /// A first call of the interpreter that takes longer, in seconds, is the one repetition.
  static let longCall = 2.0

  /// Calls once, which is not timed, for it may compile.
  init(_ kernel: KernelFile, _ arguments: [ArgumentValue], on engine: Engine) throws {
    self.kernel = kernel
    let arguments = arguments.map(\.value)
    self.arguments = arguments
    self.engine = engine
    var first = Series()
    var outcome: (results: [NDArray], report: Report) = ([], Report())
    try withEngine(engine) {
      try first.once { outcome = try Self.evaluation(kernel, arguments, on: engine) }
    }
    (results, report) = outcome
    if engine == .interpreter && first.spent > Self.longCall { series = first }
  }

  var timing: Timing? { series.timing }

  /// Lets go of the first call's results.
  mutating func dropResults() { results = [] }

  /// Forgets the times so far, and calls once untimed, unless calls are long.
  mutating func restart() throws {
    let last = series.seconds.max() ?? 0
    series = Series()
    var untimed = Series()
    let (kernel, arguments, engine) = (kernel, arguments, engine)
    if last <= Self.longCall {
      try withEngine(engine) { try untimed.once { _ = try Self.evaluation(kernel, arguments, on: engine) } }
    }
  }

  /// Repeats until that many seconds are spent in all. The interpreter, which can take seconds, is content with one
  /// repetition.
  mutating func `repeat`(until budget: Double = Series.budget) throws {
    // What the function itself needs to know of its arrays is evaluated by the same engine.
    let (kernel, arguments, engine) = (kernel, arguments, engine)
    try withEngine(engine) {
      try series.repeat(until: budget, least: engine == .interpreter ? 1 : Series.leastRepetitions) {
        _ = try Self.evaluation(kernel, arguments, on: engine)
      }
    }
  }

  private static func evaluation(
    _ kernel: KernelFile, _ arguments: [KernelValue], on engine: Engine
  ) throws -> (results: [NDArray], report: Report) {
    let (outputs, report) = try kernel.program.evaluate(kernel.function, arguments, engine: engine)
    return (outputs.map(\.array), report)
  }
}

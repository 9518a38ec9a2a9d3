import RavelIR
import RavelRuntime

extension Engine {
  /// The engine that evaluates in this task; see `withEngine`.
  public static var current: Engine { bound.value }

  fileprivate static let bound = RarelyBound(Engine.automatic, outlivesScope: true)
}

/// Has everything that `body` evaluates run on that engine. The choice never changes a result.
public func withEngine<Value, Failure: Error>(
  _ engine: Engine, _ body: () throws(Failure) -> Value
) throws(Failure) -> Value {
  // A task-local value binds for a closure that throws anything.
  try Engine.bound.withValue(engine) { Result<Value, Failure>(catching: body) }.get()
}

/// As the `withEngine` of functions that do not wait.
public func withEngine<Value>(
  _ engine: Engine, isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Value
) async rethrows -> Value {
  try await Engine.bound.withValue(engine, isolation: isolation, body)
}

/// Computes arrays together, so that what they share is computed once.
/// - Throws: `ArrayError.outOfMemory`; `EngineError` where the engine asked for cannot be had.
public func evaluate(_ arrays: [NDArray]) throws {
  try NDArray.run(arrays.map(\.expression))
}

/// Computes arrays together, without keeping a thread that serves tasks from others: the work is done by a thread of
/// Ravel's own. The engine and the `withErrorHandling` are those of the task.
/// - Throws: `ArrayError.outOfMemory`; `EngineError` where the engine asked for cannot be had; `CancellationError` if
///   the task is cancelled before the work has started. Once started, it is done.
public func evaluate(_ arrays: [NDArray]) async throws {
  guard let pending = try NDArray.pending(arrays.map(\.expression)) else { return }
  try await RavelRuntime.evaluate(pending, engine: Engine.current)
}

extension NDArray {
  /// Computes the elements and keeps them; nothing happens if they are there.
  /// - Throws: `ArrayError.outOfMemory`; `EngineError` where the engine asked for cannot be had.
  public func evaluate() throws { try Self.run([expression]) }

  /// Computes the elements and keeps them, without keeping a thread that serves tasks from others; see
  /// `evaluate(_:)`.
  public func evaluate() async throws { try await Ravel.evaluate([self]) }

  /// Whether the elements are there.
  public var isEvaluated: Bool { expression.isStored }

  /// The elements in memory, computed if need be. A view of what is in memory needs nobody to compute it.
  func stored() throws -> Storage {
    ElementObserver.noteAccess()
    try ErrorScope.checkForErrors()
    switch expression.current {
    case .stored(let origin): return origin.storage(of: expression.type)
    case .pending(let inputs):
      guard case .view(let map) = expression.operation.kind, let source = inputs[0].storage else { break }
      expression.store(source.view(map))
    }
    try Self.run([expression])
    guard let storage = expression.storage else { preconditionFailure("evaluation stores every result") }
    return storage
  }

  static func run(_ expressions: [Expression]) throws {
    if let pending = try pending(expressions) { try RavelRuntime.evaluate(pending, engine: Engine.current) }
  }

  /// What there is to evaluate for somebody who asks for elements, some of which may be there; nil for nothing.
  static func pending(_ expressions: [Expression]) throws -> [Expression]? {
    ElementObserver.noteAccess()
    try ErrorScope.checkForErrors()
    return expressions.allSatisfy(\.isStored) ? nil : expressions
  }

  /// Pending operations that may stand above one another. A loop that updates an array builds a chain as long as it
  /// runs, and a chain is compiled, and let go of, as a whole.
  static let depthLimit = 512

  /// Evaluates the operands of an operation that is about to be built, if it would stand too high.
  static func limitDepth(_ operands: [Expression]) throws(ArrayError) {
    guard operands.contains(where: { $0.depth >= depthLimit && !$0.isStored }) else { return }
    try whileBuilding { try run(operands) }
  }

  /// Evaluates an operation that was just built over much larger arrays, where memory is tight: as long as it is
  /// pending, it keeps them alive. A list of means would hold all that they are the means of.
  ///
  /// What goes wrong is an error of whoever asks for the elements.
  static func limitHeldMemory(_ expression: Expression) {
    // A view takes no memory of its own, and has to stay one.
    switch expression.operation.kind {
    case .view, .reshape, .constant, .input: return
    default: if expression.isStored { return }
    }
    let held = Snapshot([expression]).heldBytes
    if held >= leastHeld, held / 4 >= expression.layout.count * expression.dtype.itemSize { try? run([expression]) }
  }

  private static let leastHeld: Int = 1 << 20

  /// Something evaluated while an operation is built: whatever goes wrong with it is an error of building.
  static func whileBuilding<Value>(_ body: () throws -> Value) throws(ArrayError) -> Value {
    do {
      return try body()
    } catch let error as ArrayError {
      throw error
    } catch {
      throw .value("\(error)")
    }
  }

  /// This array's expression, for an operation that is about to be built on it.
  var input: Expression {
    get throws(ArrayError) {
      try Self.limitDepth([expression])
      return expression
    }
  }
}

extension Snapshot {
  /// Bytes of the stored arrays that the pending operations read, each once.
  fileprivate var heldBytes: Int {
    var buffers: [ObjectIdentifier: Int] = [:]
    for member in members {
      guard case .stored(let origin) = member.state else { continue }
      buffers[ObjectIdentifier(origin.buffer)] = origin.buffer.byteCount
    }
    return buffers.values.reduce(0, +)
  }
}

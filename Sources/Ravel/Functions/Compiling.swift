import RavelIR
import RavelRuntime
import Synchronization

/// A function of arrays, traced once for each combination of its arguments' dtypes and layouts. Every further call with
/// such arguments is a launch of the compiled kernels: nothing is built, and nothing looked up.
///
/// The function must follow from its arguments alone, as a pure function does: what it reads elsewhere is read when it
/// is traced. One that looks at elements, by `item` or to decide on a branch, is not traced: it runs in every call.
/// - Source: after `jax.jit`, https://docs.jax.dev/en/latest/_autosummary/jax.jit.html
public final class CompiledFunction: Sendable {
  private let body: @Sendable ([NDArray]) throws -> [NDArray]

  /// What the operations that the function builds depend on, for one argument.
  private struct Argument: Hashable {
    let type: TypedLayout
    /// A number counts by its value: it may be built in.
    let value: Constant?
    let isLiteral: Bool

    init(_ array: NDArray) {
      type = array.expression.type
      value = array.expression.constantValue
      isLiteral = array.isLiteral
    }
  }

  private struct Known {
    let arguments: [Argument]
    /// nil for a function that looks at elements.
    let trace: Trace?

    func isFor(_ arrays: [NDArray]) -> Bool {
      arguments.count == arrays.count && arguments.indices.allSatisfy { arguments[$0] == Argument(arrays[$0]) }
    }
  }

  private struct State {
    /// Most calls are like the one before.
    var last: Known?
    var traces: [[Argument]: Trace?] = [:]
  }

  private let state = Mutex(State())
  /// A program may call with ever new shapes.
  private static let limit = 256

  public init(_ body: @escaping @Sendable ([NDArray]) throws -> [NDArray]) { self.body = body }

  /// The results: computed at once where the arguments are in memory; else pending, as the arguments are.
  /// - Throws: what the function throws; `ArrayError.outOfMemory`; `EngineError` where the engine asked for cannot be
  ///   had.
  public func callAsFunction(_ arguments: [NDArray]) throws -> [NDArray] {
    let known = state.withLock { $0.last }
    guard let known = known?.isFor(arguments) == true ? known : try find(arguments) else { return try body(arguments) }
    guard let trace = known.trace else { return try body(arguments) }
    let leaves = arguments.map(\.expression)
    // Within a function that is being traced nothing is evaluated.
    if ElementObserver.current != nil || !leaves.allSatisfy(\.isStored) { return trace(leaves).map(NDArray.init) }
    try ErrorScope.checkForErrors()
    return try RavelRuntime.evaluate(trace, over: leaves, engine: Engine.current).map(NDArray.init)
  }

  /// What is known of calls with such arguments, found out now if need be; nil if that cannot be remembered.
  private func find(_ arrays: [NDArray]) throws -> Known? {
    let key = arrays.map(Argument.init)
    if let trace = state.withLock({ $0.traces[key] }) {
      let known = Known(arguments: key, trace: trace)
      state.withLock { $0.last = known }
      return known
    }
    let leaves = arrays.map(\.expression)
    // A trace knows its operands by their identities.
    guard Set(leaves.map(ObjectIdentifier.init)).count == leaves.count else { return nil }
    let (results, looked) = observingElements { Result { try body(arrays) } }
    let trace = looked ? nil : Trace(try results.get().map(\.expression), over: leaves)
    return state.withLock { state in
      if state.traces.count >= Self.limit { state.traces = [:] }
      state.traces[key] = .some(trace)
      let known = Known(arguments: key, trace: trace)
      state.last = known
      return known
    }
  }
}

/// Has a function of one array traced; see `CompiledFunction`. Like operators, the function that comes of it stops the
/// process where something goes wrong, unless `withErrorHandling` is around.
public func compile(_ body: @escaping @Sendable (NDArray) -> NDArray) -> @Sendable (NDArray) -> NDArray {
  let function = CompiledFunction { [body($0[0])] }
  return { x in stopping { try function([x])[0] } }
}

/// Has a function of two arrays traced; see `CompiledFunction`.
public func compile(
  _ body: @escaping @Sendable (NDArray, NDArray) -> NDArray
) -> @Sendable (NDArray, NDArray) -> NDArray {
  let function = CompiledFunction { [body($0[0], $0[1])] }
  return { x, y in stopping { try function([x, y])[0] } }
}

/// Has a function of three arrays traced; see `CompiledFunction`.
public func compile(
  _ body: @escaping @Sendable (NDArray, NDArray, NDArray) -> NDArray
) -> @Sendable (NDArray, NDArray, NDArray) -> NDArray {
  let function = CompiledFunction { [body($0[0], $0[1], $0[2])] }
  return { x, y, z in stopping { try function([x, y, z])[0] } }
}

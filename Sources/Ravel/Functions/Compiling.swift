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

  /// An array that the caller holds: passing it on counts no reference.
  fileprivate struct Borrowed {
    let expression: Unmanaged<Expression>
    let isLiteral: Bool

    init(_ array: NDArray) {
      expression = .passUnretained(array.expression)
      isLiteral = array.isLiteral
    }

    var array: NDArray { NDArray(expression.takeUnretainedValue(), isLiteral: isLiteral) }
  }

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

    /// Whether it is what that array comes to, which is found out without making another.
    func isFor(_ array: Borrowed) -> Bool {
      array.isLiteral == isLiteral
        && array.expression._withUnsafeGuaranteedRef { $0.operation.type == type && $0.operation.constant == value }
    }
  }

  private final class Known: Sendable {
    private let arguments: [Argument]
    /// nil for a function that looks at elements.
    let trace: RepeatedTrace?

    init(_ arguments: [Argument], _ trace: RepeatedTrace?) { (self.arguments, self.trace) = (arguments, trace) }

    func isFor(count: Int, _ argument: (Int) -> Borrowed) -> Bool {
      if arguments.count != count { return false }
      for place in arguments.indices where !arguments[place].isFor(argument(place)) { return false }
      return true
    }
  }

  private struct State {
    /// Most calls are like the one before.
    var last: Known?
    var known: [[Argument]: Known] = [:]
  }

  private let state = Mutex(State())
  /// A program may call with ever new shapes.
  private static let limit = 256

  public init(_ body: @escaping @Sendable ([NDArray]) throws -> [NDArray]) { self.body = body }

  /// The results: computed at once where the arguments are in memory; else pending, as the arguments are.
  /// - Throws: what the function throws; `ArrayError.outOfMemory`; `EngineError` where the engine asked for cannot be
  ///   had.
  public func callAsFunction(_ arguments: [NDArray]) throws -> [NDArray] {
    var results: [NDArray] = []
    try withExtendedLifetime(arguments) {
      try call(count: arguments.count, { Borrowed(arguments[$0]) }) { results.append($1) }
    }
    return results
  }

  /// As above, without arrays of arrays: a call costs no more than it must.
  /// - Parameters:
  ///   - argument: by its number; the caller holds it.
  ///   - take: is given the number of each result, and the result.
  fileprivate func call(count: Int, _ argument: (Int) -> Borrowed, _ take: (Int, consuming NDArray) -> Void) throws {
    try withUnsafeTemporaryAllocation(of: Unmanaged<Expression>.self, capacity: count) { leaves in
      for place in 0..<count { leaves.initializeElement(at: place, to: argument(place).expression) }
      let leaves = UnsafeBufferPointer(leaves)
      let last = state.withLock { $0.last }
      let known =
        if let last, last.isFor(count: count, argument) { last } else {
          try find((0..<count).map { argument($0).array })
        }
      guard let trace = known?.trace else {
        for (place, result) in try body((0..<count).map { argument($0).array }).enumerated() { take(place, result) }
        return
      }
      // Within a function that is being traced nothing is evaluated.
      if ElementObserver.current != nil || leaves.contains(where: { !$0._withUnsafeGuaranteedRef { $0.isStored } }) {
        let results = trace.trace(leaves.map { $0.takeUnretainedValue() })
        for (place, result) in results.enumerated() { take(place, NDArray(result)) }
        return
      }
      try ErrorScope.checkForErrors()
      try trace.evaluate(over: leaves, engine: Engine.current) { take($0, NDArray($1)) }
    }
  }

  /// What is known of calls with such arguments, found out now if need be; nil if that cannot be remembered.
  private func find(_ arrays: [NDArray]) throws -> Known? {
    let key = arrays.map(Argument.init)
    if let known = state.withLock({ $0.known[key] }) {
      state.withLock { $0.last = known }
      return known
    }
    let leaves = arrays.map(\.expression)
    // A trace knows its operands by their identities.
    guard Set(leaves.map(ObjectIdentifier.init)).count == leaves.count else { return nil }
    let (results, looked) = observingElements { Result { try body(arrays) } }
    let trace = looked ? nil : RepeatedTrace(Trace(try results.get().map(\.expression), over: leaves))
    let known = Known(key, trace)
    state.withLock { state in
      if state.known.count >= Self.limit { state.known = [:] }
      state.known[key] = known
      state.last = known
    }
    return known
  }
}

/// Has a function of one array traced; see `CompiledFunction`. Like operators, the function that comes of it stops the
/// process where something goes wrong, unless `withErrorHandling` is around.
public func compile(_ body: @escaping @Sendable (NDArray) -> NDArray) -> @Sendable (NDArray) -> NDArray {
  let function = CompiledFunction { [body($0[0])] }
  return { x in function.result(count: 1) { _ in .init(x) } }
}

/// Has a function of two arrays traced; see `CompiledFunction`.
public func compile(
  _ body: @escaping @Sendable (NDArray, NDArray) -> NDArray
) -> @Sendable (NDArray, NDArray) -> NDArray {
  let function = CompiledFunction { [body($0[0], $0[1])] }
  return { x, y in function.result(count: 2) { .init($0 == 0 ? x : y) } }
}

/// Has a function of three arrays traced; see `CompiledFunction`.
public func compile(
  _ body: @escaping @Sendable (NDArray, NDArray, NDArray) -> NDArray
) -> @Sendable (NDArray, NDArray, NDArray) -> NDArray {
  let function = CompiledFunction { [body($0[0], $0[1], $0[2])] }
  return { x, y, z in function.result(count: 3) { .init($0 == 0 ? x : $0 == 1 ? y : z) } }
}

extension CompiledFunction {
  /// The only result of a function that cannot throw.
  fileprivate func result(count: Int, _ argument: (Int) -> Borrowed) -> NDArray {
    stopping {
      var result: NDArray?
      try call(count: count, argument) { result = $1 }
      return result!
    }
  }
}

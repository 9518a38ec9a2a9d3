import Synchronization

/// Runs `body` with operators and functions that cannot throw handing over their errors, rather than stopping the
/// process.
///
///     let mean = try withErrorHandling { ((x + y) / 2).mean() }
///
/// An operation that fails gives a 0-d array of NaN, and `body` goes on. It cannot take that array's element for a
/// result: from the first error on, every function that asks for elements and can throw (`evaluate`, `scalars(as:)`,
/// `scalar(as:)`, `write(npy:)`) throws that error, and those that cannot (`toArray`, `arrayEqual`) give an empty array
/// or `false`. An assignment that fails leaves its variable as it was.
///
/// The scope is the task's: child tasks of `body` belong to it. An operation that fails in a task that outlives `body`
/// stops the process. Scopes nest; an inner one keeps its errors to itself and whoever catches them.
/// - Throws: the first error that an operation in `body` ended with, even if `body` throws another because of it; else
///   what `body` throws.
public func withErrorHandling<Value>(_ body: () throws -> Value) throws -> Value {
  try ErrorScope.checkForErrors()
  let scope = ErrorScope()
  let result = ErrorScope.bound.withValue(scope) { Result { try body() } }
  return try scope.end(result)
}

/// As the `withErrorHandling` of functions that do not wait.
public func withErrorHandling<Value>(
  isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Value
) async throws -> Value {
  try ErrorScope.checkForErrors()
  let scope = ErrorScope()
  let result: Result<Value, any Error> = await ErrorScope.bound.withValue(scope, isolation: isolation) {
    do { return .success(try await body()) } catch { return .failure(error) }
  }
  return try scope.end(result)
}

/// Keeps the first error of the operations in a `withErrorHandling`.
final class ErrorScope: Sendable {
  fileprivate static let bound = RarelyBound<ErrorScope?>(nil, outlivesScope: true)

  static var current: ErrorScope? { bound.value }

  private enum State {
    case clean
    case failed(any Error)
    /// Nobody is left to throw an error.
    case ended
  }

  private let state = Mutex(State.clean)

  /// - Returns: whether somebody will throw it, or the error that was its cause.
  func take(_ error: any Error) -> Bool {
    state.withLock { state in
      switch state {
      case .clean: state = .failed(error)
      case .failed: break
      case .ended: return false
      }
      return true
    }
  }

  /// What the scope's body comes to.
  func end<Value>(_ result: Result<Value, any Error>) throws -> Value {
    let error: (any Error)? = state.withLock { state in
      defer { state = .ended }
      if case .failed(let error) = state { return error }
      return nil
    }
    if let error { throw error }
    return try result.get()
  }

  /// - Throws: the error after which nothing is to be computed any more.
  static func checkForErrors() throws {
    guard let scope = current else { return }
    try scope.state.withLock { state in
      if case .failed(let error) = state { throw error }
    }
  }
}

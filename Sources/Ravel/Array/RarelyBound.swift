import Synchronization

/// A task-local value that most programs never bind: until one does, to read it takes no look at the task.
final class RarelyBound<Value: Sendable>: Sendable {
  private let local: TaskLocal<Value>
  private let standard: Value
  /// Stays true: tasks may outlive whoever bound it, and keep the value.
  private let isBound = Atomic(false)

  /// - Parameter standard: the value where nobody binds another.
  init(_ standard: Value) {
    self.standard = standard
    local = TaskLocal(wrappedValue: standard)
  }

  var value: Value { isBound.load(ordering: .relaxed) ? local.get() : standard }

  func withValue<Result>(_ value: Value, _ body: () throws -> Result) rethrows -> Result {
    isBound.store(true, ordering: .relaxed)
    return try local.withValue(value, operation: body)
  }

  func withValue<Result>(
    _ value: Value, isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Result
  ) async rethrows -> Result {
    isBound.store(true, ordering: .relaxed)
    return try await local.withValue(value, operation: body, isolation: isolation)
  }
}

import Synchronization

/// A task-local value that most programs never bind: while none does, to read it takes no look at the task.
final class RarelyBound<Value: Sendable>: Sendable {
  private let local: TaskLocal<Value>
  private let standard: Value
  private let outlivesScope: Bool
  private let bindings = Atomic(0)

  /// - Parameters:
  ///   - standard: the value where nobody binds another.
  ///   - outlivesScope: whether tasks that outlive the scope in which they were made keep its value: then it is looked
  ///     for ever after.
  init(_ standard: Value, outlivesScope: Bool) {
    self.standard = standard
    self.outlivesScope = outlivesScope
    local = TaskLocal(wrappedValue: standard)
  }

  var value: Value { bindings.load(ordering: .relaxed) == 0 ? standard : local.get() }

  func withValue<Result>(_ value: Value, _ body: () throws -> Result) rethrows -> Result {
    begin()
    defer { end() }
    return try local.withValue(value, operation: body)
  }

  func withValue<Result>(
    _ value: Value, isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Result
  ) async rethrows -> Result {
    begin()
    defer { end() }
    return try await local.withValue(value, operation: body, isolation: isolation)
  }

  private func begin() { bindings.wrappingAdd(1, ordering: .relaxed) }

  private func end() { if !outlivesScope { bindings.wrappingSubtract(1, ordering: .relaxed) } }
}

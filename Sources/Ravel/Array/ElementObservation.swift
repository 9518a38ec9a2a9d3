import Synchronization

/// Whether elements were looked at.
final class ElementObserver: Sendable {
  private let seen = Atomic<Bool>(false)

  @TaskLocal private static var bound: ElementObserver?
  /// How many there are: as long as there is none, nobody looks for one.
  private static let count = Atomic(0)

  static var current: ElementObserver? { count.load(ordering: .relaxed) == 0 ? nil : bound }

  /// Notices what `body` looks at.
  func observe<Value>(_ body: () -> Value) -> Value {
    Self.count.wrappingAdd(1, ordering: .relaxed)
    defer { Self.count.wrappingSubtract(1, ordering: .relaxed) }
    return Self.$bound.withValue(self, operation: body)
  }

  static func noteAccess() { current?.seen.store(true, ordering: .relaxed) }

  var hasSeen: Bool { seen.load(ordering: .relaxed) }
}

/// Runs `body` and notices whether it looked at elements of any array, or had anything evaluated.
///
/// Where it did not, the operations that it built follow from the dtypes and layouts of its arrays alone: they can be
/// built again for other arrays, by a `Trace`.
public func observingElements<Value, Failure: Error>(
  _ body: () throws(Failure) -> Value
) throws(Failure) -> (value: Value, looked: Bool) {
  let observer = ElementObserver()
  let value = try observer.observe { Result<Value, Failure>(catching: body) }.get()
  return (value, observer.hasSeen)
}

import Synchronization

/// Whether elements were looked at.
final class ElementObserver: Sendable {
  private let seen = Atomic<Bool>(false)

  /// What a task does that outlives the scope, nobody asks about any more.
  fileprivate static let bound = RarelyBound<ElementObserver?>(nil, outlivesScope: false)

  static var current: ElementObserver? { bound.value }

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
  let value = try ElementObserver.bound.withValue(observer) { Result<Value, Failure>(catching: body) }.get()
  return (value, observer.hasSeen)
}

import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// An object that a process has one of, made at first need, and made anew in a forked child: for those with threads,
/// which a child has none of.
struct ProcessWide<Object: AnyObject & Sendable>: ~Copyable, Sendable {
  /// The object's address, which lasts for ever; 0 while there is none.
  private let address = Atomic<UInt>(0)

  /// The object, if it was made.
  var made: Object? { UnsafeRawPointer(bitPattern: address.load(ordering: .acquiring)).map(Self.object) }

  /// - Parameters:
  ///   - forgetting: what a forked child does to have this `forget()`; it is not needed before.
  ///   - make: may be called for an object that is let go again, where two threads come at once.
  func object(forgetting: @escaping @convention(c) () -> Void, _ make: () -> Object) -> Object {
    if let made { return made }
    let new = Unmanaged.passRetained(make())
    let (isNew, other) = address.compareExchange(
      expected: 0, desired: UInt(bitPattern: new.toOpaque()), ordering: .acquiringAndReleasing)
    guard isNew else {
      new.release()
      return Self.object(UnsafeRawPointer(bitPattern: other)!)
    }
    pthread_atfork(nil, nil, forgetting)
    return new.takeUnretainedValue()
  }

  /// Lets go of the object without looking at it: its threads may have left it in any state.
  func forget() { address.store(0, ordering: .relaxed) }

  private static func object(_ address: UnsafeRawPointer) -> Object {
    Unmanaged<Object>.fromOpaque(address).takeUnretainedValue()
  }
}

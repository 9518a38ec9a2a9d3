import CThreads
import Synchronization

/// A number that threads share and wait on, with its cache lines to itself (two: some processors fetch them in pairs).
struct Word: ~Copyable, @unchecked Sendable {
  private static let byteCount = 128

  private let memory: UnsafeMutableRawPointer

  init(_ value: UInt32 = 0) {
    memory = UnsafeMutableRawPointer.allocate(byteCount: Self.byteCount, alignment: Self.byteCount)
    memory.bindMemory(to: Atomic<UInt32>.self, capacity: 1).initialize(to: Atomic(value))
  }

  deinit { memory.deallocate() }

  private var atomic: UnsafeMutablePointer<Atomic<UInt32>> { memory.assumingMemoryBound(to: Atomic<UInt32>.self) }

  var value: UInt32 { atomic.pointee.load(ordering: .acquiring) }

  func store(_ value: UInt32) { atomic.pointee.store(value, ordering: .releasing) }

  /// - Returns: the value before.
  func exchange(_ value: UInt32) -> UInt32 { atomic.pointee.exchange(value, ordering: .acquiringAndReleasing) }

  /// - Returns: whether it was `value`, and is `other` now.
  func replace(_ value: UInt32, by other: UInt32) -> Bool {
    atomic.pointee.compareExchange(expected: value, desired: other, ordering: .acquiringAndReleasing).exchanged
  }

  /// - Returns: the value before.
  func add(_ value: UInt32) -> UInt32 {
    atomic.pointee.wrappingAdd(value, ordering: .acquiringAndReleasing).oldValue
  }

  /// - Returns: the value before.
  func subtract(_ value: UInt32) -> UInt32 {
    atomic.pointee.wrappingSubtract(value, ordering: .acquiringAndReleasing).oldValue
  }

  /// Parks this thread until somebody wakes it, unless the value is another one than `value` by now. May return for no
  /// reason.
  func park(while value: UInt32) { cthreads_wait(memory.assumingMemoryBound(to: UInt32.self), value) }

  /// Wakes one of the threads that are parked here.
  func wake() { cthreads_wake(memory.assumingMemoryBound(to: UInt32.self)) }

  /// Looks for a while until the value is as wanted.
  /// - Returns: whether it came to be.
  func spin(for duration: Duration, until isWanted: (UInt32) -> Bool) -> Bool {
    if isWanted(value) { return true }
    if duration == .zero { return false }
    var end: SuspendingClock.Instant?
    while true {
      // To look at the clock takes as long as some pauses.
      for _ in 0..<16 {
        cthreads_pause()
        if isWanted(value) { return true }
      }
      let now = SuspendingClock.now
      guard let end else {
        end = now + duration
        continue
      }
      if now >= end { return false }
    }
  }
}

import CThreads

/// A thread of the pool.
final class PoolWorker: @unchecked Sendable {
  private enum Call {
    static let none: UInt32 = 0
    static let job: UInt32 = 1
    /// Nobody looks: who calls must wake the thread.
    static let parked: UInt32 = 2
    /// For ever.
    static let dismissal: UInt32 = 3
  }

  /// From 1.
  let number: Int
  /// How many chunks of its part of a job are claimed.
  let claims = Word()
  private let pool: ThreadPool
  private let call = Word()
  /// The processor that the thread keeps off. Nobody else looks at it.
  private var avoided: Int32 = -1

  private static let stackSize = 8 << 20

  /// nil if the system has no further thread.
  init?(number: Int, of pool: ThreadPool) {
    self.number = number
    self.pool = pool
    let context = Unmanaged.passRetained(self)
    let isStarted = cthreads_start(
      "ravel worker", Self.stackSize, { Unmanaged<PoolWorker>.fromOpaque($0).takeRetainedValue().run() },
      context.toOpaque())
    if !isStarted {
      context.release()
      return nil
    }
  }

  /// Tells the thread of a job.
  /// - Parameter waking: whether it is worth the time of waking it.
  func call(waking: Bool) {
    if call.replace(Call.none, by: Call.job) || !waking { return }
    // A call that was not yet heard is as good as this one.
    if call.exchange(Call.job) == Call.parked { call.wake() }
  }

  /// Has the thread end.
  func dismiss() {
    if call.exchange(Call.dismissal) == Call.parked { call.wake() }
  }

  var isDismissed: Bool { call.value == Call.dismissal }

  func keepOff(_ processor: Int32) {
    if processor == avoided { return }
    avoided = processor
    cthreads_avoid(processor)
  }

  private func run() {
    while true {
      if !call.spin(for: pool.waitingTime, until: { $0 != Call.none }), call.replace(Call.none, by: Call.parked) {
        repeat { call.park(while: Call.parked) } while call.value == Call.parked
      }
      guard call.replace(Call.job, by: Call.none) else { return }
      pool.help(self)
    }
  }
}

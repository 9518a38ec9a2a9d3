import CThreads

/// A thread of the pool.
final class PoolWorker: @unchecked Sendable {
  /// What it does. Who has taken the pool calls, excuses and dismisses it; all else it does itself.
  private enum State {
    /// It looks for work.
    static let looking: UInt32 = 0
    /// There is work, if it comes in time.
    static let called: UInt32 = 1
    static let working: UInt32 = 2
    /// It works, and the caller is parked until it has done.
    static let awaited: UInt32 = 3
    /// It does not look: who calls must wake it.
    static let parked: UInt32 = 4
    /// For ever.
    static let dismissed: UInt32 = 5
  }

  /// From 1.
  private let number: Int
  private let pool: ThreadPool
  private let state = Word()
  /// The processor that the thread keeps off. Nobody else looks at it.
  private var avoided: Int32 = -1

  private static let stackSize = 8 << 20

  /// nil if the system has no further thread. The thread holds the worker until it is dismissed.
  static func start(number: Int, of pool: ThreadPool) -> Unmanaged<PoolWorker>? {
    let worker = Unmanaged.passRetained(PoolWorker(number: number, of: pool))
    let isStarted = cthreads_start(
      "ravel worker", stackSize, { Unmanaged<PoolWorker>.fromOpaque($0).takeRetainedValue().run() },
      worker.toOpaque())
    if isStarted { return worker }
    worker.release()
    return nil
  }

  private init(number: Int, of pool: ThreadPool) {
    self.number = number
    self.pool = pool
  }

  /// Tells the thread of a job.
  /// - Returns: false if it is parked.
  func call() -> Bool { state.replace(State.looking, by: State.called) }

  /// Tells the thread of a job if it is parked, and wakes it.
  func wake() {
    if state.replace(State.parked, by: State.called) { state.wake() }
  }

  /// Returns when the thread is not at work: it does not come any more if it has not begun yet.
  /// - Parameter patience: how long to look before this thread parks.
  func excuse(after patience: Duration) {
    if state.value == State.called, state.replace(State.called, by: State.looking) { return }
    if state.spin(for: patience, until: { $0 != State.working }) { return }
    if state.replace(State.working, by: State.awaited) {
      repeat { state.park(while: State.awaited) } while state.value == State.awaited
    }
  }

  /// Has the thread end. It is not at work, and nobody speaks to it again.
  func dismiss() {
    if state.exchange(State.dismissed) == State.parked { state.wake() }
  }

  private func run() {
    while true {
      if !state.spin(for: pool.waitingTime, until: { $0 != State.looking }),
        state.replace(State.looking, by: State.parked)
      {
        repeat { state.park(while: State.parked) } while state.value == State.parked
      }
      if state.replace(State.called, by: State.working) {
        keepOff(pool.callersProcessor)
        pool.work(as: number)
        if state.exchange(State.looking) == State.awaited { state.wake() }
      } else if state.value == State.dismissed {
        return
      }
    }
  }

  private func keepOff(_ processor: Int32) {
    if processor == avoided { return }
    avoided = processor
    cthreads_avoid(processor)
  }
}

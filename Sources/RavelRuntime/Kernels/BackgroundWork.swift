import CThreads
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Jobs that one thread does, one after another, while the program goes on. The thread is there only as long as there
/// are jobs.
///
/// A process that ends, ends in `close`: the job that is being done is finished, for what it uses is about to be
/// destroyed, and so are those that wait, as far as a time allows.
final class BackgroundWork: Sendable {
  typealias Job = @Sendable () -> Void

  private struct State {
    var queue: [Job] = []
    var hasThread = false
    var isPaused = false
    /// Set once the process ends: when no other job is begun.
    var deadline: ContinuousClock.Instant?
  }

  private let state = Mutex(State())
  /// 1 while there is a thread.
  private let busy = Word()
  private let limit: Int
  private let atStart: @Sendable () -> Void

  private static let stackSize = 8 << 20

  /// - Parameters:
  ///   - limit: how many jobs may wait.
  ///   - atStart: is called before each job.
  init(limit: Int, atStart: @escaping @Sendable () -> Void = {}) { (self.limit, self.atStart) = (limit, atStart) }

  /// That of this process, whose jobs use LLVM. Handlers of the process's end run in the opposite of the order in which
  /// they are registered: what LLVM registered by the time that a job begins is destroyed after `close`.
  static let shared: BackgroundWork = {
    pthread_atfork(
      { BackgroundWork.shared.pause() }, { BackgroundWork.shared.resume() }, { BackgroundWork.shared.resume() })
    return BackgroundWork(limit: 256) { atexit { BackgroundWork.shared.close(within: .milliseconds(50)) } }
  }()

  /// Has a job done.
  /// - Returns: false if it is not taken: too many wait, the process ends, or there is no thread to be had.
  func add(_ job: @escaping Job) -> Bool {
    state.withLock { state in
      guard state.queue.count < limit, state.deadline == nil else { return false }
      state.queue.append(job)
      if start(&state) || state.isPaused { return true }
      state.queue.removeLast()
      return false
    }
  }

  /// Waits until no job is left, but for those of a pause.
  func finish() {
    while busy.value == 1 { busy.park(while: 1) }
    // A wake wakes one, and others may wait.
    busy.wake()
  }

  /// Waits until the job that is being done is finished, and has no other begun before `resume`.
  func pause() {
    state.withLock { $0.isPaused = true }
    finish()
  }

  func resume() {
    state.withLock { state in
      state.isPaused = false
      if !state.queue.isEmpty { _ = start(&state) }
    }
  }

  /// Waits until the job that is being done is finished, and those that are begun within a time. The others are dropped,
  /// as are all that come later.
  func close(within time: Duration) {
    state.withLock { $0.deadline = $0.deadline ?? ContinuousClock.now + time }
    finish()
  }

  /// - Returns: whether there is a thread.
  private func start(_ state: inout State) -> Bool {
    if state.hasThread { return true }
    if state.isPaused { return false }
    atStart()
    let context = Unmanaged.passRetained(self)
    busy.store(1)
    state.hasThread = cthreads_start(
      "ravel compiler", Self.stackSize, { Unmanaged<BackgroundWork>.fromOpaque($0).takeRetainedValue().run() },
      context.toOpaque())
    if !state.hasThread {
      busy.store(0)
      context.release()
    }
    return state.hasThread
  }

  private func run() {
    while let job = next() {
      atStart()
      job()
    }
    busy.wake()
  }

  private func next() -> Job? {
    state.withLock { state in
      if let deadline = state.deadline, ContinuousClock.now >= deadline { state.queue = [] }
      if state.isPaused || state.queue.isEmpty {
        state.hasThread = false
        busy.store(0)
        return nil
      }
      return state.queue.removeFirst()
    }
  }
}

import CThreads
import Synchronization

/// The threads that help whoever runs a launch; see designs/threads.md.
///
/// One job at a time: who comes while the pool is taken, be it another caller or a job's own work, does its work alone.
/// So nobody ever waits for the pool.
///
/// Sending it is safe because all that is not atomic belongs to who has taken the pool, but for the job, which the
/// workers at work on it read.
final class ThreadPool: @unchecked Sendable {
  private let isTaken = Word()
  /// How long a worker looks for work before it parks, in nanoseconds.
  private let patience = Atomic<Int>(0)

  /// Each belongs to its thread, too. They are not counted references: counting would pass a cache line to and fro.
  private var workers: [Unmanaged<PoolWorker>] = []
  /// The setting when the workers were last fitted to it.
  private var fitted = 1
  /// How many chunks of each thread's part of the job are claimed: at least a number for each.
  private var claims = UnsafeMutablePointer<Word>.allocate(capacity: 1)
  private var claimCount = 1
  /// There is one while workers are called.
  private let job = UnsafeMutablePointer<PoolJob>.allocate(capacity: 1)
  /// When a job ended that was too small for waking a worker.
  private var latestMiss = SuspendingClock.now

  /// About what it takes to wake a parked thread: who looks as long as that wastes at most as much as it could save.
  private static let wakingTime = 50_000

  private static let pool = ProcessWide<ThreadPool>()

  /// The process's pool.
  static var shared: ThreadPool { pool.made ?? pool.object(forgetting: forget) { ThreadPool() } }

  private static let forget: @convention(c) () -> Void = { pool.forget() }

  /// The process's pool, if it was needed so far.
  static var made: ThreadPool? { pool.made }

  init() { claims.initialize(to: Word()) }

  /// Has as many workers as the setting says. If the pool is taken, whoever takes it next sees to that.
  func settingChanged() {
    guard isTaken.replace(0, by: 1) else { return }
    fit(Threads.count)
    isTaken.store(0)
  }

  /// Runs `body` on every chunk of `0..<extent`, by this thread and others.
  /// - Parameter wakesWorkers: see `Threads.divide`.
  /// - Returns: false, and nothing is done, if the pool is taken.
  func divide(
    _ extent: Int, chunk: Int, workers count: Int, wakesWorkers: Bool,
    _ body: @Sendable (_ worker: Int, _ chunk: Range<Int>) -> Void
  ) -> Bool {
    guard isTaken.value == 0, isTaken.replace(0, by: 1) else { return false }
    defer { isTaken.store(0) }
    if fitted != Threads.count { fit(Threads.count) }
    let helpers = min(count - 1, workers.count)
    for part in 0...helpers { claims[part].store(0) }
    withoutActuallyEscaping(body) { body in
      job.initialize(
        to: PoolJob(
          extent: extent, chunk: chunk, workers: helpers + 1, processor: cthreads_processor(), claims: claims,
          body: body))
      let isMissing = !call(helpers, waking: wakesWorkers)
      work(as: 0)
      let waitingTime = waitingTime
      for worker in workers.prefix(helpers) { worker._withUnsafeGuaranteedRef { $0.excuse(after: waitingTime) } }
      job.deinitialize(count: 1)
      if isMissing { latestMiss = .now }
    }
    return true
  }

  /// Calls workers. Those that are parked are woken where that is worth it, or where small jobs that miss them follow so
  /// closely on one another that, once woken, they are there for the next one.
  /// - Returns: whether nobody is missing.
  private func call(_ helpers: Int, waking: Bool) -> Bool {
    var parked: Bool?
    for worker in workers.prefix(helpers) where !worker._withUnsafeGuaranteedRef({ $0.call() }) {
      let wakes = waking || parked ?? (SuspendingClock.now - latestMiss < .nanoseconds(Self.wakingTime))
      parked = wakes
      if wakes { worker._withUnsafeGuaranteedRef { $0.wake() } }
    }
    return parked != false
  }

  private func fit(_ count: Int) {
    fitted = count
    // Threads that wait for one another's processor had better leave it.
    patience.store(count <= Processors.count ? Self.wakingTime : 0, ordering: .relaxed)
    while workers.count > count - 1 { workers.removeLast()._withUnsafeGuaranteedRef { $0.dismiss() } }
    while workers.count < count - 1 {
      guard let worker = PoolWorker.start(number: workers.count + 1, of: self) else { break }
      workers.append(worker)
    }
    if claimCount <= workers.count { makeRoom(for: workers.count + 1) }
  }

  private func makeRoom(for count: Int) {
    let more = UnsafeMutablePointer<Word>.allocate(capacity: count)
    more.moveInitialize(from: claims, count: claimCount)
    for place in claimCount..<count { (more + place).initialize(to: Word()) }
    claims.deallocate()
    (claims, claimCount) = (more, count)
  }
}

/// What a worker does.
extension ThreadPool {
  var waitingTime: Duration { .nanoseconds(patience.load(ordering: .relaxed)) }

  /// Where the caller runs.
  var callersProcessor: Int32 { job.pointee.processor }

  /// Never inlined, so that nothing of the job is held when the worker leaves.
  @inline(never) func work(as worker: Int) { job.pointee.work(as: worker) }
}

import CThreads
import Synchronization

/// The threads that help whoever runs a launch; see designs/threads.md.
///
/// One job at a time: who comes while the pool is taken, be it another caller or a job's own work, does its work alone.
/// So nobody ever waits for the pool.
///
/// Sending it is safe because all that is not atomic belongs to who has taken the pool, and while the gate is open to
/// the workers inside, who only read it.
final class ThreadPool: @unchecked Sendable {
  private enum Gate {
    /// Workers may come in.
    static let open: UInt32 = 1 << 31
    /// The caller is parked until the last of them has left.
    static let awaited: UInt32 = 1 << 30
    /// The other bits: how many are inside.
    static let inside = awaited - 1
  }

  private let isTaken = Word()
  private let gate = Word()
  /// Where the latest caller runs: workers keep off that processor.
  private let processor = Word(.max)
  /// How long a worker looks for work before it parks, in nanoseconds.
  private let patience = Atomic<Int>(0)

  private var workers: [PoolWorker] = []
  /// The setting when the workers were last fitted to it.
  private var fitted = 1
  private let ownClaims = Word()
  private var job: Job?
  private var latestSmallJob = SuspendingClock.now

  /// About what it takes to wake a parked thread: who looks as long as that wastes at most as much as it could save.
  private static let wakingTime = 50_000

  private static let pool = ProcessWide<ThreadPool>()

  /// The process's pool.
  static var shared: ThreadPool { pool.made ?? pool.object(forgetting: forget) { ThreadPool() } }

  private static let forget: @convention(c) () -> Void = { pool.forget() }

  /// The process's pool, if it was needed so far.
  static var made: ThreadPool? { pool.made }

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
    let wakesWorkers = wakesWorkers || isStreaming()
    withoutActuallyEscaping(body) { body in
      let job = Job(extent: extent, chunk: chunk, workers: min(count, workers.count + 1), body: body)
      ownClaims.store(0)
      for worker in workers.prefix(job.workers - 1) { worker.claims.store(0) }
      self.job = job
      processor.store(UInt32(bitPattern: cthreads_processor()))
      gate.store(Gate.open)
      for worker in workers.prefix(job.workers - 1) { worker.call(waking: wakesWorkers) }
      work(on: job, as: 0)
      closeGate()
      self.job = nil
    }
    return true
  }

  /// Whether small jobs follow so closely on one another that a worker, once woken, is there for the next one.
  private func isStreaming() -> Bool {
    let now = SuspendingClock.now
    defer { latestSmallJob = now }
    return now - latestSmallJob < .nanoseconds(Self.wakingTime)
  }

  private func fit(_ count: Int) {
    fitted = count
    // Threads that wait for one another's processor had better leave it.
    patience.store(count <= Processors.count ? Self.wakingTime : 0, ordering: .relaxed)
    while workers.count > count - 1 { workers.removeLast().dismiss() }
    while workers.count < count - 1 {
      guard let worker = PoolWorker(number: workers.count + 1, of: self) else { break }
      workers.append(worker)
    }
  }

  private func closeGate() {
    var left = gate.subtract(Gate.open) - Gate.open
    if left == 0 { return }
    let duration = Duration.nanoseconds(patience.load(ordering: .relaxed))
    if gate.spin(for: duration, until: { $0 == 0 }) { return }
    left = gate.add(Gate.awaited) + Gate.awaited
    while left & Gate.inside != 0 {
      gate.park(while: left)
      left = gate.value
    }
  }
}

/// What a worker does.
extension ThreadPool {
  var waitingTime: Duration { .nanoseconds(patience.load(ordering: .relaxed)) }

  /// Joins the work that it was called for, unless it comes too late.
  func help(_ worker: PoolWorker) {
    worker.keepOff(Int32(bitPattern: processor.value))
    var value = gate.value
    repeat {
      guard value & Gate.open != 0 else { return }
      if gate.replace(value, by: value + 1) { break }
      value = gate.value
    } while true
    helpInside(worker)
    if gate.subtract(1) == Gate.awaited | 1 { gate.wake() }
  }

  /// Never inlined, so that nothing of the job is held when the worker leaves.
  @inline(never) private func helpInside(_ worker: PoolWorker) {
    // Another worker may have the number of one that is dismissed.
    guard let job, worker.number < job.workers, !worker.isDismissed else { return }
    work(on: job, as: worker.number)
  }

  /// Claims chunks until there are none left: first of its own part, then of the others'.
  ///
  /// So a worker finds in its cache what it had in the launch before, and none idles while others have chunks.
  private func work(on job: Job, as worker: Int) {
    for turn in 0..<job.workers {
      let part = (worker + turn) % job.workers
      let owner: PoolWorker? = part == 0 ? nil : workers[part - 1]
      let chunks = job.chunks(of: part)
      while true {
        let claimed = chunks.lowerBound + Int(owner?.claims.add(1) ?? ownClaims.add(1))
        if claimed >= chunks.upperBound { break }
        job.body(worker, job.range(of: claimed))
      }
    }
  }
}

/// Work that is divided among the caller, who is number 0, and workers.
private struct Job {
  let extent: Int
  let chunk: Int
  let workers: Int
  let body: @Sendable (Int, Range<Int>) -> Void

  private var chunkCount: Int { (extent + chunk - 1) / chunk }

  /// The chunks that a worker claims first.
  func chunks(of worker: Int) -> Range<Int> { chunkCount * worker / workers..<chunkCount * (worker + 1) / workers }

  /// The indices of a chunk.
  func range(of number: Int) -> Range<Int> { number * chunk..<min((number + 1) * chunk, extent) }
}

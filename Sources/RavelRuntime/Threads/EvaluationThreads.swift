import CThreads
import RavelIR
import Synchronization

/// As the `evaluate` of functions that do not wait; the task is suspended, and its thread is free for others.
/// - Throws: besides, `CancellationError` if the task is cancelled before the evaluation has started.
@discardableResult
public func evaluate(_ expressions: [Expression], engine: Engine = .automatic) async throws -> Report {
  try Task.checkCancellation()
  let request = EvaluationRequest(expressions, engine)
  return try await withTaskCancellationHandler {
    try await withCheckedThrowingContinuation { continuation in
      if request.wait(continuation) { EvaluationThreads.shared.accept(request) }
    }
  } onCancel: {
    request.cancel()
  }
}

/// What a task waits for.
private final class EvaluationRequest: Sendable {
  private enum State {
    case new
    case waiting(CheckedContinuation<Report, any Error>)
    /// Somebody else has the continuation, or there will be none.
    case over
  }

  private let expressions: [Expression]
  private let engine: Engine
  private let state = Mutex(State.new)

  init(_ expressions: [Expression], _ engine: Engine) {
    self.expressions = expressions
    self.engine = engine
  }

  /// - Returns: false if the task is cancelled, and goes on.
  func wait(_ continuation: CheckedContinuation<Report, any Error>) -> Bool {
    let isNew = state.withLock { state in
      guard case .new = state else { return false }
      state = .waiting(continuation)
      return true
    }
    if !isNew { continuation.resume(throwing: CancellationError()) }
    return isNew
  }

  func cancel() { takeContinuation()?.resume(throwing: CancellationError()) }

  func fail(_ error: any Error) { takeContinuation()?.resume(throwing: error) }

  func run() {
    guard let continuation = takeContinuation() else { return }
    continuation.resume(with: Result { try evaluate(expressions, engine: engine) })
  }

  private func takeContinuation() -> CheckedContinuation<Report, any Error>? {
    state.withLock { state in
      defer { state = .over }
      if case .waiting(let continuation) = state { return continuation }
      return nil
    }
  }
}

/// The threads that evaluate for tasks, whose own threads are few and must not wait. First come, first served.
private final class EvaluationThreads: Sendable {
  private struct State {
    var requests: [EvaluationRequest] = []
    var threads = 0
    var idle = 0
  }

  private let state = Mutex(State())
  /// Changes with each request.
  private let news = Word()

  /// As of a process's first thread: kernels are compiled on it.
  private static let stackSize = 8 << 20

  private static let threads = ProcessWide<EvaluationThreads>()

  static var shared: EvaluationThreads {
    threads.made ?? threads.object(forgetting: forget) { EvaluationThreads() }
  }

  private static let forget: @convention(c) () -> Void = { threads.forget() }

  /// Has the request run by a thread that has nothing to do, else by a new one as long as they are not as many as may
  /// work on one evaluation.
  func accept(_ request: EvaluationRequest) {
    let limit = Threads.count
    let wantsThread = state.withLock { state in
      state.requests.append(request)
      guard state.idle < state.requests.count, state.threads < limit else { return false }
      state.threads += 1
      return true
    }
    _ = news.add(1)
    if wantsThread { startThread() } else { news.wake() }
  }

  private func startThread() {
    // The threads are there as long as the process, and so is this object.
    let isStarted = cthreads_start(
      "ravel evaluate", Self.stackSize,
      { Unmanaged<EvaluationThreads>.fromOpaque($0).takeUnretainedValue().serve() },
      Unmanaged.passUnretained(self).toOpaque())
    if isStarted { return }
    let abandoned = state.withLock { state in
      state.threads -= 1
      defer { if state.threads == 0 { state.requests = [] } }
      return state.threads == 0 ? state.requests : []
    }
    for request in abandoned { request.fail(EngineError(description: "no thread can be started to evaluate on")) }
  }

  private func serve() {
    while true {
      let seen = news.value
      let next: EvaluationRequest? = state.withLock { state in
        if state.requests.isEmpty { return nil }
        return state.requests.removeFirst()
      }
      if let next {
        next.run()
        continue
      }
      state.withLock { $0.idle += 1 }
      if news.value == seen { news.park(while: seen) }
      state.withLock { $0.idle -= 1 }
    }
  }
}

import BenchmarkSupport
import Ravel
import Synchronization

import enum RavelRuntime.Kernels

/// What the threads share, and what one of them does.
final class SoakRun: Sendable {
  private let expressions: RandomExpressions
  private let hashes: [Hashes]
  private let state: Mutex<State>
  private let isOver = Atomic<Bool>(false)
  private let evaluations = Atomic<Int>(0)
  private let mismatches = Atomic<Int>(0)

  /// What an expression comes to on one thread.
  private struct Hashes {
    let result: UInt64
    /// Of `further` on it.
    let further: UInt64
  }

  private struct State {
    /// A pending expression that several threads evaluate at once, and how often it is still to be taken.
    var shared: (seed: Int, expression: NDArray)?
    var left = 0
  }

  var evaluationCount: Int { evaluations.load(ordering: .relaxed) }
  var mismatchCount: Int { mismatches.load(ordering: .relaxed) }
  var isEnded: Bool { isOver.load(ordering: .relaxed) }

  /// Computes all expressions on one thread.
  init(seed: Int, expressionCount: Int) throws {
    expressions = try RandomExpressions(seed: seed)
    state = Mutex(State())
    let usual = Threads.count
    Threads.count = 1
    defer { Threads.count = usual }
    var hashes: [Hashes] = []
    for number in 0..<expressionCount {
      let result = try expressions.expression(number)
      hashes.append(Hashes(result: try hash(result), further: try hash(Self.further(result))))
    }
    self.hashes = hashes
  }

  func end() { isOver.store(true, ordering: .relaxed) }

  private static func further(_ array: NDArray) throws -> NDArray { square(try array.cast(to: .complex128)) }

  /// Evaluates until the end.
  func run(thread: Int) {
    var generator = SplitMix64(seed: -1 - thread)
    while !isEnded {
      do {
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: try evaluateShared(&generator)
        default:
          let number = hashes.indices.randomElement(using: &generator)!
          check(number, hashes[number].result, try hash(expressions.expression(number)))
        }
      } catch {
        mismatches.add(1, ordering: .relaxed)
        print("thread \(thread): \(error)")
      }
      if thread == 0, generator.once(in: 64) { Threads.count = Int.random(in: 1...8, using: &generator) }
    }
  }

  /// As `run`, from a task: Ravel's own threads do the work. Every five seconds the kernels are forgotten, and the
  /// memory for them becomes scarce, or plenty again.
  func runAsync(until end: ContinuousClock.Instant) async throws {
    var generator = SplitMix64(seed: -1000)
    defer { Kernels.memoryLimit = Kernels.usualMemoryLimit }
    var latestClearing = ContinuousClock.now
    while ContinuousClock.now < end {
      if latestClearing.duration(to: .now) > .seconds(5) {
        Kernels.clear()
        Kernels.memoryLimit = generator.once(in: 2) ? 1 << 20 : Kernels.usualMemoryLimit
        latestClearing = .now
      }
      let number = hashes.indices.randomElement(using: &generator)!
      let expression = try expressions.expression(number)
      try await expression.evaluate()
      check(number, hashes[number].result, try hash(expression))
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  private func evaluateShared(_ generator: inout SplitMix64) throws {
    let next = hashes.indices.randomElement(using: &generator)!
    let expressions = expressions
    let (number, expression) = try state.withLock { state in
      if state.left == 0 { state = State(shared: (next, try expressions.expression(next)), left: 8) }
      state.left -= 1
      return state.shared!
    }
    switch Int.random(in: 0..<3, using: &generator) {
    case 0: check(number, hashes[number].result, try hash(expression))
    case 1: check(number, hashes[number].further, try hash(Self.further(expression)))
    default:
      let further = try Self.further(expression)
      try evaluate([further, expression])
      check(number, hashes[number].further, try hash(further))
      check(number, hashes[number].result, try hash(expression))
    }
  }

  private func check(_ number: Int, _ expected: UInt64, _ found: UInt64) {
    evaluations.add(1, ordering: .relaxed)
    if found == expected { return }
    if mismatches.add(1, ordering: .relaxed).oldValue < 10 {
      print("expression \(number): other elements than on one thread")
    }
  }
}

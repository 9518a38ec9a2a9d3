import Foundation
import Ravel
import Testing

@Test func tasksEvaluateWithoutWaiting() async throws {
  let x = linspace(0, 1, 1000)
  let (y, z) = (x * 2, x + 1)
  try await y.evaluate()
  #expect(y.isEvaluated && !z.isEvaluated)
  try await evaluate([y, z])
  #expect(z.isEvaluated)
  #expect(z.toArray(Double.self) == x.toArray(Double.self).map { $0 + 1 })
  // There is nothing to do any more.
  try await z.evaluate()
}

/// More at once than there are threads.
@Test func manyTasksEvaluate() async throws {
  let x = arange(5000)
  let sums = try await withThrowingTaskGroup(of: Int.self) { group in
    for number in 0..<100 {
      group.addTask {
        let y = (x + number).sum()
        try await y.evaluate()
        return try y.item(as: Int.self)
      }
    }
    return try await group.reduce(into: []) { $0.append($1) }
  }
  #expect(sums.sorted() == (0..<100).map { 12_497_500 + 5000 * $0 })
}

@Test func cancelledTasksEvaluateNothing() async {
  let y = arange(10) * 3
  let task = Task {
    while !Task.isCancelled { await Task.yield() }
    try await y.evaluate()
  }
  task.cancel()
  await #expect(throws: CancellationError.self) { try await task.value }
  #expect(!y.isEvaluated)
}

/// Cancelled at any moment, a task ends with its result or with the error, and the array can be had afterwards.
@Test func cancellationComesAtAnyMoment() async {
  for round in 0..<50 {
    let y = arange(2000) * round
    let task = Task { try await y.evaluate() }
    for _ in 0..<round % 7 { await Task.yield() }
    task.cancel()
    let result = await task.result
    if case .failure(let error) = result { #expect(error is CancellationError) } else { #expect(y.isEvaluated) }
    #expect(y.toArray(Int.self).last == 1999 * round)
  }
}

@Test func theTasksEngineAndErrorsHold() async throws {
  await #expect(throws: ArrayError.self) {
    try await withErrorHandling { () async throws in
      let y = arange(3) + arange(2)
      try await y.evaluate()
    }
  }
  for engine in [Engine.interpreter, .reference] {
    try await withEngine(engine) {
      let y = arange(4) * 5
      try await y.evaluate()
      #expect(y.toArray(Int.self) == [0, 5, 10, 15])
    }
  }
}

import Foundation
import RavelCore
import RavelIR
import RavelOps
import Synchronization
import Testing

@testable import RavelRuntime

/// One after another: they set how many threads there are.
@Suite(.processState) final class ThreadTests {
  private let before = Threads.count

  deinit { Threads.count = before }

  /// Which indices were visited, and by whom.
  private final class Visits: Sendable {
    private struct State {
      var counts: [Int]
      var active: Set<Int> = []
      var mistakes: [String] = []
    }

    private let state: Mutex<State>
    let extent: Int
    let chunk: Int

    init(_ extent: Int, chunk: Int) {
      self.extent = extent
      self.chunk = chunk
      state = Mutex(State(counts: [Int](repeating: 0, count: extent)))
    }

    func visit(_ worker: Int, _ range: Range<Int>) {
      state.withLock { state in
        for index in range { state.counts[index] += 1 }
        if !state.active.insert(worker).inserted { state.mistakes.append("two workers are number \(worker)") }
        if range.lowerBound % chunk != 0 || range.upperBound != min(range.lowerBound + chunk, extent) {
          state.mistakes.append("\(range) is no chunk")
        }
      }
      state.withLock { _ = $0.active.remove(worker) }
    }

    func expectOnce() {
      state.withLock { state in
        #expect(state.counts.allSatisfy { $0 == 1 })
        #expect(state.mistakes == [])
      }
    }
  }

  private static let sizes = [(1, 1), (7, 3), (64, 1), (1000, 7), (1000, 1000), (5, 100)]

  @Test(arguments: [1, 2, 3, 7]) func everyChunkRunsOnce(count: Int) {
    Threads.count = count
    for (extent, chunk) in Self.sizes {
      for wakes in [true, false] {
        let visits = Visits(extent, chunk: chunk)
        Threads.divide(extent, chunk: chunk, workers: count, wakesWorkers: wakes) { visits.visit($0, $1) }
        visits.expectOnce()
      }
    }
    Threads.divide(0, chunk: 1, workers: count) { _, _ in Issue.record("there is nothing to run") }
  }

  /// The workers come to a job that lasts, parked or not. They are of another pool than the process's, which other tests
  /// may have.
  @Test func workersHelp() {
    Threads.count = 3
    let pool = ThreadPool()
    for round in 0..<20 {
      if round % 5 == 0 { Thread.sleep(forTimeInterval: 0.002) }
      let present = Atomic<Int>(0)
      // Each chunk waits for the others: only three threads can do them.
      let isDone = pool.divide(3, chunk: 1, workers: 3, wakesWorkers: true) { _, _ in
        present.wrappingAdd(1, ordering: .relaxed)
        while present.load(ordering: .relaxed) < 3 { Thread.sleep(forTimeInterval: 0.0001) }
      }
      #expect(isDone)
    }
    // Its threads leave.
    Threads.count = 1
    pool.settingChanged()
  }

  @Test func manyCallersAtOnce() async {
    Threads.count = 4
    await withTaskGroup(of: Void.self) { group in
      for caller in 0..<8 {
        group.addTask {
          for round in 0..<200 {
            let visits = Visits(100 + caller, chunk: 1 + round % 9)
            Threads.divide(visits.extent, chunk: visits.chunk, workers: 4) { visits.visit($0, $1) }
            visits.expectOnce()
          }
        }
      }
    }
  }

  @Test func jobsWithinJobs() {
    Threads.count = 3
    let outer = Visits(40, chunk: 1)
    let inner = (0..<40).map { _ in Visits(50, chunk: 3) }
    Threads.divide(40, chunk: 1, workers: 3) { worker, range in
      outer.visit(worker, range)
      Threads.divide(50, chunk: 3, workers: 3) { inner[range.lowerBound].visit($0, $1) }
    }
    outer.expectOnce()
    for visits in inner { visits.expectOnce() }
  }

  /// Growing and shrinking the pool while it works: no chunk is lost, and no two workers have one number.
  @Test func theCountChangesWhileJobsRun() async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        for round in 0..<300 {
          Threads.count = 1 + round * 5 % 7
          await Task.yield()
        }
      }
      for _ in 0..<2 {
        group.addTask {
          for _ in 0..<300 {
            let visits = Visits(64, chunk: 1)
            Threads.divide(64, chunk: 1, workers: 7) { visits.visit($0, $1) }
            visits.expectOnce()
            await Task.yield()
          }
        }
      }
    }
  }

  @Test func countsAreBroughtIntoTheirRange() {
    for (set, got) in [(0, 1), (-5, 1), (1, 1), (9, 9), (1 << 40, Threads.counts.upperBound)] {
      Threads.count = set
      #expect(Threads.count == got)
    }
  }

  /// Elements, rows with scratch memory, a transposition, and a row's sum: however many threads, the bits are the same.
  @Test(.needsLLVM, arguments: [Engine.jit, .interpreter]) func sameBits(engine: Engine) throws {
    let (m, n) = engine == .jit ? (700, 513) : (130, 257)
    let a = try stored((0..<m * n).map { Float($0 % 1013) / 7 - 50 }, [m, n], .float32)
    let b = try stored((0..<m * n).map { Float($0 % 997) / 3 }, [n, m], .float32)
      .view(AccessMap(permuting: [n, m], [1, 0]))
    func results(_ count: Int) throws -> [[UInt8]] {
      Threads.count = count
      let sum = try Expression.ufunc(.add, [.array(a), .array(b)])
      let e = try Expression.ufunc(
        .exp,
        [.array(.ufunc(.subtract, [.array(a), .array(a.reduced(.maximum, axes: [1], keepDims: true))]))])
      let softmax = try Expression.ufunc(
        .divide, [.array(e), .array(e.reduced(.add, axes: [1], keepDims: true))])
      let tanh = try Expression.ufunc(.tanh, [.array(a)])
      let rows = try a.reduced(.add, axes: [1], keepDims: false)
      let columns = try a.reduced(.add, axes: [0], keepDims: false)
      let all = [sum, softmax, tanh, rows, columns]
      for expression in all { try evaluate([expression], engine: engine) }
      return all.map(bytes(of:))
    }
    let alone = try results(1)
    for count in [2, 7] { #expect(try results(count) == alone) }
  }

  @Test func evaluationsByManyThreadsHaveTheSameBits() async throws {
    Threads.count = 3
    let n = 40_000
    let x = try stored((0..<n).map { Float($0) / 1000 }, [n], .float32)
    @Sendable func result() throws -> [UInt8] {
      let expression = try Expression.ufunc(
        .sin, [.array(.ufunc(.multiply, [.array(x), .array(x)]))])
      try evaluate([expression], engine: .automatic)
      return bytes(of: expression)
    }
    let expected = try result()
    let results = try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 { group.addTask { try (0..<10).allSatisfy { _ in try result() == expected } } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(results == [Bool](repeating: true, count: 8))
  }
}

private func bytes(of expression: RavelIR.Expression) -> [UInt8] {
  let storage = expression.storage!
  return Array(
    UnsafeRawBufferPointer(start: storage.pointer, count: storage.layout.count * storage.dtype.itemSize))
}

/// How many processors a control group amounts to.
@Test(
  arguments: [
    ("0::/a/b\n", ["/sys/fs/cgroup/a/b/cpu.max": "150000 100000\n"], 2),
    ("0::/a/b\n", ["/sys/fs/cgroup/a/b/cpu.max": "max 100000\n", "/sys/fs/cgroup/a/cpu.max": "400000 100000\n"], 4),
    ("0::/outside\n", ["/sys/fs/cgroup/cpu.max": "50000 100000\n"], 1),
    ("0::/\n", ["/sys/fs/cgroup/cpu.max": "max 100000\n"], nil),
    (
      "4:memory:/m\n3:cpu,cpuacct:/g\n0::/\n",
      [
        "/sys/fs/cgroup/cpu/g/cpu.cfs_quota_us": "300000\n", "/sys/fs/cgroup/cpu/g/cpu.cfs_period_us": "100000\n",
        "/sys/fs/cgroup/cpu/cpu.cfs_quota_us": "-1\n", "/sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n"
      ], 3
    ),
    ("0::/a\n", ["/sys/fs/cgroup/a/cpu.max": "nonsense\n"], nil),
    ("0::/a\n", ["/sys/fs/cgroup/a/cpu.max": "1e300 1\n"], nil),
    ("nonsense\n\n:::\n", [:], nil), ("", [:], nil)
  ] as [(String, [String: String], Int?)])
func processorsOfAControlGroup(table: String, files: [String: String], expected: Int?) {
  #expect(Processors.share(of: ControlGroups(table: table)) { files[$0] } == expected)
}

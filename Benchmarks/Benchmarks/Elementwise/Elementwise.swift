import Benchmark
import Ravel

/// The loop that a Swift programmer would write in place of `a * x + y`.
@inline(never)
func loop(_ a: Float, _ x: [Float], _ y: [Float], into out: inout [Float]) {
  for index in x.indices { out[index] = a * x[index] + y[index] }
}

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(metrics: [.wallClock, .throughput], maxDuration: .seconds(1))

  for (label, count) in [("32K", 1 << 15), ("16M", 1 << 24)] {
    let x = (0..<count).map { 0.5 + Float($0 % 64) / 64 }
    let y = (0..<count).map { 0.5 + Float($0 % 48) / 64 }

    Benchmark("axpy float32 \(label), Swift loop") { benchmark in
      var out = [Float](repeating: 0, count: count)
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations { loop(1.5, x, y, into: &out) }
      benchmark.stopMeasurement()
      blackHole(out)
    }
  }
}

// Threads that evaluate random expressions at once, over one pool of buffers and one kernel cache: the elements must be
// those that one thread computes, and afterwards no memory must be held.
//
//     Soak [--seconds S] [--threads N] [--seed X] [--expressions E]
import Ravel
import Synchronization

import enum RavelRuntime.Kernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

var settings = ["--seconds": 60, "--threads": 8, "--seed": 1, "--expressions": 400]
var words = CommandLine.arguments.dropFirst()
while let name = words.popFirst() {
  guard settings[name] != nil, let value = words.popFirst().flatMap(Int.init), value > 0 else {
    print("usage: Soak [--seconds S] [--threads N] [--seed X] [--expressions E]")
    exit(2)
  }
  settings[name] = value
}

/// A thread of the system's, which serves no tasks.
func startThread(_ body: @escaping @Sendable () -> Void) -> pthread_t {
  final class Body {
    let run: () -> Void
    init(_ run: @escaping () -> Void) { self.run = run }
  }
  var thread = pthread_t()
  let status = pthread_create(
    &thread, nil,
    { argument in
      Unmanaged<Body>.fromOpaque(argument!).takeRetainedValue().run()
      return nil
    }, Unmanaged.passRetained(Body(body)).toOpaque())
  precondition(status == 0, "a thread could not be made")
  return thread
}

@MainActor func soak() async throws -> (evaluations: Int, mismatches: Int) {
  let soak = try SoakRun(seed: settings["--seed"]!, expressionCount: settings["--expressions"]!)
  let evaluations = soak.evaluationCount
  print("\(settings["--expressions"]!) expressions computed on one thread")
  let threads = (0..<settings["--threads"]!).map { number in startThread { soak.run(thread: number) } }
  try await soak.runAsync(until: .now + .seconds(settings["--seconds"]!))
  soak.end()
  for thread in threads { pthread_join(thread, nil) }
  return (soak.evaluationCount - evaluations, soak.mismatchCount)
}

let bytesAtStart = Memory.liveBytes
let (evaluations, mismatches) = try await soak()
Kernels.clear()
let bytesAtEnd = Memory.liveBytes
print(
  """
  evaluations        \(evaluations)
  mismatches         \(mismatches)
  live bytes         \(bytesAtStart) at the start, \(bytesAtEnd) at the end, \(Memory.peakBytes) at the most
  kernels compiled   \(Counters.current.kernelsCompiled), loaded from disk \(Counters.current.kernelsLoaded)
  """)
exit(mismatches == 0 && bytesAtEnd == bytesAtStart ? 0 : 1)

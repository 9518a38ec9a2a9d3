// What an evaluation costs apart from its arithmetic: small arrays, whose elements take no time.
//
// Each line is the least time of many rounds, in which all lines take turns. An argument chooses the lines that contain
// it.
import Ravel

struct Line {
  let name: String
  let run: () throws -> Void
  var best = Double.infinity
}

func expect(_ array: NDArray, _ value: Float) throws {
  let elements = try array.scalars(as: Float.self)
  precondition(elements.allSatisfy { $0 == value }, "\(elements) where \(value) was expected")
}

let x = NDArray([Float](repeating: 1.5, count: 10))
let y = NDArray([Float](repeating: 0.25, count: 10))
let z = NDArray([Float](repeating: 2, count: 10))

/// Ten operations.
@Sendable func chain(_ x: NDArray, _ y: NDArray, _ z: NDArray) -> NDArray {
  let a = x * y + z
  let b = a * x - y
  let c = b * z + a
  return (c - x) * (y + z) - b
}

let compiledSum = compile { x, y in x + y }
let compiledChain = compile { x, y, z in chain(x, y, z) }

var lines = [
  Line(name: "x + y, a fresh graph") { try (x + y).evaluate() },
  Line(name: "x * 2.5, a fresh graph") { try (x * 2.5).evaluate() },
  Line(name: "ten operations, a fresh graph") { try chain(x, y, z).evaluate() },
  Line(name: "x + y, compiled") { _ = compiledSum(x, y) },
  Line(name: "ten operations, compiled") { _ = compiledChain(x, y, z) },
  Line(name: "building x + y alone") { _ = x + y },
  Line(name: "building ten operations alone") { _ = chain(x, y, z) }
]

if let part = CommandLine.arguments.dropFirst().first { lines.removeAll { !$0.name.contains(part) } }

try expect(x + y, 1.75)
try expect(compiledSum(x, y), 1.75)
let calls = 2000
for _ in 0..<100 {
  for place in lines.indices {
    let time = try ContinuousClock().measure { for _ in 0..<calls { try lines[place].run() } }
    lines[place].best = min(lines[place].best, time / .microseconds(1) / Double(calls))
  }
}
for line in lines {
  let nanoseconds = Int((line.best * 1000).rounded())
  print(String(repeating: " ", count: max(6 - "\(nanoseconds)".count, 0)) + "\(nanoseconds) ns  \(line.name)")
}

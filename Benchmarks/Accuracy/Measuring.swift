import BenchmarkSupport
import Foundation
import Ravel
import Synchronization

// The worst error of Ravel's mathematical functions, in units in the last place, one line a function, float32 beside
// float64: float32 functions of one argument over all 2^32 of them, or every Nth; the rest on random arguments, half of
// them moderate and half of random bits.
//
// What is true, the C library says in a wider format. It takes too long for all of float32: there every 64th argument is
// judged by it, and all by Ravel's float64 function, which has 29 more bits and is itself judged by the C library's in 80
// bits.
//
//   Accuracy [FUNCTION ...] [--arguments N] [--every N] [--float32 | --float64] [--csv]

/// The worst error so far, and where.
struct Worst {
  var error = 0.0
  var arguments: [Double] = []
  var inexact = 0
  var count = 0

  /// - Parameters:
  ///   - error: in units in the last place.
  ///   - arguments: of that result.
  mutating func meet(_ error: Double, _ arguments: @autoclosure () -> [Double]) {
    count += 1
    if error > 0.5 { inexact += 1 }
    note(error, arguments())
  }

  mutating func note(_ error: Double, _ arguments: @autoclosure () -> [Double]) {
    if !(error <= self.error) { (self.error, self.arguments) = (error, arguments()) }
  }

  mutating func merge(_ other: Worst) {
    count += other.count
    inexact += other.inexact
    if !(other.error <= error) { (error, arguments) = (other.error, other.arguments) }
  }

  /// The share of results that are not the nearest number, in percent.
  var share: Double { 100 * Double(inexact) / Double(count) }
  var place: String { arguments.map { $0.description }.joined(separator: ", ") }
}

/// The distance of a result from the true value, by the spacing of the dtype there; an overflow counts as the first
/// power of two that the dtype does not hold.
/// - Parameter least: a magnitude whose spacing is the unit for lesser values.
func ulps<Result: BinaryFloatingPoint, True: BinaryFloatingPoint>(
  _ result: Result, _ true: True, atLeast least: Result = 0
) -> Double {
  if `true`.isNaN || result.isNaN { return `true`.isNaN == result.isNaN ? 0 : .infinity }
  if `true`.isInfinite { return True(result) == `true` ? 0 : .infinity }
  if `true` == 0 || result == 0, `true`.sign != result.sign { return .infinity }
  let near = Result(`true`)
  if near.isInfinite { return result == near ? 0 : 1 }
  let value =
    result.isInfinite ? True(Result.greatestFiniteMagnitude) + True(Result.greatestFiniteMagnitude.ulp) : True(result)
  return Double(
    ((result.isInfinite && result < 0 ? -value : value) - `true`).magnitude / True(Swift.max(near.magnitude, least).ulp)
  )
}

/// The worst of all blocks, which are measured on all processors.
func measure(blocks: Int, _ body: @Sendable (Int) throws -> Worst) throws -> Worst {
  let total = Mutex<Result<Worst, any Error>>(.success(Worst()))
  DispatchQueue.concurrentPerform(iterations: blocks) { block in
    let part = Result { try body(block) }
    total.withLock { total in
      total = total.flatMap { total in
        part.map { part in
          var sum = total
          sum.merge(part)
          return sum
        }
      }
    }
  }
  return try total.withLock { try $0.get() }
}

/// Over the float32 numbers, or one of so many.
func measureAllFloat32(_ function: Function, every step: Int) throws -> Worst {
  let block: Int = 1 << 18
  let count: Int = ((1 << 32) + step - 1) / step
  let blocks: Int = (count + block - 1) / block
  return try measure(blocks: blocks) { number in
    let first: Int = number * block
    let numbers: Range<Int> = first..<Swift.min(count, first + block)
    let arguments = numbers.map { Float(bitPattern: UInt32($0 as Int * step)) }
    let x = try NDArray(scalars: arguments, shape: [arguments.count])
    let (result, wide) = (function.ravel([x]), function.ravel([x.astype(.float64)]))
    let errors = ulps(result, wide)
    let (greatest, inexact) = (errors.max(), greater(errors, 0.5).sum())
    try evaluate([greatest, inexact, errors, result])
    var worst = Worst(inexact: try inexact.item(as: Int.self), count: x.size)
    worst.error = try greatest.item(as: Double.self)
    // Where it is, and in blocks of which the formula says too little, each error by itself.
    let isOdd = !worst.error.isFinite
    if isOdd { worst.error = 0 }
    let results = try result.scalars(as: Float.self)
    if !isOdd, let place = try errors.scalars(as: Double.self).firstIndex(of: worst.error) {
      worst.arguments = [Double(arguments[place])]
    }
    if isOdd {
      let wide = try wide.scalars(as: Double.self)
      for index in arguments.indices {
        worst.note(ulps(results[index], wide[index]), [Double(arguments[index])])
      }
    }
    for index in stride(from: 0, to: arguments.count, by: 64) {
      let x = Double(arguments[index])
      worst.note(ulps(results[index], function.double([x])), [x])
    }
    return worst
  }
}

/// The errors of float32 results where the wider ones are true; not finite where that wants another look: at overflows,
/// infinities, a NaN on one side, and zeros of the other sign.
func ulps(_ result: NDArray, _ true: NDArray) -> NDArray {
  let error = absolute(result.astype(.float64) - `true`) / spacing(absolute(`true`.astype(.float32))).astype(.float64)
  let isOtherZero = logicalAnd(equal(result, 0), notEqual(signbit(result), signbit(`true`)))
  let settled = `where`(isOtherZero, Double.infinity, error)
  return `where`(logicalAnd(isnan(result), isnan(`true`)), 0.0, settled)
}

func measureRandom<Value: Element & BinaryFloatingPoint>(
  _ function: Function, count: Int, _ type: Value.Type, bits: @Sendable (UInt64) -> Value
) throws -> Worst {
  let block = Swift.min(count, 65_536)
  let blocks: Int = (count + block - 1) / block
  return try measure(blocks: blocks) { number in
    var worst = Worst()
    var random = SplitMix64(seed: number)
    var columns = [[Value]](repeating: [], count: function.arity)
    for index in 0..<block {
      let moderate = function.moderate(&random)
      for column in columns.indices {
        columns[column].append(index % 2 == 0 ? Value(moderate[column]) : bits(random.next()))
      }
    }
    let arrays = try columns.map { try NDArray(scalars: $0, shape: [block]) }
    let results = try function.ravel(arrays).scalars(as: Value.self)
    for index in 0..<block {
      let arguments = columns.map { $0[index] }
      let error =
        Value.self == Float.self
        ? ulps(results[index], function.double(arguments.map { Double($0) }))
        : ulps(
          results[index], function.extended(arguments.map { Float80($0) }),
          atLeast: Value(function.leastMagnitude(arguments.map { Double($0) })))
      worst.meet(error, arguments.map { Double($0) })
    }
    return worst
  }
}

@main
enum Accuracy {
  static func main() throws {
    var names: [String] = []
    var numbers = ["--arguments": 10_000_000, "--every": 1]
    var dtypes: [DType] = [.float32, .float64]
    var isTable = false
    var words = CommandLine.arguments.dropFirst()[...]
    while let word = words.popFirst() {
      switch word {
      case "--float32": dtypes = [.float32]
      case "--float64": dtypes = [.float64]
      case "--csv": isTable = true
      case _ where numbers[word] != nil:
        guard let number = words.popFirst().flatMap({ Int($0) }), number > 0 else { return usage() }
        numbers[word] = number
      case let name where Function.all.contains { $0.name == name }: names.append(name)
      default: return usage()
      }
    }
    if isTable { print("function,dtype,ulps,inexact_percent,arguments,at") }
    for function in Function.all where names.isEmpty || names.contains(function.name) {
      var line = function.name.padding(toLength: 12, withPad: " ", startingAt: 0)
      for dtype in dtypes {
        let worst =
          switch (dtype, function.arity) {
          case (.float32, 1): try measureAllFloat32(function, every: numbers["--every"]!)
          case (.float32, _):
            try measureRandom(function, count: numbers["--arguments"]!, Float.self) {
              Float(bitPattern: UInt32(truncatingIfNeeded: $0))
            }
          default:
            try measureRandom(function, count: numbers["--arguments"]!, Double.self) { Double(bitPattern: $0) }
          }
        let (error, share) = (String(format: "%.4f", worst.error), String(format: "%.3f", worst.share))
        if isTable {
          print("\(function.name),\(dtype),\(error),\(share),\(worst.count),\"\(worst.place)\"")
        } else {
          line += "  \(dtype) \(error) at \(worst.place), \(share) % not the nearest of \(worst.count)"
        }
      }
      if !isTable { print(line) }
      fflush(nil)
    }
  }

  static func usage() {
    let names = Function.all.map(\.name).joined(separator: "|")
    FileHandle.standardError.write(
      Data("usage: Accuracy [\(names) ...] [--arguments N] [--every N] [--float32 | --float64] [--csv]\n".utf8))
    exit(64)
  }
}

import Foundation
import Ravel

// The worst error of Ravel's mathematical functions: float32 functions of one argument over all 2^32 of them, the rest
// on random arguments, half of them moderate and half of random bits.
//
//   Accuracy [FUNCTION ...] [--arguments N] [--float32 | --float64]

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
    if !(error <= self.error) { (self.error, self.arguments) = (error, arguments()) }
  }

  func report(_ name: String, _ dtype: DType) {
    let share = 100 * Double(inexact) / Double(count)
    let numbers = String(format: "%.4f ULP, %.3f %% not the nearest of %d", error, share, count)
    print("\(name) \(dtype): \(numbers), at \(arguments.map { $0.description }.joined(separator: ", "))")
  }
}

/// The distance of a result from the true value, by the spacing of the dtype there; an overflow counts as the first
/// power of two that the dtype does not hold.
func ulps<Result: BinaryFloatingPoint, True: BinaryFloatingPoint>(_ result: Result, _ true: True) -> Double {
  if `true`.isNaN || result.isNaN { return `true`.isNaN == result.isNaN ? 0 : .infinity }
  if `true`.isInfinite { return True(result) == `true` ? 0 : .infinity }
  if `true` == 0 || result == 0, `true`.sign != result.sign { return .infinity }
  let near = Result(`true`)
  if near.isInfinite { return result == near ? 0 : 1 }
  let value =
    result.isInfinite ? True(Result.greatestFiniteMagnitude) + True(Result.greatestFiniteMagnitude.ulp) : True(result)
  return Double(((result.isInfinite && result < 0 ? -value : value) - `true`).magnitude / True(near.ulp))
}

func measureAllFloat32(_ function: Function) throws -> Worst {
  var worst = Worst()
  let block = 1_048_576
  for start in stride(from: 0, through: Int(UInt32.max), by: block) {
    let arguments = (0..<block).map { Float(bitPattern: UInt32(start + $0)) }
    let results = try function.ravel([NDArray(scalars: arguments, shape: [block])]).scalars(as: Float.self)
    for (x, result) in zip(arguments, results) {
      worst.meet(ulps(result, function.double([Double(x)])), [Double(x)])
    }
  }
  return worst
}

func measureRandom<Result: Element & BinaryFloatingPoint>(
  _ function: Function, count: Int, _ type: Result.Type, bits: (UInt64) -> Result
) throws -> Worst {
  var worst = Worst()
  var random = Random()
  let block = min(count, 65_536)
  for _ in stride(from: 0, to: count, by: block) {
    var columns = [[Result]](repeating: [], count: function.arity)
    for index in 0..<block {
      let moderate = function.moderate(&random)
      for column in columns.indices {
        columns[column].append(index % 2 == 0 ? Result(moderate[column]) : bits(random.next()))
      }
    }
    let arrays = try columns.map { try NDArray(scalars: $0, shape: [block]) }
    let results = try function.ravel(arrays).scalars(as: Result.self)
    for index in 0..<block {
      let arguments = columns.map { $0[index] }
      let error =
        Result.self == Float.self
        ? ulps(results[index], function.double(arguments.map { Double($0) }))
        : ulps(results[index], function.extended(arguments.map { Float80($0) }))
      worst.meet(error, arguments.map { Double($0) })
    }
  }
  return worst
}

@main
enum Accuracy {
  static func main() throws {
    var names: [String] = []
    var count = 10_000_000
    var dtypes: [DType] = [.float32, .float64]
    var words = CommandLine.arguments.dropFirst()[...]
    while let word = words.popFirst() {
      switch word {
      case "--float32": dtypes = [.float32]
      case "--float64": dtypes = [.float64]
      case "--arguments":
        guard let number = words.popFirst().flatMap({ Int($0) }), number > 0 else { return usage() }
        count = number
      case let name where Function.all.contains { $0.name == name }: names.append(name)
      default: return usage()
      }
    }
    for function in Function.all where names.isEmpty || names.contains(function.name) {
      for dtype in dtypes {
        let worst =
          switch (dtype, function.arity) {
          case (.float32, 1): try measureAllFloat32(function)
          case (.float32, _):
            try measureRandom(function, count: count, Float.self) { Float(bitPattern: UInt32(truncatingIfNeeded: $0)) }
          default: try measureRandom(function, count: count, Double.self) { Double(bitPattern: $0) }
          }
        worst.report(function.name, dtype)
      }
    }
  }

  static func usage() {
    let names = Function.all.map(\.name).joined(separator: "|")
    FileHandle.standardError.write(
      Data("usage: Accuracy [\(names) ...] [--arguments N] [--float32 | --float64]\n".utf8))
    exit(64)
  }
}

import RavelCore
import RavelInterpreter
import Testing

@testable import RavelOps

/// The real programs with stored true values, by the names that those have.
let realPrograms: [String: @Sendable ([Scalar]) -> Scalar] = [
  "exp": { exponential($0[0]) }, "log": { logarithm($0[0]) }, "sin": { sine($0[0]) }, "cos": { cosine($0[0]) },
  "tanh": { hyperbolicTangent($0[0]) },
]

/// The bits that programs give for columns of arguments' bits.
func run(_ dtypes: [DType], _ program: ([Scalar]) -> [Scalar], _ columns: [[UInt64]]) -> [[UInt64]] {
  let builder = ScalarBuilder()
  let arguments = dtypes.map { builder.argument($0) }
  let results = program(arguments)
  return ScalarEvaluator(builder, arguments: arguments, results: results).evaluate(columns)
}

/// The result of a program of floats for one argument list, in Double.
func value(_ dtype: DType, _ program: ([Scalar]) -> Scalar, _ arguments: Double...) -> Double {
  let columns = arguments.map { [Constant($0, dtype).bits] }
  let bits = run(arguments.map { _ in dtype }, { [program($0)] }, columns)[0][0]
  return Constant(dtype: dtype, bits: bits).doubleValue
}

/// Arguments of a function and its true value: the rounded one, and how far beyond that it lies, in its last places.
struct TrueValueCase {
  let arguments: [UInt64]
  let rounded: UInt64
  let rest: Double

  /// How far a result is from the true value, in units in its last place.
  func error(of result: UInt64, _ dtype: DType) -> Double {
    let (got, near) = (
      Constant(dtype: dtype, bits: result).doubleValue, Constant(dtype: dtype, bits: rounded).doubleValue
    )
    if got.isNaN || got.isInfinite || (got == 0 && got.sign != near.sign) { return .infinity }
    let unit = dtype == .float32 ? Double(Float(near).ulp) : near.ulp
    return abs((got - near) / unit - rest)
  }

  static func cases(_ text: String) -> [TrueValueCase] {
    text.split(whereSeparator: { $0 == ";" || $0 == "\n" }).compactMap { item in
      let words = item.split(separator: " ")
      guard words.count >= 3 else { return nil }
      let bits = words.dropLast().map { UInt64($0, radix: 16)! }
      return TrueValueCase(arguments: bits.dropLast(), rounded: bits.last!, rest: Double(words.last!)! / 1000)
    }
  }
}

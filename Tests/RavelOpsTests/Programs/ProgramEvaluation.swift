import RavelCore
import RavelInterpreter
import Testing

@testable import RavelOps

/// The real programs that have stored true values, by the names that those have.
let realPrograms: [String: @Sendable ([Scalar]) -> Scalar] = [
  "exp2": { exponentialBase2($0[0]) }, "expm1": { exponentialLessOne($0[0]) }, "log2": { logarithmBase2($0[0]) },
  "log10": { logarithmBase10($0[0]) }, "log1p": { logarithmOfOnePlus($0[0]) }, "tan": { tangent($0[0]) },
  "arctan": { arctangent($0[0]) }, "arcsin": { arcsine($0[0]) }, "arccos": { arccosine($0[0]) },
  "sinh": { hyperbolicSine($0[0]) }, "cosh": { hyperbolicCosine($0[0]) }, "arcsinh": { hyperbolicArcsine($0[0]) },
  "arccosh": { hyperbolicArccosine($0[0]) }, "arctanh": { hyperbolicArctangent($0[0]) }, "cbrt": { cubeRoot($0[0]) },
  "expit": { logistic($0[0]) }, "logit": { logit($0[0]) }, "erf": { errorFunction($0[0]) },
  "erfc": { complementaryErrorFunction($0[0]) }, "erfinv": { inverseErrorFunction($0[0]) },
  "gammaln": { logarithmOfGamma($0[0]) }, "xlogy": { productWithLogarithm($0[0], $0[1]) },
  "exp": { exponential($0[0]) }, "log": { logarithm($0[0]) }, "sin": { sine($0[0]) }, "cos": { cosine($0[0]) },
  "tanh": { hyperbolicTangent($0[0]) }, "hypot": { hypotenuse($0[0], $0[1]) }, "power": { powerOfFloats($0[0], $0[1]) },
  "arctan2": { arctangent2($0[0], $0[1]) }
]

/// The complex programs of one operand that have stored values.
let complexPrograms: [String: @Sendable (ComplexScalar) -> ComplexScalar] = [
  "exp": exponentialOfComplex, "log": logarithmOfComplex, "sqrt": squareRootOfComplex, "sin": sineOfComplex,
  "cos": cosineOfComplex, "tanh": hyperbolicTangentOfComplex, "sign": signOfComplex,
  "reciprocal": reciprocalOfComplex
]

/// The bits that a program gives for columns of arguments' bits.
func run(_ dtypes: [DType], _ program: ([Scalar]) -> [Scalar], _ columns: [[UInt64]]) -> [[UInt64]] {
  let builder = ScalarBuilder()
  let arguments = dtypes.map { builder.argument($0) }
  let results = program(arguments)
  return ScalarEvaluator(builder, arguments: arguments, results: results).evaluate(columns)
}

/// The results of a program of floats for lists of arguments, in Double.
func values(_ dtype: DType, _ program: ([Scalar]) -> Scalar, _ arguments: [[Double]]) -> [Double] {
  let columns = arguments[0].indices.map { i in arguments.map { Constant($0[i], dtype).bits } }
  return run(columns.map { _ in dtype }, { [program($0)] }, columns)[0].map {
    Constant(dtype: dtype, bits: $0).doubleValue
  }
}

/// Whether two values are the same one: NaN is NaN, and the zeros differ.
func same(_ a: Double, _ b: Double) -> Bool { a.isNaN ? b.isNaN : a == b && a.sign == b.sign }

/// The distance of a value's neighbours.
func unit(_ value: Double, _ dtype: DType) -> Double { dtype == .float32 ? Double(Float(value).ulp) : value.ulp }

/// Arguments of a function and its true value: the rounded one, and how far beyond that it lies, in its last places.
struct TrueValueCase {
  let arguments: [UInt64]
  let rounded: UInt64
  let rest: Double

  /// How far a result is from the true value, in units in its last place.
  func error(of result: UInt64, _ dtype: DType) -> Double {
    let got = Constant(dtype: dtype, bits: result).doubleValue
    let near = Constant(dtype: dtype, bits: rounded).doubleValue
    if got.isNaN || got.isInfinite || (got == 0 && got.sign != near.sign) { return .infinity }
    return abs((got - near) / unit(near, dtype) - rest)
  }

  static func cases(_ text: String) -> [TrueValueCase] {
    bitCases(text) { String($0) }.map { words in
      let bits = words.dropLast().map { UInt64($0, radix: 16)! }
      return TrueValueCase(arguments: bits.dropLast(), rounded: bits.last!, rest: Double(words.last!)! / 1000)
    }
  }
}

/// Cases separated by semicolons, of words separated by blanks.
func bitCases<T>(_ text: String, _ word: (Substring) -> T) -> [[T]] {
  text.split(whereSeparator: { $0 == ";" || $0 == "\n" })
    .map { $0.split(separator: " ").map(word) }
    .filter { !$0.isEmpty }
}

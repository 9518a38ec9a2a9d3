import RavelCore
import Testing

@testable import RavelOps

@Test(arguments: trueValues.keys.sorted())
func resultsAreWithinOneUnitInTheLastPlace(_ key: String) throws {
  let words = key.split(separator: " ")
  let program = try #require(realPrograms[String(words[0])])
  let dtype: DType = words[1] == "float32" ? .float32 : .float64
  let cases = TrueValueCase.cases(trueValues[key]!)
  try #require(cases.count > 100)
  let columns = cases[0].arguments.indices.map { i in cases.map { $0.arguments[i] } }
  let results = run(columns.map { _ in dtype }, { [program($0)] }, columns)[0]
  for (known, result) in zip(cases, results) where known.error(of: result, dtype) >= 1 {
    let arguments = known.arguments.map { Constant(dtype: dtype, bits: $0) }
    Issue.record("\(key) of \(arguments) gives \(Constant(dtype: dtype, bits: result))")
  }
}

/// Each part of an ordinary result within six units in its last place; NumPy's infinities, NaNs and zeros.
@Test(arguments: complexValues.keys.sorted())
func complexResultsAreCloseAndHaveTheSpecialValues(_ key: String) throws {
  let words = key.split(separator: " ")
  let program = try #require(complexPrograms[String(words[0])])
  let dtype: DType = words[1] == "complex64" ? .float32 : .float64
  let cases = bitCases(complexValues[key]!) { Constant(dtype: dtype, bits: UInt64($0, radix: 16)!) }
  try #require(cases.count > 100)
  let columns = (0..<2).map { i in cases.map { $0[i].bits } }
  let results = run(
    [dtype, dtype],
    {
      let result = program(ComplexScalar(real: $0[0], imaginary: $0[1]))
      return [result.real, result.imaginary]
    }, columns)
  for (index, known) in cases.enumerated() {
    for part in 0..<2 {
      let got = Constant(dtype: dtype, bits: results[part][index]).doubleValue
      let expected = known[2 + part].doubleValue
      let isClose = expected.isFinite && expected != 0 && abs(got - expected) <= 6 * unit(expected, dtype)
      if !isClose && !same(got, expected) {
        Issue.record("\(key) of (\(known[0]), \(known[1])) has part \(part) \(got), not \(expected)")
      }
    }
  }
}

import RavelCore
import RavelOps
import Testing

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
    Issue.record(
      "\(key) of \(known.arguments.map { Constant(dtype: dtype, bits: $0) }) gives \(Constant(dtype: dtype, bits: result))"
    )
  }
}

import Ravel
import RavelIR
import RavelTestSupport
import Testing

/// What Ravel makes of arrays, and the Python code that makes it in NumPy.
struct Comparison {
  var code: String
  var arrays: [String: NDArray]
  var actual: () throws -> [NDArray]
  /// How many values of the dtype elements may be off.
  var ulps: UInt64
  var checksStrides: Bool

  /// - Parameter strides: whether they are to be NumPy's; those of axes of extent 1 or of empty arrays mean nothing,
  ///   and are not compared.
  init(
    _ code: String, _ arrays: [String: NDArray], ulps: UInt64 = 0, strides: Bool = true,
    _ actual: @autoclosure @escaping () throws -> NDArray
  ) {
    self.init(code, arrays, ulps: ulps, strides: strides, several: { [try actual()] })
  }

  init(_ code: String, _ actual: @autoclosure @escaping () throws -> NDArray) {
    self.init(code, several: { [try actual()] })
  }

  init(
    _ code: String, _ arrays: [String: NDArray] = [:], ulps: UInt64 = 0, strides: Bool = true,
    several actual: @escaping () throws -> [NDArray]
  ) {
    self.code = code
    self.arrays = arrays
    self.actual = actual
    self.ulps = ulps
    checksStrides = strides
  }

  /// How the results, or the error thrown, differ from NumPy's; nil if they don't.
  fileprivate func mismatch(with answer: NumPyAnswer) -> String? {
    do {
      let results = try actual()
      guard case .values(let values) = answer else {
        return "NumPy's answer is \(answer), Ravel's \(results.map(\.shape))"
      }
      guard values.count == results.count else { return "\(results.count) results, NumPy has \(values.count)" }
      for (result, value) in zip(results, values) {
        guard case .array(let expected) = value else { return "NumPy's result is \(value)" }
        if let mismatch = try mismatch(result, expected) { return mismatch }
      }
      return nil
    } catch let error as ArrayError {
      guard case .error(let type, let message) = answer else { return "threw \(error.pythonType): \(error)" }
      // NumPy's ufunc errors are TypeErrors; Ravel's text for a missing loop goes on to name the dtypes.
      let isSame =
        error.description.hasPrefix(message) && error.pythonType == (type.contains("UFunc") ? "TypeError" : type)
      return isSame ? nil : "threw \(error.pythonType): \(error)\n    NumPy: \(type): \(message)"
    } catch {
      return "threw \(error)"
    }
  }

  private func mismatch(_ result: NDArray, _ expected: NumPyArray) throws -> String? {
    if result.dtype != expected.dtype { return "dtype \(result.dtype), NumPy has \(expected.dtype)" }
    if result.shape != expected.shape { return "shape \(result.shape), NumPy has \(expected.shape)" }
    let layout = result.expression.layout
    if checksStrides, !result.shape.contains(0), let strides = expected.strides,
      let axis = result.shape.indices.first(where: { result.shape[$0] != 1 && layout.strides[$0] != strides[$0] })
    {
      return "strides \(layout.strides) differ along axis \(axis), NumPy has \(strides)"
    }
    let (actual, wanted) = (Elements(result.dtype, try result.elementBytes()), Elements(expected.dtype, expected.bytes))
    guard let first = actual.firstDifference(from: wanted) else { return nil }
    let (distance, place) = actual.greatestDistance(from: wanted)
    if ulps > 0 && distance <= ulps { return nil }
    let index = ulps > 0 ? place : first
    return "element \(index) is \(actual[index]), NumPy has \(wanted[index]) (\(distance) ulps at most)"
  }
}

/// Expects of each that it is as in NumPy: dtype, shape, elements to the bit (or as near as it says), strides, or the
/// error and its text.
func expectSame(_ comparisons: [Comparison], sourceLocation: SourceLocation = #_sourceLocation) throws {
  let cases = try comparisons.map { item in
    var arrays: [String: Storage] = [:]
    for (name, array) in item.arrays {
      try array.evaluate()
      arrays[name] = array.expression.storage
    }
    return NumPyCase(item.code, arrays)
  }
  // That all engines give the same bits is tested elsewhere; the interpreter compiles nothing.
  let answers = try NumPyReference.answers(to: cases)
  for (item, answer) in zip(comparisons, answers) {
    if let mismatch = withEngine(.interpreter, { item.mismatch(with: answer) }) {
      Issue.record(
        "\(item.code) \(item.arrays.mapValues { "\($0.dtype)\($0.shape)" }): \(mismatch)",
        sourceLocation: sourceLocation)
    }
  }
}

import Ravel
import RavelRuntime

/// What one engine made of a call: the bits of its results, or the error that it ended with.
enum Outcome {
  case results([Result])
  case raised(String)

  struct Result {
    var dtype: DType
    var shape: Shape
    var bytes: [UInt8]
  }

  init(_ kernel: KernelFile, _ arguments: [ArgumentValue], on engine: Engine) {
    do {
      let arrays = try withEngine(engine) {
        let arrays = try kernel.call(arguments)
        try evaluate(arrays)
        return arrays
      }
      self = try Outcome(arrays)
    } catch {
      self = .raised("\(error)")
    }
  }

  init(_ arrays: [NDArray]) throws {
    self = .results(
      try arrays.map { Result(dtype: $0.dtype, shape: $0.shape, bytes: try $0.elementBytes()) })
  }

  /// The first way in which two outcomes differ; nil if there is none. Any NaN equals any other.
  func difference(from other: Outcome) -> String? {
    switch (self, other) {
    case (.raised(let text), .raised(let otherText)):
      return text == otherText ? nil : "one raises '\(text)', the other '\(otherText)'"
    case (.raised(let text), .results): return "the first raises '\(text)'"
    case (.results, .raised(let text)): return "the second raises '\(text)'"
    case (.results(let results), .results(let others)):
      if results.count != others.count {
        return "there are \(results.count) results and \(others.count)"
      }
      for (number, (result, other)) in zip(results, others).enumerated() {
        if let text = result.difference(from: other) {
          return results.count == 1 ? text : "output \(number + 1): \(text)"
        }
      }
      return nil
    }
  }
}

extension Outcome.Result {
  fileprivate func difference(from other: Self) -> String? {
    if dtype != other.dtype || shape != other.shape {
      return "\(dtype)\(tupleText(shape)) and \(other.dtype)\(tupleText(other.shape))"
    }
    if bytes == other.bytes { return nil }
    let size = dtype.component.itemSize
    for index in 0..<bytes.count / size {
      let (value, otherValue) = (component(index), other.component(index))
      if value.bits == otherValue.bits || (value.isNaN && otherValue.isNaN) { continue }
      let place = tupleText(indices(of: index / dtype.componentCount))
      return "at \(place) \(value) and \(otherValue)"
    }
    return nil
  }

  private func component(_ index: Int) -> Constant {
    let size = dtype.component.itemSize
    let bits = bytes[index * size..<(index + 1) * size].reversed().reduce(UInt64(0)) {
      $0 << 8 | UInt64($1)
    }
    return Constant(dtype: dtype.component, bits: bits)
  }

  private func indices(of position: Int) -> [Int] {
    var rest = position
    var indices: [Int] = []
    for extent in shape.reversed() {
      indices.append(rest % extent)
      rest /= extent
    }
    return indices.reversed()
  }
}

extension Constant {
  fileprivate var isNaN: Bool { dtype.isFloat && doubleValue.isNaN }
}

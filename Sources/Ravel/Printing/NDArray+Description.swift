import RavelIR

extension NDArray: CustomStringConvertible, CustomDebugStringConvertible {
  /// The elements as NumPy's `str` prints them; a 0-d array as NumPy's scalars are printed. It has the array evaluated; an array that
  /// cannot be prints as the reason.
  public var description: String {
    text { storage in
      if !storage.layout.shape.isEmpty { return ArrayText.text(storage, separator: " ", prefix: 0, suffix: 0) }
      return scalarText(storage.element(at: []))
    }
  }

  /// The array as NumPy's `repr` prints it: `array([0., 1.], dtype=float32)`.
  public var debugDescription: String {
    text { storage in
      let prefix = "array("
      let hasText = storage.layout.count > 0 || shape == [0]
      let elements =
        hasText ? ArrayText.text(storage, separator: ", ", prefix: prefix.count, suffix: 1) : "[]"
      var extras: [String] = []
      if (size == 0 && shape != [0]) || size > ArrayText.threshold { extras.append("shape=\(tupleText(shape))") }
      let isImplied = [.bool, .int64, .float64, .complex128].contains(dtype)
      if !isImplied || size == 0 { extras.append("dtype=\(dtype)") }
      if extras.isEmpty { return prefix + elements + ")" }
      let start = prefix + elements + ","
      let end = extras.joined(separator: ", ") + ")"
      let lastLine = start.split(separator: "\n", omittingEmptySubsequences: false).last?.count ?? 0
      let fits = lastLine + end.count + 1 <= ArrayText.lineWidth
      return start + (fits ? " " : "\n" + String(repeating: " ", count: prefix.count)) + end
    }
  }

  private func text(_ body: (Storage) -> String) -> String {
    do {
      return body(try stored())
    } catch {
      return "\(error)"
    }
  }
}

/// A value as NumPy's scalars print.
private func scalarText(_ value: Constant) -> String {
  switch value.dtype.kind {
  case .bool: return value.bits == 0 ? "False" : "True"
  case .signed, .unsigned: return value.description
  case .float: return floatText(value, isBare: false)
  case .complex:
    let (real, imaginary) = (value.real.doubleValue, value.imaginary.doubleValue)
    let imaginaryText = floatText(value.imaginary, isBare: true) + "j"
    if real == 0 && real.sign == .plus { return imaginaryText }
    let sign = imaginary.sign == .plus || imaginary.isNaN ? "+" : ""
    return "(" + floatText(value.real, isBare: true) + sign + imaginaryText + ")"
  }
}

private func floatText(_ value: Constant, isBare: Bool) -> String {
  let number = value.doubleValue
  if number.isNaN { return "nan" }
  if number.isInfinite { return number < 0 ? "-inf" : "inf" }
  return FloatDigits(value).scalarText(isBare: isBare)
}

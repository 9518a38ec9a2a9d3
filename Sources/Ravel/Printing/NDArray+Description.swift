import RavelIR

extension NDArray: CustomStringConvertible, CustomDebugStringConvertible {
  /// The elements as NumPy's `str` writes them. A 0-d array is written as a scalar is, with all its digits.
  public var description: String {
    text { storage in
      if ndim == 0 { return scalarText(try element()) }
      return ArrayText(storage, separator: " ").text(indent: 0, lineWidth: PrintOptions.lineWidth)
    }
  }

  /// What NumPy's `repr` writes: `array([1, 2], dtype=int8)`.
  public var debugDescription: String {
    text { storage in
      let prefix = "array("
      let elements = ArrayText(storage, separator: ", ").text(
        indent: prefix.count, lineWidth: PrintOptions.lineWidth - 1)
      var extras: [String] = []
      if (size == 0 && shape != [0]) || size > PrintOptions.threshold { extras.append("shape=\(tupleText(shape))") }
      if size == 0 || ![.bool, .int64, .float64, .complex128].contains(dtype) { extras.append("dtype=\(dtype)") }
      if extras.isEmpty { return prefix + elements + ")" }
      let (start, end) = (prefix + elements + ",", extras.joined(separator: ", ") + ")")
      let lastLine = start.split(separator: "\n").last ?? ""
      let fits = lastLine.utf8.count + 1 + end.utf8.count <= PrintOptions.lineWidth
      return start + (fits ? " " : "\n" + String(repeating: " ", count: prefix.count)) + end
    }
  }

  /// What cannot be evaluated says so: printing never fails.
  private func text(_ body: (Storage) throws -> String) -> String {
    do {
      return try body(try stored())
    } catch {
      return "<\(dtype)\(tupleText(shape)): \(error)>"
    }
  }
}

import Ravel

extension FunctionTable {
  static let placeRows = places(.numpy) + [true, false].map { place(ofMaximum: $0, ignoringNaN: true, of: .numpy) }
  static let placeMethodRows = places(.ndarray)

  private static func places(_ owner: Builtin.Owner) -> [Builtin] {
    [true, false].map { place(ofMaximum: $0, ignoringNaN: false, of: owner) }
  }

  private static func place(ofMaximum isMaximum: Bool, ignoringNaN: Bool, of owner: Builtin.Owner) -> Builtin {
    let name = isMaximum ? "argmax" : "argmin"
    return Builtin(
      owner, "\(ignoringNaN ? "nan" : "")\(name)(a, axis=None, out=None, *, keepdims=False)",
      "Where the first of the \(isMaximum ? "largest" : "smallest") elements is, along an axis or in row-major order"
        + (ignoringNaN ? ", NaNs left out." : ".")
    ) { call in
      let (array, axis) = (try call.array("a"), try call.given("axis").map(call.evaluator.integer))
      let keepDims = try call.flag("keepdims")
      let result =
        try isMaximum
        ? array.placeOfMaximum(axis: axis, keepDims: keepDims, ignoringNaN: ignoringNaN)
        : array.placeOfMinimum(axis: axis, keepDims: keepDims, ignoringNaN: ignoringNaN)
      guard let out = try call.arrayTarget(orElse: "output must be an array") else { return .computed(result) }
      // NumPy's text names the function that looks at what the other one made of the array.
      guard out.value.shape == result.shape else {
        throw PythonError("output array does not match result of np.\(name).")
      }
      guard canCast(out.value.dtype, to: .int64) else {
        throw ArrayError.cannotCast(from: out.value.dtype, to: .int64, casting: .safe, what: "array data")
      }
      try out.update(to: result.cast(to: out.value.dtype))
      return .array(out)
    }
  }
}

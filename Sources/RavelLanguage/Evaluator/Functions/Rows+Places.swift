import Ravel

extension FunctionTable {
  static let placeRows = places(.numpy)
  static let placeMethodRows = places(.ndarray)

  private static func places(_ owner: Builtin.Owner) -> [Builtin] {
    [
      place("argmax", of: "largest", owner) { try $0.placeOfMaximum(axis: $1, keepDims: $2) },
      place("argmin", of: "smallest", owner) { try $0.placeOfMinimum(axis: $1, keepDims: $2) }
    ]
  }

  private static func place(
    _ name: String, of which: String, _ owner: Builtin.Owner,
    _ find: @escaping @Sendable (NDArray, Int?, Bool) throws -> NDArray
  ) -> Builtin {
    Builtin(
      owner, "\(name)(a, axis=None, out=None, *, keepdims=False)",
      "Where the first of the \(which) elements is, along an axis or in row-major order."
    ) { call in
      let axis = try call.given("axis").map(call.evaluator.integer)
      let result = try find(call.array("a"), axis, call.flag("keepdims"))
      guard let out = try call.placesTarget() else { return .computed(result) }
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

extension Call {
  /// The array that the argument `out` is.
  fileprivate func placesTarget() throws -> ArrayObject? {
    guard let out = given("out") else { return nil }
    guard case .array(let object) = out else { throw PythonError("output must be an array") }
    return object
  }
}

import Ravel

extension FunctionTable {
  /// The methods of ufuncs; the first parameter is the ufunc.
  static let ufuncMethodRows: [Builtin] = [
    Builtin(
      .ufunc,
      "reduce(self, array, axis=0, dtype=None, out=None, keepdims=False, initial=<no value>, where=True)",
      "The elements combined along an axis, several, or all."
    ) { call in
      let array = try call.array("array")
      let axes = try call.axes("axis")
      let keepDims = try call.flag("keepdims")
      let initial = try call.initial(call.ufunc().rawValue, axes, keepDims: keepDims, of: "array")
      return try call.storing { target in
        try array.reduced(
          by: call.ufunc(), axes: axes, keepDims: keepDims, dtype: call.dtype("dtype"), initial: initial,
          where: call.condition("where"), onto: target)
      }
    },
    Builtin(
      .ufunc, "accumulate(self, array, axis=0, dtype=None, out=None)", "Every step of combining along an axis."
    ) { call in
      let array = try call.array("array")
      let axes = try call.axes("axis")
      return try call.storing { target in
        // What is wrong with the ufunc or the array comes before what is wrong with the axis.
        guard let axis = axes?.first, axes?.count == 1 else {
          _ = try array.accumulated(by: call.ufunc(), axis: 0)
          throw ArrayError.value("accumulate does not allow multiple axes")
        }
        return try array.accumulated(by: call.ufunc(), axis: axis, dtype: call.dtype("dtype"), onto: target)
      }
    },
    Builtin(
      .ufunc, "reduceat(self, array, indices, axis=0, dtype=None, out=None)",
      "Segments of an axis combined, each from one index to the next."
    ) { call in
      let array = try call.array("array")
      guard let axis = try call.axes("axis"), axis.count == 1 else {
        throw ArrayError.value("reduceat does not allow multiple axes")
      }
      let indices = try call.segmentStarts("indices")
      return try call.storing { target in
        try array.reduced(by: call.ufunc(), at: indices, axis: axis[0], dtype: call.dtype("dtype"), onto: target)
      }
    },
    Builtin(
      .ufunc, "at(self, a, indices, b=<no value>, /)",
      "Applied in place to the elements at some indices, one after another."
    ) { call in
      guard case .array(let object) = call["a"] else { throw PythonError("first operand must be array") }
      var operand: (any ArrayOperand)?
      if call.isGiven("b") { operand = try call.operand("b") }
      var elements = object.value
      try elements.apply(call.ufunc(), at: call.indexArrays("indices"), operand)
      try object.update(to: elements)
      return .none
    },
    Builtin(.ufunc, "outer(self, A, B, /, out=None, *, \(keywords), signature=None)", "Every pair of elements.") {
      call in
      let (first, second) = (try call.operand("A"), try call.operand("B"))
      return try call.elementwise { keywords, target in
        try .applyingOuter(call.ufunc(), first, second, keywords, onto: target)
      }
    }
  ]
}

extension Call {
  /// Stands for an argument that was not given where None means something else.
  static let noValue = "<no value>"

  /// Whether there is an argument, be it None.
  func isGiven(_ name: String) -> Bool {
    if case .string(Self.noValue) = self[name] { false } else { true }
  }

  /// The ufunc that the method is of.
  func ufunc() throws -> Op {
    guard case .builtin(let function) = self["self"], let op = function.ufunc else {
      throw PythonError("a method of a ufunc is called on '\(self["self"].typeName)'")
    }
    return op
  }

  /// The indices of `reduceat`: a sequence of one axis; floats are truncated.
  fileprivate func segmentStarts(_ name: String) throws -> [Int] {
    let array = try array(name)
    if array.ndim == 0 { throw PythonError("object of too small depth for desired array") }
    if array.ndim > 1 {
      throw PythonError(
        "setting an array element with a sequence. The requested array would exceed the maximum number of dimension of 1."
      )
    }
    return try array.cast(to: .int64).scalars(as: Int64.self).map { Int($0) }
  }

  /// The indices of `at`: an array, or a tuple of one for each of the first axes.
  fileprivate func indexArrays(_ name: String) throws -> [NDArray] {
    func isIndex(_ value: Value) -> Bool {
      switch value {
      case .integer, .boolean, .list, .tuple, .array, .scalar: true
      default: false
      }
    }
    let members = if case .tuple(let items) = self[name] { items.values } else { [self[name]] }
    guard members.allSatisfy(isIndex) else {
      throw PythonError("slices, `...` and None as indices of a ufunc's at are not part of the kernel language yet")
    }
    return try members.map { member in
      let array = try evaluator.array(of: member)
      // An empty list is no array of floats here.
      if member.items?.values.isEmpty == true { return try array.cast(to: .int64) }
      if array.dtype.kind >= .float {
        throw PythonError(
          member.isArray
            ? "arrays used as indices must be of integer (or boolean) type"
            : "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices"
        )
      }
      return array
    }
  }

  /// What is computed for the argument `out`, stored there; a new array if there is none.
  func storing(_ compute: (_ target: NDArray?) throws -> NDArray) throws -> Value {
    try storing(in: target(), compute)
  }

  /// What is computed for an array, stored there.
  func storing(in object: ArrayObject?, _ compute: (_ target: NDArray?) throws -> NDArray) throws -> Value {
    guard let object else { return .computed(try compute(nil)) }
    try object.update(to: compute(object.value))
    return .array(object)
  }
}

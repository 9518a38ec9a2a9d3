import Ravel

extension FunctionTable {
  /// Methods of arrays and NumPy's scalars, reductions apart; the first parameter is the array.
  static let arrayMethodRows: [Builtin] = [
    Builtin(.ndarray, "astype(a, dtype, order='K', casting='unsafe', *, copy=True)", "The elements in another dtype.") {
      call in
      let dtype = try call.evaluator.dtype(of: call["dtype"])
      guard case .string(let rule) = call["casting"], let casting = Casting(rawValue: rule) else {
        throw PythonError("casting must be one of 'no', 'equiv', 'safe', 'same_kind', 'unsafe'")
      }
      let array = try call.array("a")
      if dtype == array.dtype, try !call.flag("copy") { return call["a"] }
      return call.likeArgument("a", try array.cast(to: dtype, casting: casting))
    },
    Builtin(.ndarray, "copy(a)", "The same elements in an array of their own.") { call in
      call.likeArgument("a", try call.array("a").copied())
    },
    Builtin(.ndarray, "flatten(a)", "A copy of the elements in row-major order along one axis.") { call in
      .array(ArrayObject(try call.array("a").copied().raveled()))
    },
    Builtin(.ndarray, "item(a, *args)", "An element as a Python number, evaluated.") { call in
      let array = try call.array("a")
      let indices = try call.variadicItemIndices("args", of: array)
      return try call.evaluator.scalar(of: indices.map { try array.indexed(by: $0) } ?? array)
    },
    Builtin(.ndarray, "fill(a, value)", "Assigns one value to all elements.") { call in
      guard case .array(let object) = call["a"] else { throw PythonError("a scalar cannot be filled") }
      try object.assign(try call.operand("value")) { $0 }
      return .none
    },
    Builtin(.ndarray, "clip(a, min=None, max=None, out=None)", Op.clip.spec.doc) { call in
      let bounds = try ["min", "max"].map { try call.given($0).map(call.evaluator.requiredOperand) }
      return try call.stored(.clipping(call.array("a"), from: bounds[0], to: bounds[1]), from: "clip")
    },
    Builtin(.ndarray, "round(a, decimals=0, out=None)", "Rounded to that many decimals, ties to even.") { call in
      try call.stored(.rounding(call.array("a"), decimals: call.integer("decimals")), from: "rint")
    },
    Builtin(.ndarray, "conjugate(a)", Op.conjugate.spec.doc) { call in
      .computed(try NDArray.applying(.conjugate, [call.array("a")]))
    },
    Builtin(.ndarray, "dot(a, b)", "The dot product with another array.") { call in
      .computed(try .dotProduct(call.array("a"), call.operand("b")))
    },
    view(.ndarray, "reshape(a, *shape, order='C')", "The elements in row-major order under another shape.") { call in
      let order = try call.order("order")
      guard case .tuple(let arguments) = call["shape"], !arguments.values.isEmpty else {
        throw PythonError("reshape() takes exactly 1 argument (0 given)")
      }
      let shape = try call.variadicIntegers("shape")
      return { try $0.reshaped(to: shape, order: order) }
    },
    view(.ndarray, "transpose(a, *axes)", "The axes in another order; reversed if none is said.") { call in
      let arguments = try call.evaluator.items(of: call["axes"])
      if arguments.count == 1, case .none = arguments[0] { return { try $0.transposed() } }
      let axes = try arguments.isEmpty ? nil : call.variadicIntegers("axes")
      return { try $0.transposed(axes) }
    },
    view(.ndarray, "swapaxes(a, axis1, axis2)", "Two axes exchanged.") { call in
      let (axis1, axis2) = (try call.integer("axis1"), try call.integer("axis2"))
      return { try $0.swappingAxes(axis1, axis2) }
    },
    view(.ndarray, "squeeze(a, axis=None)", "Without axes of extent 1.") { call in
      let axes = try call.axes("axis")
      return { try $0.squeezed(axes) }
    },
    view(.ndarray, "ravel(a)", "The elements in row-major order along one axis.") { _ in { try $0.raveled() } }
  ]

  static let listMethodRows: [Builtin] = [
    Builtin(.list, "append(self, object, /)", "Puts a value at the end of the list.") { call in
      try call.evaluator.charge()
      call["self"].items?.values.append(call["object"])
      return .none
    },
    Builtin(.list, "extend(self, iterable, /)", "Puts the members of a sequence at the end of the list.") { call in
      guard let items = call["self"].items else { return .none }
      try call.evaluator.extend(items, by: call["iterable"])
      return .none
    }
  ]
}

extension Call {
  /// The index that `item` is given: nothing, one number counted in row-major order, or one an axis.
  fileprivate func variadicItemIndices(_ name: String, of array: NDArray) throws -> [Index]? {
    let arguments = try evaluator.items(of: self[name])
    if arguments.isEmpty { return nil }
    let integers = try variadicIntegers(name)
    guard integers.count == 1, array.ndim != 1 else {
      guard integers.count == array.ndim else { throw PythonError("incorrect number of indices for array") }
      return integers.map(Index.integer)
    }
    let size = array.size
    guard (-size..<size).contains(integers[0]) else {
      throw PythonError("index \(integers[0]) is out of bounds for size \(size)")
    }
    var rest = integers[0] < 0 ? integers[0] + size : integers[0]
    var indices: [Index] = []
    for extent in array.shape.reversed() {
      indices.append(.integer(rest % extent))
      rest /= extent
    }
    return indices.reversed()
  }
}

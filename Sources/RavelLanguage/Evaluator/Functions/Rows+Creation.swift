import Ravel

extension FunctionTable {
  static let creationRows: [Builtin] = [
    filling("zeros", 0, "An array of zeros."),
    filling("ones", 1, "An array of ones."),
    filling("empty", 0, "An array whose elements are to be assigned; until then they are zeros."),
    Builtin(.numpy, "full(shape, fill_value, dtype=None, order='C')", "An array all of whose elements are one value.") {
      call in
      let value = try call.operand("fill_value")
      return .array(
        ArrayObject(
          try .filled(call.shape("shape"), with: value, dtype: call.dtype("dtype"), order: call.order("order"))))
    },
    fillingLike("zeros_like", 0, "Zeros, shaped and laid out as another array."),
    fillingLike("ones_like", 1, "Ones, shaped and laid out as another array."),
    fillingLike("empty_like", 0, "An array to be assigned to, shaped and laid out as another; until then it is zeros."),
    Builtin(
      .numpy, "full_like(a, fill_value, dtype=None, *, shape=None)", "One value, shaped and laid out as another array."
    ) { call in
      .array(ArrayObject(try filled(call, with: call.operand("fill_value"))))
    },
    Builtin(
      .numpy, "arange(start, stop=None, step=None, dtype=None)", "Numbers from start until before stop, by step."
    ) { call in
      // With one argument, it is the end.
      let bounds: [any ArrayOperand] =
        try call.given("stop") == nil ? [0, call.operand("start")] : [call.operand("start"), call.operand("stop")]
      let step = try call.given("step").map(call.evaluator.requiredOperand) ?? 1
      return .array(ArrayObject(try .stepping(from: bounds[0], to: bounds[1], by: step, dtype: call.dtype("dtype"))))
    },
    Builtin(
      .numpy, "linspace(start, stop, num=50, endpoint=True, *, dtype=None)",
      "Numbers at even distances from start to stop."
    ) { call in
      .array(
        ArrayObject(
          try .spaced(
            from: call.operand("start"), to: call.operand("stop"), count: call.integer("num"),
            endpoint: call.flag("endpoint"),
            dtype: call.dtype("dtype"))))
    },
    Builtin(.numpy, "eye(N, M=None, k=0, dtype=None)", "A matrix of ones on the kth diagonal, zeros elsewhere.") {
      call in
      let columns = try call.given("M").map(call.evaluator.integer)
      return .array(
        ArrayObject(
          try .diagonal(
            rows: call.integer("N"), columns: columns, diagonal: call.integer("k"),
            dtype: call.dtype("dtype") ?? .float64)))
    },
    Builtin(.numpy, "identity(n, dtype=None)", "The square matrix of ones on the diagonal, zeros elsewhere.") { call in
      .array(ArrayObject(try .diagonal(rows: call.integer("n"), dtype: call.dtype("dtype") ?? .float64)))
    },
    Builtin(.numpy, "array(object, dtype=None, *, copy=True)", "An array of numbers, or of nested sequences of them.") {
      call in
      if case .array(let object) = call["object"], try !call.flag("copy") {
        guard let dtype = try call.dtype("dtype"), dtype != object.value.dtype else { return call["object"] }
      }
      let array = try call.evaluator.array(of: call["object"], dtype: call.dtype("dtype"))
      return .array(ArrayObject(call["object"].isArray ? try array.copied(order: nil) : array))
    },
    Builtin(.numpy, "asarray(a, dtype=None)", "The array itself, if it is one of that dtype; else a new one.") { call in
      let dtype = try call.dtype("dtype")
      if case .array(let object) = call["a"], dtype == nil || dtype == object.value.dtype { return call["a"] }
      return .array(ArrayObject(try call.evaluator.array(of: call["a"], dtype: dtype)))
    },
    Builtin(.numpy, "copy(a)", "The same elements in an array of their own.") { call in
      .array(ArrayObject(try call.array("a").copied(order: nil)))
    },
    Builtin(.numpy, "ascontiguousarray(a, dtype=None)", "The elements densely in row-major order.") { call in
      let dtype = try call.dtype("dtype")
      if case .array(let object) = call["a"], object.value.isContiguous, dtype == nil || dtype == object.value.dtype {
        return call["a"]
      }
      let array = try call.evaluator.array(of: call["a"], dtype: dtype)
      return .array(ArrayObject(try array.shape.isEmpty ? array.reshaped(to: [1]) : array.copied()))
    },
    Builtin(.numpy, "copyto(dst, src)", "Assigns to all elements of an array.") { call in
      guard case .array(let object) = call["dst"] else {
        throw PythonError("copyto() argument 1 must be numpy.ndarray, not \(call["dst"].typeName)")
      }
      let source = try call.operand("src")
      if let array = source as? NDArray, !canCast(array.dtype, to: object.value.dtype, casting: .sameKind) {
        throw ArrayError.cannotCast(from: array.dtype, to: object.value.dtype, casting: .sameKind, what: "array data")
      }
      try object.assign(source) { $0 }
      return .none
    }
  ]

  private static func filling(_ name: String, _ value: Int, _ doc: String) -> Builtin {
    Builtin(.numpy, "\(name)(shape, dtype=None, order='C')", doc) { call in
      .array(
        ArrayObject(
          try .filled(
            call.shape("shape"), with: value, dtype: call.dtype("dtype") ?? .float64, order: call.order("order"))))
    }
  }

  private static func fillingLike(_ name: String, _ value: Int, _ doc: String) -> Builtin {
    Builtin(.numpy, "\(name)(a, dtype=None, *, shape=None)", doc) { call in
      .array(ArrayObject(try filled(call, with: value)))
    }
  }

  private static func filled(_ call: Call, with value: any ArrayOperand) throws -> NDArray {
    try .filled(like: call.array("a"), with: value, dtype: call.dtype("dtype"), shape: call.axes("shape"))
  }
}

extension Call {
  /// `order='C'` or `'F'`.
  func order(_ name: String) throws -> Order {
    guard case .string(let text) = self[name], let order = Order(rawValue: text.uppercased()) else {
      throw PythonError("order must be 'C' or 'F' here")
    }
    return order
  }
}

import Ravel

extension FunctionTable {
  static let productRows: [Builtin] = [
    product(.matmul, "The matrix product, Python's @."),
    product(.vecdot, "Sums of products of vectors along the last axis; the first are conjugated."),
    product(.matvec, "Products of matrices and vectors."),
    product(.vecmat, "Products of vectors, conjugated, and matrices."),
    Builtin(
      .numpy, "dot(a, b)", "The dot product over the last axis of the first and the second-to-last of the second."
    ) {
      call in .computed(try .dotProduct(call.operand("a"), call.operand("b")))
    }
  ]

  private static func product(_ ufunc: MatrixUfunc, _ doc: String) -> Builtin {
    // Of the keywords of axes, those are there that NumPy takes for the signature; the others are refused as NumPy does.
    let head =
      "\(ufunc.rawValue)(x1, x2, /, out=None, *, casting='same_kind', order='K', dtype=None, signature=None, "
      + "axes=<no value>, axis=<no value>, keepdims=<no value>)"
    return Builtin(.numpy, head, doc, ufuncLoops: { [MatrixUfunc.loops] }) { call in
      let axes = try call.coreAxes()
      return try call.elementwise { keywords, target in
        try .product(ufunc, call.operand("x1"), call.operand("x2"), keywords, along: axes, onto: target)
      }
    }
  }

  // MARK: Dtypes and shapes

  static let dtypeRows: [Builtin] = [
    Builtin(.numpy, "dtype(dtype)", "The dtype that a name, a type or a dtype stands for.") { call in
      .dtype(try call.dtype("dtype") ?? .float64)
    },
    Builtin(.numpy, "result_type(*arrays_and_dtypes)", "The dtype that a result of these operands has.") { call in
      let operands = try call.evaluator.items(of: call["arrays_and_dtypes"]).map { value in
        if let dtype = try? call.evaluator.dtype(of: value) { return PromotionOperand.dtype(dtype) }
        return try call.evaluator.requiredOperand(value).operand.promotion
      }
      guard !operands.isEmpty else { throw PythonError("at least one array or dtype is required") }
      return .dtype(resultType(operands))
    },
    Builtin(.numpy, "promote_types(type1, type2)", "The smallest dtype that both can be cast to safely.") { call in
      .dtype(promoteTypes(try call.evaluator.dtype(of: call["type1"]), try call.evaluator.dtype(of: call["type2"])))
    },
    Builtin(.numpy, "can_cast(from_, to, casting='safe')", "Whether a cast is allowed under a rule.") { call in
      guard case .string(let rule) = call["casting"], let casting = Casting(rawValue: rule) else {
        throw PythonError("casting must be one of 'no', 'equiv', 'safe', 'same_kind', 'unsafe'")
      }
      let source = call["from_"].ndarray?.dtype
      return .boolean(
        canCast(
          try source ?? call.evaluator.dtype(of: call["from_"]), to: try call.evaluator.dtype(of: call["to"]),
          casting: casting))
    },
    Builtin(.numpy, "finfo(dtype)", "Limits of a float dtype: eps, max, min, tiny, bits.") { call in
      let dtype = try numericDType(call).component
      guard dtype.isFloat else { throw PythonError("data type '\(dtype)' not inexact") }
      return .namespace(limits(ofFloat: dtype))
    },
    Builtin(.numpy, "iinfo(type)", "Limits of an integer dtype: max, min, bits.") { call in
      let dtype = try numericDType(call)
      guard dtype.isInteger else { throw PythonError("Invalid integer data type '\(dtype.kindCharacter)'.") }
      let least = dtype.isSigned ? -(Int128(1) << Int128(dtype.bitWidth - 1)) : 0
      let greatest = (Int128(1) << Int128(dtype.bitWidth - (dtype.isSigned ? 1 : 0))) - 1
      return .namespace(
        Namespace(
          typeName: "iinfo",
          members: [
            "min": .integer(least), "max": .integer(greatest), "bits": .integer(Int128(dtype.bitWidth)),
            "dtype": .dtype(dtype)
          ]))
    },
    Builtin(.numpy, "shape(a)", "The extents of an array.") { call in .tuple(try call.array("a").shape) },
    Builtin(.numpy, "ndim(a)", "The number of axes.") { call in .integer(Int128(try call.array("a").ndim)) },
    Builtin(.numpy, "size(a, axis=None)", "The number of elements, or the extent of an axis.") { call in
      let array = try call.array("a")
      guard let axis = try call.given("axis").map(call.evaluator.integer) else { return .integer(Int128(array.size)) }
      return .integer(Int128(array.shape[try normalizedAxis(axis, rank: array.ndim)]))
    }
  ]

  /// The dtype that the first argument is, or has.
  private static func numericDType(_ call: Call) throws -> DType {
    try call.values[0].ndarray?.dtype ?? call.evaluator.dtype(of: call.values[0])
  }

  private static func limits(ofFloat dtype: DType) -> Namespace {
    let (eps, greatest, tiny): (Double, Double, Double) =
      switch dtype {
      case .float16:
        (Double(Float16.ulpOfOne), Double(Float16.greatestFiniteMagnitude), Double(Float16.leastNormalMagnitude))
      case .float32: (Double(Float.ulpOfOne), Double(Float.greatestFiniteMagnitude), Double(Float.leastNormalMagnitude))
      default: (Double.ulpOfOne, .greatestFiniteMagnitude, .leastNormalMagnitude)
      }
    func scalar(_ value: Double) -> Value { .scalar(NDArray(Constant(value, dtype))) }
    return Namespace(
      typeName: "finfo",
      members: [
        "eps": scalar(eps), "max": scalar(greatest), "min": scalar(-greatest), "tiny": scalar(tiny),
        "smallest_normal": scalar(tiny), "bits": .integer(Int128(dtype.bitWidth)), "dtype": .dtype(dtype)
      ])
  }
}

extension DType {
  /// NumPy's one-letter code of a kind: `f` for floats.
  var kindCharacter: String {
    switch kind {
    case .bool: "b"
    case .unsigned: "u"
    case .signed: "i"
    case .float: "f"
    case .complex: "c"
    }
  }
}

extension Call {
  /// The keywords `axes`, `axis` and `keepdims` of a product.
  fileprivate func coreAxes() throws -> CoreAxes {
    var axes = CoreAxes()
    if isGiven("keepdims") {
      guard case .boolean(let keeps) = self["keepdims"] else { throw PythonError("'keepdims' must be a boolean") }
      axes.keepDims = keeps
    }
    if isGiven("axis") { axes.axis = try integer("axis") }
    guard isGiven("axes") else { return axes }
    guard case .list(let entries) = self["axes"] else { throw PythonError("axes should be a list.") }
    axes.entries = try entries.values.map { entry in
      guard case .tuple(let members) = entry else { return .axis(try evaluator.integer(entry)) }
      return .axes(try members.values.map(evaluator.integer))
    }
    return axes
  }
}

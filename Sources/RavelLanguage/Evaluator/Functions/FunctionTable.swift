import Ravel

/// The functions of the kernel language, by where they are found. A function is a row, and no list of them is kept
/// beside the rows: `ravel ops` prints them, and calls are answered from them. Those of elements come from the
/// operation table.
enum FunctionTable {
  static let python = table(pythonRows)
  static let math = table(mathRows)
  static let numpy = table(numpyRows)
  static let special = table(specialModuleRows)
  static let arrayMethods = table(methodRows)
  static let ufuncMethods = table(ufuncMethodRows)
  static let listMethods = table(listMethodRows)
  static let numberMethods = table(numberMethodRows)

  /// All rows, with what kernels write before the name.
  static let everything: [(rows: [Builtin], prefix: String)] = [
    (numpyRows, "np."), (specialModuleRows, "scipy.special."), (methodRows, "ndarray."), (ufuncMethodRows, "ufunc."),
    (pythonRows, ""), (mathRows, "math."), (listMethodRows, "list."), (numberMethodRows, "float.")
  ]

  private static let numpyRows =
    ufuncs + jointRows + compositionRows + pieceRows + creationRows + viewRows + elementRows + reductionRows
    + productRows + dtypeRows + sortingRows + statisticsRows + placeRows + quantileRows + countingRows
  private static let specialModuleRows = specialRows + specialCompositionRows
  private static let methodRows =
    arrayMethodRows + reductionMethodRows + sortingMethodRows + statisticsMethodRows + placeMethodRows
    + countingMethodRows

  private static func table(_ rows: [Builtin]) -> [String: Builtin] {
    var table: [String: Builtin] = [:]
    for row in rows {
      assert(table[row.name] == nil, "\(row.name) has two rows")
      table[row.name] = row
      for alias in aliases[row.owner]?[row.name] ?? [] { table[alias] = row }
    }
    return table
  }

  /// NumPy's other names of functions.
  static let aliases: [Builtin.Owner: [String: [String]]] = [
    .numpy: [
      "absolute": ["abs"], "divide": ["true_divide"], "remainder": ["mod"], "power": ["pow"], "conjugate": ["conj"],
      "invert": ["bitwise_not", "bitwise_invert"], "left_shift": ["bitwise_left_shift"],
      "right_shift": ["bitwise_right_shift"], "round": ["around"],
      "transpose": ["permute_dims"], "arcsin": ["asin"], "arccos": ["acos"], "arctan": ["atan"], "arctan2": ["atan2"],
      "arcsinh": ["asinh"], "arccosh": ["acosh"], "arctanh": ["atanh"]
    ],
    .ndarray: ["conjugate": ["conj"]]
  ]

  /// Functions that Python has and the kernel language has not.
  static let foreignNames: Set<String> = [
    "print", "input", "open", "dict", "set", "frozenset", "str", "bytes", "bytearray", "memoryview", "object", "super",
    "type", "isinstance", "issubclass", "callable", "getattr", "setattr", "hasattr", "delattr", "vars", "dir",
    "globals",
    "locals", "eval", "exec", "compile", "repr", "ascii", "format", "hash", "id", "iter", "next", "sorted", "filter",
    "slice", "bin", "hex", "oct", "chr", "ord", "property", "staticmethod", "classmethod", "breakpoint", "help",
    "aiter", "anext", "__import__", "__name__", "__file__", "__doc__"
  ]

  /// `np.float32` called: a scalar, or an array if there is one to convert.
  static func scalarConstructor(_ dtype: DType) -> Builtin { scalarConstructors[Int(dtype.rawValue)] }

  private static let scalarConstructors = DType.allCases.map { dtype in
    Builtin(.numpy, "\(dtype)(x=0, /)", "A scalar of that dtype, or an array of it.") { call in
      switch call["x"] {
      case .array, .scalar, .tuple, .list:
        return .computed(try call.array("x").cast(to: dtype))
      default:
        return .scalar(try .scalar(call.operand("x"), dtype: dtype))
      }
    }
  }
}
